"""Format 2: the plugin `entraide` brings hooks and theme, and settings are in `data/settings.yml`.

A project of format 1 had copies of our hooks, templates and catalogs, a `mkdocs.yml` that named
them, and our settings below `extra: entraide:` in it.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from entraide.content.mkdocs_yml import TolerantLoader
from entraide.content.project_format import COPIED_STAGES, find_stated_format
from entraide.content.refused_settings import find_value
from entraide.content.upgrades.changes import Files, StepResult, UpgradeChange
from entraide.content.upgrades.mkdocs_moves import (
    REMOVED_KEYS,
    add_plugin,
    find_data_folder,
    list_removed_items,
    remove_what_the_plugin_sets,
    take_data_folder,
    take_settings,
)
from entraide.content.yaml.editor import UnsafeEditError
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.errors import FileLine, Problem
from entraide.model.line_ends import detect_line_end

MKDOCS_YML = "mkdocs.yml"
CATALOG = "LC_MESSAGES/messages.po"
STAMP = "format: 2 # of the files of this project: “entraide upgrade” writes it"
BY_HAND = "Change it by hand, as “entraide handbook upgrade” says, and try again"


@cache
def read_shipped_hashes() -> dict[str, str]:
    """Return the SHA-256 of each file that Entraide 0.1 put into a project, by its path."""
    text = Path(__file__).with_name("format_1.sha256").read_text(encoding="utf-8")
    return {path: digest for digest, path in (line.split("  ") for line in text.splitlines())}


def find_overrides(mkdocs: object) -> str:
    """Return the folder of the project's own templates."""
    return Path(str(find_value(mkdocs, "theme", "custom_dir") or "overrides")).as_posix()


def upgrade(files: Files) -> StepResult:
    """Return the changes that make `files` a project of format 2; UnsafeEditError if impossible."""
    result = StepResult()
    text, old = _read(files, MKDOCS_YML)
    _upgrade_settings(files, text, old, f"{find_data_folder(old)}/settings.yml", result)
    _remove_copies(files, "hooks", "hooks", result)
    _remove_copies(files, find_overrides(old), "overrides", result)
    return result


def _read(files: Files, path: str) -> tuple[str, Any]:
    """Return the text of a file of YAML, and its value; ("", {}) where there is none."""
    try:
        text = files.get(path, b"").decode("utf-8-sig")
        return text, yaml.load(text, Loader=TolerantLoader) or {}  # noqa: S506 - safe
    except (*YAML_ERRORS, UnicodeDecodeError):
        what = "this cannot be read"
        raise UnsafeEditError(Problem(FileLine(path), what, "Mend it, and try again")) from None


def _upgrade_settings(
    files: Files,
    text: str,
    old: Any,  # noqa: ANN401 - of a file
    path: str,
    result: StepResult,
) -> None:
    """Add what becomes of `mkdocs.yml`, and of our settings, which stand at `path` from now on."""
    there, settings = _read(files, path)
    former = find_value(old, "extra", "entraide")
    moving = dict(former) if isinstance(former, dict) else {}
    moving.pop("data", None)
    if both := sorted(moving.keys() & settings.keys()):
        what = f"{path} has {', '.join(both)} too"
        raise UnsafeEditError(
            Problem(FileLine(MKDOCS_YML), what, "Keep one of them, and try again")
        )
    try:
        edited, lines = _edit(text, old)
        added = _add_settings(there, lines, detect_line_end(there or text))
        if find_stated_format(settings) is None:
            added = f"{STAMP}{detect_line_end(there or text)}{added}"
        is_safe = yaml.load(edited, Loader=TolerantLoader) == _predict_value(old)  # noqa: S506
        goal = {"format": 2} | settings | moving
        is_safe = is_safe and yaml.load(added, Loader=TolerantLoader) == goal  # noqa: S506
    except YAML_ERRORS:
        is_safe = False
    if not is_safe:
        what = "this is written in a way that cannot be edited safely"
        raise UnsafeEditError(Problem(FileLine(MKDOCS_YML), what, BY_HAND))
    if edited != text:
        reason = "the plugin entraide brings the hooks and the theme"
        result.changes.append(UpgradeChange(MKDOCS_YML, _encode(files, MKDOCS_YML, edited), reason))
    if added != there:
        reason = "the settings of extra: entraide:, and the format" if lines else "the format"
        result.changes.append(UpgradeChange(path, _encode(files, path, added), reason))


def _encode(files: Files, path: str, text: str) -> bytes:
    """Return `text` as bytes, with the mark of UTF-8 in front where the file at `path` has one."""
    return (BOM_UTF8 if files.get(path, b"").startswith(BOM_UTF8) else b"") + text.encode()


def _edit(text: str, old: object) -> tuple[str, str]:
    """Return the new text of `mkdocs.yml`, and the lines of our settings."""
    edited = remove_what_the_plugin_sets(text, old)
    edited, options = take_data_folder(edited)
    edited, lines = take_settings(edited)
    return add_plugin(edited, options), lines


def _add_settings(there: str, lines: str, newline: str) -> str:
    gap = newline if there and not there.endswith("\n") and lines else ""
    return there + gap + lines


def _predict_value(old: object) -> dict[str, Any]:
    """Return the value that the new `mkdocs.yml` must have."""
    value: dict[str, Any] = _copy(old)
    for keys, harmless in REMOVED_KEYS:
        if find_value(value, *keys) == harmless:
            _delete(value, keys)
    for keys, items in list_removed_items(old):
        if isinstance(there := find_value(value, *keys), list) and set(map(str, there)) & {*items}:
            there[:] = [each for each in there if each not in items]
            if not there:
                _delete(value, keys)
    data = find_value(value, "extra", "entraide", "data")
    if isinstance(value.get("extra"), dict) and "entraide" in value["extra"]:
        _delete(value, ("extra", "entraide"))
    plugins, options = value.get("plugins"), {"data": data} if data else {}
    if isinstance(plugins, dict):
        plugins.setdefault("entraide", options)
    elif isinstance(plugins, list) and not _has_plugin(plugins):
        plugins.append({"entraide": options} if options else "entraide")
    return value


def _has_plugin(plugins: list[Any]) -> bool:
    return any(each == "entraide" or find_value([each], "entraide") is not None for each in plugins)


def _copy(value: Any) -> Any:  # noqa: ANN401 - an alias becomes a value of its own
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


def _delete(value: Any, keys: tuple[str, ...]) -> None:  # noqa: ANN401
    """Delete a key, and those around it that have nothing left."""
    around: Any = find_value(value, *keys[:-1])
    del around[keys[-1]]
    if not around and keys[:-1]:
        _delete(value, keys[:-1])


def _remove_copies(files: Files, folder: str, shipped: str, result: StepResult) -> None:
    """Remove the copies of our files in `folder`, and say which of them were changed."""
    hashes = read_shipped_hashes()
    for path in sorted(each for each in files if each.startswith(f"{folder}/")):
        name = shipped + path.removeprefix(folder)
        if hashes.get(name) == sha256(files[path]).hexdigest():
            reason = "it is ours, unchanged, and comes with the package"
            result.changes.append(UpgradeChange(path, None, reason))
        elif name.endswith(CATALOG):
            _move_catalog(files, path, result)
        elif name in COPIED_STAGES:
            cure = "Make a hook of your own of what you changed, or delete it"
            result.add_note(path, "you changed this hook, and nothing runs it now", cure)
        elif name in hashes:
            cure = "Compare it with that one, or delete it to have ours"
            result.add_note(path, f"you changed this file; ours is {name} of the package", cure)


def _move_catalog(files: Files, path: str, result: StepResult) -> None:
    """Move a catalog that people changed to where their own ones are read."""
    code = Path(path).parts[-3]
    goal = f"locales/{code}/{CATALOG}"
    if goal in files:
        cure = f"Add what it says to {goal}, and delete it"
        result.add_note(path, "catalogs are no longer read here", cure)
        return
    reason = "catalogs of a project are there; entraide messages takes it apart"
    result.changes.append(UpgradeChange(goal, files[path], reason))
    result.changes.append(UpgradeChange(path, None, f"now {goal}"))


def list_old_catalogs(files: Files) -> Iterator[str]:
    """Yield the paths of catalogs that `entraide messages` has to take apart."""
    yield from (
        path for path in sorted(files) if path.startswith("locales/") and path.endswith(CATALOG)
    )
