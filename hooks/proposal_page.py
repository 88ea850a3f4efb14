"""Give the page for proposals its values, and every entry the link to it; write the glossary."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.places import PROPOSE
from entraide.publish.build_context import BuildContext
from entraide.publish.desk_data import get_contact_address
from entraide.publish.glossary_file import write_glossary
from entraide.publish.proposal_page import build_proposal_page, make_proposal_link


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    place, settings = build.find_place(page.file.src_uri), build.reading.settings
    if place and place.entry:
        context["proposing"] = make_proposal_link(place.entry, settings, build.locale)
    elif place == PROPOSE:
        code = build.locale.code
        told = (get_contact_address(build.reading.values[code]), build.catalogs[code])
        context["propose"] = build_proposal_page(settings, build.site, build.locale, *told)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    build = BuildContext.from_config(config)
    if build.is_last_locale:
        write_glossary(build.site, Path(config.site_dir) / "entries")
