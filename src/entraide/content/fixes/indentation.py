"""Lists indented as Prettier and GitHub write them: what belongs to an item begins below its text.

`1. ` is three characters wide and `- ` two, so that is how far the lines below it are indented.
What is indented by less, and was plainly meant to belong to the item above it, is moved into it,
and is reported (see `nesting`). Where anything else would read differently, the list stays as it
is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from entraide.content.list_lines import ListLines
from entraide.content.markdown.document import read_blocks, read_document
from entraide.content.nesting import LISTS, Block, build_block_tree, nest_blocks


@dataclass(frozen=True, slots=True)
class IndentationResult:
    """A body, and the lines (from 0) of the blocks in it that became part of an item."""

    body: str
    nested: tuple[int, ...] = ()


def indent_lists(body: str) -> IndentationResult:
    """Return `body` with the lines of its lists indented by the width of their marks."""
    nested = nest_blocks(body, read_blocks(body).tokens)
    body = nested.body
    # The lines of the lists change with each fix, their number and order do not.
    for number in range(len(_find_outer_lists(_find_blocks(body)))):
        fixed = _realign_list(body, _find_outer_lists(_find_blocks(body))[number])
        body = fixed if fixed != body and _list_structure(fixed) == _list_structure(body) else body
    return IndentationResult(body, tuple(nesting.line for nesting in nested.nestings))


def _list_structure(body: str) -> list[object]:
    """Return what the parser reads in `body`, except the lines: equal where it reads the same."""

    def iter_structure(tokens: Sequence[Token]) -> Iterator[object]:
        for token in tokens:
            content = "" if token.type == "inline" else token.content
            yield token.type, token.nesting, token.hidden, token.info, content, str(token.attrs)
            yield from iter_structure(token.children or ())

    return list(iter_structure(read_document(body).tokens))


def _find_blocks(body: str) -> list[Block]:
    return build_block_tree(read_blocks(body).tokens)


def _find_outer_lists(blocks: Sequence[Block]) -> list[Block]:
    """Return the lists that are within no other list, also those in quotes and callouts."""
    lists: list[Block] = []
    for block in blocks:
        if block.kind in LISTS:
            lists.append(block)
        else:
            lists += _find_outer_lists(block.inside)
    return lists


def _realign_list(body: str, block: Block) -> str:
    """Return `body` with all that is in the items of one list below their texts.

    A list with tabs is left alone: how wide they are depends on the editor.
    """
    lines = ListLines.from_texts(body.split("\n"), block.first)
    shifts: dict[int, int] = {}
    if lines.has_tabs(block.first, block.last):
        return body
    for item in block.inside:
        _shift_item(lines, item, 0, shifts)
    return lines.shift(shifts)


def _shift_item(lines: ListLines, item: Block, by: int, shifts: dict[int, int]) -> None:
    """Note in `shifts` (line -> columns) how the lines of `item` move.

    Its first line moves by `by`, and the others follow it.
    """
    columns = lines.find_columns(item.first)
    if columns is None:
        return
    shifts |= dict.fromkeys(range(item.first, item.last), by)
    text = columns.text + by
    for block in item.inside:
        if block.kind in LISTS:
            for inner in block.inside:
                start = lines.find_columns(inner.first)
                moved = text - start.mark if start and inner.first > item.first else by
                _shift_item(lines, inner, moved, shifts)
        elif block.first > item.first:
            moved = by if block.kind == "code_block" else text - lines.find_indent(block.first)
            for at in range(block.first, block.last):
                shifts[at] = max(moved, text - lines.find_indent(at))
