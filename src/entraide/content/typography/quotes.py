"""Straight quotation marks: which of them open, which close, and within what.

A mark opens where a space or a bracket stands before it and a word after it, and closes where it is
the other way round; where both fit, it closes what is open. A mark that might be either, or one of
two side by side, is left alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from entraide.content.typography.substitutions import SPACES, STAND_IN

SKIPPED = "\"'‘’‚"
OPENING = "([{«“„‘‚‹"
CLOSING = ")]}»”’›"
DASHES = "—–-/"
STOPS = ".,;:!?…"
NO_START = f"\n;!?)]}}»”{SPACES}"  # no quotation begins with one of these
DEEPEST = 8  # quotations within one another that anybody can follow
PAIRS = {"«": "»", "“": "”", "‘": "’"}

DOUBLE = re.compile('[«»“”„"]')
SINGLE = re.compile(r"(?<!')'(?!')")
CONTRACTED = re.compile(r"'(?:s|d|er|ers|th)\b", re.IGNORECASE)  # the 90's


class Quote(NamedTuple):
    """A straight mark at `offset`, and the one that is printed instead."""

    offset: int
    mark: str
    opens: bool


class QuoteRules(NamedTuple):
    """What a language does with quotation marks.

    `choose` returns what `"` opens with, within the marks that are open; `cut_short` finds words
    that begin with an apostrophe, and `no_end` words that end with one, which closes nothing.
    `pairs` has what closes each mark that opens, and `single` the marks of `'`.
    """

    choose: Callable[[Sequence[str]], str]
    cut_short: re.Pattern[str]
    no_end: re.Pattern[str]
    pairs: Mapping[str, str] = PAIRS
    single: tuple[str, str] = ("‘", "’")


def choose_guillemet(around: Sequence[str]) -> str:
    """Return what `"` opens with in French and Spanish, within the marks that are open."""
    if "«" not in around:
        return "«"
    return "‘" if "“" in around else "“"


def decide_quotes(text: str, habits: QuoteRules) -> list[Quote]:
    """Return what becomes of each straight mark of `text`; those in doubt are left out."""
    doubles = list(_iter_double_quotes(text, habits)) if '"' in text else []
    if "'" not in text:
        return doubles
    return [*doubles, *_iter_single_quotes(apply_quotes(text, doubles), habits)]


def apply_quotes(text: str, quotes: Iterable[Quote]) -> str:
    """Return `text` with the marks of `quotes`; every character keeps its place."""
    signs = list(text)
    for quote in quotes:
        signs[quote.offset] = quote.mark
    return "".join(signs)


def _iter_double_quotes(text: str, habits: QuoteRules) -> Iterator[Quote]:
    """Yield what becomes of each `"`."""
    around: list[tuple[str, bool]] = []  # marks that are open, and whether they were straight
    closed = -1  # the place of the last that closed
    for match in DOUBLE.finditer(text):
        offset, sign = match.start(), match[0]
        if sign in habits.pairs and len(around) < DEEPEST:
            around.append((sign, False))
        elif sign in habits.pairs.values():
            _close_mark(around, sign, habits.pairs)
        elif sign == '"' and (quote := _decide_double(text, offset, around, habits, closed)):
            closed = -1 if quote.opens else offset
            yield quote


def _decide_double(
    text: str,
    offset: int,
    around: list[tuple[str, bool]],
    habits: QuoteRules,
    closed: int,
) -> Quote | None:
    """Return what becomes of the `"` at `offset`, or None where it is left alone.

    `around` has the marks that are open, and is changed; `closed` is the place of the `"` that
    closed last.
    """
    depth, choose = sum(straight for _, straight in around), habits.choose
    turn = -1 if closed == offset - 1 and depth else _find_direction(text, offset, depth)
    if turn == 0 or (turn > 0 and len(around) == DEEPEST):
        return None
    if turn > 0:
        mark = choose([mark for mark, _ in around])
        around.append((mark, True))
        return Quote(offset, mark, opens=True)
    if not depth:
        return Quote(offset, habits.pairs[choose([mark for mark, _ in around])], opens=False)
    while not around[-1][1]:
        around.pop()
    return Quote(offset, habits.pairs[around.pop()[0]], opens=False)


def _iter_single_quotes(text: str, habits: QuoteRules) -> Iterator[Quote]:
    """Yield what becomes of each `'`: an apostrophe, or a mark; after a figure it is a prime.

    A closing mark and an apostrophe look alike: only what opens must be told from the rest.
    """
    begins = {match.start() + at for match in habits.cut_short.finditer(text) for at in (0, 2)}
    opened: list[int] = []
    for offset in (match.start() for match in SINGLE.finditer(text)):
        before, after = _get_character_before(text, offset), _get_character_after(text, offset)
        if offset in begins:
            yield Quote(offset, "’", opens=False)
        elif _may_open(before):
            if after not in NO_START:
                opened.append(offset)
        else:
            closes = opened and _may_close(after) and not habits.no_end.search(text, 0, offset + 1)
            if closes:
                yield Quote(opened.pop(), habits.single[0], opens=True)
                yield Quote(offset, habits.single[1], opens=False)
            elif not before.isdigit() or CONTRACTED.match(text, offset):
                yield Quote(offset, "’", opens=False)
    for offset in opened:
        opens = text[offset + 1].isupper()
        yield Quote(offset, habits.single[0] if opens else "’", opens)


def _close_mark(around: list[tuple[str, bool]], sign: str, pairs: Mapping[str, str]) -> None:
    """Take from `around` the mark that `sign` closes, and what was left open within it."""
    marks = [pairs[mark] for mark, _ in around]
    if sign in marks:
        del around[len(marks) - 1 - marks[::-1].index(sign) :]


def _find_direction(text: str, offset: int, depth: int) -> int:
    """Return 1 where the mark at `offset` opens, -1 where it closes, 0 where nobody can say.

    `depth` counts the straight marks that are open there.
    """
    sign, before, after = (
        text[offset],
        _get_character_before(text, offset),
        _get_character_after(text, offset),
    )
    if sign in (text[offset - 1 : offset], text[offset + 1 : offset + 2]):
        return -1 if depth > 1 and _may_close(after) and not _may_open(before) else 0
    opens, closes = _may_open(before) or _is_elided(text, offset), _may_close(after)
    if opens and closes:
        return _find_loose_direction(text, offset, depth)
    if opens or closes:
        return 1 if opens else -1 if depth or not before.isdigit() else 0
    if depth:
        return -1
    loose = before == STAND_IN or not before.isalnum()
    return 1 if loose and _has_partner(text, offset) else 0


def _find_loose_direction(text: str, offset: int, depth: int) -> int:
    """Return the direction of a mark with a space or the like on both sides."""
    if depth:
        return -1
    return 1 if _has_partner(text, offset) else 0


def _has_partner(text: str, offset: int) -> bool:
    """Return whether the same mark follows, with something between."""
    return text.find(text[offset], offset + 2) > 0


def _get_character_before(text: str, offset: int) -> str:
    """Return the character before a mark and the quotation marks beside it."""
    first = max(offset - 3, 0)
    while offset > first and text[offset - 1] in SKIPPED:
        offset -= 1
    return text[offset - 1 : offset] if offset else "\n"


def _get_character_after(text: str, offset: int) -> str:
    """Return the character after a mark and the quotation marks beside it."""
    offset, last = offset + 1, min(offset + 4, len(text))
    while offset < last and text[offset] in SKIPPED:
        offset += 1
    return text[offset : offset + 1] or "\n"


def _may_open(before: str) -> bool:
    return before in SPACES or before == "\n" or before in OPENING or before in DASHES


def _may_close(after: str) -> bool:
    return after in SPACES or after == "\n" or after in CLOSING or after in DASHES or after in STOPS


def _is_elided(text: str, offset: int) -> bool:
    """Return whether an apostrophe of a word stands right before `offset`: l'"écran"."""
    return offset > 1 and text[offset - 1] in "'’" and text[offset - 2].isalpha()
