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
    stage = Stage.of(config)
    place = stage.place(page.file.src_uri)
    if place and place.entry:
        entry, locale = place.entry, stage.locale
        written = stage.reading.site.entries[entry.id]
        behind = behind_of(written, locale.code, stage.past, stage.html)
        if behind.known:
            words = stage.catalogs[locale.code].gettext("The original has changed here")
            marked = stage.html.page(place, locale, behind.marks(words))
            page.content = behind.opening(words) + marked.html
        context |= {
            "entry": entry_view(entry, stage.site, locale),
            "status": entry.status,
            "notice": notice(entry, stage.site, locale, behind),
            "rating_summary": rating_view(entry, stage.site, locale),
            "body": page.content,
        }
    return context
