"""Where a link leads: an address elsewhere, a page of this project, a file, or nowhere we publish.

Links are written from file to file (`../scams/signs-of-a-scam.md#what-to-do`), so that every
Markdown tool can follow them. `resolve` is arithmetic on such paths; whether anything stands
there is for the checks to find out.
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


class Kind(Enum):
    ELSEWHERE = auto()  # https:, mailto:, tel:, sms:
    REFUSED = auto()  # another scheme, //host/x, or no address at all
    ABSOLUTE = auto()  # /x/
    GENERATED = auto()  # ../x/: how the built site calls it
    MARKDOWN = auto()  # a page of ours, by its file
    FILE = auto()  # anything else that stands beside the pages


@dataclass(frozen=True, slots=True)
class Target:
    """`path` is from the locale's folder (`scams/signs-of-a-scam.md`); `anchor` has no `#`."""

    kind: Kind
    path: str = ""
    anchor: str = ""


def resolve(page: PageText, written: str, settings: Settings) -> Target:
    """What `written`, percent-encoded and with its placeholders filled, means in `page`."""
    if scheme := scheme_of(written):
        return Target(Kind.ELSEWHERE if scheme in ALLOWED else Kind.REFUSED, written)
    plain, _, anchor = written.partition("#")
    plain = plain.partition("?")[0]
    if plain.startswith("//") or not (plain or anchor):
        return Target(Kind.REFUSED, plain)
    if plain.startswith("/"):
        return Target(Kind.ABSOLUTE, unquote(plain), unquote(anchor))
    return _beside(place_of(page, settings), unquote(plain), unquote(anchor))


def scheme_of(address: str) -> str:
    """`https` of `HTTPS://…`; empty where the address has none."""
    found = SCHEME.match(address)
    return found[1].lower() if found else ""


def is_dialable(address: str) -> bool:
    """Whether a phone can dial it: `tel:+33199001122`, `sms:3018?body=…`."""
    return DIALABLE.fullmatch(unquote(address)) is not None


def _beside(place: str, plain: str, anchor: str) -> Target:
    """What `plain` means, seen from the file at `place`."""
    path = normpath(join(dirname(place), plain)) if plain else place
    if path.endswith(".md") and not plain.endswith("/"):
        return Target(Kind.MARKDOWN, path, anchor)
    if plain.endswith("/") or "." not in plain.rpartition("/")[2].strip("."):
        return Target(Kind.GENERATED, plain, anchor)
    return Target(Kind.FILE, path, anchor)


def place_of(page: PageText, settings: Settings) -> str:
    """The path of `page` from its locale's folder: `scams/signs-of-a-scam.md`, `index.md`."""
    return page.path.removeprefix(f"{settings.docs_name}/{page.locale}/")


def entry_at(path: str, site: Site) -> Entry | None:
    """The entry whose file is `path` in every locale."""
    return site.by_address.get(path.removesuffix(".md"))


def as_file(page: PageText, target: Target, site: Site, settings: Settings) -> str | None:
    """How to write a link by its file instead, where it is clear which entry was meant."""
    place = place_of(page, settings)
    here = "" if place == "index.md" else place.removesuffix(".md")
    address = normpath(join("/", here, target.path)).strip("/")
    for locale in site.locales:
        address = address.removeprefix(f"{locale.code}/")
    if address not in site.by_address:
        return None
    anchor = f"#{target.anchor}" if target.anchor else ""
    return written_in(page, f"{address}.md", settings) + anchor


def written_in(page: PageText, path: str, settings: Settings) -> str:
    """How `page` writes the link to `path`, both from the locale's folder."""
    return relpath(path, dirname(place_of(page, settings)) or ".")
