"""Give templates the messages and formats of the locale, what its pages share, and speed.

Under `serve` nothing is inlined: a mistake in a template is to be found by its own line.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.build_context import BuildContext
from entraide.publish.page_context import build_frame
from entraide.publish.partial_rendering import (
    OurFilesLoader,
    add_shipped_templates,
    configure_site_environment,
)
from entraide.publish.template_cache import make_template_cache
from entraide.publish.template_inlining import prepare_templates
from entraide.publish.unused_assets import is_unused_asset
from entraide.publish.url_filter import make_url_filter

DRAWN_BY_US = {"404.html", "sitemap.xml"}  # see publish/outputs.py


def on_config(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_first_pass:
        make_environment, folders = config.theme.get_env, build.reading.settings.theme_folders
        config.theme.get_env = partial(_make_environment, make_environment, folders)  # type: ignore[method-assign]
    shown = (build.typeset_site, build.reading.settings)
    unused = {name for name in config.theme.static_templates if is_unused_asset(name, *shown)}
    config.theme.static_templates -= DRAWN_BY_US | unused


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = BuildContext.from_config(config)
    env.loader = add_shipped_templates(env.loader)
    configure_site_environment(env, build.locale, build.catalog)
    env.globals |= build_frame(build)
    if not build.serving:
        env.filters["url"] = make_url_filter(env.filters["url"])
        prepare_templates(env, build.catalog)
    env.bytecode_cache = make_template_cache(build)
    return env


def _make_environment(make: Callable[[], Environment], folders: Sequence[Path]) -> Environment:
    environment = make()
    assert isinstance(environment.loader, FileSystemLoader)  # noqa: S101 - of MkDocs
    environment.loader = OurFilesLoader(environment.loader.searchpath, folders)
    return environment
