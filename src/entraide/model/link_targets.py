"""Where a link leads: to another site, to a page or a file of ours, or nowhere we publish.

Links are written from file to file (`../scams/signs-of-a-scam.md#what-to-do`), so that every
Markdown tool can follow them. `resolve_link` is arithmetic on such paths; whether anything is there
is for the checks to find out.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from entraide.model.web_address import WEB, get_scheme

DIALABLE = re.compile(r"[a-zA-Z]+:\+?[0-9*#]([ .()-]{0,2}[0-9*#]){1,16}([;?]\S*)?")
DIALLED = frozenset({"tel", "sms"})
ALLOWED = frozenset({*WEB, "mailto"}) | DIALLED


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

    For a file, `path` begins in its locale’s folder (`scams/signs-of-a-scam.md`); otherwise it is
    the address as written. `anchor` has no `#`, `query` no `?`; for another site both are empty.
    """

    kind: LinkKind
    path: str = ""
    anchor: str = ""
    query: str = ""


def resolve_link(path: str, written: str) -> LinkTarget:
    """Return where a link in the file at `path`, a path from its locale’s folder, leads.

    `written` is its address, percent-encoded and with its placeholders filled.
    """
    if scheme := get_scheme(written):
        return LinkTarget(LinkKind.ELSEWHERE if scheme in ALLOWED else LinkKind.REFUSED, written)
    plain, _, anchor = written.partition("#")
    plain, _, query = plain.partition("?")
    if plain.startswith("//") or not (plain or anchor):
        return LinkTarget(LinkKind.REFUSED, plain)
    plain, anchor = unquote(plain), unquote(anchor)
    if plain.startswith("/"):
        return LinkTarget(LinkKind.ABSOLUTE, plain, anchor, query)
    path = resolve_path(path, plain) if plain else path
    if path.endswith(".md") and not plain.endswith("/"):
        return LinkTarget(LinkKind.MARKDOWN, path, anchor, query)
    if plain.endswith("/") or "." not in plain.rpartition("/")[2].strip("."):
        return LinkTarget(LinkKind.GENERATED, plain, anchor, query)
    return LinkTarget(LinkKind.FILE, path, anchor, query)


def resolve_path(path: str, relative: str) -> str:
    """Return the path that `relative`, as written in the file at `path`, leads to."""
    return normpath(join(dirname(path), relative))


def strip_anchor(address: str) -> str:
    """Return `address` without its `#` and what follows."""
    return address.partition("#")[0]


def is_dialable(address: str) -> bool:
    """Return whether a phone can dial an address: `tel:+33199001122`, `sms:3018?body=…`."""
    return DIALABLE.fullmatch(unquote(address)) is not None
