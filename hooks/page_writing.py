"""Draw the pages on every core, before MkDocs' own loop, which would draw one by one.

If a plugin or a hook of the project acts on pages, MkDocs draws them all, and only redirects are
written here. A preview keeps the renderer, and asks it for one page at a time.
"""

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from entraide.mkdocs_plugin import load_hook
from entraide.publish.build_context import BuildContext
from entraide.publish.page_renderer import PageRenderer

current: dict[str, Any] = {}  # what MkDocs has made for the pass that it is in
mkdocs_pages = load_hook("mkdocs_pages")


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    del config, files  # parts of the event
    current["nav"] = nav
    return nav


@event_priority(-200)  # after whoever changes the environment
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    build, pages = BuildContext.from_config(config), files.documentation_pages()
    current["maker"] = mkdocs_pages.MkdocsPages(config, current["nav"], Files(pages), env)
    if build.draws_pages or build.previewing:
        for file in pages:
            files.remove(file)
    return env


@event_priority(100)  # before whoever looks at the site
def on_post_build(config: MkDocsConfig) -> None:
    build, maker = BuildContext.from_config(config), current["maker"]
    if build.previewing:
        build.page_makers[build.locale.code] = maker.copy_maker()
    else:
        PageRenderer(build, maker).write_pages()
