"""Give MkDocs the text of each page as the site read it, and the words its Markdown generates.

The files are not read a second time; a fallback page gets its source's text, and its callouts and
footnotes speak the language of that text.
"""

from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from entraide.content.dialect import python_markdown
from entraide.publish.bodies import body_of, generated_words, text_of, title_of
from entraide.publish.stage import Stage


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    stage = Stage.of(config)
    place = stage.place(page.file.src_uri)
    return body_of(place, stage.site, stage.locale) if place else ""


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    del files  # part of the event
    stage = Stage.of(config)
    if place := stage.place(page.file.src_uri):
        page.meta = {"title": title_of(place, stage), "template": f"{place.kind}.html"}
        text = text_of(place, stage.site, stage.locale)
        words = generated_words(stage.catalogs[text.locale if text else stage.locale.code])
        extensions, config.mdx_configs = python_markdown(words)
        config.markdown_extensions = cast("list[str]", extensions)  # MkDocs hands them on as given
    return markdown
