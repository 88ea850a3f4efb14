"""Limits on a text, checked before it is parsed: many of some signs take very long to read."""

import re
from collections import Counter

from entraide.content.markdown.faults import MarkupFault

LONGEST_TEXT = 200_000  # signs: about fifty printed pages
MOST_LINES = 10_000
MOST_HEADINGS = 1_000
MOST_SIGNS = 5_000  # of each of COSTLY
COSTLY = re.compile(r"[\[\]{<>*_~`|^!]")
HEADING = re.compile(r"^[ >]*(?:#|=+$|-+$)", re.MULTILINE)
LIMIT_CURE = "Divide the page, or write it more simply"


def find_excess(body: str) -> MarkupFault | None:
    """Return the limit that `body` exceeds, and the line where it does; None if it exceeds none."""
    if len(body) > LONGEST_TEXT:
        return _make_fault(body, LONGEST_TEXT, f"the text is longer than {LONGEST_TEXT:_} signs")
    if len(body) <= MOST_HEADINGS:
        return None
    if body.count("\n") > MOST_LINES:
        return MarkupFault(MOST_LINES, f"the text has more than {MOST_LINES:_} lines", LIMIT_CURE)
    counts = Counter(COSTLY.findall(body))
    if sign := next((sign for sign, count in counts.items() if count > MOST_SIGNS), ""):
        at = [match.start() for match in re.finditer(re.escape(sign), body)][MOST_SIGNS]
        return _make_fault(body, at, f"the text has more than {MOST_SIGNS:_} signs {sign}")
    headings = [match.start() for match in HEADING.finditer(body)]
    if len(headings) > MOST_HEADINGS:
        what = f"the text has more than {MOST_HEADINGS:_} headings"
        return _make_fault(body, headings[MOST_HEADINGS], what)
    return None


def _make_fault(body: str, at: int, what: str) -> MarkupFault:
    return MarkupFault(body.count("\n", 0, at), what, LIMIT_CURE)
