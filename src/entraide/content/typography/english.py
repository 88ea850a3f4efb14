"""English marks: “ ” and ‘ ’ as the writer nested them, ’ in contractions, and …; no spaces."""

import re
from collections.abc import Sequence

from entraide.content.typography.corrections import Correction, Draft
from entraide.content.typography.quotes import double_quotes, single_quotes

POINTS = re.compile(r"(?<!\.)\.{3,4}(?!\.)")
# Words that have lost their beginning ('tis, 'em), and years ('90s).
CUT_SHORT = re.compile(
    r"(?<![\w'])'(?:n'(?!\w)|(?:tis(?:n't)?|twas(?:n't)?|twere|twill|til|till|em|cause|cos|coz|bout|"
    r"round|neath|nuff|kay|sup|tude|fraid|\d\ds?)\b(?!'))",
    re.IGNORECASE,
)
NOTHING = re.compile(r"(?!)")


def may_need(text: str) -> bool:
    """Whether there is anything to look at."""
    return '"' in text or "'" in text or "..." in text


def corrections(text: str) -> list[Correction]:
    """The corrections of `text`, one block of prose."""
    draft = Draft(text)
    for quote in double_quotes(text, _choose) if '"' in text else ():
        draft.replace(quote.place, quote.place + 1, quote.mark)
    for place, mark in single_quotes(text, CUT_SHORT, NOTHING).items() if "'" in text else ():
        draft.replace(place, place + 1, mark)
    for match in POINTS.finditer(text):
        draft.replace(match.start(), match.end(), match[0].replace("...", "…", 1))
    return draft.corrections()


def _choose(around: Sequence[str]) -> str:
    """What `"` opens with, whatever is open."""
    del around
    return "“"
