"""The keys that name the parts of a version: in bundles, sheets, published JSON and the desk.

There are five kinds, each a type, and a key is written and read here alone:

    title, summary, keywords        FieldKey: a field of the front matter
    note-3                          ChangeNoteKey: what revision 3 changed
    item-0123456789abcdef-2         TextKey: a segment, or a whole section, by kind and digest of
                                    its text; counted from 2 where the same text stands there again
    kept-14                         TargetOnlyKey: a section that only the target has
    data/tags/blocking/label        LabelKey: a text of `data/`, which is of no entry

A footnote is a TextKey of kind `note`: its digest has 16 digits, a revision nine at most.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from entraide.model.entry import NUMBER
from entraide.model.segment import Segment, SegmentKind
from entraide.model.text_fields import TEXT_FIELDS, TextField

KINDS = "|".join(kind for kind in SegmentKind if kind is not SegmentKind.FIELD)
KEY = re.compile(
    rf"(?P<field>{'|'.join(TEXT_FIELDS)})|note-(?P<revision>{NUMBER})|kept-(?P<segment>[0-9]{{1,9}})"
    rf"|(?P<kind>{KINDS})-(?P<digest>[0-9a-f]{{16}})(?:-(?P<ordinal>{NUMBER}))?"
)
# How keys look that come from elsewhere: from a text that has changed since, or another version of
# this program. Whoever receives one looks it up, or reads it with `parse_key`.
KEY_SHAPE = r"^[a-z0-9-]{1,80}$"


LABEL = re.compile(r"data(?:/[\w.-]+)+")


@dataclass(frozen=True, slots=True)
class FieldKey:
    """The key of a front matter field that every version has a text of its own for."""

    name: str
    kind: ClassVar[SegmentKind] = SegmentKind.FIELD

    @property
    def field(self) -> TextField:
        return TEXT_FIELDS[self.name]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ChangeNoteKey:
    """The key of the note that tells readers what a revision changed."""

    revision: int
    kind: ClassVar[SegmentKind] = SegmentKind.FIELD

    def __str__(self) -> str:
        return f"note-{self.revision}"


@dataclass(frozen=True, slots=True)
class TextKey:
    """The key of a segment or section, by its text; `ordinal` counts equal ones, from 1."""

    kind: SegmentKind
    digest: str
    ordinal: int = 1

    def __str__(self) -> str:
        name = f"{self.kind}-{self.digest}"
        return name if self.ordinal == 1 else f"{name}-{self.ordinal}"


@dataclass(frozen=True, slots=True)
class TargetOnlyKey:
    """The key of a section that only the target has.

    `segment` is the number of its first segment among those of the target, from 0.
    """

    segment: int
    kind: ClassVar[SegmentKind] = SegmentKind.SECTION

    def __str__(self) -> str:
        return f"kept-{self.segment}"


@dataclass(frozen=True, slots=True)
class LabelKey:
    """The key of a text of `data/`, which stands there in each language."""

    name: str
    kind: ClassVar[SegmentKind] = SegmentKind.FIELD

    def __str__(self) -> str:
        return self.name


SegmentKey = FieldKey | ChangeNoteKey | TextKey | TargetOnlyKey | LabelKey


def parse_key(text: str) -> SegmentKey | None:
    """Return the key that `text` spells; None where it is no key."""
    match = KEY.fullmatch(text)
    if match is None:
        return None
    if match["field"]:
        return FieldKey(text)
    if match["revision"]:
        return ChangeNoteKey(int(match["revision"]))
    if match["segment"]:
        return TargetOnlyKey(int(match["segment"]))
    return TextKey(SegmentKind(match["kind"]), match["digest"], int(match["ordinal"] or 1))


def index_by_key(fields: Mapping[str, str], notes: Mapping[int, str]) -> dict[SegmentKey, str]:
    """Return the texts of front matter by key: fields by name, change notes by revision."""
    texts: dict[SegmentKey, str] = {FieldKey(name): text for name, text in fields.items()}
    return texts | {ChangeNoteKey(revision): text for revision, text in notes.items()}


def select_fields(texts: Mapping[SegmentKey, str]) -> dict[str, str]:
    """Return the texts of the fields among `texts`, by name."""
    return {key.name: text for key, text in texts.items() if isinstance(key, FieldKey)}


def select_notes(texts: Mapping[SegmentKey, str]) -> dict[int, str]:
    """Return the change notes among `texts`, by revision."""
    return {key.revision: text for key, text in texts.items() if isinstance(key, ChangeNoteKey)}


def make_text_keys(segments: Iterable[Segment]) -> list[TextKey]:
    """Return the key of each segment of a version, counting equal texts."""
    key_counts: Counter[tuple[SegmentKind, str]] = Counter()
    keys = []
    for segment in segments:
        same = segment.kind, segment.digest
        key_counts[same] += 1
        keys.append(TextKey(*same, key_counts[same]))
    return keys
