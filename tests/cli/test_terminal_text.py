"""Names of files and texts of a project cannot steer the terminal of whoever runs a command."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from entraide.cli.main import main
from support.projects import MKDOCS, write_site

BROKEN = "data/channels/x\x1b]0;t\x07\ny.yml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    locales = MKDOCS.replace("locale: fr", 'locale: fr, name: "Fr\\e[2J\\nx"')
    assert locales != MKDOCS
    write_site(tmp_path, {BROKEN: "- id: [", "docs/en/scams/c.md": "---\nid: [\n---\n"})
    (tmp_path / "mkdocs.yml").write_text(locales, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "words",
    ["check", "channels", "status", "translate status", "fix", "fix --dry-run", "build", "new"],
)
def test_no_command_prints_what_steers_a_terminal(words: str) -> None:
    result = CliRunner().invoke(main, words.split())
    text = result.output.replace("\n", "")
    assert text
    assert not [sign for sign in text if ord(sign) < 32 or sign == "\u202e"]


@pytest.mark.usefixtures("project")
def test_each_problem_is_one_line_and_json_has_the_name_as_it_is() -> None:
    lines = CliRunner().invoke(main, ["check"]).stdout.splitlines()
    (line,) = [line for line in lines if line.startswith("data/channels/")]
    assert line.startswith("data/channels/x<U+001B>]0;t<U+0007> y.yml:1: ")
    rows = json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).stdout)
    assert BROKEN in {row["path"] for row in rows}
