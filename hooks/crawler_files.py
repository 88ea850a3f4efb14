"""Write `robots.txt`, unless `docs/` has one of its own, and `llms.txt`."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from entraide.publish.llms import llms
from entraide.publish.robots import robots
from entraide.publish.stage import Stage


def on_post_build(config: MkDocsConfig) -> None:
    stage = Stage.of(config)
    if stage.last:
        site, site_url, folder = stage.site, config.site_url or "", Path(config.site_dir)
        if not (folder / "robots.txt").exists():
            (folder / "robots.txt").write_text(robots(site_url), encoding="utf-8")
        text = llms(site, site_url, stage.catalogs)
        (folder / "llms.txt").write_text(text, encoding="utf-8")
