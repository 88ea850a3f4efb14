"""What can be found: entries, services and their countries, what terms mean, how to write to us.

A row has the names by which it is found, and what a result shows of it. Titles of sensitive entries
are in it, as in every list of the site, with the short address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from entraide.model.countries import Country, iter_shown_channels, list_countries
from entraide.model.entry import Entry
from entraide.model.locales import Locale, TextByLocale
from entraide.model.places import (
    CONTACT,
    COUNTRIES,
    INCIDENT_LOG,
    SCAM_CHECK,
    Place,
    make_country_place,
    make_entry_place,
)
from entraide.model.site import TypesetSite
from entraide.model.wordings import compile_wordings, find_wordings, to_nfc, to_small_letters
from entraide.publish.build_context import BuildContext
from entraide.publish.channel_cards import ChannelCard, make_channel_card
from entraide.publish.country_services import make_channel_anchor
from entraide.publish.pages import PAGES
from entraide.publish.views import get_language_name

NO_KEYWORDS: TextByLocale = MappingProxyType({})


class RowKind(StrEnum):
    """What a row is about; the browser ranks by it."""

    ENTRY = "entry"
    PAGE = "page"
    SERVICE = "service"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One thing that can be found; `url` is relative to the site's base.

    `number` is that of an entry. `language`, `lang` and `dir` are those of a text in another
    language than the page's. `mark` stands beside the title, and nothing is shown after `until`.
    """

    kind: RowKind
    url: str
    title: str
    summary: str = ""
    keywords: tuple[str, ...] = ()
    number: int = 0
    language: str = ""
    lang: str = ""
    dir: str = ""
    mark: str = ""
    until: date | None = None


def iter_rows(build: BuildContext) -> Iterator[SearchRow]:
    """Yield the entries in the locale of `build`, by number, then pages that help beside them."""
    site, locale = build.typeset_site, build.locale
    for entry in site.listed_entries:
        yield make_entry_row(entry, site, locale)
    yield from _iter_pages(build)


def iter_other_rows(build: BuildContext) -> Iterator[SearchRow]:
    """Yield the services of each country, and the terms of the glossary."""
    for country in list_countries(build.typeset_site):
        yield from _iter_services(country, build)
    yield from _iter_terms(build.typeset_site, build.locale)


def make_entry_row(entry: Entry, site: TypesetSite, locale: Locale) -> SearchRow:
    """Return the row of `entry`, whose text may be in another language."""
    version = entry.get_served_version(locale.code)
    spoken = site.get_locale(version.locale)
    foreign = spoken != locale
    return SearchRow(
        RowKind.ENTRY,
        make_entry_place(entry).get_url(locale),
        version.title,
        version.summary,
        version.keywords,
        entry.id,
        get_language_name(spoken, locale) if foreign else "",
        spoken.lang if foreign else "",
        spoken.dir if foreign else "",
    )


def _iter_pages(build: BuildContext) -> Iterator[SearchRow]:
    """Yield the pages that help beside the entries: where to report, and how to reach us."""
    countries = list_countries(build.typeset_site)
    for place in (
        *([COUNTRIES] if countries else []),
        *map(make_country_place, countries),
        CONTACT,
    ):
        yield _make_page_row(place, build)
    if check := build.typeset_site.scam_check:
        yield _make_page_row(SCAM_CHECK, build, check.keywords)
    if incident_log := build.typeset_site.incident_log:
        yield _make_page_row(INCIDENT_LOG, build, incident_log.keywords)


def _make_page_row(
    place: Place, build: BuildContext, keywords: TextByLocale = NO_KEYWORDS
) -> SearchRow:
    """Return the row of a page; `keywords` are other words for it, with commas between them."""
    page = PAGES[place.kind]
    title, summary = page.get_title(place, build), page.get_summary(place, build)
    words = (word.strip() for word in keywords.get(build.locale.code, "").split(","))
    return SearchRow(
        RowKind.PAGE,
        place.get_url(build.locale),
        title,
        summary,
        tuple(word for word in words if word),
    )


def _iter_services(country: Country, build: BuildContext) -> Iterator[SearchRow]:
    site, locale, catalog = build.typeset_site, build.locale, build.catalog
    page = make_country_place(country).get_url(locale)
    for channel in iter_shown_channels(site, country, build.day):
        if card := make_channel_card(channel, site, locale, catalog, build.day):
            yield _make_service_row(card, f"{page}#{make_channel_anchor(card.id)}")


def _make_service_row(card: ChannelCard, url: str) -> SearchRow:
    """Return the row of a service: found by its names, its numbers and the host of its site."""
    numbers = {each.text: each.dial for each in (card.phone, card.sms) if each}
    shown = tuple(number for number in numbers if number not in card.name.text)
    joined = tuple(dial for number, dial in numbers.items() if dial != number)
    host = (card.site.host.removeprefix("www."),) if card.site else ()
    return SearchRow(
        RowKind.SERVICE,
        url,
        ": ".join((card.name.text, *shown)),
        card.gloss,
        (*joined, *host),
        lang=card.name.lang,
        dir=card.name.dir,
        mark=card.country,
        until=card.review_by,
    )


def _iter_terms(site: TypesetSite, locale: Locale) -> Iterator[SearchRow]:
    """Yield each term that has a meaning, with the entry that is about it."""
    code = locale.code
    named = [(entry, _gather_names(entry, code)) for entry in site.listed_entries]
    for term in site.glossary.values():
        name, meaning = term.term.get(code), term.definition.get(code)
        if not name or not meaning:
            continue
        wordings = compile_wordings(term.list_spellings(code))
        about = next((entry for entry, names in named if find_wordings(wordings, names)), None)
        if about:
            url = make_entry_place(about).get_url(locale)
            others = term.synonyms.get(code, ())
            yield SearchRow(RowKind.TERM, url, name, meaning, (*term.list_spellings(code), *others))


def _gather_names(entry: Entry, code: str) -> str:
    version = entry.get_served_version(code)
    return to_small_letters(to_nfc(" ".join((version.title, version.summary, *version.keywords))))
