"""The work on one entry for one locale: its pieces, at the revision that is wanted."""

from collections.abc import Iterable
from dataclasses import dataclass

from entraide.content.made_from import Past
from entraide.content.segment_files import MadeFrom
from entraide.content.version_text import VersionText
from entraide.exchange.pieces import Piece, pieces_of
from entraide.model.entry import Entry, LocalisedVersion
from entraide.model.translation import State, state_behind


@dataclass(frozen=True)
class Work:
    """`source` is the text of `revision`; `made` what the version that is there was made from."""

    entry: Entry
    code: str
    revision: int
    source: VersionText
    target: VersionText | None
    made: MadeFrom | None
    pieces: tuple[Piece, ...]

    @property
    def version(self) -> LocalisedVersion | None:
        return self.entry.localised.get(self.code)


def work_on(entry: Entry, code: str, past: Past, revision: int | None = None) -> Work | None:
    """The pieces as of a revision, the last by default; None where nobody knows that text."""
    revision = revision or entry.revision
    source = past.source(entry, revision)
    if source is None:
        return None
    version = entry.localised.get(code)
    target = past.localised(version) if version else None
    made = past.made_from(entry, version) if version else None
    behind = version is not None and _behind(entry, version, revision)
    pieces = pieces_of(source, target, made, behind=behind)
    return Work(entry, code, revision, source, target, made, tuple(pieces))


def _behind(entry: Entry, version: LocalisedVersion, revision: int) -> bool:
    changes = [change for change in entry.changes if change.revision <= revision]
    return state_behind(changes, version.source_revision) is not State.CURRENT


def words_behind(pieces: Iterable[Piece]) -> int:
    """How many words of the source wait for a translator."""
    waiting = (piece for piece in pieces if piece.offered and piece.needed and not piece.done)
    return sum(len(piece.source.split()) for piece in waiting)
