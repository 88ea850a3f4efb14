"""Which rows of a catalogue are news, and whether each may come in.

A row is news when it is done and says something else than the entry, or takes a fuzzy mark away.
The rest is left alone, so that an export which comes back unchanged changes nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from entraide.content.front_matter import VISIBLE
from entraide.errors import Problem, Severity
from entraide.exchange.catalogue import Part, Row
from entraide.exchange.pieces import Piece
from entraide.exchange.work import Work
from entraide.model.objection import Fault, Objection
from entraide.model.objection import objections as objected
from entraide.model.segment import SegmentKind, digest_of
from entraide.model.segment_keys import KEYWORDS, SegmentKey

OUTER = " \t\r\n"
BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Arrival:
    """The news for one entry, by the key of its piece; `waiting` counts what is not done yet."""

    work: Work
    part: Part
    news: Mapping[SegmentKey, Row]
    moved: tuple[Row, ...]  # done, and of a text that is not the source's any more

    @property
    def texts(self) -> Mapping[SegmentKey, str]:
        """What each piece will say, where it says anything."""
        texts = {piece.key: piece.target for piece in self.work.pieces if piece.target}
        return texts | {key: cleaned(row.target, key) for key, row in self.news.items()}

    @property
    def waiting(self) -> tuple[Piece, ...]:
        """The pieces without which the version is not that of its revision."""
        return tuple(
            piece
            for piece in self.work.pieces
            if piece.needed and not piece.done and piece.key not in self.news
        )

    @property
    def whole(self) -> bool:
        return not self.waiting


def arrival(part: Part, work: Work) -> Arrival:
    pieces = {(piece.key, digest_of(piece.source)): piece for piece in work.pieces}
    news, moved = {}, []
    for row in part.rows:
        piece = pieces.get((row.key, digest_of(row.source)))
        if row.fuzzy or not re.search(VISIBLE, row.target):
            continue
        if piece is None:
            moved.append(row)
        elif piece.fuzzy or row.target not in (piece.target, f"{piece.target}\n"):
            news[row.key] = row
    return Arrival(work, part, news, tuple(moved))


def cleaned(text: str, key: SegmentKey) -> str:
    """A text as it is written: without what editors put around it, in one line where one is."""
    text = text.strip(OUTER).replace("\r\n", "\n").replace("\r", "\n")
    one_line = key.kind is SegmentKind.FIELD and key != KEYWORDS
    return BLANKS.sub(" ", text) if one_line else text


def objections(found: Arrival, path: str) -> Iterator[Problem]:
    """What keeps the news out, by the lines of the catalogue in `path`."""
    pieces = {piece.key: piece for piece in found.work.pieces}
    for key, row in found.news.items():
        piece = pieces[key]
        like = row.source or piece.target  # what only the target has is held to itself
        for objection in objected(like, row.target, piece.kind, guarded=piece.guarded):
            yield Problem(path, row.at, *verdict(objection, row, piece.kind))


def verdict(objection: Objection, row: Row, kind: str) -> tuple[str, str]:
    """What is wrong with a row, a segment of that kind, and the cure."""
    parts = _listed(objection.parts)
    what, cure = {
        Fault.LONG: (
            f"has {len(row.target)} signs, its source {len(row.source)}",
            "Say what the source says",
        ),
        Fault.SIGN: (f"has the sign {''.join(objection.parts)}, which nobody sees", "Remove it"),
        Fault.TAG: (
            f"has {parts}, and its source has no such tag",
            "Write it without the tag",
        ),
        Fault.BLOCK: (
            f"would no longer be one {kind}, because of {parts}",
            "Write it without these signs of Markdown",
        ),
        Fault.SPLIT: (f"would no longer be one {kind}", "Write it without empty lines"),
        Fault.LACKS: (f"lacks {parts} of its source", "Put it in, as it is there"),
        Fault.BESIDE: (
            f"has {parts}, which its source has not",
            "Take it out, or write it as the source does",
        ),
    }[objection.fault]
    return f"{row.name} {what}", cure


def warnings(found: Arrival, path: str) -> Iterator[Problem]:
    """What does not come in, though it is done."""
    for row in found.moved:
        what = f"{row.name} is of a text that has changed since: “{_short(row.source)}”"
        cure = "Left out. Export anew, and carry your work over (PO: msgmerge)"
        yield Problem(path, row.at, what, cure, Severity.WARNING)


def _listed(parts: tuple[str, ...]) -> str:
    return ", ".join(f"“{part}”" for part in parts)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
