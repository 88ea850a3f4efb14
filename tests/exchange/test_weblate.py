"""The component that Weblate gets names files that an export writes and an import reads."""

import fnmatch
import json
import re
from pathlib import Path
from typing import Any

import polib
import pytest
from translate.storage import pypo

from support.commands import Run

REPO = "https://forge.example/team/help.git"


def read_component(run: Run, *words: str) -> dict[str, Any]:
    result = run("translate", "weblate", *words)
    assert result.exit_code == 0, result.output
    (component,) = json.loads(result.stdout)
    return dict(component)


def test_a_component_has_what_weblate_asks_for(project: Path, run_entraide: Run) -> None:
    assert project
    component = read_component(run_entraide, "--repo", REPO, "--branch", "main")
    assert (component["repo"], component["branch"]) == (REPO, "main")
    assert (component["file_format"], component["filemask"]) == ("po", "translations/*.po")
    assert component["source_language"] == {"code": "en", "name": "English"}
    assert re.match(component["language_regex"], "fr")
    assert not re.match(component["language_regex"], "en")


def test_its_flags_protect_placeholders(project: Path, run_entraide: Run) -> None:
    assert project
    flags = read_component(run_entraide, "--repo", REPO)["check_flags"]
    pattern = re.search(r'placeholders:r"(.*)"', flags)
    assert pattern
    assert re.findall(pattern[1], "To {{platform.name}}, {{ law.x }}") == ["platform.name", "law.x"]


def test_a_file_that_weblate_would_commit_comes_in(project: Path, run_entraide: Run) -> None:
    component = read_component(run_entraide, "--repo", REPO)
    path = project / component["filemask"].replace("*", "fr")
    path.parent.mkdir()
    assert fnmatch.fnmatch(path.relative_to(project).as_posix(), component["filemask"])
    words = ("--to", "fr", "--from", "en", "--output", path)
    assert run_entraide("translate", "export", *words).exit_code == 0
    kind: Any = pypo.pofile  # what Weblate itself reads and writes with
    store = kind.parsefile(str(path))
    unit = next(unit for unit in store.units if unit.source == "Stop.")
    unit.target = "Arrêtez tout."
    store.updateheader(add=True, last_translator="Camille R. <c@example.org>", language="fr")
    store.save()
    result = run_entraide("translate", "import", path)
    assert "segments: 1" in result.output, result.output
    text = (project / "docs/fr/scams/signs.md").read_text("utf-8")
    assert "1.  Arrêtez tout." in text
    assert "translator: Camille R." in text
    assert polib.pofile(str(path)).metadata["X-Entraide-Locale"] == "fr"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ((), "--repo: nothing says what Weblate clones. Write --repo URL, or repo_url in mkdocs."),
        (("--from", "es"), "--from: “es” is no locale here"),
    ],
)
def test_what_is_missing_is_told(
    project: Path, run_entraide: Run, words: tuple[str, ...], what: str
) -> None:
    assert project
    result = run_entraide("translate", "weblate", *words)
    assert result.exit_code == 2
    assert what in result.stderr
