"""Names of countries in the language of the reader, and their order."""

from gettext import NullTranslations

from entraide.content import babel_locales
from entraide.model.alphabet import make_filing_key
from entraide.model.countries import Country, list_countries
from entraide.model.locales import Locale
from entraide.model.site import TypesetSite


def get_country_name(country: Country, locale: Locale, catalog: NullTranslations) -> str:
    """Return the name that Babel knows; for one of REGIONS, that of the catalog."""
    if country.is_world:
        return catalog.gettext("International services")
    if country.rank:
        return catalog.gettext("Elsewhere in Europe")
    return babel_locales.get_country_name(country.code, locale.lang)


def list_countries_by_name(
    site: TypesetSite, locale: Locale, catalog: NullTranslations
) -> tuple[tuple[Country, str], ...]:
    """Return every country with a page and its name, by name; REGIONS are last."""
    named = [
        (country, get_country_name(country, locale, catalog)) for country in list_countries(site)
    ]
    return tuple(
        sorted(named, key=lambda pair: (pair[0].rank, make_filing_key(pair[1], locale.lang)))
    )
