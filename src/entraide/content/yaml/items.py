"""Adding and removing single items and keys of YAML; every other byte of the text stays.

`yaml/editor.py` changes values. This module adds an item at the end of a list or a key at the end
of a mapping, or removes one, with the line or the comma that belongs to it.
"""

from collections.abc import Iterator

import yaml

from entraide.content.text_files import Splice
from entraide.content.yaml.nodes import find_end
from entraide.content.yaml.values import format_value
from entraide.model.line_ends import detect_line_end


def add_item(text: str, node: yaml.CollectionNode, item: object) -> Splice:
    """Return the splice that puts `item` at the end of a list that is not empty."""
    last = node.value[-1]
    end = find_end(text, last)
    written = format_value(item, flow=True)
    if node.flow_style:
        return Splice(end, end, f", {written}")
    indent = " " * node.start_mark.column
    return _add_line(text, end, f"{indent}- {written}")


def add_key(text: str, node: yaml.CollectionNode, key: str, value: object) -> Splice:
    """Return the splice that puts a key at the end of a mapping that is not empty."""
    end = find_end(text, node.value[-1][1])
    if node.flow_style:
        return Splice(end, end, f", {key}: {format_value(value, flow=True)}")
    indent = " " * node.value[0][0].start_mark.column
    return _add_line(text, end, f"{indent}{key}: {format_value(value)}")


def remove_child(text: str, node: yaml.CollectionNode, index: int) -> Splice:
    """Return the splice that removes an item of a list or a pair of a mapping, not the only one."""
    child = node.value[index]
    first, last = child if isinstance(child, tuple) else (child, child)
    start, end = first.start_mark.index, find_end(text, last)
    if not node.flow_style:
        line = text.rfind("\n", 0, start) + 1
        if isinstance(child, tuple) and text[line:start].strip():  # beside the dash of an item
            following = node.value[index + 1][0].start_mark.index
            return Splice(start, following, "")
        line_end = text.find("\n", end)
        return Splice(line, len(text) if line_end < 0 else line_end + 1, "")
    if index:  # with the comma before it
        before = node.value[index - 1]
        neighbour = before[1] if isinstance(before, tuple) else before
        return Splice(find_end(text, neighbour), end, "")
    following = node.value[1]
    after = following[0] if isinstance(following, tuple) else following
    return Splice(start, after.start_mark.index, "")


def iter_mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """Yield `node` and every mapping below it; a mapping with an alias only once."""
    by_identity = {id(each): each for each in _iter_collections(node)}
    yield from (each for each in by_identity.values() if isinstance(each, yaml.MappingNode))


def _iter_collections(node: yaml.Node | None) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.CollectionNode):
        yield node
        for child in node.value:
            yield from _iter_collections(child[1] if isinstance(child, tuple) else child)


def _add_line(text: str, end: int, line: str) -> Splice:
    """Return the splice that adds a line below that of `end`, after a comment on it."""
    newline, line_end = detect_line_end(text), text.find("\n", end)
    if line_end < 0:
        return Splice(len(text), len(text), newline + line)
    return Splice(line_end + 1, line_end + 1, line + newline)
