"""The sample `safety` of `entraide init` is the reference site: it starts without a mistake."""

from pathlib import Path

import pytest

from entraide.content.project_start import Sample
from support.commands import Run
from support.paths import ROOT

GIVEN = ("--name", "Aide", "--address", "https://help.velo.example/", "--sample", "safety")


@pytest.mark.thorough
def test_it_is_a_project_without_a_mistake(tmp_path: Path, run_in: Run) -> None:
    started = run_in(tmp_path, "init", "help", *GIVEN, "--languages", "en,fr")
    assert started.exit_code == 0, started.output
    assert "data/platform.yml speaks of an invented platform: write yours." in started.stdout
    checked = run_in(tmp_path / "help", "check")
    assert checked.exit_code == 0, checked.output
    assert run_in(tmp_path / "help", "upgrade").stdout.endswith("nothing to do.\n")
    for line in checked.stdout.splitlines():  # what only the operator knows
        assert line.startswith("data/platform.yml:1: warning: ") and " lacks " in line


def test_it_has_the_languages_that_it_is_written_in(tmp_path: Path, run_in: Run) -> None:
    assert Sample.SAFETY.codes == ("en", "fr")
    refused = run_in(tmp_path, "init", "help", *GIVEN, "--languages", "en,de")
    assert refused.exit_code == 2
    assert "the sample safety has no “de”. Known: en, fr" in refused.stderr
    refused = run_in(tmp_path, "init", "help", *GIVEN, "--languages", "fr")
    assert "the sample safety are written in en first. Choose en,fr" in refused.stderr
    assert not (tmp_path / "help").exists()


def test_it_begins_without_a_desk_and_nothing_else_is_changed(tmp_path: Path, run_in: Run) -> None:
    assert run_in(tmp_path, "init", "help", *GIVEN, "--languages", "en,fr").exit_code == 0
    ours = (ROOT / "data" / "settings.yml").read_text("utf-8")
    theirs = (tmp_path / "help" / "data" / "settings.yml").read_text("utf-8")
    assert theirs == ours.replace("desk: true", "desk: false")
    for path in ("data/tags.yml", "docs/en/account/use-this-site-safely.md"):
        assert (tmp_path / "help" / path).read_bytes() == (ROOT / path).read_bytes()
