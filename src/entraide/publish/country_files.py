"""The modules that country.js loads: the services of a country in a language, and time zones.

law.js takes from there whose law holds in the country, and its words.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from babel.core import get_global
from jinja2 import Environment

from entraide.model.channel import EUROPE
from entraide.model.countries import Country, list_countries, list_jurisdictions
from entraide.model.fallback_words import write_fallback_elements
from entraide.model.places import COUNTRIES
from entraide.model.site import Site
from entraide.publish.build_context import BuildContext
from entraide.publish.country_services import (
    TopicServices,
    build_topic_services,
    find_own_country,
)

SPACES = re.compile(r"[ \t\r\n\f]+")  # of HTML: one that must not break is no such
ZONES_PATH = "assets/scripts/country_zones.js"
# The countries of “elsewhere in Europe”, where 112 answers.
WITH_112 = "AT BG CY CZ DE DK EE ES FI GR HR HU IS IT LI LT LV MT NL NO PL PT RO SE SI SK"


def iter_country_modules(
    build: BuildContext, environment: Environment
) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path of each country's module in the locale being built, and what draws it.

    Where the operator has set one country, its services stand in the pages: it alone has a module,
    for the pinned answers of search and the log of incidents, if there are any.
    """
    site = build.typeset_site
    own = find_own_country(site)
    for country in (
        ((own,) if site.pinned or site.incident_log else ()) if own else list_countries(site)
    ):
        path = f"assets/scripts/country.{country.slug}.{build.locale.lang}.js"
        yield path, partial(_draw_module, country, build, environment)


def _draw_module(country: Country, build: BuildContext, environment: Environment) -> str:
    site, locale = build.typeset_site, build.locale
    reader = (site, locale, build.catalog, build.day)
    topics = {
        topic.id: _draw_topic(
            build_topic_services(country, topic, reader, lambda path: locale.prefix + path),
            build,
            environment,
        )
        for topic in site.topics.values()
    }
    law = {
        "holds": [code.lower() for code in list_jurisdictions(country)],
        "none": _draw("law_none", build, environment),
        "others": _draw("law_others", build, environment),
    }
    services, rules = (json.dumps(each, ensure_ascii=False) for each in (topics, law))
    return f"export default {services};\nexport const law = {rules};\n"


def _draw_topic(
    here: TopicServices, build: BuildContext, environment: Environment
) -> Mapping[str, str]:
    """Return the services as a block, as a block of one line, and within a sentence."""
    return {
        "whole": _draw("where_here", build, environment, here=here),
        "brief": _draw("where_here", build, environment, here=here, brief=True),
        "line": _draw("where_line", build, environment, here=here),
    }


def _draw(partial: str, build: BuildContext, environment: Environment, **values: object) -> str:
    template = environment.get_template(f"partials/{partial}.html")
    where_url = COUNTRIES.get_url(build.locale)
    text = template.render(chooser=True, page=None, where_url=where_url, **values)
    return write_fallback_elements(SPACES.sub(" ", text).strip())


def build_zones(site: Site) -> str:
    """Build the module that has the countries of the site, and the country of each time zone."""
    codes = {country.code for country in list_countries(site)}
    territories: Mapping[str, str] = get_global("zone_territories")
    zones = {}
    for zone, territory in sorted(territories.items()):
        if territory in codes:
            zones[zone] = Country(territory).slug
        elif territory in WITH_112.split() and EUROPE in codes:
            zones[zone] = EUROPE
    slugs = [country.slug for country in list_countries(site)]
    return f"export const countries = {json.dumps(slugs)};\nexport default {json.dumps(zones)};\n"
