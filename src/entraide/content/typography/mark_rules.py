r"""Rules of a language as rows of a table: a pattern, and what is printed for each of its groups.

A row says one thing that is nearly never wrong. To add one, write the pattern with a group around
each mark or run of spaces that changes; look-arounds say where. Line ends stay as they are: write
SPACE for a space, and never `\s`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from entraide.content.typography.quotes import QuoteRules, apply_quotes, decide_quotes
from entraide.content.typography.substitutions import (
    FIXED,
    SPACES,
    Substitution,
    SubstitutionDraft,
)

SPACE = f"[{SPACES}]"
# No letter at all: what a rule of quotation marks has for words that a language has not.
NOTHING = re.compile(r"(?!)")


class MarkRule(NamedTuple):
    """A row: where `pattern` matches, each of its groups becomes its replacement.

    A group that matches nothing is left out; `reason` says the rule in words.
    """

    pattern: re.Pattern[str]
    replacements: tuple[str, ...]
    reason: str


ELLIPSIS = MarkRule(re.compile(r"(?<!\.)(\.{3})(?!\.)"), ("…",), "three points are one mark")
NO_SPACE_BEFORE = MarkRule(
    re.compile(rf"(?<=[^\W\d_])({SPACE}+)(?=[?!;,](?:{SPACE}|\n|\Z))"),
    ("",),
    "no space stands before ? ! ; and ,",
)


def hold_together(abbreviation: str) -> MarkRule:
    """Return the rule that the parts of an abbreviation, such as `z. B.`, stay on one line.

    Typed without spaces they get them, as long as no word follows that would make them a name.
    """
    first, *others = map(re.escape, abbreviation.split(" "))
    capital = f"[{first[0].upper()}{first[0].lower()}]{first[1:]}"
    pattern = rf"(?<![\w.]){capital}" + "".join(rf"({SPACE}*){part}" for part in others)
    gaps = (FIXED,) * len(others)
    return MarkRule(re.compile(pattern + r"(?!\w)"), gaps, f"{abbreviation} stays together")


def hold_units(units: Sequence[str]) -> MarkRule:
    """Return the rule that a number and its unit stay on one line."""
    names = "|".join(map(re.escape, units))
    pattern = re.compile(rf"(?<=\d)({SPACE}+)(?=(?:{names})(?![\w-]))")
    return MarkRule(pattern, (FIXED,), "a number stays with its unit")


def find_by_rules(text: str, habits: QuoteRules, rules: Iterable[MarkRule]) -> list[Substitution]:
    """Return the substitutions in `text`, one block of prose: quotation marks, then each row."""
    quotes = decide_quotes(text, habits)
    draft = SubstitutionDraft(apply_quotes(text, quotes), text)
    for quote in quotes:
        draft.replace(quote.offset, quote.offset + 1, quote.mark)
    for rule in rules:
        for match in rule.pattern.finditer(draft.text):
            for group, replacement in enumerate(rule.replacements, 1):
                _replace_group(draft, match.span(group), replacement)
    return draft.list_substitutions()


def _replace_group(draft: SubstitutionDraft, span: tuple[int, int], replacement: str) -> None:
    """Print `replacement` for a group; one that is empty gets it behind the mark before it."""
    start, end = span
    if start < 0:
        return
    if start == end and replacement:
        draft.replace(start - 1, start, draft.text[start - 1] + replacement)
    elif start < end:
        draft.replace(start, end, replacement)
