"""Addresses that lead elsewhere: the former paths of an entry, and its short link, `/e/1029/`.

Each is a page, so that it works on any server, and a line of a map for servers that can answer
with a true redirect: `redirects.json`, and the same for nginx and for Caddy.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from gettext import NullTranslations
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import Place, named_url, short_url
from entraide.model.site import Site
from entraide.publish.discretion import public_title, public_url
from entraide.publish.views import Head, Link, entry_link, head


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page that leads elsewhere. `url` is relative to the site's base and quoted, as links are.

    `moved` tells a former path of the entry with that `number` from another address of it.
    """

    url: str
    link: Link
    head: Head
    number: int
    moved: bool


def redirects(
    places: Iterable[Place], site: Site, locale: Locale, site_url: str, words: NullTranslations
) -> Iterator[Redirect]:
    """Every redirect of `locale`, whose catalog is `words`, to the entries among `places`."""
    for place, urls in _other_urls(places, locale):
        if entry := place.entry:
            link = _link(entry, site, locale, words)
            told = replace(head(place, site, locale, site_url), alternates=(), noindex=True)
            former = _former(entry, locale)
            for url in urls:
                yield Redirect(url, link, told, entry.id, moved=url in former)


def _link(entry: Entry, site: Site, locale: Locale, words: NullTranslations) -> Link:
    link = entry_link(entry, site, locale)
    if entry.sensitive:  # its public title is in the language of the page
        link = replace(link, fallback=False)
    return replace(link, title=public_title(entry, locale, words), url=public_url(entry, locale))


def _other_urls(places: Iterable[Place], locale: Locale) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Each entry's place, and its addresses but the main one; where another page stands, none."""
    places = tuple(places)
    pages = {place.url(locale) for place in places}
    for place in places:
        if entry := place.entry:
            urls = (short_url(entry, locale), named_url(entry, locale), *_former(entry, locale))
            yield place, tuple(url for url in urls if url not in pages)


def _former(entry: Entry, locale: Locale) -> list[str]:
    return [f"{locale.prefix}{quote(path)}/" for path in entry.moved_from]


def write_pages(pages: Mapping[str, str], folder: Path) -> None:
    """Write each page, the HTML by its address, below `folder`, which holds the site."""
    for url, html in pages.items():
        path = folder / unquote(url) / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")


def redirect_maps(
    places: Iterable[Place], locales: Iterable[Locale], site_url: str
) -> dict[str, str]:
    """The map of all locales for each kind of server: name of the file -> its text."""
    found = tuple(places)
    pairs = [
        (url, place.url(locale))
        for locale in locales
        for place, urls in _other_urls(found, locale)
        for url in urls
    ]
    base = urlsplit(site_url).path
    below = [(unquote(f"{base}{url}"), f"{base}{target}") for url, target in pairs]
    return {
        "redirects.json": _json(pairs),
        "redirects.nginx.conf": _lines(_apart_by_case(below), "{} {};\n".format),
        "redirects.caddy": _lines(below, "{} {}\n".format),
    }


def _json(pairs: Iterable[tuple[str, str]]) -> str:
    """Paths from the site's base, as in a link."""
    rows = {f"/{url}": f"/{target}" for url, target in pairs}
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _apart_by_case(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Without the paths that differ from a page, or from each other, in their capitals only.

    nginx takes these for the same and would lead in a circle; their pages remain.
    """
    taken = {unquote(target).lower() for _, target in pairs}
    for path, target in pairs:
        if path.lower() not in taken:
            taken.add(path.lower())
            yield path, target


def _lines(pairs: Iterable[tuple[str, str]], line: Callable[[str, str], str]) -> str:
    """One line a redirect: the path as a server decodes it, and the path to send people to."""
    return "".join(line(_quoted(path), _quoted(target)) for path, target in pairs)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
