"""Edit a YAML text at the positions that its parser reports, so that everything else stays."""

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


def detect_newline(text: str) -> str:
    """Return the line ends of `text`: CRLF if it has any, else LF."""
    return "\r\n" if "\r\n" in text else "\n"
