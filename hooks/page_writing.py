"""Draw the pages on every core, so that MkDocs' own loop, which takes them one by one, finds none.

Where a plugin or a hook of the project acts on pages, MkDocs draws them all, and only those that
lead elsewhere are written here.
"""

from functools import partial
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from entraide.model.places import Place
from entraide.publish.build_context import BuildContext
from entraide.publish.page_context import build_page_meta
from entraide.publish.page_files import find_edited_file
from entraide.publish.page_renderer import PageRenderer

current: dict[str, Any] = {}  # what MkDocs has made for the pass that it is in


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    del config, files  # parts of the event
    current["nav"] = nav
    return nav


@event_priority(-200)  # after whoever changes the environment
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    current["environment"] = env
    current["pages"] = files.documentation_pages()
    if BuildContext.from_config(config).draws_pages:
        for file in current["pages"]:
            files.remove(file)
    return env


@event_priority(100)  # before whoever looks at the site
def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    renderer = PageRenderer(build, current["environment"], partial(_make_frame, config))
    renderer.write_pages()


def _make_frame(config: MkDocsConfig, place: Place) -> TemplateContext:
    build = BuildContext.from_config(config)
    file = File.generated(config, place.get_source_uri(build.locale), content="")
    file.dest_uri, file.edit_uri = place.get_dest_uri(build.locale), find_edited_file(place, build)
    page = Page(None, file, config)
    page.markdown, page.content, page.meta = "", "", build_page_meta(place, build)
    return get_context(current["nav"], current["pages"], config, page)
