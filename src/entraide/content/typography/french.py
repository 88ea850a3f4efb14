"""French: « » and “ ”, ’ and …, and the spaces that hold a mark to its word.

France, Belgium and Switzerland: a narrow no-break space within « » and before ; ! ?, a no-break
space before the colon. Canada: none before ; ! ?, a no-break space before the colon and in « ».
"""

import re
from typing import NamedTuple

from entraide.content.typography.prose import ELISION
from entraide.content.typography.quotes import (
    CLOSING,
    OPENING,
    QuoteRules,
    apply_quotes,
    choose_guillemet,
    decide_quotes,
)
from entraide.content.typography.substitutions import (
    FIXED,
    NARROW,
    SPACES,
    STAND_IN,
    Substitution,
    SubstitutionDraft,
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


class FrenchSpacing(NamedTuple):
    """The spaces of a country: before ; ! ?, before the colon, within « »."""

    high: str
    colon: str
    inner: str

    def compile_suspects(self) -> re.Pattern[str]:
        """Return a pattern that is in every text with something to substitute."""
        high = rf"(?<![{self.high}!?;].)" if self.high else rf"(?<=[{SPACES}].)"
        return re.compile(
            # The set comes first: a search for it is fast.
            rf"[;!?:«»'\".,](?:(?<=[;!?]){high}|(?<=:)(?<!{self.colon}.)|(?<=«)(?!{self.inner})"
            rf"|(?<=»)(?<!{self.inner}.)|(?<=['\"])|(?<=\.)(?=\.\.)|(?<=[{SPACES}][.,])(?!\w))"
        )


FRANCE = FrenchSpacing(NARROW, FIXED, NARROW)
CANADA = FrenchSpacing("", FIXED, FIXED)
SUSPECT = {usage: usage.compile_suspects() for usage in (FRANCE, CANADA)}


def may_need_substitutions(text: str, usage: FrenchSpacing = FRANCE) -> bool:
    """Return whether there is anything to look at; most paragraphs have nothing."""
    return SUSPECT[usage].search(text) is not None


def may_need_canadian_substitutions(text: str) -> bool:
    """Return whether there is anything to look at, by Canadian usage."""
    return may_need_substitutions(text, CANADA)


def find_canadian_substitutions(text: str) -> list[Substitution]:
    """Return the substitutions in `text`, one block of prose, by Canadian usage."""
    return find_french_substitutions(text, CANADA)


def find_french_substitutions(text: str, usage: FrenchSpacing = FRANCE) -> list[Substitution]:
    """Return the substitutions in `text`, one block of prose."""
    quotes = decide_quotes(text, HABITS)
    draft = SubstitutionDraft(apply_quotes(text, quotes), text)
    for offset, mark, opens in quotes:
        draft.replace(offset, offset + 1, mark)
        if mark in "“”":
            (_set_opening if opens else _set_closing)(draft, offset, mark, "")
    for match in MARK.finditer(draft.text):
        _set_mark(draft, match, usage)
    return draft.list_substitutions()


HABITS = QuoteRules(choose_guillemet, CUT_SHORT, ELIDED)


def _set_mark(draft: SubstitutionDraft, match: re.Match[str], usage: FrenchSpacing) -> None:
    """Draft the substitutions for the mark or marks that `match` found."""
    mark, offset = match[0], match.start()
    if mark[0] in ";!?":
        _set_high_mark(draft, match, usage.high)
    elif mark == ":":
        _set_colon(draft, offset, usage.colon)
    elif mark == "«":
        _set_opening(draft, offset, "«", usage.inner)
    elif mark == "»":
        _set_closing(draft, offset, "»", usage.inner)
    elif mark in ("...", "...."):
        draft.replace(offset, match.end(), "…")
    elif mark in ".,":
        _set_stop(draft, offset)


def _set_high_mark(draft: SubstitutionDraft, match: re.Match[str], space: str) -> None:
    """Set the space before ; ! ? or several of them; not in (?), nor in what is no sentence."""
    offset, text = match.start(), draft.text
    start, after = draft.find_space_start(offset), text[match.end() : match.end() + 1]
    if _is_beginning(text, start) or after == "=":
        return
    if start == offset and (after.isalnum() or text[offset - 1] in ";!?:=&/\\"):
        return
    if space or (start < offset and not after.isalnum()):
        draft.set_space_before(offset, match[0][0], space)


def _set_colon(draft: SubstitutionDraft, offset: int, space: str) -> None:
    """Set the space before a colon; not in 12:30, 16:9, key:value or a path of Windows."""
    text = draft.text
    start, after = draft.find_space_start(offset), text[offset + 1 : offset + 2]
    if _is_beginning(text, start):
        return
    glued = after.isalnum() or after in ("/", "\\", STAND_IN) or text[offset - 1] in ";!?"
    if start == offset and glued:
        return
    draft.set_space_before(offset, ":", space)


def _is_beginning(text: str, start: int) -> bool:
    """Return whether a line, a bracket or a quotation begins right before `start`."""
    return not start or text[start - 1] == "\n" or text[start - 1] in OPENING


def _set_opening(draft: SubstitutionDraft, offset: int, mark: str, space: str) -> None:
    """Set an opening mark, with its space where words follow."""
    after = draft.text[draft.find_space_end(offset + 1) : draft.find_space_end(offset + 1) + 1]
    if after in ("", "\n") or draft.text[offset + 1] == "»":
        draft.replace(offset, offset + 1, mark)
    else:
        draft.set_space_after(offset, mark, space)


def _set_closing(draft: SubstitutionDraft, offset: int, mark: str, space: str) -> None:
    """Set a closing mark, with its space where words stand before it."""
    start = draft.find_space_start(offset)
    if not start or draft.text[start - 1] == "\n" or draft.text[offset - 1] == "«":
        draft.replace(offset, offset + 1, mark)
    else:
        draft.set_space_before(offset, mark, space)


def _set_stop(draft: SubstitutionDraft, offset: int) -> None:
    """Remove the space before a comma, or before the point that ends a sentence."""
    text, start = draft.text, draft.find_space_start(offset)
    before, after = text[start - 1 : start], text[offset + 1 : offset + 2]
    if start == offset or not (before.isalnum() or (before and before in CLOSING + STAND_IN)):
        return
    if SENTENCE.match(text, offset + 1) if text[offset] == "." else after in ENDS:
        draft.replace(start, offset, "")
