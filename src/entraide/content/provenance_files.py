"""Records, `<slug>.segments.json`: the provenance of a localised version as a file beside it.

Imports write it, so that what is behind is known segment by segment, without git, and also if a
revision has been followed in part. It holds digests, no text, and counts only while its
`source_revision` is that of the version: somebody who updates a version by hand need not touch it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from entraide.content.docs.files import RECORD, DocsFile, FileKind
from entraide.content.field_types import DIGEST, Number, StrictModel, Text
from entraide.content.json_files import JsonSource, read_json
from entraide.content.settings import Settings
from entraide.content.text_files import read_text
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.segment import Segment, SegmentKind, compute_digest
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


class CreditRow(StrictModel):
    """Whose work one text of the version is."""

    translator: list[Text] = Field(default_factory=list)
    reviewer: Text | None = None
    reviewed: Annotated[date | None, Field(strict=False)] = None
    after: Annotated[
        date | None,
        Field(strict=False, description="The review of the page that had not seen this text."),
    ] = None


class SegmentFile(StrictModel):
    """The source segments that a localised version was made from, by their digests."""

    source_revision: Number
    fields: dict[str, Digest]
    segments: list[SegmentRow]
    texts: dict[Digest, CreditRow] = Field(
        default_factory=dict, description="Whose work its texts are, by their digests."
    )
    borrowed: list[Digest] = Field(
        default_factory=list,
        description="Texts of the source that stand in the version until somebody translates them.",
    )
    as_meant: list[Digest] = Field(
        default_factory=list,
        description="Pairs of a text and its translation whose numbers somebody has called right.",
    )
    machine: list[Digest] = Field(
        default_factory=list,
        description="Texts of the version that a machine translated, and nobody has read since.",
    )


@dataclass(frozen=True, slots=True)
class TextCredit:
    """Who made one text of a version, who has reviewed it, and when.

    `after` is the day of the last review of the whole page before this text came, which did not
    include it.
    """

    translator: tuple[str, ...] = ()
    reviewer: str | None = None
    reviewed: date | None = None
    after: date | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a localised version was made from: segments, and digests of fields and change notes.

    One without `segments` says by whom, and not from what.
    """

    revision: int
    fields: Mapping[str, str]  # by name
    segments: tuple[Segment, ...]
    notes: Mapping[int, str] = field(default_factory=dict)  # by revision
    credits: Mapping[str, TextCredit] = field(default_factory=dict)  # by digest of the text made
    borrowed: tuple[str, ...] = ()  # digests of texts of the source that stand in it, sorted
    as_meant: tuple[str, ...] = ()  # digests of pairs whose numbers are right, sorted
    machine: tuple[str, ...] = ()  # digests of its texts that no person has read, sorted

    @property
    def matter(self) -> Mapping[SegmentKey, str]:
        """The digests of fields and notes, by segment key."""
        return index_by_key(self.fields, self.notes)


def get_record_path(file: Path) -> Path:
    """Return the path of the record of the localised version in `file`."""
    return file.with_name(file.stem + SUFFIX)


def compute_pair_digest(source: str, target: str) -> str:
    """Return the digest that stands for a text and its translation in `as_meant`."""
    return compute_digest(f"{compute_digest(source)} {compute_digest(target)}")


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
    by_digest = {
        digest: TextCredit(tuple(row.translator), row.reviewer, row.reviewed, row.after)
        for digest, row in segment_file.texts.items()
    }
    revision = segment_file.source_revision
    facts = select_fields(matter), segments, select_notes(matter), by_digest
    digests = segment_file.borrowed, segment_file.as_meant, segment_file.machine
    return Provenance(revision, *facts, *(tuple(sorted(each)) for each in digests))


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
        f'  "segments": [\n    {listed}\n  ]{_format_credits(provenance.credits)}'
        f"{_format_digests('borrowed', provenance.borrowed)}"
        f"{_format_digests('as_meant', provenance.as_meant)}"
        f"{_format_digests('machine', provenance.machine)}\n}}\n"
    )


def _format_digests(name: str, digests: Iterable[str]) -> str:
    """Format a list of digests, one a line; nothing where there is none."""
    listed = ",\n    ".join(map(json.dumps, digests))
    return f',\n  "{name}": [\n    {listed}\n  ]' if listed else ""


def _format_credits(by_digest: Mapping[str, TextCredit]) -> str:
    """Format who made the texts, a text a line; nothing where nobody is known."""
    if not by_digest:
        return ""
    rows = (
        f"{json.dumps(digest)}: {json.dumps(_list_values(credit), ensure_ascii=False)}"
        for digest, credit in sorted(by_digest.items())
    )
    listed = ",\n    ".join(rows)
    return f',\n  "texts": {{\n    {listed}\n  }}'


def _list_values(credit: TextCredit) -> dict[str, Any]:
    """Return what is known of a text, as JSON has it."""
    facts = ((name, getattr(credit, name)) for name in CreditRow.model_fields)
    days = {name: str(fact) if isinstance(fact, date) else fact for name, fact in facts if fact}
    return {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in days.items()}


def check_records(settings: Settings, files: Iterable[DocsFile]) -> Iterator[Problem]:
    """Yield a problem for each record of `files` that is beside no version, or cannot be read."""
    for docs_file in files:
        if docs_file.kind is not FileKind.RECORD:
            continue
        file, path = docs_file.path, settings.make_relative(docs_file.path)
        if not file.with_name(file.name.removesuffix(SUFFIX) + ".md").is_file():
            yield Problem(FileLine(path, 1), "there is no version beside this file", "Remove it")
        record_log = ProblemLog()
        read_provenance(file, path, record_log)
        yield from record_log
