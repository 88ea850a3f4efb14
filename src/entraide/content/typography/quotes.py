"""Straight quotation marks: which of them open, which close, and within what.

A mark opens where a space or a bracket stands before it and a word after, and closes where it is
the other way round; where both fit, it closes what is open. A mark that might be either, or one of
two side by side, is left alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from entraide.content.typography.corrections import SPACES, STAND_IN

QUOTES = "\"'“”‘’"
OPENING = "([{«“‘‹"
CLOSING = ")]}»”’›"
DASHES = "—–-/"
STOPS = ".,;:!?…"
PAIRS = {"«": "»", "“": "”", "‘": "’"}

CONTRACTED = re.compile(r"'(?:s|d|er|ers|th)\b", re.IGNORECASE)  # the 90's

Choice = Callable[[Sequence[str]], str]


class Quote(NamedTuple):
    """A straight mark at `place`, and the one that is printed instead."""

    place: int
    mark: str
    opens: bool


def double_quotes(text: str, choose: Choice) -> Iterator[Quote]:
    """What becomes of each `"` of `text`; `choose` says what opens within the marks around it."""
    around: list[tuple[str, bool]] = []  # marks that are open, and whether they were straight
    for place, sign in enumerate(text):
        if sign in "«“":
            around.append((sign, False))
        elif sign in "»”":
            _close(around, sign)
        elif sign == '"' and (quote := _quote(text, place, around, choose)):
            yield quote


def _quote(text: str, place: int, around: list[tuple[str, bool]], choose: Choice) -> Quote | None:
    """What becomes of the mark at `place`, noted in `around`; None where it is left alone."""
    depth = sum(straight for _, straight in around)
    turn = direction(text, place, depth)
    if turn == 0:
        return None
    if turn > 0:
        mark = choose([mark for mark, _ in around])
        around.append((mark, True))
        return Quote(place, mark, opens=True)
    if not depth:
        return Quote(place, PAIRS[choose([mark for mark, _ in around])], opens=False)
    while not around[-1][1]:
        around.pop()
    return Quote(place, PAIRS[around.pop()[0]], opens=False)


def single_quotes(text: str, cut_short: re.Pattern[str], no_end: re.Pattern[str]) -> dict[int, str]:
    """What becomes of each `'` of `text`, by its place: an apostrophe, or a quotation mark.

    `cut_short` finds words that begin with an apostrophe, and `no_end` what ends with one that
    closes nothing. After a figure it is a prime and left alone, unless it closes.
    """
    marks = {
        match.start() + at: "’"
        for match in cut_short.finditer(text)
        for at, sign in enumerate(match[0])
        if sign == "'"
    }
    opened: list[int] = []
    for place in (match.start() for match in re.finditer(r"(?<!')'(?!')", text)):
        if place in marks:
            continue
        before, after = _before(text, place), _after(text, place)
        if _opens(before):
            if not after.isspace():
                opened.append(place)
            continue
        if closes := bool(opened) and _closes(after) and not no_end.search(text, 0, place + 1):
            marks[opened.pop()] = "‘"
        if closes or not before.isdigit() or CONTRACTED.match(text, place):
            marks[place] = "’"
    return marks | {place: "‘" if text[place + 1].isupper() else "’" for place in opened}


def _close(around: list[tuple[str, bool]], sign: str) -> None:
    """Take from `around` the mark that `sign` closes, and what was left open within."""
    marks = [PAIRS[mark] for mark, _ in around]
    if sign in marks:
        del around[len(marks) - 1 - marks[::-1].index(sign) :]


def direction(text: str, place: int, depth: int) -> int:
    """1 where the straight mark at `place` opens, -1 where it closes, 0 where nobody can say.

    `depth` counts the straight marks that are open there.
    """
    sign, before, after = text[place], _before(text, place), _after(text, place)
    if sign in (text[place - 1 : place], text[place + 1 : place + 2]):
        return -1 if depth > 1 and _closes(after) and not _opens(before) else 0
    opens, closes = _opens(before) or _is_elided(text, place), _closes(after)
    if opens and closes:
        return _between(text, place, depth)
    if opens or closes:
        return 1 if opens else -1 if depth or not before.isdigit() else 0
    if depth:
        return -1
    loose = before == STAND_IN or not before.isalnum()
    return 1 if loose and _has_partner(text, place) else 0


def _between(text: str, place: int, depth: int) -> int:
    """The same where a space or the like stands on both sides."""
    if depth:
        return -1
    return 1 if _has_partner(text, place) else 0


def _has_partner(text: str, place: int) -> bool:
    return text.find(text[place], place + 2) > 0


def _before(text: str, place: int) -> str:
    """The character before a mark, or before the other quotation marks there."""
    while place and text[place - 1] in QUOTES:
        place -= 1
    return text[place - 1 : place] if place else "\n"


def _after(text: str, place: int) -> str:
    place += 1
    while place < len(text) and text[place] in QUOTES:
        place += 1
    return text[place : place + 1] or "\n"


def _opens(before: str) -> bool:
    return before in SPACES or before in "\n…=+&" or before in OPENING or before in DASHES


def _closes(after: str) -> bool:
    return after in SPACES or after == "\n" or after in CLOSING or after in DASHES or after in STOPS


def _is_elided(text: str, place: int) -> bool:
    """Whether an apostrophe that belongs to a word stands right before `place`: l'"écran"."""
    return place > 1 and text[place - 1] in "'’" and text[place - 2].isalpha()
