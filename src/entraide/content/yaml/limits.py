"""Limits on a YAML text, checked before it is loaded: a small text can fill the memory.

The C parser reads events one by one, safely. What builds values of them calls itself for each
level, and nested aliases can stand for more values than the memory holds.
"""

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from entraide.errors import FileLine, Problem

LARGEST_FILE = 1_000_000  # signs
DEEPEST = 100  # brackets or levels within each other
MOST_VALUES = 100_000  # aliases filled in
MOST_ANCHORS = 100

LEVEL_SIGNS = "[{-:?"  # no level of a text is without one of them

SIMPLER = "Write it in fewer levels"


class YamlExcess(NamedTuple):
    """A limit that a text exceeds: what it has too much of, the line from 0, and the cure."""

    line: int
    what: str
    cure: str

    def make_problem(self, path: str, first_line: int = 1) -> Problem:
        """Return the problem of a text that begins on `first_line` of `path`."""
        return Problem(FileLine(path, first_line + self.line), self.what, self.cure)


def make_depth_excess(line: int) -> YamlExcess:
    what = f"brackets or levels stand within each other, more than {DEEPEST} deep"
    return YamlExcess(line, what, SIMPLER)


def find_excess(text: str) -> YamlExcess | None:
    """Return the limit that `text` exceeds; None where it may be loaded, or is no YAML at all."""
    if len(text) > LARGEST_FILE:
        return YamlExcess(0, f"this is longer than {LARGEST_FILE:_} signs", "Divide it")
    if _is_small(text):
        return None
    try:
        return next(_iter_excess(text), None)
    except (yaml.YAMLError, ValueError):  # whoever loads it says so; ValueError: of no text
        return None


def _is_small(text: str) -> bool:
    """Return whether `text` is too short to exceed a limit, as most front matter is."""
    has_aliases = "&" in text or "*" in text
    return (
        not has_aliases and len(text) < MOST_VALUES and sum(map(text.count, LEVEL_SIGNS)) < DEEPEST
    )


def _iter_excess(text: str) -> Iterator[YamlExcess]:
    count = _ValueCount()
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line if event.start_mark else 0
        if (anchor := count.add(event)) is not None:
            yield YamlExcess(line, f"“*{anchor}” stands within itself", "Write it out")
        if len(count.around) > DEEPEST:
            yield make_depth_excess(line)
        if count.values > MOST_VALUES or len(count.sizes) > MOST_ANCHORS:
            what = f"this stands for more than {MOST_VALUES:_} values, or has over {MOST_ANCHORS} &"
            yield YamlExcess(line, what, "Write out what aliases (*) stand for, or divide it")


class _ValueCount:
    """Counts the values of a text, event by event; an alias counts as all that it stands for."""

    def __init__(self) -> None:
        self.values = 0
        self.sizes: dict[str, int] = {}  # values that an alias of each anchor stands for
        self.around: list[tuple[str | None, int]] = []  # anchor of each collection; values before

    def add(self, event: yaml.Event) -> str | None:
        """Count `event`; return its anchor if it is an alias within what it stands for."""
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self.around.pop()
            if anchor:
                self.sizes[anchor] = self.values - before
        elif isinstance(event, yaml.NodeEvent):
            anchor = event.anchor
            if isinstance(event, yaml.AliasEvent):
                self.values += self.sizes.get(anchor or "", 1)
                return anchor if any(anchor == other for other, _ in self.around) else None
            if isinstance(event, yaml.CollectionStartEvent):
                self.around.append((anchor, self.values))
            elif anchor:
                self.sizes[anchor] = 1
            self.values += 1
        return None


def load_yaml(text: str) -> object:
    """Return the value of `text`; raise YAMLError where it is no YAML, or exceeds a limit."""
    _refuse_excess(text)
    return yaml.load(text, Loader=yaml.CSafeLoader)


def compose_yaml(text: str) -> yaml.Node | None:
    """Return the nodes of `text`; raise YAMLError where it is no YAML, or exceeds a limit."""
    _refuse_excess(text)
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    return node


def _refuse_excess(text: str) -> None:
    if excess := find_excess(text):
        mark = yaml.Mark("", 0, excess.line, 0, None, 0)
        raise yaml.MarkedYAMLError(problem=excess.what, problem_mark=mark)
