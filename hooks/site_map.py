"""Write one sitemap for all locales, in place of those of MkDocs or static-i18n."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from entraide.publish.build_context import BuildContext
from entraide.publish.sitemap import build_sitemap


def on_config(config: MkDocsConfig) -> None:
    config.theme.static_templates.discard("sitemap.xml")


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_last_locale:
        path = Path(config.site_dir) / "sitemap.xml"
        path.write_bytes(build_sitemap(build.site, config.site_url or ""))
