"""Give the operator's pages their facts: contact, legal notice, accessibility statement."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.places import OPERATORS
from entraide.publish.operator import operator_sections
from entraide.publish.stage import Stage


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = Stage.of(config)
    place, code = build.place(page.file.src_uri), build.locale.code
    if place in OPERATORS:
        values, words = build.reading.values[code], build.catalogs[code].gettext
        context["sections"] = operator_sections(place.kind, values, build.site, build.locale, words)
    return context
