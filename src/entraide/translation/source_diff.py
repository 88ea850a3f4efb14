"""What changed in a source version since another version was made from it, segment by segment.

It is told of the source alone, so it holds however the other version is built. What that was made
from is asked of its record and of git; where neither knows, nothing is guessed.
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
    """A segment or a field that changed. `heading` is the one above it, or the field's name.

    Where nobody knows what it said before, `known` is false and the stretches are what it says
    now; none where it was taken out.
    """

    change: SegmentChange
    heading: str
    stretches: tuple[Stretch, ...]
    field: bool = False
    known: bool = True


def list_source_changes(job: TranslationJob, past: EntryHistory) -> list[SourceChange]:
    """In the order of the text, fields first; empty where nobody knows, or nothing changed."""
    now, made = job.source, job.provenance
    if made is None:
        return []
    earlier = past.find_source_text(job.entry, made.revision)
    then = earlier.fields if earlier else {}
    return [*_fields(now.fields, then, made), *_segments(now.segments, made.segments)]


def _fields(
    now: Mapping[str, str], then: Mapping[str, str], made: Provenance
) -> Iterator[SourceChange]:
    for name, text in now.items():
        if name not in made.fields:
            yield SourceChange(
                SegmentChange.ADDED, name, field=True, stretches=_stretches("", text)
            )
        elif made.fields[name] != compute_digest(text):
            old = then.get(name)
            yield SourceChange(
                SegmentChange.CHANGED,
                name,
                field=True,
                stretches=_stretches(old, text),
                known=bool(old),
            )


def _segments(now: Sequence[Segment], then: Sequence[Segment]) -> Iterator[SourceChange]:
    """A segment of `then` that is only remembered has no text."""
    heading = ""
    for one in compare_segments(then, now):
        if one.change is not SegmentChange.UNCHANGED:
            old = "" if one.old is None else one.old.text or None
            stretches = _stretches(old, one.new.text if one.new else "")
            yield SourceChange(one.change, heading, stretches=stretches, known=old is not None)
        if one.new and one.new.kind is SegmentKind.HEADING:
            heading = one.new.text


def _stretches(old: str | None, new: str) -> tuple[Stretch, ...]:
    new = " ".join(new.split())
    if old is None:
        return (Stretch(Side.BOTH, new),) if new else ()
    return tuple(compare_words(" ".join(old.split()), new))
