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


def test_drafts_that_link_to_each_other_are_published_at_once(
    project: Path, run_entraide: Run
) -> None:
    make_draft(project, 20, "one", "[Two](two.md)")
    make_draft(project, 21, "two", "[One](one.md)")
    alone = run_entraide("entry", "publish", "20")
    assert alone.exit_code == 1
    assert "or both at once: entraide entry publish 20 21." in alone.stderr
    both = run_entraide("entry", "publish", "20", "scams/two", "20", "7")
    assert both.exit_code == 0, both.output
    assert both.stdout == (
        "docs/en/scams/one.md: written\ndocs/en/scams/two.md: written\n"
        "Entry 20 is published by the next build.\nEntry 21 is published by the next build.\n"
    )
    assert both.stderr.startswith("ID: entry 7 is published already.")
    assert run_entraide("check").exit_code == 0


def test_several_are_scheduled_and_archived_at_once(project: Path, run_entraide: Run) -> None:
    make_draft(project, 20, "one", "[Two](two.md)")
    make_draft(project, 21, "two", "[One](one.md)")
    day = "--publish-on=2027-01-04"
    assert run_entraide("entry", "schedule", "20", "21", day).exit_code == 0
    assert read_status(project, 21, "2027-01-04") is Status.PUBLISHED
    archived = run_entraide("entry", "archive", "20", "21")
    assert "docs/en/scams/one.md:13: this links to entry 21\n" in archived.stdout
    assert archived.stdout.endswith(
        "Entry 20 is archived by the next build.\nEntry 21 is archived by the next build.\n"
    )


def make_draft(project: Path, number: int, slug: str, text: str) -> None:
    file = project / "docs/en/scams" / f"{slug}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    facts = "summary: S.\nauthor: A\nstatus: draft\nrevision: 1\nupdated: 2026-11-01"
    file.write_text(f"---\nid: {number}\ntitle: {slug}\n{facts}\n---\n\n{text}\n", "utf-8")


def test_every_word_that_names_no_entry_is_told_and_nothing_written(
    project: Path, run_entraide: Run
) -> None:
    result = run_entraide("entry", "publish", "12", "13", "scams/none")
    assert result.exit_code == 2
    assert "there is no entry “13”" in result.stderr
    assert "there is no entry “scams/none”" in result.stderr
    assert "status: draft" in (project / FRENCH).read_text()


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
    assert "docs/en/index.md:8: this links to entry 7" in dry.output
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
    assert (project / FRENCH).read_text() == before


def test_days_that_are_over_are_refused(project: Path, run_entraide: Run) -> None:
    before = (project / FRENCH).read_text()
    days = ("--publish-on", "2026-01-02", "--archive-on", "2026-01-04")
    result = run_entraide("entry", "schedule", "12", *days)
    assert result.exit_code == 2
    said = result.stderr.splitlines()
    assert said[0].startswith("--publish-on: 2026-01-02 is over (today is ")
    assert said[0].endswith("). To do it now: entraide entry publish ID.")
    assert said[1].startswith("--archive-on: 2026-01-04 is over")
    assert (project / FRENCH).read_text() == before


def write_key(project: Path, path: str, line: str) -> None:
    file = project / path
    file.write_text(file.read_text().replace("revision:", f"{line}\nrevision:", 1))


def test_what_a_day_archived_can_be_published_again(project: Path, run_entraide: Run) -> None:
    write_key(project, SOURCE, "archive_on: 2026-01-04")
    assert read_status(project, 7, "2026-11-05") is Status.ARCHIVED
    assert run_entraide("entry", "publish", "7").exit_code == 0
    assert read_status(project, 7, "2026-11-05") is Status.PUBLISHED


def test_a_day_that_waits_for_a_draft_to_be_published_is_told(
    project: Path, run_entraide: Run
) -> None:
    assert project
    result = run_entraide("entry", "schedule", "12", "--archive-on", "2027-01-04")
    assert result.stdout.endswith("Entry 12 has archive_on: 2027-01-04.\n")
    assert result.stderr == (
        "Entry 12: it is a draft, and is archived on that day only if it is published before.\n"
    )
    assert (
        "warning: “archive_on” is 2027-01-04, and does nothing as long as this is a draft. "
        "Publish it: entraide entry publish 12; on a day:" in run_entraide("check").output
    )
    both = run_entraide("entry", "schedule", "12", "--publish-on", "2027-01-02")
    assert both.stderr == ""
    assert "does nothing" not in run_entraide("check").output


def test_a_draft_whose_last_day_is_over_is_published_without_it(
    project: Path, run_entraide: Run
) -> None:
    write_key(project, FRENCH, "archive_on: 2026-01-04")
    assert run_entraide("entry", "publish", "12").exit_code == 0
    assert read_status(project, 12, "2026-11-05") is Status.PUBLISHED


def test_days_in_the_wrong_order_are_refused(project: Path, run_entraide: Run) -> None:
    days = ("--publish-on", "2027-07-01", "--archive-on", "2027-01-04")
    result = run_entraide("entry", "schedule", "12", *days)
    assert result.exit_code == 1
    assert "“archive_on” is 2027-01-04, and “publish_on” 2027-07-01" in result.output
    assert "publish_on" not in (project / FRENCH).read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("12",), "--publish-on: no day is given."),
        (("12", "--never", "--archive-on=2027-01-04"), "--never: it takes back both days."),
        (("7", "--publish-on=2027-01-04"), "ID: entry 7 is"),
        (("7", "--archive-on=2027-01-04"), "ID: entry 7 is archived already."),
    ],
)
def test_what_means_nothing_is_refused(
    words: tuple[str, ...], said: str, project: Path, run_entraide: Run
) -> None:
    if "--archive-on=2027-01-04" in words:
        assert run_entraide("entry", "archive", "7").exit_code == 0
    before = (project / SOURCE).read_text(), (project / FRENCH).read_text()
    result = run_entraide("entry", "schedule", *words)
    assert (result.exit_code, said in result.stderr) == (2, True)
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


def test_a_day_before_the_text_was_written_is_told(project: Path, run_entraide: Run) -> None:
    write_key(project, FRENCH, "publish_on: 2020-01-04")
    write_key(project, SOURCE, "archive_on: 2020-01-04")
    said = run_entraide("check").output
    assert "“publish_on” is 2020-01-04, a day before the text was written (" in said
    assert "“archive_on” is 2020-01-04, a day before the text was revised (" in said
