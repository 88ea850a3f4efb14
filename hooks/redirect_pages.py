"""Make a page at each address that leads elsewhere, and the maps for servers.

They are drawn straight from their template, before the pages: MkDocs would take each through its
whole pipeline, and a page that stands at such an address wins.
"""

from pathlib import Path
from urllib.parse import unquote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from entraide.model.places import HOME
from entraide.publish.redirects import redirect_maps, redirects
from entraide.publish.stage import Stage


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    stage = Stage.of(config)
    locale, site_url = stage.locale, config.site_url or ""
    template = env.get_template("redirect.html")
    frame = {"config": config, "page": None, "locale": locale, "home_url": HOME.url(locale)}
    for redirect in redirects(stage.places, stage.site, locale, site_url):
        path = Path(config.site_dir) / unquote(redirect.url) / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        base_url = get_relative_url(".", redirect.url)
        page = template.render(frame, redirect=redirect, head=redirect.head, base_url=base_url)
        path.write_text(page, encoding="utf-8")
    return env


def on_post_build(config: MkDocsConfig) -> None:
    stage = Stage.of(config)
    if stage.last:
        maps = redirect_maps(stage.places, stage.site, config.site_url or "")
        for name, text in maps.items():
            (Path(config.site_dir) / name).write_text(text, encoding="utf-8")
