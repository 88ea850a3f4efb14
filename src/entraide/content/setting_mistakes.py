"""Mistakes in the settings, as pydantic finds them, in words: where, what, and what to do."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from entraide.content.mkdocs_yml import find_setting
from entraide.content.setting_types import OURS, SECTION
from entraide.content.validation import QUOTED, describe_value
from entraide.errors import FileLine, Problem, suggest_name

LANGUAGES = "plugins.i18n.languages"
PLUGIN = "plugins.entraide"
# What is said of a setting that is not there, or is of another type.
SENTENCES = {
    ("missing", "site_url"): ("site_url is missing", "Write the site's full address"),
    ("missing", LANGUAGES): ("the i18n plugin is missing", "Add it with your languages"),
    ("missing", PLUGIN): (
        "the plugin entraide is missing",
        "Add “- entraide” below plugins, or start a project: entraide init",
    ),
    ("tuple_type", LANGUAGES): (
        "languages of i18n is no list",
        "Write “- locale: …” below it for each",
    ),
}
CURES = {  # by the name of a setting, or else by the type that pydantic gives a mistake
    f"{OURS}exit": "Write an address for each locale: {en: https://…}",
    f"{OURS}reading_ease": "Write a score for each language: {en: 60, fr: 55}",
    f"{OURS}licence": "Write its name and the address of its page: "
    "{name: CC BY 4.0, url: https://…}",
    "bool_type": "Write true or false",
    "int_type": "Write the number of an entry",
    "string_pattern_mismatch": "Write the full address of a page, from https:// on",
    "string_type": "Write one text behind it",
}


def explain_mistakes(
    error: ValidationError, config_file: Path, places: Sequence[str]
) -> Iterator[Problem]:
    """Yield a problem, with its file and line, for each mistake that pydantic found.

    `places` are those of all settings, to suggest one for a name that is none.
    """
    mistakes = error.errors(include_url=False)
    broken = {
        str(mistake["loc"][0]) for mistake in mistakes if mistake["type"] == "extra_forbidden"
    }
    for mistake in mistakes:
        first, *rest = (part for part in mistake["loc"] if part != "[key]")
        if str(first).rpartition(".")[0] in broken:
            continue  # only for want of the section around it
        keys = [*str(first).split("."), *rest]
        if mistake["type"] == "missing":
            keys = keys[:-1] if rest else keys[: str(first).count(".")][:1]  # where it belongs
        file, line = find_setting(config_file, *keys)
        path = Path(os.path.relpath(file, config_file.parent)).as_posix()
        explanation = _explain_mistake(mistake, str(first), rest, places)
        yield Problem(FileLine(path, line), *explanation)


def _explain_mistake(
    mistake: Mapping[str, Any], setting: str, rest: Sequence[str | int], places: Sequence[str]
) -> tuple[str, str]:
    """Return what is wrong, and the cure, for a mistake at `rest` of `setting`."""
    code = mistake["type"]
    name = ".".join(map(str, (setting, *rest)))
    shown = f"{name} is {describe_value(mistake['input'])}"
    if code == "setting":
        return mistake["ctx"]["what"], mistake["ctx"]["cure"]
    if code == "extra_forbidden" and not rest:
        if not setting.startswith(OURS):
            return shown, SECTION
        options = [each.removeprefix(OURS) for each in places if each.startswith(OURS)]
        return f"{name} is no setting", suggest_name(setting.removeprefix(OURS), options)
    if code == "literal_error":
        known = QUOTED.findall(mistake["ctx"]["expected"])
        return shown, suggest_name(str(mistake["input"]), known)
    inner = CURES.get(setting) if rest and code == "string_type" else None
    cure = inner or CURES.get(name) or CURES.get(code) or CURES.get(setting, mistake["msg"])
    return SENTENCES.get((code, setting)) or (
        f"{name} is missing" if code == "missing" else shown,
        cure,
    )
