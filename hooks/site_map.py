"""Write one sitemap for all locales, in place of those of MkDocs or static-i18n."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from entraide.publish.sitemap import sitemap
from entraide.publish.stage import Stage


def on_config(config: MkDocsConfig) -> None:
    config.theme.static_templates.discard("sitemap.xml")


def on_post_build(config: MkDocsConfig) -> None:
    build = Stage.of(config)
    if build.last:
        path = Path(config.site_dir) / "sitemap.xml"
        path.write_bytes(sitemap(build.site, config.site_url or ""))
