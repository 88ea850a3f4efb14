"""Lists indented as Prettier and GitHub write them: what belongs to an item begins below its text.

`1. ` is three characters wide and `- ` two, so that is how far the lines below are indented. A list
that is indented by less, and that Markdown therefore reads as a list of its own, was plainly meant
to belong to the item above it: it is moved into it, and that is told. Anything else must read as
before; where it would not, it stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.token import Token

from entraide.content.cut import cut
from entraide.content.fixes.lines import Lines
from entraide.content.markdown.document import read_blocks, read_document

LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
CODE = frozenset({"fence", "code_block"})
MOST = 50  # lists that one text may have got wrong


@dataclass(frozen=True, slots=True)
class Block:
    """A token that has lines, and the blocks within it; `last` is the line after it."""

    kind: str
    first: int
    last: int
    inside: list["Block"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Indented:
    """A body, and the lines (from 0) of the lists in it that became part of an item."""

    body: str
    nested: tuple[int, ...] = ()


def indent_lists(body: str) -> Indented:
    """`body` with its lists indented by the width of their marks."""
    nested: list[int] = []
    for _ in range(MOST):
        moved = next(_nestings(body), None)
        if moved is None:
            break
        body, line = moved
        nested.append(line)
    for number in range(len(_outermost(_blocks(body)))):
        fixed = _realigned(body, _outermost(_blocks(body))[number])
        body = fixed if fixed != body and _structure(fixed) == _structure(body) else body
    return Indented(body, tuple(nested))


def _structure(body: str) -> list[object]:
    """What the parser reads in `body`, but for the lines."""

    def facts(tokens: Sequence[Token]) -> Iterator[object]:
        for token in tokens:
            content = "" if token.type == "inline" else token.content
            yield token.type, token.nesting, token.hidden, token.info, content, str(token.attrs)
            yield from facts(token.children or ())

    return list(facts(read_document(body).tokens))


def _blocks(body: str) -> list[Block]:
    """The blocks of `body` as a tree."""
    top: list[Block] = []
    around = [top]
    for token in read_blocks(body).tokens:
        if token.nesting == -1:
            around.pop()
        elif token.map or token.nesting == 1:
            block = Block(token.type, *(token.map or (0, 0)))
            around[-1].append(block)
            if token.nesting == 1:
                around.append(block.inside)
    return top


def _outermost(blocks: Sequence[Block]) -> list[Block]:
    """The lists that are within no other, also those in quotes and callouts."""
    lists: list[Block] = []
    for block in blocks:
        if block.kind in LISTS:
            lists.append(block)
        else:
            lists += _outermost(block.inside)
    return lists


def _siblings(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Each list and the block right after it, at every depth."""
    for first, second in pairwise(blocks):
        if first.kind in LISTS and second.kind in LISTS:
            yield first, second
    for block in blocks:
        yield from _siblings(block.inside)


def _nestings(body: str) -> Iterator[tuple[str, int]]:
    """`body` with one more list in the item that it was meant for, and the list's line."""
    for above, below in _siblings(_blocks(body)):
        lines = Lines.of_list(body, above.first)
        item, start = lines.columns(above.inside[-1].first), lines.columns(below.first)
        if item is None or start is None or lines.has_tabs(above.first, below.last):
            continue
        if item.mark < start.mark < item.text:
            moved = dict.fromkeys(range(below.first, below.last), item.text - start.mark)
            fixed, line = lines.shifted(moved), below.first
            if _words(fixed) == _words(body) and _depth(fixed, line) > _depth(body, line):
                yield fixed, line


def _words(body: str) -> list[object]:
    """The texts of `body`, and the code in it, whatever they stand in."""
    code = [token.content for token in read_blocks(body).tokens if token.type in CODE]
    return [*code, *(one.segment.text for one in cut(body))]


def _depth(body: str, line: int) -> int:
    """How many items the list that begins on `line` is in."""
    around = 0
    for token in read_blocks(body).tokens:
        if token.type in LISTS and token.map and token.map[0] == line:
            return around
        if token.type.startswith("list_item_"):
            around += token.nesting
    return -1


def _realigned(body: str, block: Block) -> str:
    """`body` with all that is in the items of one list below their texts."""
    lines = Lines.of_list(body, block.first)
    shifts: dict[int, int] = {}
    if lines.has_tabs(block.first, block.last):
        return body
    for item in block.inside:
        _align(lines, item, 0, shifts)
    return lines.shifted(shifts)


def _align(lines: Lines, item: Block, by: int, shifts: dict[int, int]) -> None:
    """Note in `shifts` how the lines of `item`, whose first moves by `by`, follow it."""
    columns = lines.columns(item.first)
    if columns is None:
        return
    shifts |= dict.fromkeys(range(item.first, item.last), by)
    text = columns.text + by
    for block in item.inside:
        if block.kind in LISTS:
            for inner in block.inside:
                start = lines.columns(inner.first)
                moved = text - start.mark if start and inner.first > item.first else by
                _align(lines, inner, moved, shifts)
        elif block.first > item.first:
            moved = by if block.kind == "code_block" else text - lines.indent(block.first)
            for at in range(block.first, block.last):
                shifts[at] = max(moved, text - lines.indent(at))
