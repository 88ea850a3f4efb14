"""Links from file to file, as people write them, resolved to addresses from page to page.

A text is read once and may show on several pages: its own, and the fallback pages of other locales.
Where its links lead is worked out here, for one page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlunsplit

from entraide.model.entry import PageText
from entraide.model.link_targets import LinkKind, resolve_link, resolve_path
from entraide.model.locales import Locale
from entraide.model.places import HOME, Place, make_category_place, make_entry_place
from entraide.model.site import Site

OUTSIDE_KINDS = frozenset({LinkKind.ELSEWHERE, LinkKind.REFUSED, LinkKind.ABSOLUTE})
# What an anchor is called in the text at a path; nothing where it has none of that name.
AnchorFinder = Callable[[str, str], str | None]
# The address of the file at a path, from its locale's folder, for the readers of a locale.
FileFinder = Callable[[str, Locale], str]


def find_own_file(path: str, locale: Locale) -> str:
    """Return the address of a file in the locale's own folder."""
    return locale.prefix + quote(path)


@dataclass(frozen=True, slots=True)
class LinkContext:
    """A text and the page that shows it, as far as its links need to know."""

    text: PageText
    place: Place
    locale: Locale
    site: Site
    anchors: AnchorFinder
    files: FileFinder = find_own_file


def resolve_page_address(url: str, page: LinkContext) -> str:
    """Return the address that `url`, as written in the text of `page`, has on that page.

    Its anchor may be written in the words of the text's language or of the page's.
    """
    here = _get_file(page.place)
    target = resolve_link(here, url)
    if target.kind in OUTSIDE_KINDS:
        return url
    if url.startswith(("#", "?")):
        own_anchor = page.anchors(page.text.path, target.anchor) if target.anchor else None
        return f"#{own_anchor}" if own_anchor else url
    is_file = target.kind is not LinkKind.GENERATED
    path = target.path if is_file else resolve_path(here, target.path)
    place = _find_place(path, page.site)
    there = place.get_url(page.locale) if place else page.files(path, page.locale)
    relative = make_relative_url(there, page.place.get_url(page.locale))
    anchor = _find_anchor(url.partition("#")[2], place, page)
    return urlunsplit(("", "", relative, target.query, anchor))


def _get_file(place: Place) -> str:
    """Return the path of a page's file from its locale's folder."""
    return f"{place.source or place.stem}.md"


def resolve_file_path(url: str, page: LinkContext) -> str:
    """Return the path, from its locale's folder, of the file that `url` names; "" for no file."""
    target = resolve_link(_get_file(page.place), url)
    return target.path if target.kind is LinkKind.FILE else ""


def _find_anchor(fragment: str, target: Place | None, page: LinkContext) -> str:
    """Return the anchor of `fragment` on the page that it leads to; empty where there is none.

    It was written for the version in the language of the text; the reader may get another.
    """
    codes = (page.text.locale, page.locale.code)
    meant, served = (_find_page_text(target, code, page.site) for code in codes)
    if not fragment or meant is None or served is None:
        return fragment
    name = unquote(fragment)  # editors that follow GitHub encode the accents of a heading
    anchor = page.anchors(served.path, page.anchors(meant.path, name) or name)
    return anchor or (fragment if meant is served else "")


def _find_page_text(target: Place | None, code: str, site: Site) -> PageText | None:
    """Return the text that the page of `target` shows in locale `code`; None for lists."""
    if target and target.entry:
        return target.entry.get_served_version(code)
    return site.homes.get(code) if target is HOME else None


def _find_place(path: str, site: Site) -> Place | None:
    """Return the page whose file is `path` in every locale; None for an image or another file."""
    stem = path.removesuffix(".md")
    if stem == path:
        return None
    if stem == HOME.stem:
        return HOME
    if entry := site.by_address.get(stem):
        return make_entry_place(entry)
    folder, _, name = stem.rpartition("/")
    category = site.categories.get(folder) if name == "index" else None
    return make_category_place(category) if category else None


def make_relative_url(url: str, page: str) -> str:
    """Return `url` relative to `page`; both begin at the site's base, `page` ends with `/`."""
    here, there = page.split("/")[:-1], url.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    steps = "/".join([".."] * (len(here) - common) + there[common:])
    return steps or "./"
