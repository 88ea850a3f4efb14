"""Cut a body into segments, and write other texts in their place.

The positions come from the Markdown parser, never from patterns: each block of text says which
lines it takes and what it reads there, and a line's own text is found at the line's end, behind the
marks of quotes and lists. Everything else (code, rules, definitions of references) stays where it
is. A body in which no segment changes comes back byte for byte.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from markdown_it.token import Token

from entraide.content.markdown.document import read_blocks
from entraide.model.segment import Segment, SegmentKind, make_segments

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
LIST_MARK = re.compile(r"[-+*:~]|\d+[.)]|\[[ xX]\]")
NOTE_MARK = re.compile(r"\[\^[^\]]*\][: ]")
NO_LINE = "\n"  # there can be no further line
ONE_LINE = frozenset({SegmentKind.HEADING, SegmentKind.CELL})
TITLES = frozenset({"callout_title_open", "summary_open", "dt_open"})
# The innermost of these around a text says what kind it is.
KINDS = {
    "heading_open": SegmentKind.HEADING,
    "th_open": SegmentKind.CELL,
    "td_open": SegmentKind.CELL,
    "list_item_open": SegmentKind.ITEM,
    "dt_open": SegmentKind.ITEM,
    "dd_open": SegmentKind.ITEM,
    "blockquote_open": SegmentKind.CALLOUT,
    "callout_open": SegmentKind.CALLOUT,
    "footnote_reference_open": SegmentKind.FOOTNOTE,
}


class CharRange(NamedTuple):
    """The characters of the body from `start` up to `end`, within one line."""

    start: int
    end: int


class SegmentCut(NamedTuple):
    """A segment, and where its lines stand in the body.

    `before` is what begins a further line of it: the marks of quotes, the indent of an item;
    NO_LINE where there can be none.
    """

    segment: Segment
    runs: tuple[CharRange, ...]
    before: str

    @property
    def one_line(self) -> bool:
        """Whether a line end in its text would end the block."""
        return self.before == NO_LINE or self.segment.kind in ONE_LINE


@dataclass(frozen=True, slots=True)
class TextSection:
    """A heading and the text below it, as written; the first one begins where the body does."""

    text: str
    cuts: tuple[SegmentCut, ...]  # their runs counted within `text`

    @property
    def shape(self) -> tuple[SegmentKind, ...]:
        """The kinds of its segments, in order; sections of one shape are built alike."""
        return tuple(cut.segment.kind for cut in self.cuts)

    def replace_texts(self, texts: Sequence[str]) -> str:
        """Return the text of the section with `texts`, one for each segment, in their place."""
        return replace_segments(self.text, self.cuts, dict(enumerate(texts)))


class _SegmentRanges(NamedTuple):
    """A block of text that becomes a segment; `before` is what begins a further line."""

    kind: SegmentKind
    runs: tuple[CharRange, ...]
    before: str


def cut_segments(body: str) -> list[SegmentCut]:
    """Return the segments of `body`, in reading order."""
    return cut_blocks(body, read_blocks(body).tokens)


def cut_blocks(body: str, tokens: Sequence[Token]) -> list[SegmentCut]:
    """Return the segments of `body`, in reading order, from the `tokens` of its blocks."""
    cuts = sorted(_find_segments(body, tokens), key=lambda cut: cut.runs[0].start)
    texts = [(cut.kind, _join_runs(body, cut.runs)) for cut in cuts]
    return [
        SegmentCut(segment, cut.runs, cut.before)
        for cut, segment in zip(cuts, make_segments(texts), strict=True)
    ]


def pack_cuts(cuts: Iterable[SegmentCut]) -> bytes:
    """Serialise `cuts` as JSON; `unpack_cuts` reads it with the body they were cut from."""
    rows = ((_pack_segment(cut.segment), cut.before, tuple(chain(*cut.runs))) for cut in cuts)
    return json.dumps(tuple(rows), separators=(",", ":")).encode()


def _pack_segment(segment: Segment) -> tuple[str, int, int, str]:
    return segment.kind, segment.section, segment.order, segment.digest


def unpack_cuts(body: str, data: bytes) -> tuple[SegmentCut, ...]:
    """Restore the cuts of `body` from the `data` of `pack_cuts`, without parsing the body."""
    return tuple(_unpack_cut(body, *row) for row in json.loads(data))


def _unpack_cut(
    body: str, facts: tuple[str, int, int, str], before: str, places: Sequence[int]
) -> SegmentCut:
    kind, section, order, digest = facts
    runs = tuple(map(CharRange, places[::2], places[1::2]))
    return SegmentCut(
        Segment(SegmentKind(kind), section, order, _join_runs(body, runs), digest), runs, before
    )


def replace_segments(body: str, cuts: Sequence[SegmentCut], texts: Mapping[int, str]) -> str:
    """Return `body` with the `texts` of some segments, by their index in `cuts`; the rest stays."""
    # From the end, so that the positions before it stay true.
    for number in sorted(texts, reverse=True):
        cut, text = cuts[number], texts[number]
        if text != cut.segment.text:
            lines = text.split("\n")
            joined = " ".join(lines) if cut.one_line else f"\n{cut.before}".join(lines)
            body = body[: cut.runs[0].start] + joined + body[cut.runs[-1].end :]
    return body


def cut_sections(body: str, cuts: Sequence[SegmentCut]) -> list[TextSection]:
    """Split `body` into its sections that have segments; their texts, joined, make up the body."""
    groups = [list(group) for _, group in groupby(cuts, key=lambda cut: cut.segment.section)]
    starts = [body.rfind("\n", 0, group[0].runs[0].start) + 1 for group in groups]
    bounds = pairwise([0, *starts[1:], len(body)])
    return [
        TextSection(body[start:end], tuple(_shift_cut(cut, start) for cut in group))
        for group, (start, end) in zip(groups, bounds, strict=False)
    ]


def _shift_cut(cut: SegmentCut, by: int) -> SegmentCut:
    """Return `cut` with its positions counted from `by` characters later."""
    runs = tuple(CharRange(run.start - by, run.end - by) for run in cut.runs)
    return SegmentCut(cut.segment, runs, cut.before)


def _join_runs(body: str, runs: Sequence[CharRange]) -> str:
    """Return the text of a segment: its lines without the marks before them."""
    return "\n".join(body[run.start : run.end] for run in runs)


def _find_segments(body: str, tokens: Sequence[Token]) -> Iterator[_SegmentRanges]:
    """Yield every block of text, the cells of a row once the row ends."""
    lines = _find_lines(body)
    around: list[str] = []
    cells: list[Token] = []
    for number, token in enumerate(tokens):
        if token.nesting == 1:
            around.append(token.type)
            cells = [] if token.type == "tr_open" else cells
        elif token.nesting == -1:
            around.pop()
            if token.type == "tr_close":
                yield from _find_cells(body, lines, cells)
        elif token.type == "inline" and token.map:
            if around[-1] in ("th_open", "td_open"):
                cells.append(token)
            else:
                yield from _find_block_text(
                    body, lines, tokens[max(number - 2, 0) : number + 1], around
                )


def _find_lines(body: str) -> list[CharRange]:
    """List every line of `body`, as the parser counts them, without its line end."""
    return [
        CharRange(match.start(), match.start() + len(match[0].rstrip("\r\n")))
        for match in LINE.finditer(body)
    ]


def _get_kind(around: Sequence[str]) -> SegmentKind:
    """Return the kind of a text within the open blocks `around`, the innermost last."""
    return next((KINDS[name] for name in reversed(around) if name in KINDS), SegmentKind.PARAGRAPH)


def _find_block_text(
    body: str, lines: Sequence[CharRange], tokens: Sequence[Token], around: Sequence[str]
) -> Iterator[_SegmentRanges]:
    """Yield the text of a heading or a paragraph; its inline token is the last of `tokens`."""
    kind, marks = _get_kind(around), tokens[-2].markup
    first, last = tokens[-1].map or [0, 0]
    lines, runs = lines[first : max(last, first + 1)], []
    for line, words in zip(lines, tokens[-1].content.split("\n"), strict=False):
        start = tokens[-1].meta.get("start") or (_skip_marks(body, line, marks) if marks else 0)
        if (run := _find_run(body, line, words, start)) is None:
            return  # nothing is cut where the words are not found as written
        runs.append(run)
    if runs:
        before = NO_LINE if tokens[-2].type in TITLES else _make_line_prefix(body, lines, runs)
        yield _SegmentRanges(kind, tuple(runs), before)


def _skip_marks(body: str, line: CharRange, marks: str) -> int:
    """Return where the text of a heading may begin: its own marks may stand in the text again."""
    if not marks.startswith("#"):
        return 0
    return body.index(marks, line.start) + len(marks)


def _find_run(body: str, line: CharRange, words: str, start: int) -> CharRange | None:
    """Find `words` in `line`: the first match from `start` on, or the last one if `start` is 0."""
    words = words.strip()
    if not words:
        return None
    at = body.find(words, start, line.end) if start else body.rfind(words, line.start, line.end)
    return CharRange(at, at + len(words)) if at >= 0 else None


def _make_line_prefix(body: str, lines: Sequence[CharRange], runs: Sequence[CharRange]) -> str:
    """Return what begins a further line of the block: as its second line does, or made alike."""
    if len(runs) > 1:
        return body[lines[1].start : runs[1].start]
    head = body[lines[0].start : runs[0].start]
    if NOTE_MARK.search(head):
        return " " * 4
    return LIST_MARK.sub(lambda mark: " " * len(mark[0]), head) if head else ""


def _find_cells(
    body: str, lines: Sequence[CharRange], cells: Sequence[Token]
) -> Iterator[_SegmentRanges]:
    """Yield the text of each cell in one row of a table."""
    if not cells or not cells[0].map:
        return
    end = lines[cells[0].map[0]].end
    start = lines[cells[0].map[0]].start
    for cell in cells:
        words = cell.content.replace("|", "\\|") if "|" in cell.content else cell.content
        if not words:
            continue
        at = body.find(words, start, end)
        if at < 0:
            return
        start = at + len(words)
        yield _SegmentRanges(SegmentKind.CELL, (CharRange(at, start),), "")
