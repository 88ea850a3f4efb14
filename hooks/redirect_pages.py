"""Make a page at each address that leads elsewhere, and the maps for servers.

They are drawn straight from their template, before the pages: MkDocs would take each through its
whole pipeline. They are many, and small; another process writes them while the pages are drawn.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from entraide.model.places import HOME
from entraide.publish.build_context import BuildContext
from entraide.publish.redirects import build_redirect_maps, iter_redirects, write_redirect_pages


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    build = BuildContext.from_config(config)
    locale, site_url = build.locale, config.site_url or ""
    template = env.get_template("redirect.html")
    frame = {"config": config, "page": None, "locale": locale, "home_url": HOME.get_url(locale)}
    drawn = {}
    words = build.catalogs[locale.code]
    for redirect in iter_redirects(build.places, build.site, locale, site_url, words):
        given = {"redirect": redirect, "head": redirect.head}
        base_url = get_relative_url(".", redirect.url)
        drawn[redirect.url] = template.render(frame, **given, base_url=base_url)
    build.start_task(write_redirect_pages, drawn, Path(config.site_dir))
    return env


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_last_locale:
        build.wait_for_tasks()
        maps = build_redirect_maps(build.places, build.locales, config.site_url or "")
        for name, text in maps.items():
            (Path(config.site_dir) / name).write_text(text, encoding="utf-8")
