"""Give each page its title and its template, and the template its values.

The texts were read and converted before MkDocs came to them: it reads no file and converts nothing.
"""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.fallback_words import write_fallback_elements
from entraide.publish.build_context import BuildContext
from entraide.publish.page_context import build_page_context
from entraide.publish.pages import PAGES


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    return "" if BuildContext.from_config(config).find_place(page.file.src_uri) else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    del files  # part of the event
    build = BuildContext.from_config(config)
    if place := build.find_place(page.file.src_uri):
        title = PAGES[place.kind].get_title(place, build)
        page.meta = {"title": title, "template": f"{place.kind}.html"}
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
