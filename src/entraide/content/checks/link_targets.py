"""Where a link leads: to another site, to a page or a file of ours, or nowhere we publish.

Links are written from file to file (`../scams/signs-of-a-scam.md#what-to-do`), so that every
Markdown tool can follow them. `resolve_link` is arithmetic on such paths; whether anything is there
is for the checks to find out.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from entraide.content.settings import Settings
from entraide.model.entry import Entry, PageText
from entraide.model.site import Site

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
DIALABLE = re.compile(r"[a-zA-Z]+:\+?[0-9*#]([ .()-]{0,2}[0-9*#]){1,16}([;?]\S*)?")
DIALLED = frozenset({"tel", "sms"})
ALLOWED = frozenset({"http", "https", "mailto"}) | DIALLED


class LinkKind(Enum):
    """What kind of address a link has."""

    ELSEWHERE = auto()  # https:, mailto:, tel:, sms:
    REFUSED = auto()  # another scheme, //host/x, or no address at all
    ABSOLUTE = auto()  # /x/
    GENERATED = auto()  # ../x/: how the built site calls it
    MARKDOWN = auto()  # a page of ours, by its file
    FILE = auto()  # anything else that stands beside the pages


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads.

    `path` of a file is from its locale’s folder (`scams/signs-of-a-scam.md`), otherwise it is the
    address as written; `anchor` has no `#`.
    """

    kind: LinkKind
    path: str = ""
    anchor: str = ""


def resolve_link(page: PageText, written: str, settings: Settings) -> LinkTarget:
    """Return where a link of `page` leads.

    `written` is its address, percent-encoded and with its placeholders filled.
    """
    if scheme := get_scheme(written):
        return LinkTarget(LinkKind.ELSEWHERE if scheme in ALLOWED else LinkKind.REFUSED, written)
    plain, _, anchor = written.partition("#")
    plain = plain.partition("?")[0]
    if plain.startswith("//") or not (plain or anchor):
        return LinkTarget(LinkKind.REFUSED, plain)
    if plain.startswith("/"):
        return LinkTarget(LinkKind.ABSOLUTE, unquote(plain), unquote(anchor))
    return _resolve_path(get_page_path(page, settings), unquote(plain), unquote(anchor))


def get_scheme(address: str) -> str:
    """Return `https` for `HTTPS://…`, and "" for an address without a scheme."""
    found = SCHEME.match(address)
    return found[1].lower() if found else ""


def is_dialable(address: str) -> bool:
    """Return whether a phone can dial an address: `tel:+33199001122`, `sms:3018?body=…`."""
    return DIALABLE.fullmatch(unquote(address)) is not None


def _resolve_path(place: str, plain: str, anchor: str) -> LinkTarget:
    """Return the target of the relative address `plain` in the file at `place`."""
    path = normpath(join(dirname(place), plain)) if plain else place
    if path.endswith(".md") and not plain.endswith("/"):
        return LinkTarget(LinkKind.MARKDOWN, path, anchor)
    if plain.endswith("/") or "." not in plain.rpartition("/")[2].strip("."):
        return LinkTarget(LinkKind.GENERATED, plain, anchor)
    return LinkTarget(LinkKind.FILE, path, anchor)


def get_page_path(page: PageText, settings: Settings) -> str:
    """Return the path of `page` from its locale’s folder: `scams/sale.md`, `index.md`."""
    return page.path.removeprefix(f"{settings.docs_name}/{page.locale}/")


def find_entry(path: str, site: Site) -> Entry | None:
    """Return the entry whose file is `path` in every locale, or None."""
    return site.by_address.get(path.removesuffix(".md"))


def suggest_file_link(
    page: PageText, target: LinkTarget, site: Site, settings: Settings
) -> str | None:
    """Return how `page` should write a link to an address of the built site: by its file.

    None where it is not clear which entry was meant.
    """
    place = get_page_path(page, settings)
    here = "" if place == "index.md" else place.removesuffix(".md")
    address = normpath(join("/", here, target.path)).strip("/")
    for locale in site.locales:
        address = address.removeprefix(f"{locale.code}/")
    if address not in site.by_address:
        return None
    anchor = f"#{target.anchor}" if target.anchor else ""
    return format_link(page, f"{address}.md", settings) + anchor


def format_link(page: PageText, path: str, settings: Settings) -> str:
    """Return how `page` writes a link to `path`, both from the locale’s folder."""
    return relpath(path, dirname(get_page_path(page, settings)) or ".")
