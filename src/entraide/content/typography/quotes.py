"""Straight quotation marks: which of them open, which close, and within what.

A mark opens where a space or a bracket stands before it and a word after, and closes where it is
the other way round; where both fit, it closes what is open. A mark that might be either, or one of
two side by side, is left alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from entraide.content.typography.corrections import SPACES, STAND_IN

SKIPPED = "\"'‘’"
OPENING = "([{«“‘‹"
CLOSING = ")]}»”’›"
DASHES = "—–-/"
STOPS = ".,;:!?…"
NO_START = f"\n;!?)]}}»”{SPACES}"  # no quotation begins with one of these
DEEPEST = 8  # quotations within one another that anybody can follow
PAIRS = {"«": "»", "“": "”", "‘": "’"}

DOUBLE = re.compile('[«»“”"]')
SINGLE = re.compile(r"(?<!')'(?!')")
CONTRACTED = re.compile(r"'(?:s|d|er|ers|th)\b", re.IGNORECASE)  # the 90's


class Quote(NamedTuple):
    """A straight mark at `place`, and the one that is printed instead."""

    place: int
    mark: str
    opens: bool


class Habits(NamedTuple):
    """What a language does with quotation marks.

    `choose` says what `"` opens with, within the marks that are open; `cut_short` finds words that
    begin with an apostrophe, and `no_end` words that end with one, which closes nothing.
    """

    choose: Callable[[Sequence[str]], str]
    cut_short: re.Pattern[str]
    no_end: re.Pattern[str]


def decided_quotes(text: str, habits: Habits) -> list[Quote]:
    """What becomes of each straight mark of `text`; those in doubt are left out."""
    doubles = list(_double_quotes(text, habits.choose)) if '"' in text else []
    if "'" not in text:
        return doubles
    return [*doubles, *_single_quotes(with_quotes(text, doubles), habits)]


def with_quotes(text: str, quotes: Iterable[Quote]) -> str:
    """`text` with the marks of `quotes`, and nothing moved."""
    signs = list(text)
    for quote in quotes:
        signs[quote.place] = quote.mark
    return "".join(signs)


def _double_quotes(text: str, choose: Callable[[Sequence[str]], str]) -> Iterator[Quote]:
    """What becomes of each `"` of `text`; `choose` says what opens within the marks around it."""
    around: list[tuple[str, bool]] = []  # marks that are open, and whether they were straight
    closed = -1  # the place of the last that closed
    for match in DOUBLE.finditer(text):
        place, sign = match.start(), match[0]
        if sign in "«“" and len(around) < DEEPEST:
            around.append((sign, False))
        elif sign in "»”":
            _close(around, sign)
        elif sign == '"' and (quote := _quote(text, place, around, choose, closed)):
            closed = -1 if quote.opens else place
            yield quote


def _quote(
    text: str,
    place: int,
    around: list[tuple[str, bool]],
    choose: Callable[[Sequence[str]], str],
    closed: int,
) -> Quote | None:
    """What becomes of the mark at `place`, noted in `around`; None where it is left alone."""
    depth = sum(straight for _, straight in around)
    turn = -1 if closed == place - 1 and depth else _direction(text, place, depth)
    if turn == 0 or (turn > 0 and len(around) == DEEPEST):
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


def _single_quotes(text: str, habits: Habits) -> Iterator[Quote]:
    """The same of each `'`: an apostrophe, or the marks of a quotation; after a figure, a prime.

    A closing mark and an apostrophe look alike: only what opens must be told from the rest.
    """
    begins = {match.start() + at for match in habits.cut_short.finditer(text) for at in (0, 2)}
    opened: list[int] = []
    for place in (match.start() for match in SINGLE.finditer(text)):
        before, after = _before(text, place), _after(text, place)
        if place in begins:
            yield Quote(place, "’", opens=False)
        elif _opens(before):
            if after not in NO_START:
                opened.append(place)
        else:
            closes = opened and _closes(after) and not habits.no_end.search(text, 0, place + 1)
            if closes:
                yield Quote(opened.pop(), "‘", opens=True)
            if closes or not before.isdigit() or CONTRACTED.match(text, place):
                yield Quote(place, "’", opens=False)
    for place in opened:
        opens = text[place + 1].isupper()
        yield Quote(place, "‘" if opens else "’", opens)


def _close(around: list[tuple[str, bool]], sign: str) -> None:
    """Take from `around` the mark that `sign` closes, and what was left open within."""
    marks = [PAIRS[mark] for mark, _ in around]
    if sign in marks:
        del around[len(marks) - 1 - marks[::-1].index(sign) :]


def _direction(text: str, place: int, depth: int) -> int:
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
    first = max(place - 3, 0)
    while place > first and text[place - 1] in SKIPPED:
        place -= 1
    return text[place - 1 : place] if place else "\n"


def _after(text: str, place: int) -> str:
    place, last = place + 1, min(place + 4, len(text))
    while place < last and text[place] in SKIPPED:
        place += 1
    return text[place : place + 1] or "\n"


def _opens(before: str) -> bool:
    return before in SPACES or before == "\n" or before in OPENING or before in DASHES


def _closes(after: str) -> bool:
    return after in SPACES or after == "\n" or after in CLOSING or after in DASHES or after in STOPS


def _is_elided(text: str, place: int) -> bool:
    """Whether an apostrophe that belongs to a word stands right before `place`: l'"écran"."""
    return place > 1 and text[place - 1] in "'’" and text[place - 2].isalpha()
