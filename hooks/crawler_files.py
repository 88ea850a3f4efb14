"""Write `robots.txt`, unless `docs/` has one of its own, and `llms.txt`."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from entraide.publish.llms import llms
from entraide.publish.robots import robots
from entraide.publish.stage import Stage


def on_post_build(config: MkDocsConfig) -> None:
    build = Stage.of(config)
    if build.last:
        site, site_url, folder = build.site, config.site_url or "", Path(config.site_dir)
        if not (folder / "robots.txt").exists():
            (folder / "robots.txt").write_text(robots(site_url), encoding="utf-8")
        text = llms(site, site_url, build.catalogs)
        (folder / "llms.txt").write_text(text, encoding="utf-8")
