"""Tell programs what a page is: its preview where it is shared, and its JSON-LD."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.preview import preview
from entraide.publish.stage import Stage
from entraide.publish.structured import structured


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    stage = Stage.of(config)
    place = stage.place(page.file.src_uri)
    if place:
        here = (place, stage.site, stage.locale, config.site_url or "")
        shown = (str(page.title), context["listing"].summary if "listing" in context else "")
        context |= {
            "preview": preview(*here, shown),
            "structured": structured(*here),
        }
    return context
