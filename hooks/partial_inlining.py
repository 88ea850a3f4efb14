"""Draw pages faster: inline partials and messages into templates, work addresses out once.

Not under `serve`, where a mistake in a template is to be found by its own line.
"""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.build_context import BuildContext
from entraide.render.partial_inlining import prepare_templates
from entraide.render.url_filter import make_url_filter


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = BuildContext.from_config(config)
    if not build.serving:
        env.filters["url"] = make_url_filter(env.filters["url"])
        prepare_templates(env, build.catalogs[build.locale.code])
    return env
