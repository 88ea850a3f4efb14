"""Give the operator's pages their facts: contact, legal notice, accessibility statement."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.places import OPERATOR_PLACES
from entraide.publish.build_context import BuildContext
from entraide.publish.operator_pages import build_operator_sections


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    place, code = build.find_place(page.file.src_uri), build.locale.code
    if place in OPERATOR_PLACES:
        values, words = build.reading.values[code], build.catalogs[code].gettext
        context["sections"] = build_operator_sections(
            place.kind, values, build.site, build.locale, words
        )
    return context
