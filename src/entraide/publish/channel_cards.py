"""Cards: a channel as a page shows it, in one language.

Only a channel that may be shown on the day becomes a card. `publish/channel_inserts.py` says what
replaces any other.
"""

from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from urllib.parse import urlsplit

from entraide.content.babel_locales import find_language_name
from entraide.model.channel import Channel, Identity
from entraide.model.countries import Country
from entraide.model.fallback_words import drop_fallback_signs
from entraide.model.locales import Locale
from entraide.model.site import TypesetSite
from entraide.publish.country_names import get_country_name
from entraide.publish.known_facts import describe_origin
from entraide.publish.phone_formats import PhoneNumber, make_phone_number


@dataclass(frozen=True, slots=True)
class ChannelName:
    """A name of a service; `lang` and `dir` are empty where it is in the reader's language."""

    text: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class ChannelSite:
    """The address of a service, and its host, by which readers tell the true site from a copy."""

    absolute_url: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCard:
    """What a page says of one service; an unknown value is empty or None.

    `name` is the service's own, `gloss` what it means where that is in another language.
    `named_by_number` says that its name is the number to call, such as “3018”. `identity` says
    whether callers must say who they are, `origin` how all this is known.
    """

    id: str
    country: str
    name: ChannelName
    gloss: str
    purpose: str
    not_for: str
    phone: PhoneNumber | None
    sms: PhoneNumber | None
    site: ChannelSite | None
    email: str | None
    named_by_number: bool
    hours: str
    cost: str
    languages: tuple[str, ...]
    identity: str
    minors_only: bool
    emergency: bool
    origin: str
    review_by: date

    @property
    def written(self) -> str:
        """What one dials or types on another device, as printed on paper; "" where it has none."""
        number = self.phone or self.sms
        return number.text if number else self.site.host if self.site else self.email or ""


def make_channel_card(
    channel: Channel, site: TypesetSite, locale: Locale, catalog: NullTranslations, day: date
) -> ChannelCard | None:
    """Make the card of `channel` for readers of `locale`; None where it may not be shown on `day`.

    `catalog` is that of the locale.
    """
    review_by = channel.review_by
    if not channel.get_state(day).is_shown or review_by is None:
        return None
    name, gloss = _make_name(channel, site, locale)
    phone, sms = (make_phone_number(each, channel.country) for each in (channel.phone, channel.sms))
    return ChannelCard(
        id=channel.id,
        country=_name_country(Country(channel.country), locale, catalog),
        name=name,
        gloss=gloss,
        purpose=channel.purpose[locale.code],
        not_for=channel.not_for[locale.code],
        phone=phone,
        sms=sms,
        site=_make_site(channel.url) if channel.url else None,
        email=channel.email,
        named_by_number=_is_named_by(name, phone or sms),
        hours=channel.hours.get(locale.code, ""),
        cost=channel.cost.get(locale.code, ""),
        languages=tuple(_name_language(tag, locale) for tag in channel.languages),
        identity=_describe_identity(channel.identity, catalog),
        minors_only=channel.minors_only,
        emergency=channel.emergency,
        origin=describe_origin(channel, locale.lang, catalog),
        review_by=review_by,
    )


def _name_country(country: Country, locale: Locale, catalog: NullTranslations) -> str:
    if country.is_world:
        return catalog.gettext("International services")
    return get_country_name(country, locale, catalog)


def _make_name(channel: Channel, site: TypesetSite, locale: Locale) -> tuple[ChannelName, str]:
    """Return the service's own name, marked with its language, and its translation if any."""
    local_name = channel.name[locale.code]
    official = next((code for code in channel.official_in if code in channel.name), locale.code)
    if locale.code in channel.official_in or official == locale.code:
        return ChannelName(local_name), ""
    spoken = next((known for known in site.locales if known.code == official), None)
    lang, direction = (spoken.lang, spoken.dir) if spoken else (official, "ltr")
    name = channel.name[official]
    gloss = "" if drop_fallback_signs(local_name) == name else local_name
    if not any(map(str.isalpha, name)):  # “3018” is read in any language
        return ChannelName(name), gloss
    return ChannelName(name, lang, direction), gloss


def _describe_identity(identity: Identity, catalog: NullTranslations) -> str:
    _ = catalog.gettext
    sentences = {
        Identity.ASKED: _("You have to say who you are."),
        Identity.OPTIONAL: _("You do not have to say who you are."),
        Identity.NEVER: _("You do not have to say who you are."),
    }
    return sentences.get(identity, "")


def _make_site(url: str) -> ChannelSite:
    return ChannelSite(url, urlsplit(url).hostname or "")


def _is_named_by(name: ChannelName, number: PhoneNumber | None) -> bool:
    return number is not None and _keep_digits(number.text) in _keep_digits(name.text)


def _keep_digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _name_language(tag: str, reader: Locale) -> str:
    """Return the name of a language that is spoken there, in the reader's own."""
    return find_language_name(tag, reader.lang) or tag
