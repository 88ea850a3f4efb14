"""Arabic: ، ؛ ؟ in the place of , ; ? between Arabic words, « » and “ ”, … and no stretched words.

Numbers keep their marks, and so do words in other letters. To extend the rules, add a row to RULES:
`mark_rules.py` says what a row is.
"""

import re
from collections.abc import Sequence

from entraide.content.typography.mark_rules import (
    ELLIPSIS,
    NOTHING,
    SPACE,
    MarkRule,
    find_by_rules,
)
from entraide.content.typography.quotes import QuoteRules
from entraide.content.typography.substitutions import STAND_IN, Substitution

LETTER = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3"
SIGNED = f"{LETTER}\u064b-\u0652\u0670"  # letters, and the signs above and below them
# What may stand after a mark of an Arabic text: a space, an end, a word, a mark.
AFTER = rf"(?={SPACE}|\n|\Z|[{SIGNED}«»“”)\]…{STAND_IN}])"
BEFORE = f"(?<=[{SIGNED}»”)])"
RULES: tuple[MarkRule, ...] = (
    ELLIPSIS,
    MarkRule(re.compile(rf"{BEFORE}({SPACE}*)(,){AFTER}"), ("", "\u060c"), "the comma is U+060C"),
    MarkRule(re.compile(rf"{BEFORE}({SPACE}*)(;){AFTER}"), ("", "\u061b"), "and so is ;: U+061B"),
    MarkRule(
        re.compile(rf"{BEFORE}({SPACE}*)(\?)(?:(?=!)|{AFTER})"),
        ("", "\u061f"),
        "the question mark is U+061F",
    ),
    MarkRule(
        re.compile(rf"{BEFORE}({SPACE}+)(?=[\u060c\u061b\u061f](?:{SPACE}|\n|\Z))"),
        ("",),
        "no space stands before them",
    ),
    MarkRule(
        re.compile(rf"(?<=[{LETTER}])(\u0640+)(?=[{LETTER}])"),
        ("",),
        "no word is stretched: U+0640 between letters is ornament, elsewhere it may be needed",
    ),
)
SUSPECT = re.compile(rf"""["',;?\u0640]|\.\.\.|{SPACE}[\u060c\u061b\u061f]""")


def may_need_substitutions(text: str) -> bool:
    """Return whether there is anything to look at; many texts have nothing."""
    return SUSPECT.search(text) is not None


def find_arabic_substitutions(text: str) -> list[Substitution]:
    """Return the substitutions in `text`, one block of prose."""
    return find_by_rules(text, HABITS, RULES)


def _choose_opening(around: Sequence[str]) -> str:
    """Return what `"` opens with, within the marks that are open."""
    return "“" if "«" in around else "«"


HABITS = QuoteRules(_choose_opening, NOTHING, NOTHING)
