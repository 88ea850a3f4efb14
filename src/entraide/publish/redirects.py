"""Addresses that lead elsewhere: the former paths of an entry, and its short link, `/e/1029/`.

Each is a page, so that it works on any server, and a line of a map for servers that can answer with
a true redirect: `redirects.json`, and the same for nginx and for Caddy. So are the addresses of
removed entries, whose pages `gone_pages` makes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from gettext import NullTranslations
from urllib.parse import quote, unquote, urlsplit

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import PageKind, Place, make_short_url, make_slug_url
from entraide.model.site import Term, TypesetSite
from entraide.publish.page_languages import make_canonical_url
from entraide.publish.public_metadata import get_public_title, get_public_url
from entraide.publish.views import Link, make_category_link, make_entry_link
from entraide.published_files.site import RedirectMap

REDIRECT_MAPS = (
    RedirectMap.path,
    "redirects.nginx.conf",
    "redirects.caddy",
    "gone.nginx.conf",
    "gone.caddy",
)
MAP_HEAD = "# Written by each build.\n"  # Caddy refuses to import an empty file


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page that leads elsewhere. `url` is relative to the site's base, and quoted as in a link.

    `moved` marks a former path of the entry with that `number`; its other addresses are not moved.
    `canonical` is the absolute address of the page that search engines are to find.
    """

    url: str
    link: Link
    canonical: str
    number: str
    moved: bool


def iter_redirects(
    places: Iterable[Place],
    site: TypesetSite,
    locale: Locale,
    site_url: str,
    catalog: NullTranslations,
) -> Iterator[Redirect]:
    """Yield every redirect of `locale` to the entries and categories among `places`."""
    for place, urls in _iter_other_urls(places, locale):
        if place.term:
            canonical = make_canonical_url(place, site, locale, site_url)
            category_link = make_category_link(place.term, site, locale)
            link = replace(category_link, url=place.get_url(locale))
            for url in urls:
                yield Redirect(url, link, canonical, "", moved=True)
        if entry := place.entry:
            link = _make_link(entry, site, locale, catalog)
            canonical = make_canonical_url(place, site, locale, site_url)
            former = _list_former_urls(entry, locale)
            for url in urls:
                yield Redirect(url, link, canonical, str(entry.id), moved=url in former)


def list_redirect_urls(places: Iterable[Place], locale: Locale) -> set[str]:
    """Return every address of `locale` that leads to another page."""
    return {url for _, urls in _iter_other_urls(places, locale) for url in urls}


def _make_link(entry: Entry, site: TypesetSite, locale: Locale, catalog: NullTranslations) -> Link:
    link = make_entry_link(entry, site, locale)
    if entry.sensitive:  # its public title is in the language of the page
        link = replace(link, fallback=False)
    return replace(
        link, title=get_public_title(entry, locale, catalog), url=get_public_url(entry, locale)
    )


def _iter_other_urls(
    places: Iterable[Place], locale: Locale
) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield the place of each entry and category, and its other addresses without a page."""
    places = tuple(places)
    pages = {place.get_url(locale) for place in places}
    for place in places:
        if entry := place.entry:
            urls = [
                make_short_url(entry, locale),
                make_slug_url(entry, locale),
                *_list_former_urls(entry, locale),
            ]
        elif place.kind is PageKind.CATEGORY:
            category = place.get_subject(Term)
            below = place.path.removeprefix(f"{category.id}/")  # `page/2/` of a long list
            urls = [f"{locale.prefix}{each}/{below}" for each in category.moved_from]
        else:
            continue
        yield place, tuple(url for url in urls if url not in pages)


def _list_former_urls(entry: Entry, locale: Locale) -> list[str]:
    return [f"{locale.prefix}{quote(path)}/" for path in entry.moved_from]


def build_redirect_maps(
    places: Iterable[Place],
    locales: Iterable[Locale],
    site_url: str,
    files: Iterable[tuple[str, str]] = (),
    removals: tuple[str, ...] = (),
) -> dict[str, str]:
    """Build the maps of all locales for each kind of server: name of the file -> its text.

    `files` are other addresses of files beside the texts, with those where they stand; no page is
    an image, so only servers redirect them. `removals` are the addresses of removed entries, where
    servers answer 410 with the page.
    """
    all_places, all_locales = tuple(places), tuple(locales)
    pairs = [
        (url, place.get_url(locale))
        for locale in all_locales
        for place, urls in _iter_other_urls(all_places, locale)
        for url in urls
    ]
    pairs += files
    base = urlsplit(site_url).path
    redirects = [(unquote(f"{base}{url}"), f"{base}{target}") for url, target in pairs]
    gone_rows = [(unquote(f"{base}{url}"), "1") for url in removals]
    page_urls = [place.get_url(locale) for locale in all_locales for place in all_places]
    paths = [unquote(f"{base}{url}") for url in page_urls]
    paths += [unquote(target) for _, target in redirects]
    redirects_for_nginx = list(_drop_case_variants(redirects, paths))
    removals_for_nginx = _drop_case_variants(
        gone_rows, [*paths, *(path for path, _ in redirects_for_nginx)]
    )
    texts = (
        _format_json(pairs, site_url, removals),
        _format_lines(redirects_for_nginx, "{} {};\n".format),
        _format_lines(redirects, "{} {}\n".format),
        _format_lines(removals_for_nginx, "{} {};\n".format),
        _format_lines(gone_rows, "{} {}\n".format),
    )
    return dict(zip(REDIRECT_MAPS, texts, strict=True))


def _format_json(pairs: Iterable[tuple[str, str]], site_url: str, removals: tuple[str, ...]) -> str:
    return RedirectMap(
        schema_url=RedirectMap.make_schema_url(site_url),
        redirects={f"/{url}": f"/{target}" for url, target in pairs},
        gone=tuple(f"/{url}" for url in removals),
    ).to_json(indent=1)


def _drop_case_variants(
    pairs: Iterable[tuple[str, str]], used: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the pairs whose path differs from all others in more than capitals.

    nginx ignores case: it would lead in a circle, hide a page that there is, or, with a path twice
    in a map, not start. The pages at these addresses remain.
    """
    known = {path.lower() for path in used}
    for path, value in pairs:
        if path.lower() not in known:
            known.add(path.lower())
            yield path, value


def _format_lines(pairs: Iterable[tuple[str, str]], line: Callable[[str, str], str]) -> str:
    """Format a line a pair: the path as a server decodes it, and where to send people, or “1”."""
    return MAP_HEAD + "".join(line(_quote(path), _quote(value)) for path, value in pairs)


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
