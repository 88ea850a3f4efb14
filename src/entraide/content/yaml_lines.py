"""YAML that remembers where it stood, so that every mistake can name its line.

PyYAML's C loader does the parsing; this module keeps the line of every key and refuses what YAML
silently swallows: a key given twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from entraide.errors import Problem

Place = tuple[str | int, ...]

# A tag such as !!int before what is no number makes the constructors raise anything.
BROKEN = (yaml.YAMLError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

CURES = {
    "mapping values are not allowed": "Put the value in quotes: it contains a colon",
    "found character": "Use spaces, not tabs, and put special characters in quotes",
    "found unexpected end of stream": "Close the quote",
    "found unexpected ':'": "Put the value in quotes: it contains a colon",
    "while parsing a flow": "Close the bracket, or put the value in quotes",
}


# Keys are words, even where YAML sees something else: `no` is the code of Norwegian.
WORDS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("bool", "float", "null", "timestamp"))


class _Loader(yaml.CSafeLoader):
    """The C loader, except that a date that is no date stays text for the model to refuse."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.tag in WORDS:
                key.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, deep=deep)


def _timestamp(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML text: its value, and the line (from 1) on which each place of it stands."""

    value: Any
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def item(self, index: int) -> "Document":
        """That of a list, as if it were a document of its own."""
        lines = {place[1:]: line for place, line in self.lines.items() if place[0] == index}
        return Document(self.value[index], lines)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Document, list[Problem]]:
    """Parse `text`, which begins on line `first_line` of `path`."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except BROKEN as error:
        return Document(None, {}), [_broken(error, text, path, first_line)]
    finally:
        loader.dispose()
    lines: dict[Place, int] = {}
    problems = []
    for place, line in _places(node, (), set()) if node else ():
        if place in lines:
            what = f"“{place[-1]}” is given twice (first on line {lines[place]})"
            problems.append(Problem(path, line + first_line, what, "Keep one of them"))
        lines.setdefault(place, line + first_line)
    return Document(value, lines), problems


def _places(node: yaml.Node, place: Place, seen: set[int]) -> Iterator[tuple[Place, int]]:
    """Every place below `node` with its line from 0, in the order of the text."""
    if id(node) in seen:  # an alias: it may even stand within itself
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            inner = (*place, _key(key))
            yield inner, key.start_mark.line
            yield from _places(child, inner, seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            inner = (*place, index)
            yield inner, child.start_mark.line
            yield from _places(child, inner, seen)


def _key(node: yaml.Node) -> str | int:
    value = str(node.value)
    return int(value) if node.tag.endswith(":int") and value.isdigit() else value


def _broken(error: Exception, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
    said = getattr(error, "problem", None) or str(error).partition("\n")[0]
    if not isinstance(error, yaml.YAMLError):
        said = "a value does not fit the tag before it, or is too long"
    context = getattr(error, "context", None) or ""
    cure = next((cure for start, cure in CURES.items() if start in f"{context} {said}"), None)
    what = f"this is not YAML: {said}"
    return Problem(path, first_line + line, what, cure or "Compare it with another entry")
