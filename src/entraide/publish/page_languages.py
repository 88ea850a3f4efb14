"""A page in its other languages: what the language switch offers, and what search engines are told.

Every `url` is relative to the site's base, for the `url` filter; addresses of a head are absolute.
"""

from dataclasses import dataclass

from entraide.model.locales import Locale
from entraide.model.places import Place, find_x_default, list_indexed_locales
from entraide.model.site import TypesetSite


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One choice of the language switch; `missing` where it leads to a fallback page."""

    name: str
    lang: str
    dir: str
    url: str
    current: bool
    missing: bool


def list_language_links(
    place: Place, site: TypesetSite, locale: Locale
) -> tuple[LanguageLink, ...]:
    """Return a link for each locale, that of the page too; none where there is no choice.

    Other languages have other letters: a further part of A to Z leads to their first one.
    """
    entry = place.entry
    abroad = place if place.is_parallel else place.beginning
    if len(site.locales) == 1:
        return ()
    return tuple(
        make_language_link(
            other,
            locale,
            (place if other == locale else abroad).get_url(other),
            missing=entry is not None and entry.get_version(other.code) is None,
        )
        for other in site.locales
    )


def make_language_link(
    other: Locale, locale: Locale, url: str, *, missing: bool = False
) -> LanguageLink:
    """Make the choice `other` on a page of `locale`."""
    return LanguageLink(other.name, other.lang, other.dir, url, other == locale, missing)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the head tells search engines: addresses here are absolute."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]  # (hreflang, absolute URL), x-default last
    noindex: bool


def make_canonical_url(place: Place, site: TypesetSite, locale: Locale, site_url: str) -> str:
    """Return the absolute address of a page; a fallback page gives that of the source."""
    entry = place.entry
    shown = entry.get_served_version(locale.code).locale if entry else locale.code
    return site_url + place.get_url(site.get_locale(shown))


def make_page_head(place: Place, site: TypesetSite, locale: Locale, site_url: str) -> PageHead:
    """Make the head of a page; `site_url` ends with a slash and may have a path."""
    entry = place.entry
    missing = entry is not None and entry.get_version(locale.code) is None
    indexed = list_indexed_locales(place, site)
    alternates = [(other.lang, site_url + place.get_url(other)) for other in indexed]
    if default := find_x_default(place, site):
        alternates.append(("x-default", site_url + place.get_url(default)))
    return PageHead(
        canonical=make_canonical_url(place, site, locale, site_url),
        alternates=() if missing or not place.is_parallel else tuple(alternates),
        noindex=missing or not place.indexed or (entry is not None and not entry.is_listed),
    )
