"""Former addresses of imported articles: in front matter, and in maps for servers.

Front matter takes those of its own shape alone, a category and a slug. The maps for servers have
all that a path tells; the table for people has those with a query, too: `index.php?id=5`.
"""

import csv
import io
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

from entraide.content.field_types import ADDRESS, has_long_part
from entraide.content.settings import Settings
from entraide.content.table_cells import escape_cell
from entraide.importers.conversion_run import Conversion, ConvertedArticle
from entraide.model.locales import Locale
from entraide.model.places import RESERVED_FOLDERS

SHAPE = re.compile(ADDRESS)


def list_moved_from(each: ConvertedArticle, settings: Settings, new_places: set[str]) -> list[str]:
    """List the former paths of an article that its entry can name itself: `guide/start`."""
    reserved = RESERVED_FOLDERS | {locale.code for locale in settings.locales}
    paths = {}
    for code, text in each.texts.items():
        for address in text.source.addresses:
            parts = urlsplit(address)
            path = unquote(parts.path).strip("/").removeprefix(f"{code}/")
            first = path.partition("/")[0]
            if (
                not parts.query
                and SHAPE.match(path)
                and not has_long_part(path)
                and path not in new_places
                and first not in reserved
                and not path.endswith(".html")
            ):
                paths[path] = True
    return sorted(paths)


def format_redirect_maps(conversion: Conversion, settings: Settings) -> dict[str, str]:
    """Return the maps of all former addresses, by how their file ends: for people, nginx, Caddy."""
    pairs = pair_addresses(conversion, settings)
    lines = [f"{_quote(old)} {_quote(new)}" for old, new in pairs.items() if is_mappable(old)]
    if not pairs:
        return {}
    table = io.StringIO()
    rows = [("old", "new"), *pairs.items()]
    csv.writer(table, lineterminator="\n").writerows(map(escape_cell, row) for row in rows)
    return {
        ".redirects.csv": table.getvalue(),
        ".redirects.nginx.conf": "".join(f"{line};\n" for line in lines),
        ".redirects.caddy": "".join(f"{line}\n" for line in lines),
    }


def count_foreign_addresses(conversion: Conversion, settings: Settings) -> int:
    """Count the former addresses that no page here can have, so that a server has to redirect."""
    places = {each.row.place for each in conversion.articles}
    paths = {
        path for each in conversion.articles for path in list_moved_from(each, settings, places)
    }
    base = _get_base(settings)
    own = {quote(f"{base}{locale.prefix}{path}") for path in paths for locale in settings.locales}
    return sum(old.rstrip("/") not in own for old in pair_addresses(conversion, settings))


def is_mappable(old: str) -> bool:
    """Return whether a server's map can have the address: it compares paths without queries."""
    return "?" not in old and not re.search(r"[\s\",;{}$]", unquote(old))


def _get_base(settings: Settings) -> str:
    return urlsplit(settings.site_url).path or "/"


def pair_addresses(conversion: Conversion, settings: Settings) -> dict[str, str]:
    """Map each former path to the new one; a path of several texts leads to the source version."""
    pairs: dict[str, str] = {}
    for old, new in _iter_pairs(conversion, settings):
        pairs.setdefault(old, new)
    return pairs


def _iter_pairs(conversion: Conversion, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield each former path with the new one, both from the top of their hosts."""
    base = _get_base(settings)
    locales: dict[str, Locale] = {locale.code: locale for locale in settings.locales}
    for each in conversion.articles:
        for code, text in each.texts.items():
            new = quote(f"{base}{locales[code].prefix}{each.row.place}/")
            for address in text.source.addresses:
                parts = urlsplit(address)
                old = quote(unquote("/" + parts.path.lstrip("/")))
                old += f"?{parts.query}" if parts.query else ""
                if old.rstrip("/") != new.rstrip("/"):
                    yield old, new


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
