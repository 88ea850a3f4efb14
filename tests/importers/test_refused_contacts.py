# ruff: noqa: E501 - a warning stands as it is printed
"""Contacts that the settings refuse: a plan says beforehand what would stop the build."""

from pathlib import Path

import pytest

from importers.conftest import WriteFolder
from support.commands import Run

PAGE = (
    '# Films\n\n<iframe src="https://video.example/1"></iframe>\n\nWrite to help@old.example, '
    "see [it](https://video.example/2) and [that](https://other.example/).\n"
)
WARNING = """
Nothing is built as long as the texts have these, which your settings refuse:
  link to a site that is not listed (2): list the site in data/platform.yml, or set “links: https” in data/settings.yml.
    sites: {video: https://video.example/}
    sites: {other: https://other.example/}
  e-mail address in a text (1): write a placeholder in its place, or set “contacts: any” in data/settings.yml.
    help@old.example
"""


def write_settings(project: Path, settings: str) -> None:
    (project / "data/settings.yml").write_text(settings, "utf-8")


def test_sites_that_are_not_listed_are_told_beforehand(
    project: Path, write_source: WriteFolder, run_entraide: Run
) -> None:
    write_settings(project, "format: 2\nlinks: listed\ncontacts: listed\n")
    source = write_source({"en/kb/films.md": PAGE})
    plan = run_entraide("import", "markdown", source, "--plan", "plan.csv")
    assert WARNING in plan.output
    report = (project / "plan.report.txt").read_text("utf-8")
    assert "entraide check calls it an error; list the site in data/platform.yml" in report
    assert "link to a site that is not listed (" in (project / "plan.csv").read_text("utf-8")
    assert WARNING in run_entraide("import", "markdown", source, "--from", "plan.csv").output
    assert run_entraide("check").exit_code == 1


@pytest.mark.parametrize(
    "settings", ["", "links: listed\ncontacts: any\n", "contacts: listed\nlinks: https\n"]
)
def test_only_what_the_settings_refuse_is_told(
    project: Path, write_source: WriteFolder, run_entraide: Run, settings: str
) -> None:
    write_settings(project, f"format: 2\n{settings}")
    source = write_source({"en/kb/films.md": PAGE})
    output = run_entraide("import", "markdown", source, "--plan", "plan.csv").output
    assert ("link to a site" in output) == ("links: listed" in settings)
    assert ("e-mail address in a text" in output) == ("contacts: listed" in settings)
