"""Write the Atom feed of each locale, and give templates its address."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.feed import feed, feed_url
from entraide.publish.stage import Stage


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    env.globals["feed_url"] = feed_url(Stage.of(config).locale)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    build = Stage.of(config)
    for locale in build.locales if build.last else ():
        path = Path(config.site_dir) / feed_url(locale)
        words = build.catalogs[locale.code]
        path.write_bytes(feed(build.site, locale, config.site_url or "", words))
