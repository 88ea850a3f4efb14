"""Spanish: « » and “ ”, ’ and …, spaces that do not break in p. ej. and 10 €, and ¿ and ¡.

An opening sign is set where it is plain where the sentence begins: at a word that asks or exclaims.
`entraide check` warns of the other sentences without one. To extend the rules, add a row to RULES,
or a word to one of the lists that make rows: `mark_rules.py` says what a row is.
"""

import re
from collections.abc import Iterator

from entraide.content.typography.mark_rules import (
    ELLIPSIS,
    NO_SPACE_BEFORE,
    NOTHING,
    MarkRule,
    find_by_rules,
    hold_together,
    hold_units,
)
from entraide.content.typography.prose import mask_non_prose
from entraide.content.typography.quotes import QuoteRules, choose_guillemet
from entraide.content.typography.substitutions import STAND_IN, Substitution

ABBREVIATIONS = ("p. ej.", "EE. UU.", "a. m.", "p. m.", "a. C.", "d. C.", "P. D.", "v. gr.")
UNITS = (
    *("€", "%", "‰", "°C", "euros", "horas", "minutos", "km/h", "km", "m", "cm", "mm", "kg", "g"),
    *("mg", "l", "ml", "kB", "MB", "GB", "TB", "px"),
)
# Words that begin a question or an exclamation wherever they stand first, by the sign.
ASKING = (
    "(?:a|con|de|desde|en|hacia|hasta|para|por|sobre) (?:qué|quién(?:es)?|cuál(?:es)?|cuánt[oa]s?|"
    "cuándo|dónde)|adónde|qué|quién(?:es)?|cuál(?:es)?|cómo|cuándo|cuánt[oa]s?|dónde"
)
EXCLAIMING = "qué|cuánt[oa]s?|cómo|atención|cuidado|gracias|enhorabuena|felicidades|bienvenid[oa]s?"
RULES: tuple[MarkRule, ...] = (
    ELLIPSIS,
    NO_SPACE_BEFORE,
    *map(hold_together, ABBREVIATIONS),
    hold_units(UNITS),
)
SIGNS = {"?": ("¿", ASKING), "!": ("¡", EXCLAIMING)}
# What a sentence ends in: its sign, right behind a word or what closes a quotation of it.
ENDING = re.compile(r"(?<=[^\W\d_])[»”\"]?([?!])(?![?!)\]])")
STOPS = frozenset(f'.?!…:;()[]«»“”"{STAND_IN}')  # before its first word
OPENED = frozenset("¿¡")
LONGEST = 300  # characters of a sentence that are looked at
FIRST = {
    sign: re.compile(rf"[\s—–]*(\b(?:{words})\b)", re.IGNORECASE)
    for sign, (_, words) in SIGNS.items()
}
SUSPECT = re.compile(r"""["'?!]|\.\.\.|[ \t][;,]|\d[ \t]|\b\w{1,2}\.""")


def may_need_substitutions(text: str) -> bool:
    """Return whether there is anything to look at; many texts have nothing."""
    return SUSPECT.search(text) is not None


def find_spanish_substitutions(text: str) -> list[Substitution]:
    """Return the substitutions in `text`, one block of prose."""
    changes = find_by_rules(text, HABITS, RULES)
    return sorted([*changes, *_iter_opening_signs(text)])


def find_unopened_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a sentence ends in ? or ! that none of ¿ and ¡ opens, and the missing sign."""
    prose = mask_non_prose(text)
    for match in ENDING.finditer(prose):
        if not _is_opened(prose, match.start()):
            yield match.start(1), SIGNS[match[1]][0]


def _iter_opening_signs(text: str) -> Iterator[Substitution]:
    """Yield each opening sign whose place is plain."""
    for match in ENDING.finditer(text):
        if _is_opened(text, match.start()):
            continue
        start = _find_start(text, match.start())
        if first := FIRST[match[1]].match(text, start, match.start()):
            at = first.start(1)
            yield Substitution(at, at + 1, SIGNS[match[1]][0] + text[at])


def _find_start(text: str, end: int) -> int:
    """Return where the words before `end` begin that no mark parts."""
    least = max(end - LONGEST, 0)
    return next((at + 1 for at in range(end - 1, least - 1, -1) if text[at] in STOPS), least)


def _is_opened(text: str, end: int) -> bool:
    """Return whether ¿ or ¡ stands before `end` in the same sentence, or too far away to see."""
    least = max(end - LONGEST, 0)
    for at in range(end - 1, least - 1, -1):
        if text[at] in OPENED:
            return True
        if text[at] in ".?!…":
            return False
    return least > 0


HABITS = QuoteRules(choose_guillemet, NOTHING, NOTHING)
