"""Objections to a translated text, wherever it comes from: a bundle, the desk, a person.

They follow from the two texts alone; whoever shows them has words of its own for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from entraide.model.foreign_markup import MARKS, SPLITS, TAGS, find_foreign_parts
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.segment import SegmentKind, compare_protected_parts

BASE_LENGTH = 1000  # signs that a translation may have in any case
LENGTH_FACTOR = 10  # and as many for each sign of its source


class ObjectionKind(StrEnum):
    """What is wrong with a text."""

    LONG = "long"  # far longer than its source
    SIGN = "sign"  # a sign that nobody sees
    TAG = "tag"  # HTML that the source has not
    BLOCK = "block"  # signs that would make something else of it than the segment it is
    SPLIT = "split"  # an empty line, which would make two of it
    LACKS = "lacks"  # protected parts of the source
    BESIDE = "beside"  # protected parts that the source has not


FOREIGN_PARTS = {
    ObjectionKind.TAG: TAGS,
    ObjectionKind.BLOCK: MARKS,
    ObjectionKind.SPLIT: SPLITS,
}
# For staff to judge; each other keeps a text out of the desk.
MINOR_OBJECTIONS = frozenset({ObjectionKind.LACKS, ObjectionKind.BESIDE})


@dataclass(frozen=True, slots=True)
class Objection:
    """One fault; `parts` are the characters (as `U+202E`), tags or protected parts concerned."""

    kind: ObjectionKind
    parts: tuple[str, ...] = ()


def get_length_limit(source: str) -> int:
    """Return how many characters a translation of `source` may have."""
    return BASE_LENGTH + LENGTH_FACTOR * len(source)


def find_objections(
    source: str, text: str, kind: str, *, guarded: bool = True
) -> Iterator[Objection]:
    """Yield what is wrong with `text`, a translation of `source` and a segment of that kind.

    Where it is `guarded`, the protected parts of `source` must be in it too. Of a text that is
    far too long nothing else is said. A kind that no text has any more is judged as a paragraph.
    """
    if len(text) > get_length_limit(source):
        yield Objection(ObjectionKind.LONG)
        return
    if sign := UNWRITABLE_CHARACTER.search(text):
        yield Objection(ObjectionKind.SIGN, (f"U+{ord(sign[0]):04X}",))
    for fault, patterns in FOREIGN_PARTS.items():
        of_kind = patterns.get(kind, patterns[SegmentKind.PARAGRAPH])
        if parts := find_foreign_parts(of_kind, source, text):
            yield Objection(fault, tuple(parts))
    if guarded:
        lacking, beside = compare_protected_parts(source, text)
        if lacking:
            yield Objection(ObjectionKind.LACKS, tuple(lacking))
        if beside:
            yield Objection(ObjectionKind.BESIDE, tuple(beside))
