"""Give an entry's page its values: metadata, tags, related entries, changes, notices."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.build_context import BuildContext
from entraide.publish.outdated_sections import find_outdated_sections
from entraide.publish.rating_summary import build_rating_view
from entraide.publish.views import build_entry_view, make_notice


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    place = build.find_place(page.file.src_uri)
    if place and place.entry:
        entry, locale = place.entry, build.locale
        catalog = build.catalogs[locale.code]
        written = build.reading.site.entries[entry.id]
        behind = find_outdated_sections(written, locale.code, build.past, build.html)
        if behind.has_sections:
            words = catalog.gettext("The original has changed here")
            marked = build.html.render_page(place, locale, behind.render_marks(words))
            page.content = behind.render_start_mark(words) + marked.html
        context |= {
            "entry": build_entry_view(entry, build.site, locale),
            "status": entry.status,
            "notice": make_notice(entry, build.site, locale, behind),
            "rating_summary": build_rating_view(entry, build.site, locale, catalog),
            "body": page.content,
            "contents": page.meta["contents"],
            "expires": page.meta["expires"],
        }
    return context
