"""Splices: edits of a YAML text at the places its parser reports, so that all else stays."""

from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """Put `text` in the place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def apply_splices(text: str, splices: Iterable[Splice]) -> str:
    """`text` with every splice made, from the last to the first so that places stay true."""
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def detect_newline(text: str) -> str:
    """The line ends of `text`."""
    return "\r\n" if "\r\n" in text else "\n"
