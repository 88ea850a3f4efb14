"""The labels of `data/` as rows of a bundle, in one part that belongs to no entry.

Labels have no provenance: one is missing where it has no text, and done otherwise.
"""

from collections.abc import Iterable, Iterator

from entraide.content.data.labels import Label
from entraide.errors import FileLine
from entraide.model.segment import count_protected_parts
from entraide.model.segment_keys import LabelKey
from entraide.translation.formats.bundle import NO_ENTRY, BundlePart, UnitRow
from entraide.translation.formats.bundle_export import suggest_target
from entraide.translation.formats.row_notes import build_base
from entraide.translation.memory import MemoryPair, TranslationMemory

DATA = "data"  # what the part is called where an entry has its path


def build_label_part(
    labels: Iterable[Label], source: str, code: str, lang: str, memory: TranslationMemory
) -> BundlePart:
    """Return the part with `labels` from the locale `source`, whose language tag is `lang`."""
    offered = [label for label in labels if label.is_offered(source)]
    if any(not label.texts.get(code) for label in offered):
        pairs = tuple(_iter_pairs(offered, source, code))
        memory = TranslationMemory((*pairs, *memory.pairs))
    rows = tuple(_build_row(label, source, code, memory) for label in offered)
    return BundlePart(NO_ENTRY, None, lang, DATA, rows)


def _iter_pairs(labels: Iterable[Label], source: str, code: str) -> Iterator[MemoryPair]:
    """Yield the two texts of each label that has both: hours and prices are said many times."""
    for label in labels:
        if there := label.texts.get(code):
            yield MemoryPair(NO_ENTRY, ((source, label.texts[source]), (code, there)))


def _build_row(label: Label, source: str, code: str, memory: TranslationMemory) -> UnitRow:
    text, there = label.texts[source], label.texts.get(code, "")
    notes = [f"A text of {label.path}"]
    if parts := sorted(count_protected_parts(text)):
        notes.append(f"Keep: {' '.join(parts)}")
    row = UnitRow(
        NO_ENTRY,
        LabelKey(label.name),
        text,
        there,
        notes=tuple(notes),
        location=FileLine(label.path, label.line),
        base=build_base(there, fuzzy=False),
    )
    return row if there else suggest_target(row, memory, source, code)


def is_label_part(part: BundlePart) -> bool:
    """Return whether `part` is the one with the labels."""
    return part.entry == NO_ENTRY
