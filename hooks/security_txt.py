"""Write `/.well-known/security.txt`, where the operator has given what it needs."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from entraide.publish.build_context import BuildContext
from entraide.publish.security_txt import PATH, build_security_txt


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    site, path = build.site, Path(config.site_dir) / PATH
    if not build.is_last_locale:
        return
    values = build.reading.values[site.default_locale.code]
    if text := build_security_txt(values, site, config.site_url or ""):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
