"""Slips at the colon of a key: a no-break space, as French keyboards write it, or no space.

YAML knows ordinary spaces only. It reads such a key and its value as one word, and stops there or
far below, or takes the no-break space for a part of the key.
"""

import re
from collections.abc import Iterator

from entraide.errors import Fault

NB = "\u00a0\u202f\u2007"
KEY = r"[^\W_][\w.-]*"
# A line that begins with a key, its quotes and its dash, whichever spaces stand around them.
KEYED = re.compile(
    rf"(?P<margin>[ {NB}]*(?:-[ {NB}]+)?)(?P<key>[\"']?{KEY}[\"']?)(?P<before>[ {NB}]*):"
    rf"(?P<after>[{NB}]*)(?P<value>.*)"
)
GLUED = re.compile(rf"({KEY}):(?!//)(?![\s{NB}])")
TIME = re.compile(r"\d+:\d")
ORDINARY = "Write an ordinary one"


def find_slip(line: str) -> Fault | None:
    """Return what is wrong with the key that begins a line, and the cure; None if nothing is."""
    match = KEYED.match(line)
    if not match:
        return None
    return _find_space_slip(match) or find_word_slip(match["key"] + ":" + match["value"])


def _find_space_slip(match: re.Match[str]) -> Fault | None:
    """Return which no-break space is at the colon of a key, and the cure; None without one."""
    key = match["key"].strip("\"'")
    if set(match["margin"]) & set(NB):
        return f"a no-break space stands before “{key}”", ORDINARY
    if set(match["before"]) & set(NB):
        return f"a no-break space stands between “{key}” and its colon", "Remove it"
    if match["after"]:
        return f"a no-break space stands after the colon of “{key}”", ORDINARY
    return None


def find_word_slip(word: str) -> Fault | None:
    """Return what is wrong with a word that is a key and a value without a space, and the cure."""
    match = None if TIME.match(word) else GLUED.match(word)
    if not match:
        return None
    return f"no space stands after the colon of “{match[1]}”", "Put a space after the colon"


def find_key_slip(key: str) -> Fault | None:
    """Return what is wrong with a text that YAML took for a key, and the cure."""
    return find_word_slip(key) if set(key).isdisjoint(NB) else find_slip(f"{key}: ")


def find_nearby_slips(text: str, line: int) -> Iterator[tuple[int, Fault]]:
    """Yield the line, from 0, of each slip with the margin of the one at `line` or just above it.

    Slips often come in a column, of which the parser reports one; none if there is no slip there.
    """
    lines = text.split("\n")
    first = next(
        (at for at in (line, line - 1) if 0 <= at < len(lines) and find_slip(lines[at])), -1
    )
    for at, written in enumerate(lines if first >= 0 else ()):
        slip = find_slip(written)
        if slip and _measure_margin(written) == _measure_margin(lines[first]):
            yield at, slip


def _measure_margin(line: str) -> int:
    """Return the number of blanks before the key on a line; -1 if it has no key."""
    match = KEYED.match(line)
    return len(match["margin"]) if match else -1


def find_space_slips(text: str) -> Iterator[tuple[int, Fault]]:
    """Yield the line, from 0, of each no-break space around a key at the margin of the text."""
    for at, written in enumerate(text.split("\n")):
        match = KEYED.match(written) if written[:1].strip() else None
        if match and (slip := _find_space_slip(match)):
            yield at, slip
