"""What a build tells while it works, and where it says that the time went."""

import sys
from pathlib import Path

import pytest

from entraide.cli.build_progress import format_profile, show_progress
from entraide.content.build_stages import StageCost, run_stage, write_line
from support.commands import Run


def run_stages() -> None:
    with run_stage("Read"):
        write_line("A warning.")
    with run_stage("search", beside=True):
        pass
    with run_stage("Write"):
        pass


def test_elsewhere_than_in_a_terminal_each_stage_is_a_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with show_progress(2, quiet=False) as costs:
        run_stages()
    assert capsys.readouterr() == ("", "Read …\nA warning.\nWrite …\n")
    assert [(cost.name, cost.beside) for cost in costs] == [
        ("Read", False),
        ("search", True),
        ("Write", False),
    ]


def test_a_terminal_has_a_bar_that_gives_way_to_lines_and_goes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with show_progress(1, quiet=False):
        run_stages()
    bars = capsys.readouterr().err.split("\r\033[K")
    assert bars[:2] == ["", "###..................... Read"]
    assert bars[2:] == ["A warning.\n", "######.................. Write", ""]


def test_a_quiet_build_says_nothing_but_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress(1, quiet=True):
        run_stages()
    assert capsys.readouterr() == ("", "A warning.\n")


def test_the_profile_adds_up_to_the_whole() -> None:
    costs = [StageCost("Read", 1, 2), StageCost("search", 9, 8, beside=True)]
    assert list(format_profile(costs, 4, 11)) == [
        "stage                 clock, s  processors, s",
        "Read                  1.00      2.00",
        "MkDocs, and the rest  3.00      9.00",
        "all                   4.00      11.00",
        "beside: search        9.00      8.00",
    ]


@pytest.mark.thorough
def test_a_build_shows_where_its_time_went(project: Path, run_entraide: Run) -> None:
    result = run_entraide("build", "--quiet", "--profile")
    assert result.exit_code == 0, result.output
    assert (project / "site/index.html").exists()
    assert result.stderr == ""
    stages = [line.split("  ")[0] for line in result.stdout.splitlines()]
    assert stages == [
        *("stage", "Read the project", "Convert the texts", "Check everything"),
        *("Write the images", "Draw the pages: English", "Draw the pages: Français"),
        *("Wait for search and data", "Write the files for the whole site", "Put it in place"),
        *("MkDocs, and the rest", "all"),
        *("beside: search", "beside: data", "beside: files for translators"),
    ]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('logging.getLogger("mkdocs.hooks").warning("A tile is loose.")', "A tile is loose."),
        ('sys.exit("The roof leaks.")', "The roof leaks."),
    ],
)
def test_what_a_hook_of_the_project_warns_of_is_said_and_fails_the_build(
    project: Path, run_entraide: Run, line: str, message: str
) -> None:
    (project / "own.py").write_text(
        f"import logging, sys\n\n\ndef on_config(config):\n    {line}\n", encoding="utf-8"
    )
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nhooks: [own.py]\n")
    result = run_entraide("build", "--quiet")
    assert result.exit_code == 1
    assert message in result.stderr
    assert not (project / "site").exists()
