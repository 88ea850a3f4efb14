"""Give each page its title and its template, and the template its values, where MkDocs draws pages.

MkDocs draws them if a plugin or a hook of the project acts on pages; otherwise page_writing does.
The texts have been read and converted before: MkDocs reads no file and converts nothing.
"""

from typing import Any
from warnings import catch_warnings

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import EVENTS
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.content.mkdocs_settings import PAGE_EVENTS
from entraide.content.refused_settings import find_acting_parts
from entraide.model.fallback_words import write_fallback_elements
from entraide.publish.build_context import BuildContext
from entraide.publish.page_context import build_page_context, build_page_meta


def on_config(config: MkDocsConfig) -> None:
    build, others = BuildContext.from_config(config), (config.plugins, config["hooks"])
    build.draws_pages = not any(find_acting_parts(*others, PAGE_EVENTS))
    if not any(find_acting_parts(*others, EVENTS)):  # nobody changes what the files say
        with catch_warnings(action="ignore"):  # MkDocs has no other name for it yet
            rows = [{**row, "site_dir": ""} for row in config.user_configs]
        build.template_config = repr(rows)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    return "" if BuildContext.from_config(config).find_place(page.file.src_uri) else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    del files  # part of the event
    build = BuildContext.from_config(config)
    if place := build.find_place(page.file.src_uri):
        page.meta = build_page_meta(place, build)
    return markdown


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    if place := build.find_place(page.file.src_uri):
        context |= build_page_context(place, build)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    del page, config  # part of the event
    return write_fallback_elements(output)
