"""What goes out to translators: the pieces of entries as a catalogue, with its notes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from entraide.errors import ContentError, Problem
from entraide.exchange.catalogue import Catalogue, Part, Row, notes_of
from entraide.exchange.memory import Memory
from entraide.exchange.pieces import Piece
from entraide.exchange.work import Work
from entraide.model.segment import SegmentKind
from entraide.model.segment_keys import ChangeNoteKey
from entraide.model.signs import UNSEEN, named_sign, unseen_sign
from entraide.model.site import Site


def catalogue_of(works: Iterable[Work], site: Site, code: str, memory: Memory) -> Catalogue:
    """Every piece of `works`; where nothing stands yet, what `memory` has seen, marked fuzzy.

    ContentError for a sign that neither PO nor XML can hold, which `entraide check` refuses too.
    """
    works = list(works)
    if problems := [problem for work in works for problem in _unheld(work)]:
        raise ContentError(problems)
    parts = tuple(_part(work, site, memory) for work in works)
    lang = site.locale(code).lang
    return Catalogue(code, lang, site.default.site_name, parts)


def _unheld(work: Work) -> Iterator[Problem]:
    """The texts with a sign that no file for translators can hold."""
    source = work.entry.source.path
    version = work.version.path if work.version else source
    for piece in work.pieces:
        for path, text in ((source, piece.source), (version, piece.target)):
            if sign := unseen_sign(text):
                what = f"entry {work.entry.id}, {piece.key}: {named_sign(sign)} stands there"
                cure = "No file for translators can hold it: take it out of the text"
                yield Problem(path, _line(piece, work) if path == source else 1, what, cure)


def _part(work: Work, site: Site, memory: Memory) -> Part:
    entry, source = work.entry, work.entry.source
    rows = tuple(_row(piece, work, memory) for piece in work.pieces if piece.offered)
    return Part(entry.id, work.revision, site.locale(source.locale).lang, source.path, rows)


def _row(piece: Piece, work: Work, memory: Memory) -> Row:
    entry = work.entry
    row = Row(
        entry.id,
        piece.key,
        piece.source,
        piece.target,
        fuzzy=piece.fuzzy,
        previous=UNSEEN.sub("", piece.previous),  # an old text cannot be mended any more
        notes=tuple(UNSEEN.sub("", note) for note in notes_of(entry.id, work.revision, piece)),
        path=entry.source.path,
        line=_line(piece, work),
    )
    if piece.target or not (found := memory.like(piece.source, entry.source.locale, work.code)):
        return row
    previous = "" if found.score == 100 else found.source
    note = f"From the translation memory: {found.score} % alike"
    return replace(
        row, target=found.target, fuzzy=True, previous=previous, notes=(*row.notes, note)
    )


def _line(piece: Piece, work: Work) -> int:
    source = work.entry.source
    if piece.kind is SegmentKind.FIELD:
        name = "changes" if isinstance(piece.key, ChangeNoteKey) else str(piece.key)
        return source.lines.get(name, 1)
    return source.body_line + piece.line
