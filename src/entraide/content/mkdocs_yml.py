"""Read `mkdocs.yml` on top of the file that it names under INHERIT, merged as MkDocs does."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from mergedeep import merge
from yaml_env_tag import construct_env_tag

from entraide.content.merge_conflicts import check_conflicts
from entraide.content.text_files import read_text
from entraide.content.yaml.errors import (
    YAML_ERRORS,
    explain_error,
)
from entraide.content.yaml.limits import compose_yaml, find_excess
from entraide.content.yaml.slips import find_space_slips
from entraide.errors import FileLine, Problem, ProblemLog, SettingsError

MOST_PARENTS = 20  # files that inherit from each other


class TolerantLoader(yaml.CSafeLoader):
    """A loader that reads `!ENV` as MkDocs does, and any other tag (`!!python/name`) as None."""


TolerantLoader.add_constructor("!ENV", construct_env_tag)
TolerantLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_mkdocs_yml(config_file: Path, below: Sequence[Path] = ()) -> dict[str, Any]:
    """Read `config_file` and what it inherits; raise SettingsError if one of them is broken.

    `below` are the files that inherit from it, to find a circle.
    """
    root = (*below, config_file)[0].parent
    if config_file in below:
        raise _make_inherit_error(below[-1], root, "leads back to itself")
    raw = _load_file(config_file, root)
    if not isinstance(raw, dict):
        what = "it is empty" if raw is None else "it is no list of settings, as in “site_name: …”"
        cure = "Write it as “entraide init” does in a new folder"
        raise SettingsError(Problem(FileLine(_show(config_file, root), 1), what, cure))
    parent = raw.pop("INHERIT", None)
    if not parent:
        return raw
    higher = Path(os.path.realpath(config_file.parent / str(parent)))
    if not higher.is_file():
        what = f"names {parent}, and there is no such file"
        raise _make_inherit_error(config_file, root, what)
    if len(below) == MOST_PARENTS:
        what = f"names {parent}, and {MOST_PARENTS} files inherit from it already"
        raise _make_inherit_error(config_file, root, what)
    return dict(merge(read_mkdocs_yml(higher, (*below, config_file)), raw))


def _make_inherit_error(config_file: Path, root: Path, what: str) -> SettingsError:
    location = FileLine(_show(config_file, root), find_setting(config_file, "INHERIT")[1])
    return SettingsError(Problem(location, f"its INHERIT {what}", "Name another file, or none"))


def _show(file: Path, root: Path) -> str:
    """Return `file` as people write it from the folder `root` of the project."""
    return Path(os.path.relpath(os.path.realpath(file), os.path.realpath(root))).as_posix()


def find_setting(config_file: Path, *keys: str | int) -> tuple[Path, int]:
    """Return the file, this one or one that it inherits from, and the line that set a key.

    A key of what is not set has the line of what is around it.
    """
    text = read_text(config_file, config_file.name, ProblemLog()) or ""
    try:
        node = compose_yaml(text)
    except YAML_ERRORS:
        return config_file, 1
    parent = _find_pair(node, "INHERIT")
    line = 1
    for key in keys:
        pair = _find_pair(node, key)
        if pair is None and parent is not None:
            return find_setting(config_file.parent / str(parent[1].value), *keys)
        if pair is None:
            break
        line, node = pair[0].start_mark.line + 1, pair[1]
    return config_file, line


def _find_pair(node: yaml.Node | None, key: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the nodes of `key` and its value; None if there is no such key.

    An index has the node of its item for both. A list of mappings, as plugins often are, is
    searched like one mapping.
    """
    if isinstance(node, yaml.SequenceNode):
        if isinstance(key, int):
            return (node.value[key], node.value[key]) if key < len(node.value) else None
        return next(filter(None, (_find_pair(item, key) for item in node.value)), None)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next(((name, value) for name, value in pairs if name.value == str(key)), None)


def _load_file(config_file: Path, root: Path) -> object:
    """Load one file; raise SettingsError with every problem found."""
    log, name = ProblemLog(), _show(config_file, root)
    if (text := read_text(config_file, name, log)) is not None:
        log.extend(check_conflicts(text, name) or _check_shape(text, name))
    if text is not None and not log:
        try:
            return yaml.load(text, Loader=TolerantLoader)  # noqa: S506 - safe
        except YAML_ERRORS as error:
            log.extend(explain_error(error, text, name))
    raise SettingsError(*sorted(log))


def _check_shape(text: str, name: str) -> Iterator[Problem]:
    """Yield the slips at spaces, or else what the text has too much of."""
    slips = list(find_space_slips(text))
    yield from (Problem(FileLine(name, at + 1), *slip) for at, slip in slips)
    if not slips and (excess := find_excess(text)):
        yield excess.make_problem(name)
