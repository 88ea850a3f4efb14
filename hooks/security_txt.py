"""Write `/.well-known/security.txt`, where the operator has given what it needs."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from entraide.publish.security_txt import PATH, security_txt
from entraide.publish.stage import Stage


def on_post_build(config: MkDocsConfig) -> None:
    build = Stage.of(config)
    site, path = build.site, Path(config.site_dir) / PATH
    if not build.last:
        return
    values = build.reading.values[site.default.code]
    if text := security_txt(values, site, config.site_url or ""):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
