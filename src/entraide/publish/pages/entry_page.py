"""The page of an entry: its text, what must be known before trusting it, and what stands below."""

from entraide.model.entry import Entry
from entraide.model.places import CONTACT, PageKind, Place
from entraide.publish.build_context import BuildContext
from entraide.publish.outdated_sections import OutdatedSections, find_outdated_sections
from entraide.publish.page_actions import make_share_links
from entraide.publish.page_type import PageType
from entraide.publish.pages.proposal_page import make_proposal_link
from entraide.publish.public_metadata import get_public_summary, get_public_title
from entraide.publish.rating_form import build_rating_form
from entraide.publish.rating_summary import build_rating_view
from entraide.publish.views import build_entry_view, make_notice


def fill_entry_page(place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the page of an entry, in the locale being built."""
    entry, locale = place.get_subject(Entry), build.locale
    site, settings, catalog = build.typeset_site, build.reading.settings, build.catalog
    outdated = find_outdated_sections(
        build.written_site.entries[entry.id], locale.code, build.history, build.texts
    )
    return {
        "entry": build_entry_view(entry, site, locale),
        "status": entry.status,
        "notice": make_notice(entry, site, locale, outdated),
        "rating": build_rating_form(entry, settings, locale, build.contact, catalog)
        if settings.desk or CONTACT.kind in site.stated
        else None,
        "rating_summary": build_rating_view(entry, site, locale, catalog),
        "proposing": make_proposal_link(entry, settings, locale),
        "tools": make_share_links(entry, locale, build.site_url, catalog),
        **_fill_text(place, build, outdated),
    }


def _fill_text(place: Place, build: BuildContext, outdated: OutdatedSections) -> dict[str, object]:
    """Return the text, its outdated sections marked, and what depends on it."""
    mark = build.catalog.gettext("The original has changed here")
    text = build.texts.render_page(place, build.locale, outdated.render_marks(mark))
    return {
        "body": outdated.render_start_mark(mark) + text.html,
        "contents": text.contents,
        "expires": text.expires,
    }


def _get_entry_title(place: Place, build: BuildContext) -> str:
    return get_public_title(place.get_subject(Entry), build.locale, build.catalog)


def _get_entry_summary(place: Place, build: BuildContext) -> str:
    return get_public_summary(place.get_subject(Entry), build.locale, build.catalog)


PAGES = {PageKind.ENTRY: PageType(_get_entry_title, _get_entry_summary, fill_entry_page)}
