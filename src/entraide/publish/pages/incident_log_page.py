"""The log of incidents: a form that keeps nothing, and the pack that is made of it.

Everything that somebody writes stays in the memory of the browser, or in a file that they save:
this page has words alone, for `overrides/assets/scripts/incident_log.js`. Neither its address nor
the title of its window says what it is for: others may read them in a history.
"""

from dataclasses import dataclass

from entraide.model.countries import Country
from entraide.model.incident_log import PLATFORM, IncidentLog
from entraide.model.locales import N_
from entraide.model.places import INCIDENT_LOG, PageKind, Place
from entraide.publish.build_context import BuildContext
from entraide.publish.checklists import ChecklistView, make_warnings_view
from entraide.publish.country_names import list_countries_by_name
from entraide.publish.country_services import find_own_country
from entraide.publish.page_type import PageType
from entraide.publish.pages.country_pages import CountryRow, list_country_rows
from entraide.publish.views import Link, iter_entry_links


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """The words of a country, by the code of its page; "" is for all others, PLATFORM for us."""

    country: str
    title: str
    say: str
    keep: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class CopyTextView:
    """A message to copy."""

    title: str
    lead: str
    text: str
    topic: str  # "" for any


@dataclass(frozen=True, slots=True)
class IncidentLogView:
    """What the page knows. `first` says in short what `exceptions` say in full, if anything."""

    exceptions: ChecklistView | None
    first: tuple[str, ...]
    entries: tuple[Link, ...]
    countries: tuple[tuple[str, str], ...]  # code and name of those whose services it can show
    emergencies: tuple[CountryRow, ...]  # the numbers of each of them, and of others
    own_country: str  # the code of the one that the operator has set, or ""
    topics: tuple[tuple[str, str], ...]  # id and label of each that a pack may be about
    languages: tuple[Link, ...]  # this page in each, for a pack in another language
    procedures: tuple[ProcedureView, ...]
    has_platform: bool  # whether one of them is for the staff of the platform
    texts: tuple[CopyTextView, ...]


def fill_incident_log_page(place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the page."""
    site, locale, incident_log = build.typeset_site, build.locale, _get_log(build)
    code, checklist = locale.code, site.checklists.get(incident_log.checklist)
    countries, own = list_countries_by_name(site, locale, build.catalog), find_own_country(site)
    view = IncidentLogView(
        exceptions=make_warnings_view(checklist, code) if checklist else None,
        first=tuple(each[code] for each in incident_log.first),
        entries=tuple(iter_entry_links(incident_log.entries, site, locale)),
        countries=tuple(
            (each.slug, name)
            for each, name in countries
            if (each == own if own else not each.is_world)
        ),
        emergencies=list_country_rows(build),
        own_country=own.slug if own else "",
        topics=tuple(
            (topic, site.topics[topic].label[code])
            for topic in incident_log.topics
            if topic in site.topics
        ),
        languages=tuple(
            Link(each.name, place.get_url(each), lang=each.lang, current=each == locale)
            for each in site.locales
        ),
        procedures=tuple(
            ProcedureView(
                Country(each.country).slug,
                each.title[code],
                each.say[code],
                each.keep[code],
                each.unverified,
            )
            for each in incident_log.procedures
        ),
        has_platform=any(each.country == PLATFORM for each in incident_log.procedures),
        texts=tuple(
            CopyTextView(each.title[code], each.lead[code], each.text[code], each.topic)
            for each in incident_log.texts
        ),
    )
    return {"incident_log": view}


def find_incident_log_url(number: int, build: BuildContext) -> str:
    """Return the address of the log, for an entry that leads to it; "" for any other."""
    incident_log = build.typeset_site.incident_log
    leads = incident_log is not None and number in incident_log.entries
    return INCIDENT_LOG.get_url(build.locale) if leads else ""


def _get_log(build: BuildContext) -> IncidentLog:
    incident_log = build.typeset_site.incident_log
    assert incident_log  # noqa: S101 - else there is no such place
    return incident_log


PAGES = {
    PageKind.INCIDENT_LOG: PageType(
        N_("Notes"),
        N_("Write down what happened, when and where. Nothing that you write is sent to anyone."),
        fill_incident_log_page,
    )
}
