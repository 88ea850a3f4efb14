"""Give translators their page, and every page the way there; write the files for translators."""

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.places import TRANSLATE
from entraide.publish.build_context import BuildContext
from entraide.publish.translator_files import write_translator_files
from entraide.publish.translator_page import build_translator_page


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = BuildContext.from_config(config)
    if build.locale.default:  # the first pass: the folder of the site is empty now
        given = (build.reading.site, build.past, Path(config.site_dir))
        build.start_task(write_translator_files, *given)
    return files


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    if build.find_place(
        TRANSLATE.get_source_uri(build.locale)
    ):  # there is none where one language is
        context["translate_url"] = TRANSLATE.get_url(build.locale)
    if build.find_place(page.file.src_uri) == TRANSLATE:
        context["translate"] = build_translator_page(build, _make_forge_url(config))
    return context


def _make_forge_url(config: MkDocsConfig) -> str:
    """Return where the forge edits the folder of all texts; empty where there is none."""
    if not (config.repo_url and config.edit_uri):
        return ""
    return urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri)


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_last_locale:
        build.wait_for_tasks()
