"""Write the Atom feed of each locale, and give templates its address."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.build_context import BuildContext
from entraide.publish.feed import build_feed, make_feed_url


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    env.globals["feed_url"] = make_feed_url(BuildContext.from_config(config).locale)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    for locale in build.locales if build.is_last_locale else ():
        path = Path(config.site_dir) / make_feed_url(locale)
        words = build.catalogs[locale.code]
        path.write_bytes(build_feed(build.site, locale, config.site_url or "", words))
