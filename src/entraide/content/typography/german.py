"""German: „ “ and ‚ ‘, ’ and …, spaces that do not break in z. B. and 10 €, and dashes.

Switzerland: « » and ‹ ›, and all else alike. To extend the rules, add a row to RULES, or to one of
the lists that make rows: `mark_rules.py` says what a row is.
"""

import re
from collections.abc import Sequence

from entraide.content.typography.mark_rules import (
    ELLIPSIS,
    NO_SPACE_BEFORE,
    NOTHING,
    SPACE,
    MarkRule,
    find_by_rules,
    hold_together,
    hold_units,
)
from entraide.content.typography.quotes import QuoteRules
from entraide.content.typography.substitutions import FIXED, Substitution

ABBREVIATIONS = (
    *("z. B.", "d. h.", "u. a.", "z. T.", "v. a.", "s. o.", "s. u.", "u. U.", "u. v. m."),
    *("i. d. R.", "o. Ä.", "u. Ä.", "o. g.", "z. Hd.", "i. A."),
)
UNITS = (
    *("€", "%", "‰", "°C", "Euro", "Cent", "CHF", "Uhr", "km/h", "km", "m", "cm", "mm", "kg", "g"),
    *("mg", "l", "ml", "kB", "MB", "GB", "TB", "Mbit/s", "px"),
)
WORD = r"[^\W\d_]"
RULES: tuple[MarkRule, ...] = (
    ELLIPSIS,
    NO_SPACE_BEFORE,
    *map(hold_together, ABBREVIATIONS),
    hold_units(UNITS),
    MarkRule(re.compile(r"(?<=\d)()(?=[€%](?![\w-]))"), (FIXED,), "a space stands before € and %"),
    MarkRule(
        re.compile(rf"(?:(?<={WORD})|(?<=[“”)€%…!?]))({SPACE}+)(-|--|–)(?={SPACE}+{WORD})"),
        (FIXED, "–"),
        "a dash between words is long, and does not begin a line",
    ),
)
# „so” is closed as English is.
CLOSE = MarkRule(re.compile(r"„[^„“”\"\n]+(”)"), ("“",), "“ closes what „ opens")
SUSPECT = re.compile(r"""["'„-]|\.\.\.|\d[€%]|[ \t][?!;,–]|\d[ \t]|\b\w{1,2}\.""")
# Words that have lost their beginning: 'n, 's; and years: '90.
CUT_SHORT = re.compile(r"(?<![\w'])'(?:ne[nmrs]?|n|s|rum|rein|raus|rauf|runter|\d\d)\b(?!')")


def may_need_substitutions(text: str) -> bool:
    """Return whether there is anything to look at; many texts have nothing."""
    return SUSPECT.search(text) is not None


def find_german_substitutions(text: str) -> list[Substitution]:
    """Return the substitutions in `text`, one block of prose."""
    return find_by_rules(text, GERMANY, (*RULES, CLOSE))


def find_swiss_substitutions(text: str) -> list[Substitution]:
    """Return the substitutions in `text`, one block of prose, by Swiss usage."""
    return find_by_rules(text, SWITZERLAND, RULES)


def _choose_low(around: Sequence[str]) -> str:
    """Return what `"` opens with, within the marks that are open."""
    return "‚" if "„" in around else "„"


def _choose_angles(around: Sequence[str]) -> str:
    return "‹" if "«" in around else "«"


GERMANY = QuoteRules(_choose_low, CUT_SHORT, NOTHING, {"„": "“", "‚": "‘"}, ("‚", "‘"))
SWITZERLAND = QuoteRules(_choose_angles, CUT_SHORT, NOTHING, {"«": "»", "‹": "›"}, ("‹", "›"))
