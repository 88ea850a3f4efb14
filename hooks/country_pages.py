"""Give the pages of “Where to report” their values, and every page the address of the first."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from entraide.model.countries import countries
from entraide.model.places import COUNTRIES, Kind
from entraide.publish.stage import Stage
from entraide.publish.where import country_links, country_view


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    del nav  # part of the event
    build = Stage.of(config)
    place = build.place(page.file.src_uri)
    if countries(build.site):
        context["where_url"] = COUNTRIES.url(build.locale)
    reader = (build.site, build.locale, build.catalogs[build.locale.code])
    if place and place.country:
        context["country"] = country_view(place.country, *reader, build.day)
    elif place and place.kind is Kind.COUNTRIES:
        context["countries"] = country_links(*reader)
    return context
