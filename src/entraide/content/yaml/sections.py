"""Whole sections of a YAML text, taken out and put elsewhere with their lines and comments.

Positions are those that the parser reports; the text between them stays as it is. What cannot be
taken out line by line is refused, as `yaml.MarkedYAMLError`. A caller has to read the result back:
an alias may have lost its anchor.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import yaml

from entraide.content.text_files import Splice, apply_splices
from entraide.content.yaml.limits import compose_yaml
from entraide.content.yaml.nodes import find_end, make_edit_error
from entraide.model.line_ends import detect_line_end

COMMENT = re.compile(r"#[^\r\n]*")


class Pair(NamedTuple):
    """A key and its value, in the mapping around them."""

    key: yaml.ScalarNode
    value: yaml.Node
    mapping: yaml.MappingNode


def find_pair(text: str, keys: Sequence[str]) -> Pair | None:
    """Return the pair at `keys`; a list of mappings is searched like one mapping."""
    node: yaml.Node | None = compose_yaml(text)
    pair = None
    for key in keys:
        pair = _find_key(node, key)
        if pair is None:
            return None
        node = pair.value
    return pair


def _find_key(node: yaml.Node | None, key: str) -> Pair | None:
    if isinstance(node, yaml.SequenceNode):
        return next(filter(None, (_find_key(each, key) for each in node.value)), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    there = (Pair(name, value, node) for name, value in node.value if name.value == key)
    return next(there, None)


def remove_key(text: str, keys: Sequence[str], ours: Collection[str] = ()) -> str:
    """Return `text` without the key, and without keys around it that would be empty.

    Comments stay on lines of their own, but for those that `ours` matches.
    """
    pair = find_pair(text, keys)
    if pair is None:
        return text
    if len(pair.mapping.value) == 1 and len(keys) > 1:
        return remove_key(text, keys[:-1], ours)
    if pair.mapping.flow_style:
        return _cut_flow_item(text, pair.mapping.value, (pair.key, pair.value))
    start, end = find_lines(text, pair.key, pair.value)
    return cut_lines(text, start, end, _keep_comments(text, start, end, ours), ours)


def remove_items(
    text: str, keys: Sequence[str], values: Collection[str], ours: Collection[str] = ()
) -> str:
    """Return `text` without the items of a list that are among `values`; without it if all are."""
    while (pair := find_pair(text, keys)) and isinstance(pair.value, yaml.SequenceNode):
        items = pair.value.value
        going = [item for item in items if item.value in values]
        if not going:
            break
        if len(going) == len(items):
            return remove_key(text, keys, ours)
        if pair.value.flow_style:
            text = _cut_flow_item(text, [(item,) for item in items], (going[0],))
        else:
            start = text.rfind("\n", 0, going[0].start_mark.index) + 1
            end = _find_line_end(text, find_end(text, going[0]))
            text = cut_lines(text, start, end, _keep_comments(text, start, end, ours), ours)
    return text


def find_lines(text: str, key: yaml.Node, value: yaml.Node) -> tuple[int, int]:
    """Return where the lines of a key and its value begin and end, the last line end included."""
    start = text.rfind("\n", 0, key.start_mark.index) + 1
    if text[start : key.start_mark.index].strip(" "):
        raise make_edit_error(key)  # something else stands on its line
    return start, _find_line_end(text, max(find_end(text, value), key.end_mark.index + 1))


def find_comments_above(text: str, start: int) -> int:
    """Return where the comments begin that stand directly above the line at `start`."""
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].lstrip(" ").startswith("#"):
            break
        start = above
    return start


def cut_lines(
    text: str, start: int, end: int, comments: str = "", ours: Collection[str] = ()
) -> str:
    """Return `text` with `comments` in the place of those lines; two blank lines become one.

    Comments directly above them go too, where they are `ours`.
    """
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if text[above:start].strip() not in ours:
            break
        start = above
    before, after = text[:start], text[end:]
    is_open = not before.strip() or before.endswith(("\n\n", "\n\r\n"))
    if not comments and is_open and (after.startswith(("\n", "\r\n")) or not after.strip()):
        after = after.partition("\n")[2]
        if not after.strip():
            before = before.rstrip() + detect_line_end(text)
    return before + comments + after


def iter_comments(text: str, start: int, end: int) -> Iterator[str]:
    """Yield each comment of `text` between two positions."""
    at = start
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        first, last = token.start_mark.index, token.end_mark.index
        if last > at:
            if first > at:
                yield from COMMENT.findall(text[at : min(first, end)])
            at = last
        if at >= end:
            return
    yield from COMMENT.findall(text[at:end])


def indent_lines(lines: str, less: int, more: int = 0) -> str:
    """Return `lines` with up to `less` spaces taken away from each, and `more` put before it."""
    moved = []
    for line in lines.splitlines(keepends=True):
        spaces = len(line) - len(line.lstrip(" "))
        rest = line[min(spaces, less) :]
        moved.append(" " * more + rest if rest.strip() else rest)
    return "".join(moved)


def _keep_comments(text: str, start: int, end: int, ours: Collection[str]) -> str:
    """Return lines with the comments of some lines, but for those that are `ours`."""
    line = text[start:end]
    indent = " " * (len(line) - len(line.lstrip(" ")))
    comments = [each for each in iter_comments(text, start, end) if each.rstrip() not in ours]
    return "".join(f"{indent}{comment}{detect_line_end(text)}" for comment in comments)


def _find_line_end(text: str, at: int) -> int:
    """Return where the line at `at` ends, its line end included."""
    return text.find("\n", at) + 1 or len(text)


def _cut_flow_item(
    text: str, items: Sequence[tuple[yaml.Node, ...]], item: tuple[yaml.Node, ...]
) -> str:
    """Return `text` without one of the items in brackets, and without its comma."""
    index = next(at for at, each in enumerate(items) if each[0] is item[0])
    start, end = item[0].start_mark.index, item[-1].end_mark.index
    if index + 1 < len(items):
        end = items[index + 1][0].start_mark.index
    elif index:
        start = items[index - 1][-1].end_mark.index
    if "#" in text[start:end]:
        raise make_edit_error(item[0])
    return apply_splices(text, [Splice(start, end, "")])
