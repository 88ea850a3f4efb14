"""Give an entry's page its entry: metadata, tags, related entries, changes, and its notices."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

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
        context |= {
            "entry": entry_view(place.entry, stage.site, stage.locale),
            "status": place.entry.status,
            "notice": notice(place.entry, stage.site, stage.locale),
            "rating_summary": rating_view(place.entry, stage.site, stage.locale),
            "body": page.content,
        }
    return context
