"""The body of a localised version, made of pieces: section by section, on the better skeleton.

A section is written into that of the target where both are built alike, so that what is no text
stays as somebody wrote it; else into that of the source. Sections that only the target has stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from entraide.content.cut import put_together
from entraide.content.version_text import VersionText
from entraide.exchange.pieces import Piece
from entraide.model.segment import SegmentKind
from entraide.model.segment_keys import SegmentKey

Texts = Mapping[SegmentKey, str]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A section as it will be, and whether it ended the body that its skeleton is from."""

    text: str
    last: bool


def composed(
    source: VersionText, target: VersionText | None, pieces: Sequence[Piece], texts: Texts
) -> str:
    """The whole body; every piece has its text."""
    body = [piece for piece in pieces if piece.kind is not SegmentKind.FIELD]
    if not body:
        return target.body if target and not target.segments else source.body
    used: set[int] = set()
    chunks = [
        _chunk(list(group), source, target, texts, used)
        for _, group in groupby(body, key=lambda piece: _block(piece, source))
    ]
    return "".join(_joints(chunks))


def spliced_in(target: VersionText, pieces: Sequence[Piece], texts: Texts) -> str:
    """The body as it is, with those pieces that have a place of their own in it."""
    new = {
        piece.target_at[0]: texts[piece.key]
        for piece in pieces
        if piece.key in texts and piece.target_at and piece.kind is not SegmentKind.SECTION
    }
    return put_together(target.body, target.cuts, new)


def _block(piece: Piece, source: VersionText) -> tuple[int, str]:
    """What tells apart the sections that pieces are of."""
    if piece.kind is SegmentKind.SECTION:
        return -1, str(piece.key)
    return source.segments[piece.source_at[0]].section, ""


def _chunk(
    group: Sequence[Piece],
    source: VersionText,
    target: VersionText | None,
    texts: Texts,
    used: set[int],  # sections of the target that are skeletons already
) -> _Chunk:
    words = [texts.get(piece.key, piece.target) for piece in group]
    theirs = _their_sections(group, target) if target else []
    if group[0].kind is SegmentKind.SECTION and target:
        whole = "".join(target.sections[number].text for number in theirs)
        head, text = whole.partition(whole.strip("\n"))[::2]
        return _Chunk(head + words[0].strip("\n") + text, _ends(target, theirs[-1]))
    number = source.segments[group[0].source_at[0]].section
    ours = source.sections[number]
    if target and len(theirs) == 1 and theirs[0] not in used:
        same = target.sections[theirs[0]]
        if same.shape == ours.shape:
            used.add(theirs[0])
            return _Chunk(same.with_texts(words), _ends(target, theirs[0]))
    return _Chunk(ours.with_texts(words), _ends(source, number))


def _their_sections(group: Sequence[Piece], target: VersionText) -> list[int]:
    places = (at for piece in group for at in piece.target_at)
    return list(dict.fromkeys(target.segments[at].section for at in places))


def _ends(text: VersionText, number: int) -> bool:
    return number == max(text.sections)


def _joints(chunks: Sequence[_Chunk]) -> list[str]:
    """The texts, with the right space after each that stood last, or did not and does now."""
    texts = []
    for number, chunk in enumerate(chunks, 1):
        last = number == len(chunks)
        if chunk.last == last:
            texts.append(chunk.text)
        else:
            texts.append(chunk.text.rstrip("\n") + ("\n" if last else "\n\n"))
    return texts
