"""The file that an arrival makes: the localised version with the news in it, and its record.

Where all is done the version is that of the catalogue's revision. Where something waits, what is
done comes in, the version keeps its `source_revision`, and the record beside it remembers which
segments have caught up.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from entraide.content.cut import cut
from entraide.content.front_matter import VISIBLE
from entraide.content.localised_writer import new_version, rewritten
from entraide.content.segment_files import UNKNOWN, MadeFrom, beside, made_from_text
from entraide.content.settings import Settings
from entraide.errors import Problem
from entraide.exchange.arrivals import Arrival
from entraide.exchange.composing import composed, spliced_in
from entraide.exchange.pieces import Piece
from entraide.model.segment import Segment, SegmentKind, digest_of
from entraide.model.segment_keys import (
    KEYWORDS,
    SUMMARY,
    TITLE,
    SegmentKey,
    fields_in,
    notes_in,
)


@dataclass(frozen=True, slots=True)
class Landing:
    """A localised version as it will be: its path from the project, its text, its body's text."""

    found: Arrival
    path: str
    revision: int
    text: str
    body: str
    record: MadeFrom | None

    def files(self, settings: Settings) -> Iterator[tuple[Path, str]]:
        file = settings.root / self.path
        yield file, self.text
        if self.record:
            yield beside(file), made_from_text(self.record)


def path_of(found: Arrival, settings: Settings) -> str:
    if version := found.work.version:
        return version.path
    name = f"{found.work.entry.address}.md"
    return settings.relative(settings.docs / found.work.code / name)


def landing(
    found: Arrival, settings: Settings, today: date, people: Mapping[str, Any]
) -> Landing | None:
    """What is to be written; None where a version that is not there is not whole either.

    `people` are facts of the front matter. EntraideError where a file cannot be edited safely.
    """
    version, work, texts = found.work.version, found.work, found.texts
    if version is None and not found.whole:
        return None
    filled = all(piece.key in texts for piece in work.pieces if piece.needed or piece.kept)
    if filled or work.target is None:
        body = composed(work.source, work.target, work.pieces, texts)
    else:
        body = spliced_in(work.target, work.pieces, texts)
    revision = work.revision if found.whole or version is None else version.source_revision
    facts = {**_facts(found), "source_revision": revision, **people, "updated": today}
    path = path_of(found, settings)
    text = _text(settings.root / path, facts, body, new=version is None)
    record = _record(found, revision) if filled else _caught_up(found)
    return Landing(found, path, revision, text, body, record)


def _text(file: Path, facts: Mapping[str, Any], body: str, *, new: bool) -> str:
    if new:
        return new_version(facts, body)
    return rewritten(file.read_bytes().decode(), facts, body)


def _facts(found: Arrival) -> dict[str, Any]:
    """The front matter, as far as translators write it."""
    version, texts = found.work.version, found.texts
    facts: dict[str, Any] = {"id": found.work.entry.id}
    facts |= {key.name: texts[key] for key in (TITLE, SUMMARY) if key in texts}
    if KEYWORDS in found.news:
        lines = (line.strip(" \t,;") for line in texts[KEYWORDS].splitlines())
        facts["keywords"] = [line for line in lines if re.search(VISIBLE, line)]
    if new := notes_in({key: texts[key] for key in found.news}):
        notes = {**(version.notes if version else {}), **new}
        facts["notes"] = dict(sorted(notes.items(), reverse=True))
    return facts


def _record(found: Arrival, revision: int) -> MadeFrom:
    """What each segment was made from, when all of the source has a text."""
    source = found.work.source
    digests: dict[int, str] = {}
    for piece in found.work.pieces:
        for at in piece.source_at:
            digests[at] = source.segments[at].digest if _done(piece, found) else _then(piece)
    segments = (replace(source.segments[at], digest=digests[at]) for at in sorted(digests))
    matter = _matter(found)
    return MadeFrom(revision, fields_in(matter), tuple(segments), notes_in(matter))


def _matter(found: Arrival) -> dict[SegmentKey, str]:
    """What each text of the front matter was made from."""
    return {
        piece.key: digest_of(piece.source) if _done(piece, found) else _then(piece)
        for piece in found.work.pieces
        if piece.kind is SegmentKind.FIELD and piece.key in found.texts
    }


def _done(piece: Piece, found: Arrival) -> bool:
    return piece.done or piece.key in found.news


def _then(piece: Piece) -> str:
    """What it was made from; a piece that something went away beside is nobody's match."""
    return UNKNOWN if piece.remark or not piece.then else piece.then


def _caught_up(found: Arrival) -> MadeFrom | None:
    """The record there is, or would be, with what the news was made from."""
    made, target = found.work.made, found.work.target
    if made is None or target is None or len(made.segments) != len(target.segments):
        return None
    segments = list(made.segments)
    for piece in found.work.pieces:
        if piece.key in found.news and len(piece.target_at) == 1 == len(piece.source_at):
            at = piece.target_at[0]
            segments[at] = replace(segments[at], digest=digest_of(piece.source))
    matter = {**made.matter, **_matter(found)}
    return MadeFrom(made.revision, fields_in(matter), tuple(segments), notes_in(matter))


def fallen_apart(found: Landing, path: str) -> Iterator[Problem]:
    """Texts that Markdown would take for something else than the segments they are made for."""
    there = Counter(_sign(one.segment) for one in cut(found.body))
    work, texts = found.found.work, found.found.texts
    for piece in work.pieces:
        if piece.key not in found.found.news or not piece.source_at:
            continue
        if piece.kind is SegmentKind.SECTION:
            continue
        if not there[piece.kind, digest_of(texts[piece.key])]:
            row = found.found.news[piece.key]
            what = f"{row.name} would no longer be one {piece.kind}"
            cure = "Write it without blank lines, and without signs of Markdown at its start"
            yield Problem(path, row.at, what, cure)


def _sign(segment: Segment) -> tuple[SegmentKind, str]:
    return segment.kind, segment.digest
