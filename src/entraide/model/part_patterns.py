"""Lists of patterns that find parts of a text: those to keep in a translation, or not to add.

The page for proposals applies the same lists while somebody types. `publish/page_rules.py` writes
them into a JavaScript module; `overrides/assets/scripts/propose/text_parts.js` applies them as this
module does.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

PART = "part"  # the group of a pattern that is the part; without one, the whole match is


class Blanking(StrEnum):
    """What is replaced by a space before the next patterns of a list are applied."""

    ALL = "all"
    KNOWN = "known"  # in the text, only what its source has too
    COUNTED = "counted"  # in the text, only what its source has too, and as often
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PartPattern:
    """One pattern of a list: whether its matches are parts, their form, and what is blanked."""

    pattern: re.Pattern[str]
    in_source: bool = True
    in_text: bool = True
    blanking: Blanking = Blanking.ALL
    tidying: re.Pattern[str] | None = None  # of its matches in a part, only the first group stays
    form: str = "{}"  # how a part is shown
    small: bool = False  # whether it is read in small letters

    def iter_parts(self, text: str) -> Iterator[str]:
        """Yield the parts of `text` that this pattern finds."""
        for match in self.pattern.finditer(text):
            part = match[PART] if PART in self.pattern.groupindex else match[0]
            if self.tidying:
                part = self.tidying.sub(r"\1", part)
            yield self.form.replace("{}", part.lower() if self.small else part)


def count_parts(
    patterns: tuple[PartPattern, ...], source: str, text: str
) -> tuple[Counter[str], Counter[str]]:
    """Count the parts of `source`, and those of `text`, its translation; return both counts."""
    source_counts, target_counts = Counter[str](), Counter[str]()
    for step in patterns:
        known = Counter(match[0] for match in step.pattern.finditer(source))
        if step.in_source:
            source_counts.update(step.iter_parts(source))
        if step.in_text:
            target_counts.update(step.iter_parts(text))
        if step.blanking is not Blanking.NONE:
            source = step.pattern.sub(" ", source)
            text = _blank(text, step, known)
    return source_counts, target_counts


def _blank(text: str, step: PartPattern, known: Counter[str]) -> str:
    if step.blanking is Blanking.ALL:
        return step.pattern.sub(" ", text)

    def choose(match: re.Match[str]) -> str:
        if known[match[0]] <= 0:
            return match[0]
        known[match[0]] -= step.blanking is Blanking.COUNTED
        return " "

    return step.pattern.sub(choose, text)
