"""French marks: « » and “ ”, ’ and …, and the spaces that hold a mark to its word.

France, Belgium and Switzerland: a narrow no-break space within « » and before ; ! ?, a no-break
space before the colon. Canada: none before ; ! ?, a no-break space before the colon and in « ».
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from entraide.content.typography.corrections import (
    FIXED,
    NARROW,
    SPACES,
    STAND_IN,
    Replacement,
    ReplacementDraft,
)
from entraide.content.typography.prose import ELISION
from entraide.content.typography.quotes import (
    CLOSING,
    OPENING,
    Habits,
    decided_quotes,
    with_quotes,
)

MARK = re.compile(r"\.{3,}|[;!?]+|:+|[«».,]")
# After a point: the end of the text, or a new sentence.
SENTENCE = re.compile(r"\s*$|\s+[«“\"(]?\s*[A-ZÀ-ÖØ-Þ]")
ENDS = ("", " ", "\n", FIXED, NARROW, *"»;:!?")  # what may stand after a comma
# Words that have lost their beginning: 'tite, 'tention; and years: '90.
CUT_SHORT = re.compile(
    r"(?<![\w'])'(?:tites?|tits?|tain|tention|lut|soir|jour|y|\d\d)\b(?!')", re.IGNORECASE
)
ELIDED = re.compile(rf"(?<!\w){ELISION}\Z", re.IGNORECASE)


class Usage(NamedTuple):
    """The spaces of one country: before ; ! ?, before the colon, within « »."""

    high: str
    colon: str
    inner: str

    def suspect(self) -> re.Pattern[str]:
        """What any correction needs; the set comes first, which is sought fast."""
        high = rf"(?<![{self.high}!?;].)" if self.high else rf"(?<=[{SPACES}].)"
        return re.compile(
            rf"[;!?:«»'\".,](?:(?<=[;!?]){high}|(?<=:)(?<!{self.colon}.)|(?<=«)(?!{self.inner})"
            rf"|(?<=»)(?<!{self.inner}.)|(?<=['\"])|(?<=\.)(?=\.\.)|(?<=[{SPACES}][.,])(?!\w))"
        )


FRANCE = Usage(NARROW, FIXED, NARROW)
CANADA = Usage("", FIXED, FIXED)
SUSPECT = {usage: usage.suspect() for usage in (FRANCE, CANADA)}


def may_need(text: str, usage: Usage = FRANCE) -> bool:
    """Whether there is anything to look at; most paragraphs have nothing."""
    return SUSPECT[usage].search(text) is not None


def may_need_in_canada(text: str) -> bool:
    return may_need(text, CANADA)


def corrections_in_canada(text: str) -> list[Replacement]:
    return corrections(text, CANADA)


def corrections(text: str, usage: Usage = FRANCE) -> list[Replacement]:
    """The corrections of `text`, one block of prose."""
    quotes = decided_quotes(text, HABITS)
    draft = ReplacementDraft(with_quotes(text, quotes), text)
    for place, mark, opens in quotes:
        draft.replace(place, place + 1, mark)
        if mark in "“”":
            (_open if opens else _close)(draft, place, mark, "")
    for match in MARK.finditer(draft.text):
        _correct(draft, match, usage)
    return draft.corrections()


def _choose(around: Sequence[str]) -> str:
    """What `"` opens with, within the marks that are open."""
    if "«" not in around:
        return "«"
    return "‘" if "“" in around else "“"


HABITS = Habits(_choose, CUT_SHORT, ELIDED)


def _correct(draft: ReplacementDraft, match: re.Match[str], usage: Usage) -> None:
    mark, place = match[0], match.start()
    if mark[0] in ";!?":
        _high(draft, match, usage.high)
    elif mark == ":":
        _colon(draft, place, usage.colon)
    elif mark == "«":
        _open(draft, place, "«", usage.inner)
    elif mark == "»":
        _close(draft, place, "»", usage.inner)
    elif mark in ("...", "...."):
        draft.replace(place, match.end(), "…")
    elif mark in ".,":
        _stop(draft, place)


def _high(draft: ReplacementDraft, match: re.Match[str], space: str) -> None:
    """The space before ; ! ? or several of them; not in (?), nor in what is no sentence."""
    place, text = match.start(), draft.text
    start, after = draft.before(place), text[match.end() : match.end() + 1]
    if _begins(text, start) or after == "=":
        return
    if start == place and (after.isalnum() or text[place - 1] in ";!?:=&/\\"):
        return
    if space or (start < place and not after.isalnum()):
        draft.lead(place, match[0][0], space)


def _colon(draft: ReplacementDraft, place: int, space: str) -> None:
    """The space before a colon; not in 12:30, 16:9, key:value or a path of Windows."""
    text = draft.text
    start, after = draft.before(place), text[place + 1 : place + 2]
    if _begins(text, start):
        return
    glued = after.isalnum() or after in ("/", "\\", STAND_IN) or text[place - 1] in ";!?"
    if start == place and glued:
        return
    draft.lead(place, ":", space)


def _begins(text: str, start: int) -> bool:
    """Whether a line, a bracket or a quotation begins right before `start`."""
    return not start or text[start - 1] == "\n" or text[start - 1] in OPENING


def _open(draft: ReplacementDraft, place: int, mark: str, space: str) -> None:
    after = draft.text[draft.after(place + 1) : draft.after(place + 1) + 1]
    if after in ("", "\n") or draft.text[place + 1] == "»":
        draft.replace(place, place + 1, mark)
    else:
        draft.trail(place, mark, space)


def _close(draft: ReplacementDraft, place: int, mark: str, space: str) -> None:
    start = draft.before(place)
    if not start or draft.text[start - 1] == "\n" or draft.text[place - 1] == "«":
        draft.replace(place, place + 1, mark)
    else:
        draft.lead(place, mark, space)


def _stop(draft: ReplacementDraft, place: int) -> None:
    """No space before a comma, nor before the point that ends a sentence."""
    text, start = draft.text, draft.before(place)
    before, after = text[start - 1 : start], text[place + 1 : place + 2]
    if start == place or not (before.isalnum() or (before and before in CLOSING + STAND_IN)):
        return
    if SENTENCE.match(text, place + 1) if text[place] == "." else after in ENDS:
        draft.replace(start, place, "")
