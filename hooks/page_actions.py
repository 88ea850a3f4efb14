"""Give every page its exit, and an entry's page the ways to share or keep it."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.build_context import BuildContext
from entraide.publish.page_actions import make_exit_link, make_share_links


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    if place := build.find_place(page.file.src_uri):
        context["exit"] = make_exit_link(build.reading.settings, build.site, build.locale)
        if place.entry:
            words = build.catalogs[build.locale.code]
            context["tools"] = make_share_links(
                place.entry, build.locale, config.site_url or "", words
            )
    return context
