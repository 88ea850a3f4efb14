"""Draw pages faster: inline partials and messages into templates, work addresses out once.

Not under `serve`, where a mistake in a template is to be found by its own line.
"""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.stage import Stage
from entraide.render.addresses import url_filter
from entraide.render.partials import prepare


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = Stage.of(config)
    if not build.serving:
        env.filters["url"] = url_filter(env.filters["url"])
        prepare(env, build.catalogs[build.locale.code])
    return env
