"""Give translators their page, and every page the way there; write the files for translators."""

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.places import TRANSLATE
from entraide.publish.stage import Stage
from entraide.publish.translate_page import translate_page
from entraide.publish.translator_files import write_translator_files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    stage = Stage.of(config)
    if stage.locale.default:  # the first pass: the folder of the site is empty now
        given = (stage.reading.site, stage.past, Path(config.site_dir))
        stage.begin(write_translator_files, *given)
    return files


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    stage = Stage.of(config)
    if stage.place(TRANSLATE.source_uri(stage.locale)):  # there is none where one language is
        context["translate_url"] = TRANSLATE.url(stage.locale)
    if stage.place(page.file.src_uri) == TRANSLATE:
        context["translate"] = translate_page(stage, _make_forge_url(config))
    return context


def _make_forge_url(config: MkDocsConfig) -> str:
    """Return where the forge edits the folder of all texts; empty where there is none."""
    if not (config.repo_url and config.edit_uri):
        return ""
    return urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri)


def on_post_build(config: MkDocsConfig) -> None:
    stage = Stage.of(config)
    if stage.last:
        stage.wait()
