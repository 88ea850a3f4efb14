"""What changed between two texts, word by word, for people to see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Side(StrEnum):
    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand in both texts, or in one of them."""

    side: Side
    text: str


def word_diff(old: str, new: str) -> list[Stretch]:
    """The stretches of both texts, in order; those of BOTH and OLD joined are `old` again."""
    words = [WORD.findall(text) for text in (old, new)]
    return list(_stretches(*words))


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for name, start, end, low, high in matcher.get_opcodes():
        if name == "equal":
            yield Stretch(Side.BOTH, "".join(old[start:end]))
            continue
        if end > start:
            yield Stretch(Side.OLD, "".join(old[start:end]))
        if high > low:
            yield Stretch(Side.NEW, "".join(new[low:high]))
