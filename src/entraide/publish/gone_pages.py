"""Pages at the addresses of removed entries: what became of each, and where to go instead.

Each is a page at every address that the entry had, so that any host can show it. `redirects` puts
the addresses into maps, for servers that can answer 410, “gone”. A page names no title: the entry
may have been sensitive.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from urllib.parse import quote

from entraide.model.entry import Status
from entraide.model.locales import Locale
from entraide.model.numbers import GoneEntry, follow_removals, list_removals
from entraide.model.places import Place
from entraide.model.site import TypesetSite
from entraide.publish.page_languages import LanguageLink, make_language_link
from entraide.publish.public_metadata import get_public_title, get_public_url
from entraide.publish.redirects import list_redirect_urls
from entraide.publish.views import Link


@dataclass(frozen=True, slots=True)
class GonePage:
    """The page at one address of a removed entry; `url` is relative to the site's base.

    `link` is where its readers should go; None where nobody said. `languages` are as on any page.
    """

    url: str
    removed: date
    link: Link | None
    languages: tuple[LanguageLink, ...]


def iter_gone_pages(
    places: Iterable[Place], site: TypesetSite, locale: Locale, catalog: NullTranslations
) -> Iterator[GonePage]:
    """Yield a page for each former address of a removed entry in `locale` that is free now."""
    for url, removal in _iter_gone_urls(tuple(places), site, locale):
        path = url.removeprefix(locale.prefix)
        others = site.locales if len(site.locales) > 1 else ()
        languages = tuple(
            make_language_link(other, locale, f"{other.prefix}{path}") for other in others
        )
        link = _find_link(removal, site, locale, catalog)
        yield GonePage(url, removal.removed, link, languages)


def list_gone_urls(
    places: Iterable[Place], site: TypesetSite, locales: Iterable[Locale]
) -> tuple[str, ...]:
    """Return the addresses of removed entries in `locales`, relative to the site's base."""
    all_places = tuple(places)
    return tuple(url for locale in locales for url, _ in _iter_gone_urls(all_places, site, locale))


def _iter_gone_urls(
    places: tuple[Place, ...], site: TypesetSite, locale: Locale
) -> Iterator[tuple[str, GoneEntry]]:
    used = {place.get_url(locale) for place in places} | list_redirect_urls(places, locale)
    for number, removal in list_removals(site.gone):
        if removal.draft:
            continue
        for path in (f"e/{number}", *map(quote, removal.addresses)):
            url = f"{locale.prefix}{path}/"
            if url not in used:
                used.add(url)
                yield url, removal


def _find_link(
    removal: GoneEntry, site: TypesetSite, locale: Locale, catalog: NullTranslations
) -> Link | None:
    """Return where readers of a removed entry should go, even if that was removed, too."""
    goal = follow_removals(removal.instead, site.gone)
    if isinstance(goal, str):
        return Link(goal.removeprefix("https://").rstrip("/"), goal)
    entry = site.entries.get(goal) if goal is not None else None
    if entry is None or entry.status is Status.DRAFT:
        return None
    return Link(get_public_title(entry, locale, catalog), get_public_url(entry, locale))
