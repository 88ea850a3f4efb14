"""Publish the corpus as data: gather each entry's HTML, write `/entries/*.json` at the end."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from entraide.publish.corpus import write_corpus
from entraide.publish.stage import Stage


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    del files  # part of the event
    stage = Stage.of(config)
    place = stage.place(page.file.src_uri)
    if place and place.entry:
        stage.html[place.entry.id, stage.locale.code] = html
    return html


def on_post_build(config: MkDocsConfig) -> None:
    stage = Stage.of(config)
    if stage.last:
        folder = Path(config.site_dir) / "entries"
        write_corpus(stage.site, stage.html, config.site_url or "", folder)
