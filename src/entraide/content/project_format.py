"""The format of a project: one number for how all its files are laid out.

`data/settings.yml` states it. A command refuses a project of another format at once, with what to
do, in place of complaining of each setting; `entraide upgrade` brings an older one up to date.
"""

from collections.abc import Mapping
from typing import Any

from entraide.errors import FileLine, Problem, ProblemLocation, SettingsError

FORMAT = 2
STAMP = f"format: {FORMAT} # of the files of this project: “entraide upgrade” writes it"
RELEASES = {1: "0.1", 2: "0.2"}  # which Entraide began to write each format
# The stages of a build that a project of format 1 had copies of, and named below `hooks:`.
COPIED_STAGES = (
    "hooks/build_errors.py",
    "hooks/build_start.py",
    "hooks/template_environment.py",
    "hooks/source_files.py",
    "hooks/page_list.py",
    "hooks/page_values.py",
    "hooks/build_outputs.py",
)


def find_stated_format(settings: object) -> int | None:
    """Return the format that the value of a `settings.yml` states; None if it states none."""
    stated = settings.get("format") if isinstance(settings, Mapping) else None
    return stated if type(stated) is int else None


def add_stamp(settings_yml: str) -> str:
    """Return the text of a `settings.yml` with the format of this Entraide on its first line."""
    return f"{STAMP}\n{settings_yml}"


def find_format(mkdocs: Mapping[str, Any], settings: object) -> int:
    """Return the format of a project, by its `mkdocs.yml` and the value of its `settings.yml`.

    Format 1 stated none. A project that has our plugin and states none is of format 2.
    """
    stated = find_stated_format(settings)
    return stated if stated is not None else 1 if _is_first(mkdocs) else 2


def _is_first(mkdocs: Mapping[str, Any]) -> bool:
    """Return whether the settings are of format 1, from before there was a plugin."""
    hooks, extra = mkdocs.get("hooks"), mkdocs.get("extra")
    has_settings = isinstance(extra, Mapping) and "entraide" in extra
    has_stages = any(hook in COPIED_STAGES for hook in _as_list(hooks))
    return "entraide" not in _list_plugins(mkdocs) and (has_settings or has_stages)


def has_plugin(mkdocs: Mapping[str, Any]) -> bool:
    """Return whether a `mkdocs.yml` names our plugin: else it is none of our projects."""
    return "entraide" in _list_plugins(mkdocs)


def _list_plugins(mkdocs: Mapping[str, Any]) -> list[object]:
    return [each for plugin in _as_list(mkdocs.get("plugins")) for each in _as_list(plugin)]


def _as_list(value: object) -> list[object]:
    """Return the items of a list or the keys of a mapping; anything else as one item."""
    return list(value) if isinstance(value, list | Mapping) else [value]


def check_format(number: int, mkdocs_yml: ProblemLocation, settings_yml: ProblemLocation) -> None:
    """Raise SettingsError for a project that this Entraide does not read."""
    if number > FORMAT:
        what = f"this project has format {number}, and this Entraide reads {FORMAT}"
        cure = "It was made with a newer Entraide; install that: pip install --upgrade entraide"
        raise SettingsError(Problem(settings_yml, what, cure))
    if 1 <= number < FORMAT:
        what = f"this project has format {number}, and this Entraide reads {FORMAT}"
        raise SettingsError(Problem(mkdocs_yml, what, "Run: entraide upgrade"))


def check_upgradable(
    mkdocs: Mapping[str, Any], settings: object, settings_yml: ProblemLocation
) -> None:
    """Raise SettingsError if no earlier Entraide, nor this one, has written these settings."""
    if (number := find_format(mkdocs, settings)) > FORMAT:
        check_format(number, settings_yml, settings_yml)
    is_stated = find_stated_format(settings) is not None
    if not is_stated and not _is_first(mkdocs) and not has_plugin(mkdocs):
        what, cure = "this is no project of Entraide", "Go to yours, or start one: entraide init"
        raise SettingsError(Problem(FileLine("mkdocs.yml", 1), what, cure))


def format_number(number: int) -> str:
    """Return the words for a format: `format 1 (Entraide 0.1)`."""
    release = RELEASES.get(number)
    return f"format {number}" + (f" (Entraide {release})" if release else "")
