"""Parsing of YAML that keeps the line of every key, so that each mistake can name its line.

PyYAML's C loader parses. This module refuses what YAML loses without a word, or reads as something
else than its writer meant.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from entraide.content.merge_conflicts import check_conflicts
from entraide.content.yaml.errors import (
    YAML_ERRORS,
    explain_error,
)
from entraide.content.yaml.limits import find_excess
from entraide.content.yaml.losses import STRING, YamlPath, find_losses
from entraide.content.yaml.slips import find_nearby_slips
from entraide.errors import FileLine, ProblemLog

# Keys are words, even where YAML sees something else: `no` is the code of Norwegian.
WORDS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("bool", "float", "null", "timestamp"))
WHOLE = "tag:yaml.org,2002:int"
PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)")
PLAIN_FRACTION = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")


@dataclass(frozen=True, slots=True)
class MisreadNumber:
    """A value that YAML 1.1 reads as a number nobody meant: 12:30 as 750, 010 as 8.

    It is neither a number nor a text, so every model refuses it, and messages show it as written.
    """

    written: str

    def __str__(self) -> str:
        return self.written


class _YamlLoader(yaml.CSafeLoader):
    """The C loader, with other rules for keys, impossible dates, and misread numbers."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.tag in WORDS or (key.tag == WHOLE and not PLAIN.fullmatch(str(key.value))):
                key.tag = STRING
        return super().construct_mapping(node, deep=deep)


def _construct_timestamp(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


def _construct_int(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> object:
    return (
        loader.construct_yaml_int(node)
        if PLAIN.fullmatch(node.value)
        else MisreadNumber(node.value)
    )


def _construct_float(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> object:
    plain = PLAIN_FRACTION.fullmatch(node.value)
    return loader.construct_yaml_float(node) if plain else MisreadNumber(node.value)


_YamlLoader.add_constructor("tag:yaml.org,2002:timestamp", _construct_timestamp)
_YamlLoader.add_constructor(WHOLE, _construct_int)
_YamlLoader.add_constructor("tag:yaml.org,2002:float", _construct_float)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A parsed YAML text: its value, and the line, from 1, of each place in it.

    It is sound if it has no mistake that was refused.
    """

    value: Any
    lines: Mapping[YamlPath, int]
    is_sound: bool = True

    def get_line(self, keys: YamlPath) -> int:
        """Return the line of the value at `keys`, or of the nearest value around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def iter_texts(self, skip: Container[object] = ()) -> Iterator[tuple[YamlPath, str]]:
        """Yield every text with its place, but for those below the keys in `skip`.

        A mapping or a list with an alias is visited once, at its first place.
        """
        yield from _iter_texts(self.value, (), skip, set())

    def get_item(self, index: int) -> "YamlDocument":
        """Return one item of a list, as a document of its own."""
        lines = {keys[1:]: line for keys, line in self.lines.items() if keys[0] == index}
        return YamlDocument(self.value[index], lines)


def _iter_texts(
    value: object, keys: YamlPath, skip: Container[object], visited: set[int]
) -> Iterator[tuple[YamlPath, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, Mapping | list) and id(value) not in visited:
        visited.add(id(value))  # it may even stand within itself
        for key, child in value.items() if isinstance(value, Mapping) else enumerate(value):
            if key not in skip:
                yield from _iter_texts(child, (*keys, key), skip, visited)


UNREADABLE = YamlDocument(None, {}, is_sound=False)


def read_yaml(text: str, path: str, log: ProblemLog, *, first_line: int = 1) -> YamlDocument:
    """Parse `text`, which begins on `first_line` of `path`; UNREADABLE if it cannot be parsed."""
    if conflicts := check_conflicts(text, path, first_line):
        log.extend(conflicts)
        return UNREADABLE
    if excess := find_excess(text):
        log.append(excess.make_problem(path, first_line))
        return UNREADABLE
    loader = _YamlLoader(text)
    lines: dict[YamlPath, int] = {}
    again: set[YamlPath] = set()
    yaml_log = ProblemLog()
    try:
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
        if isinstance(value, str):  # no key of it could be read
            for at, slip in find_nearby_slips(text, 0):
                yaml_log.add(FileLine(path, at + first_line), *slip)
        for keys, line, key, child in _iter_nodes(node, (), set()) if node else ():
            if keys in lines:
                again.add(keys)
            if keys in again and keys[:-1] not in again:  # what is below a copy is one, too
                what = f"“{keys[-1]}” is given twice (first on line {lines[keys]})"
                yaml_log.add(FileLine(path, line + first_line), what, "Keep one of them")
            for at, fault in find_losses(keys, key, child, text):
                yaml_log.add(FileLine(path, at + first_line), *fault)
            lines.setdefault(keys, line + first_line)
    except YAML_ERRORS as error:
        log.extend(explain_error(error, text, path, first_line))
        return UNREADABLE
    finally:
        loader.dispose()
    log.extend(yaml_log)
    return YamlDocument(value, lines, is_sound=not yaml_log)


def _iter_nodes(
    node: yaml.Node, keys: YamlPath, visited: set[int]
) -> Iterator[tuple[YamlPath, int, yaml.Node | None, yaml.Node]]:
    """Yield every place below `node`: its line from 0, key and value, in the order of the text."""
    if id(node) in visited:  # an alias: it may even stand within itself
        return
    visited.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            inner = (*keys, _read_key(key))
            yield inner, key.start_mark.line, key, child
            yield from _iter_nodes(child, inner, visited)
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            inner = (*keys, index)
            yield inner, child.start_mark.line, None, child
            yield from _iter_nodes(child, inner, visited)


def _read_key(node: yaml.Node) -> str | int:
    value = str(node.value)
    return int(value) if node.tag.endswith(":int") and value.isdigit() else value
