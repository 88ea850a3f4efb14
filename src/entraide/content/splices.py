"""Edit a text at the positions that a parser reports, so that everything else stays."""

from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """An edit: `text` in the place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def apply_splices(text: str, splices: Iterable[Splice]) -> str:
    """Return `text` with every edit made, the last one first so that positions stay true."""
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text
