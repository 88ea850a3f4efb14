"""The keys of front matter in their order: that of the model, which the handbook shows.

A key moves with its value, its comments and every other character of its lines. A key that nobody
knows stays behind the one that it stood behind.
"""

from collections.abc import Sequence

import yaml
from pydantic import BaseModel

from entraide.content.yaml_faults import BROKEN


def order_keys(matter: str, kind: type[BaseModel]) -> str:
    """`matter`, the YAML of one file, with its keys in the order of `kind`."""
    try:
        root = yaml.compose(matter, Loader=yaml.CSafeLoader)
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            return matter
        ordered = "".join(_ordered(matter, root, list(kind.model_fields)))
        return ordered if _loaded(ordered) == _loaded(matter) else matter
    except BROKEN:
        return matter


def _loaded(matter: str) -> object:
    return yaml.load(matter, Loader=yaml.CSafeLoader)


def _ordered(matter: str, root: yaml.MappingNode, known: Sequence[str]) -> list[str]:
    lines = matter.splitlines(keepends=True)
    keys = [(key.value, key.start_mark.line) for key, _ in root.value]
    starts = [_with_comments(lines, line) for _, line in keys]
    starts[:1] = [_head(lines, keys[0][1])] if keys else []
    ends = [*starts[1:], len(lines)]
    ranks, rank = [], -1
    for name, _ in keys:
        rank = known.index(name) if name in known else rank
        ranks.append(rank)
    order = sorted(range(len(keys)), key=ranks.__getitem__)
    pieces = ["".join(lines[starts[index] : ends[index]]) for index in order]
    return ["".join(lines[: starts[0]] if starts else lines), *pieces]


def _with_comments(lines: Sequence[str], line: int) -> int:
    """Where what belongs to the key on `line` begins: with the comments right above it."""
    while line and lines[line - 1].startswith("#"):
        line -= 1
    return line


def _head(lines: Sequence[str], line: int) -> int:
    """The same of the first key; what stands above an empty line belongs to the whole file."""
    start = _with_comments(lines, line)
    return start if not start or not lines[start - 1].strip() else line
