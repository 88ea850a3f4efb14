"""Differences between two texts, word by word, for people to see.

Strangers may have sent one of them. Two texts whose comparison would take long are shown one after
the other instead.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\s+|\w+|[^\w\s]")
MAX_STEPS = (
    10_000_000  # steps, at the worst; two texts of 600 words each that people wrote take less
)


class Side(StrEnum):
    """Which of the two texts has a stretch: the old one, the new one, or both."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand in both texts, or in one of them."""

    side: Side
    text: str


def compare_words(old: str, new: str) -> list[Stretch]:
    """Return the stretches of both texts, in order; those of OLD and BOTH joined are `old`."""
    words = [WORD.findall(text) for text in (old, new)]
    return list(_iter_stretches(*words))


def _iter_stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    if _estimate_steps(old, new) > MAX_STEPS:
        old, new = ["".join(old)], ["".join(new)]
    # Words are sought, not the blanks between them: these are everywhere.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for name, start, end, low, high in matcher.get_opcodes():
        if name == "equal":
            yield Stretch(Side.BOTH, "".join(old[start:end]))
            continue
        if end > start:
            yield Stretch(Side.OLD, "".join(old[start:end]))
        if high > low:
            yield Stretch(Side.NEW, "".join(new[low:high]))


def _estimate_steps(old: Sequence[str], new: Sequence[str]) -> int:
    """Estimate the steps of a comparison in the worst case: all pairs of equal words."""
    counts = Counter(new)
    pairs = sum(counts[word] for word in old if not word.isspace())
    return pairs * min(len(old), len(new))
