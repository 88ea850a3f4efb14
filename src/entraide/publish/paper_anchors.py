"""Links and ids of pages that become one document: what is in it is linked there.

Two pages may have the same id. Each gets the name of its page before it.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import urldefrag

ATTRIBUTE = re.compile(r'(?P<name>(?<=\s)(?:id|for|href|aria-[a-z]+by))="(?P<value>[^"]*)"')


def rewrite_addresses(html: str, page: str, names: Mapping[str, str]) -> str:
    """Return `html` of the page called `page` for a document of the pages in `names`.

    `names` has their names by their whole addresses; a page that is alone is called "".
    """

    def rewrite(match: re.Match[str]) -> str:
        name, value = match["name"], unescape(match["value"])
        if name == "href":
            value = _relink_address(value, page, names)
        elif value != page:
            value = " ".join(join_anchor(page, each) for each in value.split())
        return f'{name}="{escape(value)}"'

    return ATTRIBUTE.sub(rewrite, html)


def join_anchor(page: str, anchor: str) -> str:
    """Return the id that `anchor` of a page has in the document, or that of the page."""
    return ".".join(filter(None, (page, anchor)))


def _relink_address(url: str, page: str, names: Mapping[str, str]) -> str:
    address, fragment = urldefrag(url)
    if not address:
        return f"#{join_anchor(page, fragment)}"
    if address not in names or not (names[address] or fragment):
        return url
    return f"#{join_anchor(names[address], fragment)}"
