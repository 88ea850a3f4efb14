"""Give templates the messages and formats of the locale, what its pages share, and speed.

Under `serve` nothing is inlined: a mistake in a template is to be found by its own line.
"""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.build_context import BuildContext
from entraide.publish.page_context import build_frame
from entraide.publish.partial_rendering import add_shipped_templates, configure_environment
from entraide.publish.template_inlining import prepare_templates
from entraide.publish.unused_assets import is_unused_asset
from entraide.publish.url_filter import make_url_filter

DRAWN_BY_US = {"404.html", "sitemap.xml"}  # see publish/outputs.py


def on_config(config: MkDocsConfig) -> None:
    parts = BuildContext.from_config(config).typeset_site.parts
    unused = {name for name in config.theme.static_templates if is_unused_asset(name, parts)}
    config.theme.static_templates -= DRAWN_BY_US | unused


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = BuildContext.from_config(config)
    env.loader = add_shipped_templates(env.loader)
    configure_environment(env, build.locale, build.catalog)
    env.globals |= build_frame(build)
    if not build.serving:
        env.filters["url"] = make_url_filter(env.filters["url"])
        prepare_templates(env, build.catalog)
    return env
