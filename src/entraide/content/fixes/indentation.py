"""Lists indented as Prettier and GitHub write them: what belongs to an item begins below its text.

`1. ` is three characters wide and `- ` two, so that is how far the lines below are indented. What
is indented by less, and was plainly meant to belong to the item above it, is moved into it, and
that is told (see `nesting`). Anything else must read as before; where it would not, it stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from entraide.content.list_lines import Lines
from entraide.content.markdown.document import read_blocks, read_document
from entraide.content.nesting import LISTS, Block, blocks_in, nested_blocks


@dataclass(frozen=True, slots=True)
class Indented:
    """A body, and the lines (from 0) of the blocks in it that became part of an item."""

    body: str
    nested: tuple[int, ...] = ()


def indent_lists(body: str) -> Indented:
    """`body` with its lists indented by the width of their marks."""
    nested = nested_blocks(body, read_blocks(body).tokens)
    body = nested.body
    for number in range(len(_outermost(_blocks(body)))):
        fixed = _realigned(body, _outermost(_blocks(body))[number])
        body = fixed if fixed != body and _structure(fixed) == _structure(body) else body
    return Indented(body, tuple(one.line for one in nested.nestings))


def _structure(body: str) -> list[object]:
    """What the parser reads in `body`, but for the lines."""

    def facts(tokens: Sequence[Token]) -> Iterator[object]:
        for token in tokens:
            content = "" if token.type == "inline" else token.content
            yield token.type, token.nesting, token.hidden, token.info, content, str(token.attrs)
            yield from facts(token.children or ())

    return list(facts(read_document(body).tokens))


def _blocks(body: str) -> list[Block]:
    return blocks_in(read_blocks(body).tokens)


def _outermost(blocks: Sequence[Block]) -> list[Block]:
    """The lists that are within no other, also those in quotes and callouts."""
    lists: list[Block] = []
    for block in blocks:
        if block.kind in LISTS:
            lists.append(block)
        else:
            lists += _outermost(block.inside)
    return lists


def _realigned(body: str, block: Block) -> str:
    """`body` with all that is in the items of one list below their texts."""
    lines = Lines.of_list(body.split("\n"), block.first)
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
