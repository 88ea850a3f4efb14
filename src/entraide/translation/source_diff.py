"""The changes of a source version since a localised version was made from it, by segment.

Only two revisions of the source are compared, so the structure of the localised version does not
matter. Its record, or git, says which revision it was made from; where neither does, no changes are
listed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from entraide.content.provenance import EntryHistory
from entraide.content.provenance_files import Provenance
from entraide.model.alignment import SegmentChange, compare_segments
from entraide.model.segment import Segment, SegmentKind, compute_digest
from entraide.model.word_diff import Side, Stretch, compare_words
from entraide.translation.job import TranslationJob


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A segment or a field of the source that changed; `heading` is above it, or its name.

    Where nobody knows the earlier text, `known` is false and the stretches are those of the text of
    today. There are none where it was removed.
    """

    change: SegmentChange
    heading: str
    stretches: tuple[Stretch, ...]
    field: bool = False
    known: bool = True


def list_source_changes(job: TranslationJob, history: EntryHistory) -> list[SourceChange]:
    """Return the changes in the order of the text, fields first; none where they are unknown."""
    now, provenance = job.source, job.provenance
    if provenance is None:
        return []
    earlier = history.find_source_text(job.entry, provenance.revision)
    then = earlier.fields if earlier else {}
    return [
        *_compare_fields(now.fields, then, provenance),
        *_compare_segments(now.segments, provenance.segments),
    ]


def _compare_fields(
    now: Mapping[str, str], then: Mapping[str, str], provenance: Provenance
) -> Iterator[SourceChange]:
    for name, text in now.items():
        if name not in provenance.fields:
            stretches = _compare_texts("", text)
            yield SourceChange(SegmentChange.ADDED, name, field=True, stretches=stretches)
        elif provenance.fields[name] != compute_digest(text):
            old = then.get(name)
            stretches = _compare_texts(old, text)
            yield SourceChange(
                SegmentChange.CHANGED, name, field=True, stretches=stretches, known=bool(old)
            )


def _compare_segments(now: Sequence[Segment], then: Sequence[Segment]) -> Iterator[SourceChange]:
    """Yield the changes since `then`, whose segments may have a digest and no text."""
    heading = ""
    for pair in compare_segments(then, now):
        if pair.change is not SegmentChange.UNCHANGED:
            old = "" if pair.old is None else pair.old.text or None
            stretches = _compare_texts(old, pair.new.text if pair.new else "")
            yield SourceChange(pair.change, heading, stretches=stretches, known=old is not None)
        if pair.new and pair.new.kind is SegmentKind.HEADING:
            heading = pair.new.text


def _compare_texts(old: str | None, new: str) -> tuple[Stretch, ...]:
    """Return the differences of two texts, or all of `new` where nobody knows the `old` one."""
    new = " ".join(new.split())
    if old is None:
        return (Stretch(Side.BOTH, new),) if new else ()
    return tuple(compare_words(" ".join(old.split()), new))
