"""Describe each page to programs: its preview where it is shared, and its JSON-LD."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.discretion import public_summary, public_title
from entraide.publish.preview import preview
from entraide.publish.stage import Stage
from entraide.publish.structured import structured


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = Stage.of(config)
    place = build.place(page.file.src_uri)
    if place:
        here = (place, build.site, build.locale, config.site_url or "")
        shown = (str(page.title), context["listing"].summary if "listing" in context else "")
        if entry := place.entry:
            told = (entry, build.locale, build.catalogs[build.locale.code])
            shown = (public_title(*told), public_summary(*told))
        context |= {
            "preview": preview(*here, shown),
            "structured": structured(*here),
        }
    return context
