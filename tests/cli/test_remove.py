"""`entraide remove`: an entry goes, its number and its addresses stay with what became of it."""

from pathlib import Path

import pytest

from entraide.content.data.ids import HEADER
from support.commands import Run
from support.git import commit_all, run_git

IDS = "data/ids.yml"
PLACE = "account/lost-password"


def publish_french(project: Path, words: str = "") -> None:
    file = project / "docs/fr/scams/avance.md"
    file.write_text(file.read_text().replace("status: draft", "status: published") + words)


def test_files_go_and_the_number_stays(project: Path, run_entraide: Run) -> None:
    publish_french(project)
    result = run_entraide("remove", "7", "--instead", "12", "--as-of", "2026-11-20")
    assert result.exit_code == 0, result.output
    assert not list(project.glob(f"docs/*/{PLACE}.*"))
    assert (project / IDS).read_text() == (
        f"{HEADER}7: {{was: [{PLACE}, account/password], removed: 2026-11-20, instead: 12}}\n"
        "12: scams/avance\n"
    )
    assert run_entraide("check").exit_code == 0
    new = run_entraide("new", "account", "lost-password", "--title", "Again")
    assert new.output.startswith("Entry 13 ")


def test_a_second_removal_changes_nothing_but_where_readers_go(
    project: Path, run_entraide: Run
) -> None:
    publish_french(project)
    run_entraide("remove", "7", "--instead", "https://other.example/", "--as-of", "2026-11-20")
    before = (project / IDS).read_text()
    again = run_entraide("remove", "7")
    assert again.exit_code == 2
    assert "entry 7 was removed already, on 2026-11-20" in again.output
    assert (project / IDS).read_text() == before
    assert run_entraide("remove", "7", "--instead", "12").exit_code == 0
    assert (project / IDS).read_text() == before.replace("https://other.example/", "12")


@pytest.mark.parametrize(
    "words",
    [
        ("entry", "publish", "7"),
        ("entry", "archive", PLACE),
        ("entry", "schedule", "docs/en/account/password.md", "--never"),
        ("move", "7", "scams/x"),
        ("remove", "account/password"),
        ("remove", "12", "--instead", "7"),
        ("renumber", PLACE),
        ("revise", "7", "--significance", "minor", "--note", "x"),
        ("locale", "source", "7", "fr"),
        ("translate", "export", "--to", "fr", "--id", "7", "--output", "x.po"),
    ],
)
def test_whoever_names_a_removed_entry_is_told_since_when_and_where_its_readers_go(
    words: tuple[str, ...], project: Path, run_entraide: Run
) -> None:
    publish_french(project)
    run_entraide("remove", "7", "--instead", "12", "--as-of", "2026-11-20")
    result = run_entraide(*words)
    assert result.exit_code == 2
    told = "entry 7 was removed on 2026-11-20. Its readers go to entry 12 now.\n"
    assert result.stderr.partition(": ")[2] == told


def test_a_number_that_only_a_draft_had_is_nobodys(project: Path, run_entraide: Run) -> None:
    assert project
    said = run_entraide("remove", "12", "--as-of", "2026-11-20").stdout
    assert said.endswith("12 is removed. It never was on the site, where nothing is said of it.\n")
    told = run_entraide("move", "12", "scams/x").stderr
    assert told.startswith("ID: no entry has had the number 12 since 2026-11-20. It was that of a ")


def test_a_draft_that_was_published_before_leaves_its_addresses(
    project: Path, run_entraide: Run
) -> None:
    assert run_entraide("entry", "publish", "12").exit_code == 0
    file = project / "docs/fr/scams/avance.md"
    file.write_text(file.read_text().replace("status: published", "status: draft"))
    said = run_entraide("remove", "12").stdout
    assert said.endswith("Entry 12 is removed. Its addresses say so after a build.\n")
    assert "draft" not in (project / IDS).read_text()


def test_a_draft_whose_day_has_not_come_leaves_none(project: Path, run_entraide: Run) -> None:
    assert project
    run_entraide("entry", "schedule", "12", "--publish-on", "2099-01-02")
    assert "It never was on the site" in run_entraide("remove", "12", "--dry-run").stdout


def test_readers_of_an_address_are_not_sent_to_itself(project: Path, run_entraide: Run) -> None:
    result = run_entraide("remove", PLACE, "--instead", "7")
    assert result.exit_code == 2
    assert result.output.startswith("--instead: readers cannot go to entry 7")
    assert (project / f"docs/en/{PLACE}.md").is_file()


def test_links_to_it_are_listed_and_refused_until_they_are_accepted(
    project: Path, run_entraide: Run
) -> None:
    publish_french(project, "\n[Mot de passe](../account/lost-password.md)\n")
    result = run_entraide("remove", "7")
    assert result.exit_code == 1
    assert result.output == (
        "docs/fr/scams/avance.md:13: this links to entry 7. Link elsewhere, or take the link out.\n"
    )
    assert (project / f"docs/en/{PLACE}.md").is_file()
    assert run_entraide("remove", "7", "--force").exit_code == 0


def test_other_entries_are_related_to_it_no_more(project: Path, run_entraide: Run) -> None:
    file = project / "docs/fr/scams/avance.md"
    file.write_text(file.read_text().replace("author:", "related: [7] # first\nauthor:"))
    assert run_entraide("remove", "7").exit_code == 0
    assert "related: [] # first\n" in file.read_text()


def test_what_the_settings_name_stays(project: Path, run_entraide: Run) -> None:
    (project / "data/settings.yml").write_text("feedback_entry: 7\n")
    result = run_entraide("remove", "7", "--force")
    assert result.exit_code == 1
    assert result.output.startswith("data/settings.yml:1: feedback_entry names entry 7.")


def test_a_dry_run_writes_nothing(project: Path, run_entraide: Run) -> None:
    result = run_entraide("remove", "7", "--dry-run")
    assert f"docs/en/{PLACE}.md: would be removed" in result.output
    assert (project / f"docs/en/{PLACE}.md").is_file()
    assert not (project / IDS).exists()


@pytest.mark.parametrize("goal", ["7", "12", "http://other.example", "https://x", "99"])
def test_readers_go_to_what_they_can_read(goal: str, project: Path, run_entraide: Run) -> None:
    result = run_entraide("remove", "7", "--instead", goal)
    assert result.exit_code == 2
    assert result.output.startswith("--instead: ")
    assert (project / f"docs/en/{PLACE}.md").is_file()


def test_an_entry_that_somebody_deleted_is_recorded_with_what_git_knows(
    project: Path, run_entraide: Run
) -> None:
    commit_all(project)
    for code in ("en", "fr"):
        (project / f"docs/{code}/{PLACE}.md").unlink()
    run_git(project, "commit", "-q", "-a", "-m", "Gone")
    assert run_entraide("remove", "7", "--as-of", "2026-11-20").exit_code == 0
    assert f"7: {{was: [{PLACE}, account/password], removed: 2026-11-20}}\n" in (
        (project / IDS).read_text()
    )
    assert "git remembers" not in run_entraide("check").output


def test_a_number_that_nobody_ever_had_is_refused(project: Path, run_entraide: Run) -> None:
    assert project
    assert run_entraide("remove", "99").exit_code == 2
