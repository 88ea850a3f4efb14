"""The segments of a version as programs get them: what the page for proposals and the desk show.

Texts are Markdown as written, their placeholders unfilled: what comes back goes into a file. What
a version was made from is asked of git where it is behind; without git all of it is taken for
changed, as translators are told too.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from entraide.exchange.pieces import Piece
from entraide.exchange.work import Work
from entraide.model.segment import protected
from entraide.model.word_diff import word_diff


def segment_rows(work: Work) -> list[dict[str, Any]]:
    """One object a segment, fields first; README.md lists their keys."""
    own = work.code == work.entry.source.locale
    return [
        (_source_row(piece) if own else _row(piece)) | dict(_facts(piece))
        for piece in work.pieces
        if piece.offered or piece.kept
    ]


def _source_row(piece: Piece) -> dict[str, Any]:
    return {
        "key": str(piece.key),
        "kind": piece.kind,
        "text": piece.source,
        "protected": _protected(piece),
        "state": "source",
    }


def _row(piece: Piece) -> dict[str, Any]:
    return {
        "key": str(piece.key),
        "kind": piece.kind,
        "text": piece.target,
        "source": piece.source,
        "protected": _protected(piece),
        "state": _state(piece),
    }


def _state(piece: Piece) -> str:
    if piece.kept:
        return "kept"
    if not piece.target:
        return "missing"
    return "changed" if piece.fuzzy else "current"


def _protected(piece: Piece) -> tuple[str, ...]:
    return _parts(piece.source) if piece.guarded else ()


@lru_cache(maxsize=256)  # each locale has the same source
def _parts(source: str) -> tuple[str, ...]:
    return tuple(sorted(protected(source).elements()))


def _facts(piece: Piece) -> Iterator[tuple[str, Any]]:
    """What is left out where there is none."""
    if piece.heading:
        yield "heading", piece.heading
    if piece.fuzzy and piece.previous:
        yield "previous", piece.previous
        yield "diff", [[part.side, part.text] for part in word_diff(piece.previous, piece.source)]
    if piece.remark:
        yield "remark", piece.remark
    if piece.needed:
        yield "needed", True
    if not piece.guarded:
        yield "guarded", False
