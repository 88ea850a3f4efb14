"""The table of contents of a page: its headings, each below the one that it belongs to."""

from collections.abc import Iterable
from html import escape
from typing import Any, NamedTuple


class PageHeading(NamedTuple):
    """A heading as its page has it; without an anchor it repeats the title of the page."""

    anchor: str
    title: str
    level: int = 2


def nest_headings(headings: Iterable[PageHeading]) -> list[dict[str, Any]]:
    """Return the headings as entries of MkDocs' tables of contents, deeper ones as children."""
    top: list[dict[str, Any]] = []
    open_entries: list[dict[str, Any]] = []
    for heading in headings:
        if not heading.anchor:
            continue
        name = escape(heading.title, quote=False)
        entry = {"level": heading.level, "id": heading.anchor, "name": name, "children": []}
        while open_entries and open_entries[-1]["level"] >= heading.level:
            open_entries.pop()
        (open_entries[-1]["children"] if open_entries else top).append(entry)
        open_entries.append(entry)
    return top
