"""Write `robots.txt`, unless `docs/` has one of its own, and `llms.txt`."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from entraide.publish.build_context import BuildContext
from entraide.publish.llms_txt import build_llms_txt
from entraide.publish.robots_txt import build_robots_txt


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_last_locale:
        site, site_url, folder = build.site, config.site_url or "", Path(config.site_dir)
        if not (folder / "robots.txt").exists():
            (folder / "robots.txt").write_text(build_robots_txt(site_url), encoding="utf-8")
        text = build_llms_txt(site, site_url, build.catalogs)
        (folder / "llms.txt").write_text(text, encoding="utf-8")
