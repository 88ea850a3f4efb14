"""Former addresses of imported articles: in front matter, and in maps for servers.

Front matter takes those of its own shape alone, a category and a slug; the maps have all.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

from entraide.content.field_types import ADDRESS
from entraide.content.settings import Settings
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
            path = unquote(urlsplit(address).path).strip("/").removeprefix(f"{code}/")
            first = path.partition("/")[0]
            if (
                SHAPE.match(path)
                and path not in new_places
                and first not in reserved
                and not path.endswith(".html")
            ):
                paths[path] = True
    return sorted(paths)


def format_redirect_maps(conversion: Conversion, settings: Settings) -> dict[str, str]:
    """Return the maps of all former addresses, by how their file ends: for people, nginx, Caddy."""
    pairs = dict(_iter_pairs(conversion, settings))
    rows = [f"{old},{new}" for old, new in pairs.items()]
    lines = [f"{_quote(old)} {_quote(new)}" for old, new in pairs.items()]
    if not pairs:
        return {}
    return {
        ".redirects.csv": "\n".join(["old,new", *rows]) + "\n",
        ".redirects.nginx.conf": "".join(f"{line};\n" for line in lines),
        ".redirects.caddy": "".join(f"{line}\n" for line in lines),
    }


def _iter_pairs(conversion: Conversion, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield each former path with the new one, both from the top of their hosts."""
    base = urlsplit(settings.site_url).path or "/"
    locales: dict[str, Locale] = {locale.code: locale for locale in settings.locales}
    for each in conversion.articles:
        for code, text in each.texts.items():
            new = quote(f"{base}{locales[code].prefix}{each.row.place}/")
            for address in text.source.addresses:
                path = urlsplit(address).path
                old = quote(unquote("/" + path.lstrip("/")))
                if old.rstrip("/") != new.rstrip("/") and not re.search(
                    r"[\s\",;{}$]", unquote(old)
                ):
                    yield old, new


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
