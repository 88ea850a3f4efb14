"""Settings of MkDocs and of its plugins that have no meaning here: refused, and never ignored."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from entraide.content.mkdocs_settings import (
    LOCALE_OPTIONS,
    REFUSED_LOCALE_SETTINGS,
    REFUSED_PLUGINS,
    REFUSED_SETTINGS,
    SILENT_EVENTS,
    TEXTS,
    WORKING_SETTINGS,
)
from entraide.content.mkdocs_yml import find_setting
from entraide.errors import FileLine, Problem, SettingsError, suggest_name
from entraide.model.web_address import parse_web_host
from entraide.shipped_folders import get_shipped_folder

OUR_PLUGINS = frozenset({"i18n", "entraide"})
I18N_OPTIONS = frozenset(
    place.removeprefix("plugins.i18n.") for place in REFUSED_SETTINGS if "plugins.i18n." in place
) | {"languages"}
FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org"})  # MkDocs knows their edit_uri
EMPTY: tuple[object, ...] = (None, "", [], {})


def find_refused_settings(
    raw: Mapping[str, Any], config_file: Path, ours: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem for each setting in `raw`, a `mkdocs.yml`, that would be ignored here.

    `ours` are the places of our own settings, such as `theme.custom_dir`.
    """
    for place, (harmless, cure) in REFUSED_SETTINGS.items():
        keys = place.split(".")
        value = find_value(raw, *keys)
        if value not in (*EMPTY, *harmless):
            yield _make_problem(config_file, keys, f"{place} means nothing here", cure)
    yield from _find_unknown_settings(raw, config_file, ours)
    yield from _find_refused_plugins(raw.get("plugins"), config_file)
    yield from _find_locale_settings(raw, config_file)
    yield from _find_former_settings(raw, config_file)
    yield from _find_second_pipeline(raw, config_file)
    yield from _find_half_settings(raw, config_file)


def _find_half_settings(raw: Mapping[str, Any], config_file: Path) -> Iterator[Problem]:
    """Yield a problem for one of two settings that make the link “Edit this page” together."""
    repo_url, edit_uri = raw.get("repo_url"), raw.get("edit_uri")
    if edit_uri and not repo_url:
        what, cure = "edit_uri means nothing without repo_url", "Write repo_url, or delete the line"
        yield _make_problem(config_file, ["edit_uri"], what, cure)
    address = parse_web_host(str(repo_url or ""))
    host = address.name if address else ""
    if host and not edit_uri and host not in FORGES:
        what = f"repo_url names {host}, and edit_uri does not say where the files are in it"
        cure = "Write edit_uri, such as edit/main/docs/"
        yield _make_problem(config_file, ["repo_url"], what, cure)


def _make_problem(config_file: Path, keys: Iterable[str | int], what: str, cure: str) -> Problem:
    file, line = find_setting(config_file, *keys)
    shown = Path(os.path.relpath(file, config_file.parent)).as_posix()
    return Problem(FileLine(shown, line), what, cure)


def _find_unknown_settings(
    raw: Mapping[str, Any], config_file: Path, ours: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem for each setting that MkDocs does not know either."""
    places = (*ours, *WORKING_SETTINGS, *REFUSED_SETTINGS)
    known = {place.partition(".")[0] for place in places}
    for name in raw:
        if name not in known:
            cure = suggest_name(str(name), known, "Delete it")
            yield _make_problem(config_file, [str(name)], f"{name} is no setting of MkDocs", cure)
    theme = raw.get("theme")
    for name in theme if isinstance(theme, Mapping) else ():
        if f"theme.{name}" not in places:
            what = f"theme.{name} means nothing here"
            cure = "Delete it; values for templates of your own stand below extra"
            yield _make_problem(config_file, ["theme", str(name)], what, cure)


def _find_refused_plugins(plugins: object, config_file: Path) -> Iterator[Problem]:
    """Yield a problem for each plugin that has no meaning here."""
    for keys, name in _iter_plugin_names(plugins):
        if cure := REFUSED_PLUGINS.get(name.removeprefix("material/")):
            what = f"the plugin {name} means nothing here"
            yield _make_problem(config_file, ("plugins", *keys), what, cure)


def _iter_plugin_names(plugins: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield where each plugin stands below `plugins`, and its name."""
    if isinstance(plugins, Mapping):
        yield from (((str(name),), str(name)) for name in plugins)
    for index, each in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(each, Mapping):
            yield from (((str(name),), str(name)) for name in each)
        else:
            yield (index,), str(each)


def _find_locale_settings(raw: Mapping[str, Any], config_file: Path) -> Iterator[Problem]:
    """Yield a problem for each option of the plugin, or of a language, that would be ignored."""
    for name in _list_keys(find_value(raw, "plugins", "i18n")):
        if name not in I18N_OPTIONS:
            what, cure = (
                f"plugins.i18n.{name} is no option of it",
                suggest_name(name, ["languages"]),
            )
            yield _make_problem(config_file, ("plugins", "i18n", name), what, cure)
    languages = find_value(raw, "plugins", "i18n", "languages")
    for index, language in enumerate(languages if isinstance(languages, list) else ()):
        for key in _list_keys(language):
            if key not in LOCALE_OPTIONS:
                keys = ("plugins", "i18n", "languages", index, key)
                what = f"{key} of a language means nothing here"
                cure = REFUSED_LOCALE_SETTINGS.get(key) or suggest_name(key, LOCALE_OPTIONS)
                yield _make_problem(config_file, keys, what, cure)


def _list_keys(section: object) -> list[str]:
    return [str(key) for key in section] if isinstance(section, Mapping) else []


def refuse_silent_plugins(
    plugins: Mapping[str, object], hooks: Mapping[str, object], config_file: Path
) -> None:
    """Raise SettingsError for others' `plugins` and `hooks` that would change no text here.

    They are by name and by path, as MkDocs has loaded them.
    """
    problems = list(_find_silent_parts(plugins, hooks, config_file))
    if problems:
        raise SettingsError(*problems)


def _find_silent_parts(
    plugins: Mapping[str, object], hooks: Mapping[str, object], config_file: Path
) -> Iterator[Problem]:
    for section, name, events in find_acting_parts(plugins, hooks, SILENT_EVENTS):
        what = f"{name} acts on {', '.join(events)}, which changes no text here"
        yield _make_problem(config_file, (section, name), what, TEXTS)


def find_acting_parts(
    plugins: Mapping[str, object], hooks: Mapping[str, object], events: Iterable[str]
) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each of others' `plugins` and `hooks` that acts on some of `events`, and on which."""
    wanted_events = tuple(events)
    for section, parts in (("plugins", plugins), ("hooks", hooks)):
        for name, part in parts.items():
            acts_on = [event for event in wanted_events if hasattr(part, f"on_{event}")]
            if acts_on and name not in OUR_PLUGINS:
                yield section, name, acts_on


def _find_former_settings(raw: Mapping[str, Any], config_file: Path) -> Iterator[Problem]:
    """Yield a problem for each of our settings below `extra: entraide:`, where they stood once."""
    former = find_value(raw, "extra", "entraide")
    settings = former if isinstance(former, Mapping) else {}
    if former is not None and not settings:
        what = "extra.entraide means nothing here"
        cure = "Delete it: our settings stand in data/settings.yml"
        yield _make_problem(config_file, ("extra", "entraide"), what, cure)
    for key in settings:
        cure = f"Write “{key}: …” in data/settings.yml"
        if key == "data":
            cure = "Write “entraide: {data: …}” below plugins"
        what = f"extra.entraide.{key} means nothing here"
        yield _make_problem(config_file, ("extra", "entraide", str(key)), what, cure)


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
