"""The files of a new project: a sample, with the name and the languages that were asked for.

Samples are folders of files as a project has them. The sample `safety` is the reference site
itself; a wheel has its `docs/` and `data/` inside.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any

from entraide.content.babel_locales import find_language_name
from entraide.content.project_format import add_stamp
from entraide.content.sample_entries import swap_sources
from entraide.content.sample_words import choose_words
from entraide.content.yaml.editor import YamlEdit, edit_yaml
from entraide.errors import Argument, EntraideError, ProblemLog, suggest_name
from entraide.shipped_folders import PACKAGE

# What stands in a sample for the name of the site, and of what it helps with.
SITE_MARKER, PLATFORM_MARKER = "SITE_NAME", '"PLATFORM_NAME"'
OWN_FILES = frozenset({"ratings.json", "proposals.json"})  # of one site and its visitors alone
WORKFLOWS = {  # by forge: where its workflow stands
    "github": ".github/workflows/help.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/help.yml",
}
SAMPLE_CODE = "en"  # the locale that samples are written in first
SETTINGS_YML = "data/settings.yml"
FORMAT_LINE = re.compile(r"^format:", re.MULTILINE)
IGNORED = "/.venv/\n/site/\n/.site.*/\n/.*.spare/\n/.cache/\n/var/\n/pdf/\n"


class Sample(StrEnum):
    """A sample with which a new project can begin."""

    BLANK = "blank"
    PRODUCT = "product"
    SAFETY = "safety"

    @property
    def folder(self) -> Path:
        """The folder of its `docs/` and `data/`."""
        if self is Sample.SAFETY and not (PACKAGE / "samples" / self).is_dir():
            return PACKAGE.parents[1]  # the repository
        return PACKAGE / "samples" / self

    @property
    def codes(self) -> tuple[str, ...]:
        """The locales that it is written in, English first."""
        codes = sorted(folder.name for folder in (self.folder / "docs").iterdir())
        return tuple(sorted(codes, key=lambda code: code != "en"))


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """The project that was asked for; the first of `codes` is the default locale.

    `platform` is the name of the platform, product or club that the site helps with.
    """

    name: str
    platform: str
    address: str
    codes: Sequence[str]
    sample: Sample
    forge: str | None = None

    def check(self) -> None:
        """Raise EntraideError with everything asked for that the sample does not have."""
        log, known = ProblemLog(), self.sample.codes
        for code in self.codes:
            if code not in known:
                what = f"the sample {self.sample} has no “{code}”"
                cure = f"{suggest_name(code, known)}, and add others later: entraide locale add"
                log.add(Argument("--languages"), what, cure)
        if self.sample is Sample.SAFETY and (missing := set(known) - set(self.codes)):
            what = (
                f"entries of the sample {self.sample} are written in {' and '.join(missing)} first"
            )
            cure = (
                f"Choose {','.join(known)}, and drop {' and '.join(sorted(missing))} afterwards: "
                f"entraide locale source --all {self.codes[0]}, then entraide locale remove"
            )
            log.add(Argument("--languages"), what, cure)
        if log:
            raise EntraideError(*log)


def build_project(plan: ProjectPlan) -> dict[str, str]:
    """Return the text of every file of the project, by its path from the root."""
    texts = {
        "mkdocs.yml": format_mkdocs_yml(plan),
        ".gitignore": IGNORED,
        "requirements.txt": f"entraide=={version('entraide')}\n",
        "README.md": _read_readme(plan.codes[0]).replace(SITE_MARKER, plan.name),
        **_list_sample_files(plan),
    }
    settings = texts.get(SETTINGS_YML, "")
    if not FORMAT_LINE.search(settings):
        texts[SETTINGS_YML] = add_stamp(settings)
    return texts | (build_workflow(plan.forge) if plan.forge else {})


def build_workflow(forge: str) -> dict[str, str]:
    """Return the workflow of a forge, by its path."""
    text = (PACKAGE / "samples" / "ci" / f"{forge}.yml").read_text("utf-8")
    return {WORKFLOWS[forge]: text}


def format_mkdocs_yml(plan: ProjectPlan) -> str:
    """Return the settings of the project."""
    languages = "".join(
        f"        - {{ locale: {code}, name: {name}{', default: true' * (index == 0)} }}\n"
        for index, (code, name) in enumerate(_name_languages(plan.codes).items())
    )
    return f"""\
# The help centre: its name, its address, its languages. All else stands in docs/ and data/.
site_name: {json.dumps(plan.name, ensure_ascii=False)}
site_url: {json.dumps(plan.address)}
# repo_url: https://forge.example/team/help # shows staff “Edit this page” on every entry
# edit_uri: edit/main/docs/

plugins:
  - i18n: # each language has its folder in docs/
      languages:
{languages}  - entraide
"""


def _name_languages(codes: Sequence[str]) -> Mapping[str, str]:
    """Return the name of each language in itself, with a capital."""
    names = {code: find_language_name(code, code) or code for code in codes}
    return {code: name[:1].upper() + name[1:] for code, name in names.items()}


def _list_sample_files(plan: ProjectPlan) -> dict[str, str]:
    """Return the path and the text of each file of the sample that the project takes."""
    texts = dict(_iter_sample_files(plan))
    if plan.sample is Sample.PRODUCT and plan.codes[0] != SAMPLE_CODE:
        texts = swap_sources(texts, SAMPLE_CODE, plan.codes[0])
    known = Sample.BLANK.codes  # the data of “product” has words in them all, too
    left_out = tuple(f"docs/{code}/" for code in known if code not in plan.codes)
    has_more = plan.sample is not Sample.SAFETY
    return {
        path: choose_words(text, path, plan.codes, known)
        if has_more and path.startswith("data/")
        else text
        for path, text in texts.items()
        if not path.startswith(left_out)
    }


def _iter_sample_files(plan: ProjectPlan) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file of the sample, in all of its languages."""
    root = plan.sample.folder
    folders = [*(root / "docs" / code for code in plan.sample.codes), root / "data"]
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.name not in OWN_FILES and file.parent.name != "schemas":
                path, text = file.relative_to(root).as_posix(), file.read_text("utf-8")
                if path == SETTINGS_YML:
                    text = turn_desk_off(text)
                yield (
                    path,
                    text.replace(PLATFORM_MARKER, json.dumps(plan.platform, ensure_ascii=False)),
                )


def turn_desk_off(settings_yml: str) -> str:
    """Return settings without a desk, which takes an extra, a server, and a choice."""

    def turn_off(settings: dict[str, Any]) -> dict[str, Any]:
        return settings | {"desk": False} if "desk" in settings else settings

    return edit_yaml(
        settings_yml, YamlEdit(turn_off, (), ["desk"], SETTINGS_YML, "the list of settings")
    )


def _read_readme(code: str) -> str:
    """Return the README for the team, in its language or in English."""
    folder = PACKAGE / "samples"
    file = folder / f"README.{code}.md"
    return (file if file.is_file() else folder / "README.en.md").read_text("utf-8")
