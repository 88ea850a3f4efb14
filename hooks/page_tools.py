"""Give every page its exit, and an entry's page the ways to share or keep it."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.publish.stage import Stage
from entraide.publish.tools import exit_of, tools_of


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = Stage.of(config)
    if place := build.place(page.file.src_uri):
        context["exit"] = exit_of(build.reading.settings, build.site, build.locale)
        if place.entry:
            words = build.catalogs[build.locale.code]
            context["tools"] = tools_of(place.entry, build.locale, config.site_url or "", words)
    return context
