"""Blocks beside a list that were meant to belong to its items: found, and moved into them.

`1. ` is three characters wide: a list or a paragraph indented by two belongs to no item, so
Markdown ends the list there, or makes a step of a substep. `entraide check` reports these lines and
`entraide fix` moves them; both ask here. A block is moved only if every word of the text stays as
it is and the block then is within the item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from markdown_it.token import Token

from entraide.content.list_lines import MARK, ItemColumns, ListLines
from entraide.content.markdown.document import read_blocks
from entraide.content.segmentation import cut_blocks

LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
CODE = frozenset({"fence", "code_block"})
# What may belong to an item besides lists: headings and rules end one.
INNER = frozenset({"paragraph_open", "fence", "blockquote_open", "callout_open", "table_open"})
DRIFT = 1  # so far marks and paragraphs get out of line without any meaning
MOST_MISPLACED_BLOCKS = 50  # blocks that one text may have got wrong
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Block:
    """A token that has lines, with the blocks within it; `last` is the line after it."""

    kind: str
    first: int
    last: int
    inside: list["Block"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MisplacedBlock:
    """A block that was meant for the item above it; `line` counts from 0.

    It is indented by `indent` and should be by `wanted`. `step` is the number of the item, if it
    has one; `loses` says that a step below it became text.
    """

    line: int
    indent: int
    wanted: int
    step: int | None = None
    loses: bool = False


@dataclass(frozen=True, slots=True)
class NestingRepair:
    """A body with all such blocks in their items, and the blocks that were moved."""

    body: str
    nestings: tuple[MisplacedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class _Move:
    """A shift, by columns, of lines that may belong to the item whose mark is on line `item`."""

    item: int
    first: int
    last: int
    by: int
    plain: bool = True  # or only if a step is lost otherwise: it may just be out of line


def nest_blocks(body: str, tokens: Sequence[Token]) -> NestingRepair:
    """Return `body`, parsed as `tokens`, with each such block moved into its item."""
    moved, nestings = body, list[MisplacedBlock]()
    if "\r" in body:  # of no file: those are read with plain line ends, and lines are counted here
        return NestingRepair(body)
    while len(nestings) < MOST_MISPLACED_BLOCKS and (
        step := next(_iter_repairs(moved, tokens), None)
    ):
        moved, nesting = step
        tokens = read_blocks(moved).tokens
        nestings.append(nesting)
    written = (_restore_columns(block, body, moved) for block in nestings)
    return NestingRepair(moved, tuple(sorted(written, key=lambda block: block.line)))


def _restore_columns(block: MisplacedBlock, body: str, moved: str) -> MisplacedBlock:
    """Return `block` with its columns in `body`, and in `moved`, where all blocks are nested."""
    before, after = (len(text.split("\n")[block.line]) for text in (body, moved))
    return replace(block, indent=block.indent + before, wanted=block.indent + after)


def find_lost_steps(body: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the first step that each paragraph after a list has swallowed: line and number."""
    if "\r" not in body:
        yield from _iter_lost_steps(body.split("\n"), build_block_tree(tokens))


def _iter_lost_steps(texts: list[str], blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the lost steps among `blocks` and within them."""
    for above, below in pairwise(blocks):
        if above.kind == "ordered_list_open" and below.kind == "paragraph_open":
            lines, item = ListLines.from_texts(texts, above.first), above.inside[-1].first
            for at in range(below.first + 1, below.last):
                if lines.find_columns(at) and _is_next_step(lines, item, at):
                    yield at, _read_number(lines, at) or 0
                    break  # those below it follow from it
    for block in blocks:
        yield from _iter_lost_steps(texts, block.inside)


def build_block_tree(tokens: Sequence[Token]) -> list[Block]:
    """Return the blocks of a body as a tree."""
    top: list[Block] = []
    around = [top]
    for token in tokens:
        if token.nesting == -1:
            around.pop()
        elif token.map or token.nesting == 1:
            block = Block(token.type, *(token.map or (0, 0)))
            around[-1].append(block)
            if token.nesting == 1:
                around.append(block.inside)
    return top


def _iter_repairs(body: str, tokens: Sequence[Token]) -> Iterator[tuple[str, MisplacedBlock]]:
    """Yield `body` with one more block nested, and the block that was misplaced."""
    texts = body.split("\n")
    for move in _iter_moves(texts, build_block_tree(tokens)):
        lines = ListLines.from_texts(texts, move.item)
        fixed = lines.shift(dict.fromkeys(range(move.first, move.last), move.by))
        new = read_blocks(fixed).tokens
        loses = _count_items(new) > _count_items(tokens)
        if not (move.plain or loses) or _list_visible_lines(fixed, new) != _list_visible_lines(
            body, tokens
        ):
            continue
        if _measure_depth(new, move.first) > _measure_depth(
            tokens, move.first
        ) and _count_code_blocks(new) <= _count_code_blocks(tokens):
            number = _read_number(lines, move.item)
            # Less the length of the line, which grows as blocks around it are moved.
            indent = lines.find_indent(move.first) - lines.find_start(move.first)
            indent -= len(lines.texts[move.first])
            yield fixed, MisplacedBlock(move.first, indent, indent + move.by, number, loses)


def _iter_moves(texts: list[str], blocks: Sequence[Block]) -> Iterator[_Move]:
    """Yield the moves that columns suggest, at every depth."""
    end = blocks[-1].last if blocks else 0
    for above, below in pairwise(blocks):
        if above.kind in LISTS and (below.kind in LISTS or below.kind in INNER):
            yield from _iter_block_moves(texts, above, below, end)
    for block in blocks:
        if block.kind in LISTS:
            yield from _iter_item_moves(texts, block, end)
        yield from _iter_moves(texts, block.inside)


def _iter_block_moves(texts: list[str], above: Block, below: Block, end: int) -> Iterator[_Move]:
    """Yield moves of a block right after a list into the list's last item."""
    lines, item = ListLines.from_texts(texts, above.first), above.inside[-1].first
    columns, start = lines.find_columns(item), lines.find_indent(below.first)
    if columns is None or not columns.mark < start < columns.text:
        return
    plain = below.kind in LISTS or start > columns.mark + DRIFT
    inside = range(below.first, below.last)
    if not plain and not any(_is_item(lines, at, columns) for at in inside):
        return
    for last in _iter_ends(lines, below, columns, end):
        if not lines.has_tabs(above.first, last):
            yield _Move(item, below.first, last, columns.text - start, plain)


def _iter_item_moves(texts: list[str], block: Block, end: int) -> Iterator[_Move]:
    """Yield moves of items that begin further to the right than the item above them."""
    lines = ListLines.from_texts(texts, block.first)
    for above, below in pairwise(block.inside):
        item, start = lines.find_columns(above.first), lines.find_columns(below.first)
        if item is None or start is None or not item.mark + DRIFT < start.mark < item.text:
            continue
        if _is_next_step(lines, above.first, below.first):  # only out of line
            continue
        for last in _iter_ends(lines, below, item, end):
            if not lines.has_tabs(block.first, last):
                yield _Move(above.first, below.first, last, item.text - start.mark)


def _iter_ends(lines: ListLines, block: Block, item: ItemColumns, end: int) -> Iterator[int]:
    """Yield the line up to which to move: all that are indented like `block`, or it alone."""

    def is_inner(at: int) -> bool:
        column = lines.find_indent(at)
        return column > item.mark or column >= len(lines.texts[at])

    yield max(takewhile(is_inner, range(block.first, end)), default=block.first) + 1
    yield block.last


def _is_item(lines: ListLines, at: int, columns: ItemColumns) -> bool:
    """Return whether a line looks like a further item beside the one with `columns`."""
    mark = lines.find_columns(at)
    return mark is not None and mark.mark <= columns.mark


def _read_number(lines: ListLines, at: int) -> int | None:
    """Return the number of the step on a line; None if it has none."""
    number = NUMBER.match(lines.texts[at][lines.find_indent(at) :])
    return int(number[0]) if number else None


def _is_next_step(lines: ListLines, above: int, below: int) -> bool:
    """Return whether the two steps are numbered one after the other."""
    one, other = _read_number(lines, above), _read_number(lines, below)
    return one is not None and other == one + 1


def _list_visible_lines(body: str, tokens: Sequence[Token]) -> list[str]:
    """List the lines that readers see, without marks of items, sorted: a move must keep them."""
    code = (token.content for token in tokens if token.type in CODE)
    texts = (cut_block.segment.text for cut_block in cut_blocks(body, tokens))
    lines = (line for text in (*code, *texts) for line in text.split("\n"))
    return sorted(filter(None, (MARK.sub("", line).strip() for line in lines)))


def _count_code_blocks(tokens: Sequence[Token]) -> int:
    """Count the blocks of code; a move must make none."""
    return sum(token.type in CODE for token in tokens)


def _count_items(tokens: Sequence[Token]) -> int:
    return sum(token.type == "list_item_open" for token in tokens)


def _measure_depth(tokens: Sequence[Token], line: int) -> int:
    """Count the items that the block on `line` is within; -1 if no block begins there."""
    around = 0
    for token in tokens:
        if token.map and token.map[0] == line and token.nesting >= 0:
            return around
        if token.type.startswith("list_item_"):
            around += token.nesting
    return -1
