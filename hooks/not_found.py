"""Make one 404 page in every language, with addresses that hold at any depth."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from entraide.publish.build_context import BuildContext
from entraide.publish.not_found import build_not_found_texts


def on_pre_build(config: MkDocsConfig) -> None:
    if BuildContext.from_config(config).locale.default:
        config.theme.static_templates.add("404.html")
    else:
        config.theme.static_templates.discard("404.html")


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    if template_name == "404.html":
        build = BuildContext.from_config(config)
        context |= {"locale": build.locale, "apologies": build_not_found_texts(build)}
    return context
