"""English: “ ” and ‘ ’ as the writer nested them, ’ in contractions, and …; no spaces."""

import re
from collections.abc import Sequence

from entraide.content.typography.quotes import QuoteRules, decide_quotes
from entraide.content.typography.substitutions import Substitution, SubstitutionDraft

ELLIPSIS = re.compile(r"(?<!\.)\.{3,4}(?!\.)")
# Words that have lost their beginning ('tis, 'em), and years ('90s).
CUT_SHORT = re.compile(
    r"(?<![\w'])'(?:n'(?![\w'])|(?:tis(?:n't)?|twas(?:n't)?|twere|twill|til|till|em|cause|cos|coz|bout|"
    r"round|neath|nuff|kay|sup|tude|fraid|\d\d)\b(?!')|\d\ds\b)",
    re.IGNORECASE,
)
NOTHING = re.compile(r"(?!)")  # dogs' may end a quotation as well: no word is excepted


def may_need_substitutions(text: str) -> bool:
    """Return whether there is anything to look at; most texts have nothing."""
    return '"' in text or "'" in text or "..." in text


def find_english_substitutions(text: str) -> list[Substitution]:
    """Return the substitutions in `text`, one block of prose."""
    quotes = decide_quotes(text, HABITS)
    draft = SubstitutionDraft(text, text)
    for quote in quotes:
        draft.replace(quote.offset, quote.offset + 1, quote.mark)
    for match in ELLIPSIS.finditer(text):
        draft.replace(match.start(), match.end(), match[0].replace("...", "…", 1))
    return draft.list_substitutions()


def _choose_opening(around: Sequence[str]) -> str:
    """Return what `"` opens with: always the same, whatever is open."""
    del around
    return "“"


HABITS = QuoteRules(_choose_opening, CUT_SHORT, NOTHING)
