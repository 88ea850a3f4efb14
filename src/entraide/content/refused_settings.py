"""Settings of MkDocs and of its plugins that have no meaning here: refused, and never ignored."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from entraide.content.mkdocs_yml import find_setting
from entraide.errors import FileLine, Problem
from entraide.shipped_folders import get_shipped_folder

OUR_LOCALES = (
    "Delete the line: each locale has a folder of its own, and pages of ours fill its gaps"
)

# By the place of a setting: the values that say what is so anyway, and what to do about any other.
REFUSED_SETTINGS: Mapping[str, tuple[tuple[object, ...], str]] = {
    "nav": ((), "Delete it: the sidebar lists categories and entries, in the order of data/"),
    "use_directory_urls": ((True,), "Delete the line: every page has a folder of its own"),
    "plugins.i18n.docs_structure": (("folder",), OUR_LOCALES),
    "plugins.i18n.fallback_to_default": ((False,), OUR_LOCALES),
    "plugins.i18n.reconfigure_material": ((False,), OUR_LOCALES),
    "plugins.i18n.reconfigure_search": ((False,), OUR_LOCALES),
}


def find_refused_settings(raw: Mapping[str, Any], config_file: Path) -> Iterator[Problem]:
    """Yield a problem for each setting in `raw`, a `mkdocs.yml`, that would be ignored here."""
    for place, (harmless, cure) in REFUSED_SETTINGS.items():
        keys = place.split(".")
        value = find_value(raw, *keys)
        if value is not None and value not in harmless:
            file, line = find_setting(config_file, *keys)
            shown = Path(os.path.relpath(file, config_file.parent)).as_posix()
            yield Problem(FileLine(shown, line), f"{place} means nothing here", cure)
    yield from _find_second_pipeline(raw, config_file)


def _find_second_pipeline(raw: Mapping[str, Any], config_file: Path) -> Iterator[Problem]:
    """Yield a problem for each of our own hooks that `hooks:` names: each would run twice."""
    ours = get_shipped_folder("hooks").resolve()
    names = raw.get("hooks")
    for index, name in enumerate(names if isinstance(names, list) else []):
        file, line = find_setting(config_file, "hooks", index)
        if file.parent.joinpath(str(name)).resolve().parent == ours:
            shown = Path(os.path.relpath(file, config_file.parent)).as_posix()
            what = f"hooks names {name}, which the plugin entraide runs already"
            yield Problem(FileLine(shown, line), what, "Delete the line")


def find_value(raw: object, *keys: str) -> object:
    """Return what stands at `keys` in a `mkdocs.yml`; None where nothing does.

    A list of mappings, as plugins often are, is searched like one mapping.
    """
    for key in keys:
        if isinstance(raw, list):
            raw = next((each for each in raw if isinstance(each, Mapping) and key in each), None)
        if not isinstance(raw, Mapping):
            return None
        raw = raw.get(key)
    return raw
