"""The keys of front matter in the order of the schema, which is that of the handbook.

A key moves with its value, its comments and every other character of its lines. A key that the
schema lacks stays behind the one that it stood behind.
"""

from collections.abc import Sequence

import yaml
from pydantic import BaseModel

from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import compose_yaml, load_yaml


def order_keys(matter: str, kind: type[BaseModel]) -> str:
    """Return `matter`, the YAML of one file, with its keys in the order of the fields of `kind`.

    It is returned unchanged where it is no plain mapping, or would not load as before.
    """
    try:
        root = compose_yaml(matter)
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            return matter
        ordered = "".join(_sort_lines(matter, root, list(kind.model_fields)))
        return ordered if load_yaml(ordered) == load_yaml(matter) else matter
    except YAML_ERRORS:
        return matter


def _sort_lines(matter: str, root: yaml.MappingNode, known: Sequence[str]) -> list[str]:
    """Return the lines of `matter` in pieces: those above the keys, then one for each key."""
    lines = matter.splitlines(keepends=True)
    keys = [(key.value, key.start_mark.line) for key, _ in root.value]
    starts = [_find_key_start(lines, line) for _, line in keys]
    starts[:1] = [_find_first_start(lines, keys[0][1])] if keys else []
    ends = [*starts[1:], len(lines)]
    ranks, rank = [], -1
    for name, _ in keys:
        rank = known.index(name) if name in known else rank
        ranks.append(rank)
    order = sorted(range(len(keys)), key=ranks.__getitem__)
    pieces = ["".join(lines[starts[index] : ends[index]]) for index in order]
    return ["".join(lines[: starts[0]] if starts else lines), *pieces]


def _find_key_start(lines: Sequence[str], line: int) -> int:
    """Return the first of the comment lines right above `line`, or `line` itself."""
    while line and lines[line - 1].startswith("#"):
        line -= 1
    return line


def _find_first_start(lines: Sequence[str], line: int) -> int:
    """Return where the first key begins.

    Comments above an empty line belong to the file, and stay at its top.
    """
    start = _find_key_start(lines, line)
    return start if not start or not lines[start - 1].strip() else line
