"""Addresses that lead elsewhere: the former paths of an entry, and its short link, `/e/1029/`.

Each is a page, so that it works on any server, and a line of a map for servers that can answer
with a true redirect: `redirects.json`, and the same for nginx and for Caddy.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote, urlsplit

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import Place, entry_place, short_url
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
    places: Iterable[Place], site: Site, locale: Locale, site_url: str
) -> Iterator[Redirect]:
    """Every redirect of `locale` to the entries among `places`."""
    for place in places:
        if entry := place.entry:
            link = replace(
                entry_link(entry, site, locale),
                title=public_title(entry, locale),
                url=public_url(entry, locale),
            )
            told = replace(head(place, site, locale, site_url), alternates=(), noindex=True)
            former = [f"{locale.prefix}{quote(path)}/" for path in entry.moved_from]
            for url in _other_urls(entry, locale, former):
                yield Redirect(url, link, told, entry.id, moved=url in former)


def _other_urls(entry: Entry, locale: Locale, former: list[str]) -> Iterator[str]:
    """Every address of the entry but the main one."""
    main = public_url(entry, locale)
    for url in (short_url(entry, locale), entry_place(entry).url(locale), *former):
        if url != main:
            yield url


def redirect_maps(places: Iterable[Place], site: Site, site_url: str) -> dict[str, str]:
    """The map of all locales for each kind of server: name of the file -> its text."""
    found = tuple(places)
    pairs = [
        (redirect.url, redirect.link.url)
        for locale in site.locales
        for redirect in redirects(found, site, locale, site_url)
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
