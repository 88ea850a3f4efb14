"""Write the web manifest of each locale, and give templates its address."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from entraide.publish.build_context import BuildContext
from entraide.publish.manifest import build_manifest, make_manifest_url, parse_design_tokens


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    del files  # part of the event
    env.globals["manifest_url"] = make_manifest_url(BuildContext.from_config(config).locale)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_last_locale:
        css = build.reading.settings.overrides / "assets" / "tokens.css"
        tokens = parse_design_tokens(css.read_text(encoding="utf-8"))
        for locale in build.locales:
            path = Path(config.site_dir) / make_manifest_url(locale)
            path.write_text(build_manifest(build.site, locale, tokens), encoding="utf-8")
