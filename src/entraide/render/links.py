"""Links from file to file, as people write them, made into addresses from page to page.

A text is converted once and may show on several pages: its own, and the fallback pages of other
locales. What is known of the page (where it stands, in which locale) is put in here, in the HTML.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from entraide.model.entry import PageText
from entraide.model.locales import Locale
from entraide.model.places import HOME, Place, category_place, entry_place
from entraide.model.site import Site

# In HTML from Python-Markdown, < > and " stand escaped wherever they are text.
LINK = re.compile(r'(<(?:a\b[^<>]*?\shref|img\b[^<>]*?\ssrc)=")([^"#][^"]*)')


def linked(html: str, text: PageText, place: Place, site: Site, locale: Locale) -> str:
    """`html`, made from `text`, for the page of `place` in `locale`."""
    here = place.url(locale)
    folder = dirname(place.source or place.stem)

    def address(url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or not parts.path or url.startswith("/"):
            return url
        path = normpath(join(folder, unquote(parts.path)))
        target = _place(path, site)
        foreign = target and target.entry and _spoken(target, locale) != text.locale
        anchor = "" if foreign and text.locale != locale.code else parts.fragment
        there = target.url(locale) if target else locale.prefix + quote(path)
        return urlunsplit(("", "", relative(there, here), parts.query, anchor))

    return LINK.sub(_each(address), html)


def _each(address: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    def replaced(link: re.Match[str]) -> str:
        before = unescape(link[2])
        after = address(before)
        if after == before:
            return link[0]
        return link[1] + escape(after, quote=False).replace('"', "&quot;")

    return replaced


def _spoken(place: Place, locale: Locale) -> str | None:
    """The locale of the text that readers of `locale` find there."""
    return place.entry.served(locale.code).locale if place.entry else None


def _place(path: str, site: Site) -> Place | None:
    """The page whose file is `path` in every locale; None for an image or another file."""
    stem = path.removesuffix(".md")
    if stem == path:
        return None
    if stem == HOME.stem:
        return HOME
    if entry := site.by_address.get(stem):
        return entry_place(entry)
    folder, _, name = stem.rpartition("/")
    category = site.categories.get(folder) if name == "index" else None
    return category_place(category) if category else None


def relative(url: str, page: str) -> str:
    """`url` as seen from `page`; both are relative to the site's base, `page` ends with `/`."""
    here, there = page.split("/")[:-1], url.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    steps = "/".join([".."] * (len(here) - common) + there[common:])
    return steps or "./"
