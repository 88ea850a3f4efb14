"""What keeps a translated text out, wherever it comes from: a catalogue, the desk, a person.

Only what can be told by looking at the two texts; each place has its own words for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from entraide.model.segment import differences
from entraide.model.signs import UNWRITABLE
from entraide.model.structure import foreign_blocks, foreign_tags, is_split

ROOM = 1000  # signs that a translation may have in any case


class Fault(StrEnum):
    LONG = "long"  # far longer than its source
    SIGN = "sign"  # a sign that nobody sees
    TAG = "tag"  # HTML that the source has not
    BLOCK = "block"  # signs that would make something else of it than the segment it is
    SPLIT = "split"  # an empty line, which would make two of it
    LACKS = "lacks"  # protected parts of the source
    BESIDE = "beside"  # protected parts that the source has not


@dataclass(frozen=True, slots=True)
class Objection:
    """`parts` are the signs (as U+202E), the tags or the protected parts that it is about."""

    fault: Fault
    parts: tuple[str, ...] = ()


def most_signs(source: str) -> int:
    """How many signs a translation of `source` may have."""
    return ROOM + 10 * len(source)


def objections(source: str, text: str, kind: str, *, guarded: bool = True) -> Iterator[Objection]:
    """What is wrong with `text`, a segment of that kind.

    Where it is `guarded`, the protected parts of `source` must come back.
    """
    if len(text) > most_signs(source):
        yield Objection(Fault.LONG)
        return
    if sign := UNWRITABLE.search(text):
        yield Objection(Fault.SIGN, (f"U+{ord(sign[0]):04X}",))
    yield from _built(source, text, kind)
    if guarded:
        lacking, beside = differences(source, text)
        if lacking:
            yield Objection(Fault.LACKS, tuple(lacking))
        if beside:
            yield Objection(Fault.BESIDE, tuple(beside))


def _built(source: str, text: str, kind: str) -> Iterator[Objection]:
    """What it would build that is not its to build."""
    if tags := foreign_tags(source, text, kind):
        yield Objection(Fault.TAG, tuple(tags))
    if signs := foreign_blocks(source, text, kind):
        yield Objection(Fault.BLOCK, tuple(signs))
    if is_split(text, kind):
        yield Objection(Fault.SPLIT)
