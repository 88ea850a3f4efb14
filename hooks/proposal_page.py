"""Give the page for proposals its values, and every entry the link to it; write the glossary."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.places import PROPOSE
from entraide.publish.desk_facts import contact_address
from entraide.publish.glossary_file import write_glossary
from entraide.publish.propose_page import propose_link, propose_page
from entraide.publish.stage import Stage


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = Stage.of(config)
    place, settings = build.place(page.file.src_uri), build.reading.settings
    if place and place.entry:
        context["proposing"] = propose_link(place.entry, settings, build.locale)
    elif place == PROPOSE:
        code = build.locale.code
        told = (contact_address(build.reading.values[code]), build.catalogs[code])
        context["propose"] = propose_page(settings, build.site, build.locale, *told)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    build = Stage.of(config)
    if build.last:
        write_glossary(build.site, Path(config.site_dir) / "entries")
