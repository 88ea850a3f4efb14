"""Objections to a translated text, wherever it comes from: a bundle, the desk, a person.

They depend on the two texts alone. Whoever shows them has words of its own for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from entraide.model.equal_parts import IS_NUMBER, drop_equal_parts
from entraide.model.foreign_markup import MARKS, SPLITS, TAGS, find_foreign_parts
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.markdown_damage import DAMAGE, UNSEEN
from entraide.model.segment import SegmentKind, compare_protected_parts

BASE_LENGTH = 1000  # signs that a translation may have in any case
LENGTH_FACTOR = 10  # and as many for each sign of its source
SHORT_BASE, SHORT_FACTOR = 300, 5  # of a title, a summary or a heading
SHORT_KINDS = (SegmentKind.FIELD, SegmentKind.HEADING)


class ObjectionKind(StrEnum):
    """What is wrong with a text."""

    LONG = "long"  # far longer than its source
    SIGN = "sign"  # a sign that nobody sees
    TAG = "tag"  # HTML that the source has not
    BROKEN = "broken"  # signs of Markdown without their other half
    BLOCK = "block"  # signs that would make something else of it than the segment it is
    SPLIT = "split"  # an empty line, which would make two of it
    LACKS = "lacks"  # protected parts of the source
    BESIDE = "beside"  # protected parts that the source has not


FOREIGN_PARTS = {
    ObjectionKind.SIGN: UNSEEN,
    ObjectionKind.TAG: TAGS,
    ObjectionKind.BLOCK: MARKS,
    ObjectionKind.SPLIT: SPLITS,
    ObjectionKind.BROKEN: DAMAGE,
}
# For staff to judge; each other keeps a text out of the desk.
MINOR_OBJECTIONS = frozenset({ObjectionKind.LACKS, ObjectionKind.BESIDE, ObjectionKind.BROKEN})


@dataclass(frozen=True, slots=True)
class Objection:
    """One fault; `parts` are the characters (as `U+202E`), tags or protected parts concerned."""

    kind: ObjectionKind
    parts: tuple[str, ...] = ()


def has_only_numbers(objection: Objection) -> bool:
    """Return whether the objection is about numbers alone, which somebody may call right."""
    is_guard = objection.kind in (ObjectionKind.LACKS, ObjectionKind.BESIDE)
    return is_guard and all(map(IS_NUMBER.search, objection.parts))


def get_length_limit(source: str, kind: str = SegmentKind.PARAGRAPH) -> int:
    """Return how many characters a translation of `source`, a segment of that kind, may have."""
    if kind in SHORT_KINDS:
        return SHORT_BASE + SHORT_FACTOR * len(source)
    return BASE_LENGTH + LENGTH_FACTOR * len(source)


def find_objections(
    source: str, text: str, kind: str, *, guarded: bool = True
) -> Iterator[Objection]:
    """Yield what is wrong with `text`, a translation of `source` in a segment of that `kind`.

    With `guarded`, the text must have the protected parts of `source`. Where it is far too long,
    nothing else is checked. Kinds that no longer exist are judged as paragraphs.
    """
    if len(text) > get_length_limit(source, kind):
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
        lacking, beside = drop_equal_parts(lacking, beside, source, text)
        if lacking:
            yield Objection(ObjectionKind.LACKS, tuple(lacking))
        if beside:
            yield Objection(ObjectionKind.BESIDE, tuple(beside))
