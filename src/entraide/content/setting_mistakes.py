"""Say what is wrong with a setting, with its file, its line and what to do.

Pydantic finds the mistakes; here they get their words. A setting of `mkdocs.yml` is known by its
place, such as `plugins.i18n.languages`, and one of `data/settings.yml` by its key.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from entraide.content.field_types import SHAPES
from entraide.content.mkdocs_yml import find_setting
from entraide.content.setting_types import SECTION
from entraide.content.site_setting_types import (
    MOST_CHOICES,
    ChoiceRow,
    HomeLayout,
    ReviewMonths,
    WordLimits,
)
from entraide.content.site_settings import SITE_KEYS, ContributionLicence
from entraide.content.validation import QUOTED, describe_value
from entraide.content.yaml.documents import YamlDocument
from entraide.errors import FileLine, Problem, ProblemLocation, suggest_name

LANGUAGES = "plugins.i18n.languages"
PLUGIN = "plugins.entraide"
DATA = f"{PLUGIN}.data"
# What is said of a setting that is not there, or is of another type.
SENTENCES = {
    ("missing", "site_url"): ("site_url is missing", "Write the site's full address"),
    ("missing", LANGUAGES): (
        "the i18n plugin is missing",
        "Add it with your languages, or start a project: entraide init",
    ),
    ("missing", DATA): (
        "the plugin entraide is missing",
        "Add “- entraide” below plugins, or start a project: entraide init",
    ),
    ("tuple_type", LANGUAGES): (
        "languages of i18n is no list",
        "Write “- locale: …” below it for each",
    ),
}
CURES = {  # by the name of a setting, or else by the type that pydantic gives a mistake
    "format": "Delete the line, and run: entraide upgrade",
    "exit": "Write an address for each locale: {en: https://…}, or false",
    "reading_ease": "Write a score for each language: {en: 60, fr: 55}",
    "words": "Write {shortest: 150, longest: 600}, in words",
    "review_months": "Write {entries: 6, services: 6}, in months from 1 to 60",
    "home": "Write {categories: [account], featured: [1029]}: ids, and numbers of entries",
    "home.choices": "Write [{label: {en: I paid}, entry: 1029, icon: cash}], "
    f"{MOST_CHOICES} at most: words by language, a number, a name",
    "licence": "Write its name and the address of its page: {name: CC BY 4.0, url: https://…}",
    "country": "Write its two capitals in quotes, as in “NO”",
    "bool_type": "Write true or false",
    "int_type": "Write the number of an entry",
    "string_pattern_mismatch": "Write the full address of a page, from https:// on",
    "string_type": "Write one text behind it",
}
# Settings that have settings below them.
SECTIONS: Mapping[str, type[BaseModel]] = {
    "licence": ContributionLicence,
    "words": WordLimits,
    "review_months": ReviewMonths,
    "home": HomeLayout,
    "home.choices": ChoiceRow,
}
# Settings of MkDocs that somebody might look for among ours.
IN_MKDOCS = frozenset({"site_name", "site_url", "repo_url", "edit_uri", "docs_dir", "site_dir"})


@dataclass(frozen=True, slots=True)
class SettingFiles:
    """The two files of settings: `mkdocs.yml`, and that of the data, as shown and as parsed."""

    config_file: Path
    shown: str
    document: YamlDocument

    def locate(self, keys: Sequence[str | int]) -> ProblemLocation:
        """Return the line of a setting by its keys, the first of which tells the file."""
        if keys and keys[0] in SITE_KEYS:
            return FileLine(self.shown, self.document.get_line(tuple(keys)))
        file, line = find_setting(self.config_file, *keys)
        path = Path(os.path.relpath(file, self.config_file.parent)).as_posix()
        return FileLine(path, line)


def find_unknown_settings(files: SettingFiles) -> Iterator[Problem]:
    """Yield a problem for each key of `data/settings.yml` that is no setting of ours."""
    for key in files.document.value:
        if key not in SITE_KEYS:
            cure = suggest_name(str(key), SITE_KEYS)
            if key in IN_MKDOCS:
                cure = "Write it in mkdocs.yml"
            location = FileLine(files.shown, files.document.get_line((key,)))
            yield Problem(location, f"“{key}” is no setting", cure)


def explain_mistakes(error: ValidationError, files: SettingFiles) -> Iterator[Problem]:
    """Yield a problem, with its file and line, for each mistake that pydantic found."""
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
            keys = keys[: -1 if rest else -2]  # where it belongs
        explanation = _explain_mistake(mistake["type"], mistake, str(first), rest)
        yield Problem(files.locate(keys), *explanation)


def _explain_mistake(
    code: str, mistake: Mapping[str, Any], setting: str, rest: Sequence[str | int]
) -> tuple[str, str]:
    """Return what is wrong, and the cure, for a mistake at `rest` of `setting`."""
    name = ".".join(map(str, (setting, *rest)))
    shown = f"{name} is {describe_value(mistake['input'])}"
    if code == "setting":
        return mistake["ctx"]["what"], mistake["ctx"]["cure"]
    if code == "extra_forbidden" and not rest:
        return _explain_stray_option(setting, shown)
    if code == "literal_error":
        known = QUOTED.findall(mistake["ctx"]["expected"])
        return shown, suggest_name(str(mistake["input"]), known)
    if code == "extra_forbidden":
        parents = ".".join([setting, *(each for each in rest[:-1] if isinstance(each, str))])
        return f"{name} is no setting", suggest_name(str(rest[-1]), SECTIONS[parents].model_fields)
    if code == "string_pattern_mismatch":
        cure = SHAPES.get(mistake["ctx"]["pattern"], CURES[code])
    else:
        cure = (
            CURES.get(".".join(map(str, (setting, *rest[:1]))))
            or CURES.get(setting)
            or CURES.get(code, mistake["msg"])
        )
    return SENTENCES.get((code, setting)) or (
        f"{name} is missing" if code == "missing" else shown,
        cure,
    )


def _explain_stray_option(setting: str, shown: str) -> tuple[str, str]:
    """Return what is wrong with a plugin whose options are no mapping, or with one of ours."""
    if not setting.startswith(f"{PLUGIN}."):
        return shown, SECTION
    option = setting.removeprefix(f"{PLUGIN}.")
    cure = suggest_name(option, ["data"])
    if option in SITE_KEYS:
        cure = "Write it in data/settings.yml"
    return f"{setting} is no setting", cure
