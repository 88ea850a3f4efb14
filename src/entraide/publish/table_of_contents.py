"""The contents of a page: the headings that stand beside a long text."""

from collections.abc import Iterable
from typing import NamedTuple

MIN_HEADINGS = 3  # with fewer, a reader sees them all anyway


class PageHeading(NamedTuple):
    """A heading as its page has it; without an anchor it repeats the title of the page."""

    anchor: str
    title: str
    level: int = 2


def select_contents(headings: Iterable[PageHeading]) -> tuple[PageHeading, ...]:
    """Return the headings that stand below no other; none where they are few."""
    top: list[PageHeading] = []
    for heading in headings:
        if heading.anchor and not (top and top[-1].level < heading.level):
            top.append(heading)
    return tuple(top) if len(top) >= MIN_HEADINGS else ()
