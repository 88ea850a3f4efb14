import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entraide.cli.check import format_github
from entraide.cli.main import main
from entraide.content.checks import check_project
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import FileLine, Problem, Severity
from support.projects import write_site
from support.square_site import SQUARE

SIGNS = "docs/en/scams/signs.md"
TEXT = "Do not pay them. " * 40  # as long as an entry should be


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", *words])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder inside a project with one error and, from 2026-12-01 on, one warning."""
    matter = "id: 1\ntitle: A\nsummary: B\nauthor: C\nstatus: published\nrevision: 1\n"
    dates = "updated: 2026-11-01\nreview_by: 2026-11-30\ntags: [frist-steps]\n"
    write_site(tmp_path, {SIGNS: f"---\n{matter}{dates}---\n{TEXT}\n"})
    monkeypatch.chdir(tmp_path / "docs" / "en")
    return tmp_path


@pytest.mark.usefixtures("project")
def test_an_error_exits_1_and_says_where_what_and_the_cure() -> None:
    result = run("--as-of", "2026-11-21")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{SIGNS}:10: there is no tag “frist-steps”. Did you mean")
    assert result.stderr == "1 error in 3 files.\n"


def test_a_warning_is_printed_and_does_not_fail(project: Path) -> None:
    file = project / SIGNS
    file.write_text(file.read_text(encoding="utf-8").replace("frist", "first"), encoding="utf-8")
    result = run("--as-of", "2026-12-01")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{SIGNS}:9: warning: ")
    assert result.stderr == "1 warning in 3 files.\n"


def test_a_project_without_a_mistake_says_so(project: Path) -> None:
    (project / SIGNS).unlink()
    result = run("--as-of", "2026-12-01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No problem in 2 files.\n"


@pytest.mark.usefixtures("project")
def test_json_has_every_part_of_a_problem() -> None:
    result = run("--format", "json", "--as-of", "2026-12-01")
    assert result.exit_code == 1
    warning, error = json.loads(result.stdout)
    assert list(warning) == ["path", "line", "severity", "what", "cure"]
    assert (warning["severity"], warning["line"]) == ("warning", 9)
    assert (error["severity"], error["path"], error["line"]) == ("error", SIGNS, 10)
    assert result.stderr == "1 error, 1 warning in 3 files.\n"


def test_json_of_no_problem_is_an_empty_list(project: Path) -> None:
    (project / SIGNS).unlink()
    assert json.loads(run("--format", "json").stdout) == []


@pytest.mark.usefixtures("project")
def test_github_gets_one_annotation_a_problem() -> None:
    lines = run("--format", "github", "--as-of", "2026-12-01").stdout.splitlines()
    assert [line.partition("::there")[0].partition("::this")[0] for line in lines] == [
        f"::warning file={SIGNS},line=9",
        f"::error file={SIGNS},line=10",
    ]


def test_github_s_own_signs_are_escaped() -> None:
    problem = Problem(
        FileLine("a,b:c%.md", 1), "100%\r\nof it: yes, all", "Write 50%", Severity.ERROR
    )
    assert format_github([problem]) == (
        "::error file=a%2Cb%3Ac%25.md,line=1::100%25%0D%0Aof it: yes, all. Write 50%25."
    )


@pytest.mark.usefixtures("project")
def test_a_day_that_is_no_day_exits_2() -> None:
    result = run("--as-of", "tomorrow")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--as-of: “tomorrow” is no date. Write YYYY-MM-DD.\n"


def test_a_command_outside_a_project_prints_an_error_of_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "there is no mkdocs.yml here or above" in result.stderr


def test_a_hard_text_and_a_short_one_are_reported_by_check_and_by_no_build(project: Path) -> None:
    file = project / SIGNS
    hard = "Administrative organisations systematically necessitate documentation."
    text = file.read_text(encoding="utf-8").replace("frist", "first").replace(TEXT, hard)
    file.write_text(text, encoding="utf-8")
    assert run("--as-of", "2026-11-21").stdout.splitlines() == [
        f"{SIGNS}:12: warning: this text has 5 words, not 150 to 600. Say all that is needed.",
        (
            f"{SIGNS}:12: warning: this text is hard to read: it scores -187, less than 60. "
            "Write shorter sentences and shorter words."
        ),
    ]
    reading = read_site(read_settings(project / "mkdocs.yml"))
    assert check_project(reading, date(2026, 11, 21)) == []


def test_missing_targets_only_warn_when_that_is_allowed(tmp_path: Path) -> None:
    text = (
        "[a](gone.md) [b](/docs/x) ![c](c.png) ![d](https://x.example/d.png) [e](ftp://x.example/)"
    )
    matter = "id: 1\ntitle: A\nsummary: B\nauthor: C\nstatus: published\nrevision: 1\n"
    matter += "updated: 2026-11-01\ntags: []\n"
    write_site(tmp_path, {SIGNS: f"---\n{matter}---\n{text} {TEXT}\n"})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        strict, lenient = run(), run("--allow-missing")
    assert "5 errors" in strict.stderr
    assert "1 error, 4 warnings" in lenient.stderr
    assert "ftp:" in next(line for line in lenient.stdout.splitlines() if "warning:" not in line)


@pytest.fixture
def two_mistakes(project: Path) -> Path:
    """The project with a second error, in another folder."""
    data = project / "data/law.yml"
    data.write_text("- id: A\n", encoding="utf-8")
    return project


@pytest.mark.usefixtures("two_mistakes")
@pytest.mark.parametrize("path", ["scams/signs.md", "scams", "../en", "../../docs"])
def test_with_a_path_only_what_is_wrong_there_is_shown(path: str) -> None:
    result = run(path, "--as-of", "2026-11-21")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith(f"{SIGNS}:10: ")
    last = result.stderr.splitlines()[-1]
    assert re.fullmatch(r"Elsewhere: \d+ errors?. To see them: entraide check", last)


@pytest.mark.usefixtures("two_mistakes")
def test_a_path_without_a_mistake_passes_and_says_that_there_are_others() -> None:
    result = run("index.md", "--as-of", "2026-11-21")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("No problem in 1 file.\nElsewhere: ")
    assert run("../../data", "--as-of", "2026-11-21").stdout.startswith("data/law.yml:")


@pytest.mark.usefixtures("project")
def test_paths_at_which_nothing_is_checked_are_reported_at_once() -> None:
    result = run("nothing.md", "..", "/", "/etc/hostname", "*.md")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        "PATHS: there is no “nothing.md”. Write it as from the folder that you are in.\n"
        "PATHS: nothing is checked at “/etc/hostname”. Name a file or a folder in docs/ or in the "
        "data.\n"
        "PATHS: there is no “*.md”. Write it as from the folder that you are in.\n"
    )


def test_what_staff_look_after_is_counted_for_the_whole_project_alone(project: Path) -> None:
    (project / "data/channels").mkdir()
    record = "data/channels/fr.yml"
    shutil.copy(SQUARE / record, project / record)
    look = "need a look"
    assert look in run().stderr
    assert look not in run("scams").stderr
