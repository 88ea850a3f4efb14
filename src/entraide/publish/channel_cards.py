"""A channel as a page shows it, in the words of one language.

Only what may be shown on the day becomes a card; `publish/channel_inserts.py` says what stands in
the place of any other.
"""

from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from urllib.parse import urlsplit

from babel import Locale as BabelLocale

from entraide.model.channel import Channel, Identity, Verification
from entraide.model.countries import Country
from entraide.model.locales import Locale
from entraide.model.site import Site
from entraide.publish.countries import country_name
from entraide.publish.numbers import Number, number_of


@dataclass(frozen=True, slots=True)
class ChannelName:
    """A name of a service; `lang` and `dir` are empty where it is in the reader's language."""

    text: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class ChannelSite:
    """An address, and the host in it, by which readers tell the true site from a copy."""

    absolute_url: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCard:
    """What a page says of one service; what is unknown is empty or None.

    `name` is the service's own, `gloss` what it means where that is in another language.
    `named_by_number` tells that its name is the number to call, such as “3018”.
    """

    id: str
    country: str
    name: ChannelName
    gloss: str
    purpose: str
    not_for: str
    phone: Number | None
    sms: Number | None
    site: ChannelSite | None
    email: str | None
    named_by_number: bool
    hours: str
    cost: str
    languages: tuple[str, ...]
    identity: Identity
    minors_only: bool
    emergency: bool
    status: Verification
    source_date: date | None
    checked_on: date
    review_by: date


def channel_card(
    channel: Channel, site: Site, locale: Locale, words: NullTranslations, day: date
) -> ChannelCard | None:
    """The card of `channel` in the words of `locale`; None where it may not be shown on `day`."""
    checked_on, review_by = channel.checked_on, channel.review_by
    if not channel.state(day).shown or checked_on is None or review_by is None:
        return None
    name, gloss = _named(channel, site, locale)
    phone, sms = (number_of(each, channel.country) for each in (channel.phone, channel.sms))
    return ChannelCard(
        id=channel.id,
        country=_country(Country(channel.country), locale, words),
        name=name,
        gloss=gloss,
        purpose=channel.purpose[locale.code],
        not_for=channel.not_for[locale.code],
        phone=phone,
        sms=sms,
        site=_site(channel.url) if channel.url else None,
        email=channel.email,
        named_by_number=_named_by(name, phone or sms),
        hours=channel.hours.get(locale.code, ""),
        cost=channel.cost.get(locale.code, ""),
        languages=tuple(_language(tag, locale) for tag in channel.languages),
        identity=channel.identity,
        minors_only=channel.minors_only,
        emergency=channel.emergency,
        status=channel.status,
        source_date=channel.source_date,
        checked_on=checked_on,
        review_by=review_by,
    )


def _country(country: Country, locale: Locale, words: NullTranslations) -> str:
    if country.is_world:
        return words.gettext("International")
    return country_name(country, locale, words)


def _named(channel: Channel, site: Site, locale: Locale) -> tuple[ChannelName, str]:
    """The service's own name, marked with its language, and its name in the reader's if another."""
    told = channel.name[locale.code]
    own = next((code for code in channel.official_in if code in channel.name), locale.code)
    if locale.code in channel.official_in or own == locale.code:
        return ChannelName(told), ""
    spoken = next((known for known in site.locales if known.code == own), None)
    lang, direction = (spoken.lang, spoken.dir) if spoken else (own, "ltr")
    name, gloss = channel.name[own], "" if told == channel.name[own] else told
    if not any(map(str.isalpha, name)):  # “3018” is read in any language
        return ChannelName(name), gloss
    return ChannelName(name, lang, direction), gloss


def _site(url: str) -> ChannelSite:
    return ChannelSite(url, urlsplit(url).hostname or "")


def _named_by(name: ChannelName, number: Number | None) -> bool:
    return number is not None and _digits(number.text) in _digits(name.text)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _language(tag: str, reader: Locale) -> str:
    """The name of a language that is spoken there, in the reader's."""
    spoken = BabelLocale.parse(reader.lang, sep="-")
    return BabelLocale.parse(tag, sep="-").get_language_name(spoken) or tag
