"""Give templates the messages and formats of the locale, what its pages share, and speed.

Under `serve` nothing is inlined: a mistake in a template is to be found by its own line.
"""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.build_context import BuildContext
from entraide.publish.page_context import build_frame
from entraide.publish.partial_rendering import configure_environment
from entraide.publish.template_inlining import prepare_templates
from entraide.publish.url_filter import make_url_filter

DRAWN_BY_US = {"404.html", "sitemap.xml"}  # see publish/outputs.py


def on_config(config: MkDocsConfig) -> None:
    config.theme.static_templates -= DRAWN_BY_US


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = BuildContext.from_config(config)
    configure_environment(env, build.locale, build.catalog)
    env.globals |= build_frame(build)
    if not build.serving:
        env.filters["url"] = make_url_filter(env.filters["url"])
        prepare_templates(env, build.catalog)
    return env
