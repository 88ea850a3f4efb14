"""Give the pages of “Where to report” their values, and every page the address of the first."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.countries import list_countries
from entraide.model.places import COUNTRIES, PageKind
from entraide.publish.build_context import BuildContext
from entraide.publish.where_to_report import build_country_view, list_country_links


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = BuildContext.from_config(config)
    place = build.find_place(page.file.src_uri)
    if list_countries(build.site):
        context["where_url"] = COUNTRIES.get_url(build.locale)
    reader = (build.site, build.locale, build.catalogs[build.locale.code])
    if place and place.country:
        context["country"] = build_country_view(place.country, *reader, build.day)
    elif place and place.kind is PageKind.COUNTRIES:
        context["countries"] = list_country_links(*reader)
    return context
