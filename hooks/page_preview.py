"""Describe each page to programs: its preview where it is shared, and its JSON-LD."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.build_context import BuildContext
from entraide.publish.json_ld import build_json_ld
from entraide.publish.link_preview import build_link_preview
from entraide.publish.public_metadata import get_public_summary, get_public_title


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    place = build.find_place(page.file.src_uri)
    if place:
        here = (place, build.site, build.locale, config.site_url or "")
        shown = (str(page.title), context["listing"].summary if "listing" in context else "")
        if entry := place.entry:
            told = (entry, build.locale, build.catalogs[build.locale.code])
            shown = (get_public_title(*told), get_public_summary(*told))
        context |= {
            "preview": build_link_preview(*here, shown),
            "structured": build_json_ld(*here),
        }
    return context
