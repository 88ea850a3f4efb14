"""`entraide entry`: publish and archive, now or on a day; only keys of its own are written."""

from datetime import date
from pathlib import Path

import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.model.entry import Status
from support.commands import Run

FRENCH = "docs/fr/scams/avance.md"
SOURCE = "docs/en/account/lost-password.md"


def read_status(project: Path, number: int, day: str) -> Status:
    reading = read_site(read_settings(project / "mkdocs.yml"), date.fromisoformat(day))
    return reading.site.entries[number].status


def test_publishing_writes_the_status_and_the_digest(project: Path, run_entraide: Run) -> None:
    before = (project / FRENCH).read_text()
    result = run_entraide("entry", "publish", "12")
    assert result.exit_code == 0, result.output
    lines = (project / FRENCH).read_text().splitlines()
    digest = next(line for line in lines if line.startswith("digest: "))
    lines.remove(digest)
    assert lines == before.replace("status: draft", "status: published").splitlines()
    assert run_entraide("entry", "publish", "12").exit_code == 2


@pytest.mark.parametrize(
    "words", [("publish", "13"), ("schedule", "13", "--publish-on=2027-01-04")]
)
def test_a_skeleton_is_never_published(
    words: tuple[str, ...], project: Path, run_entraide: Run
) -> None:
    run_entraide("new", "scams", "prize", "--title", "Prize", "--also", "fr", "Prix")
    before = (project / "docs/en/scams/prize.md").read_text()
    result = run_entraide("entry", *words)
    assert result.exit_code == 1
    for path in ("docs/en/scams/prize.md", "docs/fr/scams/prize.md"):
        assert f"{path}:" in result.output
    assert (project / "docs/en/scams/prize.md").read_text() == before


def test_archiving_lists_links_and_is_refused_where_a_setting_needs_it(
    project: Path, run_entraide: Run
) -> None:
    home = project / "docs/en/index.md"
    home.write_text(home.read_text() + "\n[Password](account/lost-password.md)\n")
    settings = project / "data/settings.yml"
    settings.write_text("feedback_entry: 7\n")
    result = run_entraide("entry", "archive", "7")
    assert result.exit_code == 1
    assert "feedback_entry is 7, and entry 7 is archived" in result.output
    settings.unlink()
    before = (project / SOURCE).read_text()
    dry = run_entraide("entry", "archive", "7", "--dry-run")
    assert "docs/en/index.md:8: this links to it" in dry.output
    assert (project / SOURCE).read_text() == before
    assert run_entraide("entry", "archive", "7").exit_code == 0
    assert (project / SOURCE).read_text() == before.replace("published", "archived")


def test_days_take_effect_when_they_come(project: Path, run_entraide: Run) -> None:
    before = (project / FRENCH).read_text()
    days = ("--publish-on", "2027-01-04", "--archive-on", "2027-07-01")
    result = run_entraide("entry", "schedule", "12", *days)
    assert result.exit_code == 0, result.output
    assert read_status(project, 12, "2027-01-03") is Status.DRAFT
    assert read_status(project, 12, "2027-01-04") is Status.PUBLISHED
    assert read_status(project, 12, "2027-06-30") is Status.PUBLISHED
    assert read_status(project, 12, "2027-07-01") is Status.ARCHIVED
    assert run_entraide("check").exit_code == 0
    assert run_entraide("entry", "schedule", "12", "--never").exit_code == 0
    kept = [each for each in (project / FRENCH).read_text().splitlines() if "digest" not in each]
    assert kept == before.splitlines()


def test_what_a_day_archived_can_be_published_again(project: Path, run_entraide: Run) -> None:
    run_entraide("entry", "schedule", "7", "--archive-on", "2026-01-04")
    assert read_status(project, 7, "2026-11-05") is Status.ARCHIVED
    assert run_entraide("entry", "publish", "7").exit_code == 0
    assert read_status(project, 7, "2026-11-05") is Status.PUBLISHED


def test_days_in_the_wrong_order_are_refused(project: Path, run_entraide: Run) -> None:
    days = ("--publish-on", "2027-07-01", "--archive-on", "2027-01-04")
    result = run_entraide("entry", "schedule", "12", *days)
    assert result.exit_code == 1
    assert "“archive_on” is 2027-01-04, and “publish_on” 2027-07-01" in result.output
    assert "publish_on" not in (project / FRENCH).read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("12",),
        ("12", "--never", "--archive-on=2027-01-04"),
        ("7", "--publish-on=2027-01-04"),
        ("7", "--archive-on=2027-01-04"),
    ],
)
def test_what_means_nothing_is_refused(
    words: tuple[str, ...], project: Path, run_entraide: Run
) -> None:
    if "--archive-on=2027-01-04" in words:
        assert run_entraide("entry", "archive", "7").exit_code == 0
    before = (project / SOURCE).read_text(), (project / FRENCH).read_text()
    assert run_entraide("entry", "schedule", *words).exit_code == 2
    assert ((project / SOURCE).read_text(), (project / FRENCH).read_text()) == before


def test_the_command_for_the_site_knows_a_number(project: Path, run_entraide: Run) -> None:
    assert project
    result = run_entraide("publish", "12")
    assert result.exit_code == 2
    assert "For the entry: entraide entry publish 12." in result.output


def test_a_time_zone_that_is_none_is_refused(project: Path, run_entraide: Run) -> None:
    (project / "data/settings.yml").write_text("time_zone: Paris\n")
    result = run_entraide("check")
    assert result.exit_code == 2
    assert "time_zone is “Paris”, which is no time zone. Write its name" in result.output
