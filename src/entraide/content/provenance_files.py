"""Read and write `<slug>.segments.json`, the record of what a localised version was made from.

It stands beside the version. Imports write it, so that what is behind is known segment by segment,
without git, and also if a revision has been followed in part. It holds digests, no text, and counts
only while its `source_revision` is that of the version: who updates a version by hand need not
touch it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field

from entraide.content.docs.files import RECORD, FileKind, list_docs_files
from entraide.content.field_types import DIGEST, Number, StrictModel
from entraide.content.json_files import JsonSource, read_json
from entraide.content.settings import Settings
from entraide.content.text_files import read_text
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.segment import Segment, SegmentKind
from entraide.model.segment_keys import (
    SegmentKey,
    index_by_key,
    parse_key,
    select_fields,
    select_notes,
)

SUFFIX = RECORD
UNKNOWN = "?"  # of a segment that nobody knows the source of: behind, whatever that says
PROVENANCE_CURE = "Remove it: states are then told as for any other entry"
Digest = Annotated[str, Field(pattern=DIGEST)]


class SegmentRow(StrictModel):
    """One segment of the source text, in the order of the text."""

    kind: Annotated[SegmentKind, Field(strict=False)]
    section: Annotated[int, Field(ge=0, description="How many headings stand above it.")]
    hash: Digest


class SegmentFile(StrictModel):
    """The source segments that a localised version was made from, by their hashes."""

    source_revision: Number
    fields: dict[str, Digest]
    segments: list[SegmentRow]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a localised version was made from: segments, and digests of fields and change notes."""

    revision: int
    fields: Mapping[str, str]  # by name
    segments: tuple[Segment, ...]
    notes: Mapping[int, str] = field(default_factory=dict)  # by revision

    @property
    def matter(self) -> Mapping[SegmentKey, str]:
        """The digests of fields and notes, by segment key."""
        return index_by_key(self.fields, self.notes)


def get_record_path(file: Path) -> Path:
    """Return the path of the record of the localised version in `file`."""
    return file.with_name(file.stem + SUFFIX)


def read_provenance(file: Path, path: str, log: ProblemLog) -> Provenance | None:
    """Read the record in `file`, shown as `path`; return None if there is none, or a broken one."""
    if not file.is_file():
        return None
    text = read_text(file, path, log)
    segment_file = (
        None
        if text is None
        else read_json(SegmentFile, text, JsonSource(path, PROVENANCE_CURE), log)
    )
    if segment_file is None:
        return None
    matter = {
        key: digest for name, digest in segment_file.fields.items() if (key := parse_key(name))
    }
    segments = tuple(_make_segments(segment_file.segments))
    return Provenance(
        segment_file.source_revision, select_fields(matter), segments, select_notes(matter)
    )


def _make_segments(rows: list[SegmentRow]) -> Iterator[Segment]:
    """Yield a segment without text for each row, numbered within its section and kind."""
    orders: dict[tuple[int, SegmentKind], int] = {}
    for row in rows:
        key = (row.section, row.kind)
        order = orders[key] = orders.get(key, -1) + 1
        yield Segment(row.kind, row.section, order, "", row.hash)


def format_provenance(provenance: Provenance) -> str:
    """Format the record as its file, a segment a line; reading it gives the same."""
    rows = [
        json.dumps({"kind": segment.kind.value, "section": segment.section, "hash": segment.digest})
        for segment in provenance.segments
    ]
    listed = ",\n    ".join(rows)
    matter = {str(key): digest for key, digest in provenance.matter.items()}
    return (
        f'{{\n  "source_revision": {provenance.revision},\n'
        f'  "fields": {json.dumps(matter, sort_keys=True)},\n'
        f'  "segments": [\n    {listed}\n  ]\n}}\n'
    )


def check_records(settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each record that stands beside no version, or cannot be read."""
    for docs_file in list_docs_files(settings, ProblemLog()):
        file, path = docs_file.path, settings.make_relative(docs_file.path)
        if docs_file.kind is not FileKind.RECORD:
            continue
        if not file.with_name(file.name.removesuffix(SUFFIX) + ".md").is_file():
            yield Problem(FileLine(path, 1), "there is no version beside this file", "Remove it")
        record_log = ProblemLog()
        read_provenance(file, path, record_log)
        yield from record_log
