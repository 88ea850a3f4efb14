"""Give an entry's page its values: metadata, tags, related entries, changes, notices."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.behind import behind_of
from entraide.publish.rating_summary import rating_view
from entraide.publish.stage import Stage
from entraide.publish.views import entry_view, notice


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = Stage.of(config)
    place = build.place(page.file.src_uri)
    if place and place.entry:
        entry, locale = place.entry, build.locale
        written = build.reading.site.entries[entry.id]
        behind = behind_of(written, locale.code, build.past, build.html)
        if behind.known:
            words = build.catalogs[locale.code].gettext("The original has changed here")
            marked = build.html.page(place, locale, behind.marks(words))
            page.content = behind.opening(words) + marked.html
        context |= {
            "entry": entry_view(entry, build.site, locale),
            "status": entry.status,
            "notice": notice(entry, build.site, locale, behind),
            "rating_summary": rating_view(entry, build.site, locale),
            "body": page.content,
        }
    return context
