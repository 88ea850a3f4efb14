"""Give the pages that list entries their lists: home, categories, tags, A to Z, changes."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.build_context import BuildContext
from entraide.publish.list_pages import build_listing


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    place = build.find_place(page.file.src_uri)
    if place and not place.entry:
        words = build.catalogs[build.locale.code]
        context |= {
            "listing": build_listing(place, build.site, build.locale, words),
            "body": page.content,
            "expires": page.meta["expires"],
        }
    return context
