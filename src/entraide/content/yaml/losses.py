"""The search for what YAML loses without a word: text after a #, a sign before a value, a colon."""

import re
from collections.abc import Iterator
from textwrap import shorten

import yaml

from entraide.content.yaml.slips import find_key_slip, find_word_slip
from entraide.errors import Fault
from entraide.model.hidden_characters import find_hidden_character, format_character

YamlPath = tuple[str | int, ...]

PROSE = frozenset({"author", "keywords", "note", "notes", "reviewer", "summary", "title"})
# Keys that may not be left empty, ids and languages among them.
REQUIRED_KEYS = re.compile(r"author|note|summary|title|[a-z]{2}")
STRING, NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
CUT = re.compile(r"[ \t]*#")
CUT_OFF = re.compile(r"[ \t]+#")
MARK = re.compile(r"&([^\s,\[\]{}]+)|!(?=\s)")  # before a value: its anchor, or a tag of no name
QUOTES = "Put quotes around all of it"


def find_losses(
    path: YamlPath, key: yaml.Node | None, value: yaml.Node, text: str
) -> Iterator[tuple[int, Fault]]:
    """Yield what YAML loses at a key and its value: the line from 0, what is lost, the cure."""
    if key and (slip := _find_key_mistake(key)):
        yield key.start_mark.line, slip
    if below := _find_key_below(key, path, value):
        yield value.start_mark.line, below
    elif isinstance(value, yaml.ScalarNode):
        line = key.start_mark.line if key else value.start_mark.line
        yield from ((line, fault) for fault in _find_scalar_losses(value, path, text))


def _find_scalar_losses(node: yaml.ScalarNode, path: YamlPath, text: str) -> Iterator[Fault]:
    """Yield what YAML loses of a scalar."""
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "the value")
    if node.style:
        yield from _find_empty_block(node, name)
    else:
        yield from _find_cut(node, name, path, text)
        yield from _find_lost_mark(node, name, text)
    if sign := find_hidden_character(node.value):
        yield f"“{name}” has {format_character(sign)}, which nobody sees", "Take it out"


def _find_key_mistake(node: yaml.Node | None) -> Fault | None:
    """Return the mistake in a key that is written without quotes; None if there is none."""
    bare = isinstance(node, yaml.ScalarNode) and not node.style
    return find_key_slip(node.value) if node and bare else None


def _find_key_below(key: yaml.Node | None, path: YamlPath, value: yaml.Node) -> Fault | None:
    """Return the mistake of a key that YAML read as a part of the text above it."""
    bare = isinstance(value, yaml.ScalarNode) and not value.style
    below = key is not None and value.start_mark.line > key.end_mark.line
    return find_word_slip(value.value) if bare and below and not _is_prose_key(path) else None


def _find_cut(node: yaml.ScalarNode, name: str, path: YamlPath, text: str) -> Iterator[Fault]:
    """Yield the mistake if a # cuts off the end of a text."""
    prose = node.tag == STRING and _is_prose(path, node.value)
    if prose and CUT.match(text, node.end_mark.index):
        yield f"“{name}” is cut at its sign #, to “{_shorten_value(node)}”", QUOTES
        return
    empty = node.tag == NULL and not node.value
    if empty and REQUIRED_KEYS.fullmatch(name) and CUT_OFF.match(text, node.end_mark.index):
        yield f"“{name}” is cut at its sign #, to nothing", QUOTES


def _find_lost_mark(node: yaml.ScalarNode, name: str, text: str) -> Iterator[Fault]:
    """Yield the mistake if YAML takes the first sign for its own, but not a real anchor."""
    mark = MARK.match(text, node.start_mark.index)
    if not mark or (mark[1] and re.search(rf"\*{re.escape(mark[1])}(?![^\s,\]}}])", text)):
        return
    rest = f"“{_shorten_value(node)}”" if node.value else "empty"
    yield f"“{name}” loses its “{mark[0]}”, and is {rest}", QUOTES


def _find_empty_block(node: yaml.ScalarNode, name: str) -> Iterator[Fault]:
    """Yield the mistake if a block of text, begun with | or >, is empty."""
    if node.style in {"|", ">"} and not node.value:
        what = f"“{name}” begins with {node.style}, and has no words below"
        yield what, "Put the words on its line"


def _is_prose(path: YamlPath, value: str) -> bool:
    """Return whether a value is prose: it has spaces, or stands below a key of prose."""
    return " " in value or _is_prose_key(path)


def _is_prose_key(path: YamlPath) -> bool:
    return any(part in PROSE for part in path)


def _shorten_value(node: yaml.ScalarNode) -> str:
    return shorten(node.value, 40, placeholder=" …")
