"""Write the web manifest of each locale, and give templates its address."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.manifest import design_tokens, manifest, manifest_url
from entraide.publish.stage import Stage


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    env.globals["manifest_url"] = manifest_url(Stage.of(config).locale)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    build = Stage.of(config)
    if build.last:
        css = build.reading.settings.overrides / "assets" / "tokens.css"
        tokens = design_tokens(css.read_text(encoding="utf-8"))
        for locale in build.locales:
            path = Path(config.site_dir) / manifest_url(locale)
            path.write_text(manifest(build.site, locale, tokens), encoding="utf-8")
