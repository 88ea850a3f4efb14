"""Give templates the catalog of the locale, and Babel's formats of dates, numbers and lists."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.content.formats import make_filters
from entraide.publish.build_context import BuildContext


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = BuildContext.from_config(config)
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    env.filters |= make_filters(build.locale.lang)
    env.install_gettext_translations(build.catalogs[build.locale.code], newstyle=True)  # type: ignore[attr-defined]
    return env
