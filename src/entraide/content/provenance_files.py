"""`<slug>.segments.json`, beside a localised version: which source segments it was made from.

Imports write it, so that what is behind is known segment by segment, without git, and also where
half of a revision has been caught up with. It holds digests, no text, and counts while its
`source_revision` is that of the version: who catches up by hand need not touch it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from entraide.content.docs_files import RECORD, FileKind, list_docs_files
from entraide.content.front_matter import DIGEST, Number, StrictModel
from entraide.content.json_files import read_json
from entraide.content.settings import Settings
from entraide.content.text_files import read_text
from entraide.errors import Problem
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
CURE = "Remove it: states are then told as for any other entry"
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
    """Source segments that a version was made from; of fields and change notes the digests."""

    revision: int
    fields: Mapping[str, str]  # by name
    segments: tuple[Segment, ...]
    notes: Mapping[int, str] = field(default_factory=dict)  # by revision

    @property
    def matter(self) -> Mapping[SegmentKey, str]:
        """The digests of what stands in the front matter, by its keys."""
        return index_by_key(self.fields, self.notes)


def build_segments_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `<slug>.segments.json`."""
    schema = SegmentFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def get_record_path(file: Path) -> Path:
    """Where the record of the localised version in `file` stands."""
    return file.with_name(file.stem + SUFFIX)


def read_provenance(file: Path, path: str) -> tuple[Provenance | None, list[Problem]]:
    """The record in `file`, shown as `path`; None where there is none, or a broken one."""
    if not file.is_file():
        return None, []
    text, problems = read_text(file, path)
    if problems:
        return None, problems
    found, problems = read_json(SegmentFile, text, path, CURE)
    if found is None:
        return None, problems
    matter = {key: digest for name, digest in found.fields.items() if (key := parse_key(name))}
    segments = tuple(_make_segments(found.segments))
    return Provenance(
        found.source_revision, select_fields(matter), segments, select_notes(matter)
    ), []


def _make_segments(rows: list[SegmentRow]) -> Iterator[Segment]:
    orders: dict[tuple[int, SegmentKind], int] = {}
    for row in rows:
        place = (row.section, row.kind)
        order = orders[place] = orders.get(place, -1) + 1
        yield Segment(row.kind, row.section, order, "", row.hash)


def format_provenance(made: Provenance) -> str:
    """The file, a segment a line; reading it back gives the same."""
    rows = [
        json.dumps({"kind": one.kind.value, "section": one.section, "hash": one.digest})
        for one in made.segments
    ]
    listed = ",\n    ".join(rows)
    matter = {str(key): digest for key, digest in made.matter.items()}
    return (
        f'{{\n  "source_revision": {made.revision},\n'
        f'  "fields": {json.dumps(matter, sort_keys=True)},\n'
        f'  "segments": [\n    {listed}\n  ]\n}}\n'
    )


def check_records(settings: Settings) -> Iterator[Problem]:
    """Records that stand beside no version, or cannot be read."""
    for found in list_docs_files(settings)[0]:
        file, path = found.path, settings.make_relative(found.path)
        if found.kind is not FileKind.RECORD:
            continue
        if not file.with_name(file.name.removesuffix(SUFFIX) + ".md").is_file():
            yield Problem(path, 1, "there is no version beside this file", "Remove it")
        yield from read_provenance(file, path)[1]
