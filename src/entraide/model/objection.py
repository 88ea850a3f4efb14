"""Objections to a translated text, wherever it comes from: a bundle, the desk, a person.

They follow from the two texts alone; whoever shows them has words of its own for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from entraide.model.segment import differences
from entraide.model.signs import UNWRITABLE
from entraide.model.structure import foreign_blocks, foreign_tags, is_split

ROOM = 1000  # signs that a translation may have in any case


class Fault(StrEnum):
    """What is wrong with a text."""

    LONG = "long"  # far longer than its source
    SIGN = "sign"  # a sign that nobody sees
    TAG = "tag"  # HTML that the source has not
    BLOCK = "block"  # signs that would make something else of it than the segment it is
    SPLIT = "split"  # an empty line, which would make two of it
    LACKS = "lacks"  # protected parts of the source
    BESIDE = "beside"  # protected parts that the source has not


@dataclass(frozen=True, slots=True)
class Objection:
    """One fault; `parts` are the characters (as `U+202E`), tags or protected parts concerned."""

    fault: Fault
    parts: tuple[str, ...] = ()


def most_signs(source: str) -> int:
    """Return how many characters a translation of `source` may have."""
    return ROOM + 10 * len(source)


def objections(source: str, text: str, kind: str, *, guarded: bool = True) -> Iterator[Objection]:
    """Yield what is wrong with `text`, a translation of `source` and a segment of that kind.

    Where it is `guarded`, the protected parts of `source` must be in it too. Of a text that is
    far too long nothing else is said.
    """
    if len(text) > most_signs(source):
        yield Objection(Fault.LONG)
        return
    if sign := UNWRITABLE.search(text):
        yield Objection(Fault.SIGN, (f"U+{ord(sign[0]):04X}",))
    yield from _find_foreign_markup(source, text, kind)
    if guarded:
        lacking, beside = differences(source, text)
        if lacking:
            yield Objection(Fault.LACKS, tuple(lacking))
        if beside:
            yield Objection(Fault.BESIDE, tuple(beside))


def _find_foreign_markup(source: str, text: str, kind: str) -> Iterator[Objection]:
    """Yield the tags and blocks of `text` that `source` does not have."""
    if tags := foreign_tags(source, text, kind):
        yield Objection(Fault.TAG, tuple(tags))
    if signs := foreign_blocks(source, text, kind):
        yield Objection(Fault.BLOCK, tuple(signs))
    if is_split(text, kind):
        yield Objection(Fault.SPLIT)
