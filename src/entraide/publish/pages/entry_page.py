"""The page of an entry: its text, what readers must know to trust it, and what stands below it."""

from entraide.model.entry import Entry
from entraide.model.places import CONTACT, PageKind, Place
from entraide.publish.build_context import BuildContext
from entraide.publish.outdated_sections import OutdatedSections, find_outdated_sections
from entraide.publish.page_actions import make_share_links
from entraide.publish.page_type import PageType
from entraide.publish.pages.incident_log_page import find_incident_log_url
from entraide.publish.pages.proposal_page import make_proposal_link
from entraide.publish.partial_sections import PartialSections, find_partial_sections
from entraide.publish.public_metadata import get_public_summary, get_public_title
from entraide.publish.rating_form import build_rating_form
from entraide.publish.rating_summary import build_rating_view
from entraide.publish.views import build_entry_view, make_notice


def fill_entry_page(place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the page of an entry, in the locale being built."""
    entry, locale = place.get_subject(Entry), build.locale
    site, settings, catalog = build.typeset_site, build.reading.settings, build.catalog
    written = build.written_site.entries[entry.id]
    outdated = find_outdated_sections(written, locale.code, build.history, build.texts)
    partial = find_partial_sections(written.translations.get(locale.code), build.texts)
    return {
        "entry": build_entry_view(entry, site, locale, _count_later_passages(entry, build)),
        "status": entry.status,
        "notice": make_notice(entry, site, locale, outdated, partial),
        "rating": build_rating_form(entry, settings, locale, build.contact, catalog)
        if settings.desk or CONTACT.kind in site.stated
        else None,
        "rating_summary": build_rating_view(entry, site, locale, catalog),
        "log_url": find_incident_log_url(entry.id, build),
        "proposing": make_proposal_link(entry, settings, locale),
        "tools": make_share_links(entry, locale, build.site_url, catalog),
        **_fill_text(place, build, outdated, partial),
    }


def _count_later_passages(entry: Entry, build: BuildContext) -> int:
    version = entry.localised.get(build.locale.code)
    return build.history.count_later_passages(version) if version else 0


def _fill_text(
    place: Place, build: BuildContext, outdated: OutdatedSections, partial: PartialSections
) -> dict[str, object]:
    """Return the text, its outdated and its partial sections marked, and what depends on it."""
    _ = build.catalog.gettext
    changed = _("The original has changed here")
    unread = _("A machine translated this, and nobody has read it yet: it may be wrong.")
    marks = dict(outdated.render_marks(changed))
    for number, mark in partial.render_marks(unread).items():
        marks[number] = marks.get(number, "") + mark
    text = build.texts.render_page(place, build.locale, marks)
    start = outdated.render_start_mark(changed) + partial.render_start_mark(unread)
    return {
        "body": start + text.html,
        "contents": text.contents,
        "expires": text.expires,
    }


def _get_entry_title(place: Place, build: BuildContext) -> str:
    return get_public_title(place.get_subject(Entry), build.locale, build.catalog)


def _get_entry_summary(place: Place, build: BuildContext) -> str:
    return get_public_summary(place.get_subject(Entry), build.locale, build.catalog)


PAGES = {PageKind.ENTRY: PageType(_get_entry_title, _get_entry_summary, fill_entry_page)}
