"""The data that the desk needs of the site beside its entries: `/entries/desk.json`."""

from collections.abc import Iterator, Mapping
from datetime import date

from entraide.content.settings import Settings
from entraide.model.channel import ChannelStatus
from entraide.model.countries import list_countries
from entraide.model.locales import Locale, sort_default_first
from entraide.model.operator_facts import PREFIX, Values
from entraide.model.places import COUNTRIES, HOME, PROPOSE, find_entry_url, find_index_place
from entraide.model.site import TypesetSite
from entraide.publish.glossary_file import list_forbidden_wordings
from entraide.published_files.site import DeskData, PublishedLicence, PublishedLocale


def build_desk_data(
    settings: Settings, site: TypesetSite, values: Mapping[str, Values], site_url: str
) -> DeskData:
    """Build the file; `values` holds the operator's facts by locale."""
    default_first = sort_default_first(site.locales)
    licence = settings.licence
    return DeskData(
        schema_url=DeskData.make_schema_url(site_url),
        rating=settings.rating or "five",
        takes_votes=site.parts.rating,
        takes_proposals=site.parts.proposals,
        takes_questions=site.parts.questions,
        address=site_url,
        service_days=tuple(_iter_service_days(site)),
        two_people=settings.two_people,
        contact=get_contact_address(values[site.default_locale.code]),
        licence=PublishedLicence(name=licence.name, url=licence.url) if licence else None,
        locales=tuple(build_desk_locale(settings, site, locale) for locale in default_first),
        categories={
            locale.code: {id_: term.label[locale.code] for id_, term in site.categories.items()}
            for locale in default_first
        },
        forbidden={
            locale.code: list_forbidden_wordings(site, locale.code) for locale in default_first
        },
    )


def _iter_service_days(site: TypesetSite) -> Iterator[date]:
    """Yield the last day of each published service, in order."""
    shown = (each for each in site.channels.values() if each.status is ChannelStatus.PUBLISHED)
    yield from sorted(each.review_by for each in shown if each.review_by)


def get_contact_address(values: Values) -> str:
    """Return the e-mail address for sites without a desk; "" when none is given."""
    return values.get(f"{PREFIX}contact.email", "")


def build_desk_locale(settings: Settings, site: TypesetSite, locale: Locale) -> PublishedLocale:
    """Build the data of one locale."""
    return PublishedLocale(
        code=locale.code,
        lang=locale.lang,
        dir=locale.dir,
        name=locale.name,
        site_name=locale.site_name,
        home=HOME.get_url(locale),
        exit=settings.exits[locale.code] if site.parts.exit else "",
        help=(COUNTRIES if list_countries(site) else find_index_place(site)).get_url(locale),
        propose=PROPOSE.get_url(locale) if site.parts.proposals else "",
        feedback_privacy=find_entry_url(site, settings.feedback_entry, locale),
    )
