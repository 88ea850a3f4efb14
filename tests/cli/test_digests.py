"""A text that changed since its last revision is noticed for good, wherever it is checked."""

from pathlib import Path

import pytest

from support.commands import Run
from support.git import commit_all

SOURCE = "docs/en/account/lost-password.md"
WARNING = (
    "docs/en/account/lost-password.md:7: warning: the text changed since revision 3. So that "
    "translators and readers know, record it: entraide revise 7."
)


@pytest.fixture
def source(project: Path, run_entraide: Run) -> Path:
    """The file of an entry that was just revised, in a project that git knows."""
    change = ("--significance", "minor", "--note", "A word", "--as-of", "2026-11-05")
    assert run_entraide("revise", "7", *change).exit_code == 0
    commit_all(project)
    return project / SOURCE


def test_a_change_is_told_after_its_commit_too(
    source: Path, project: Path, run_entraide: Run
) -> None:
    assert "changed" not in run_entraide("check").output
    source.write_text(source.read_text().replace("Ask for", "Write to us for"))
    assert WARNING in run_entraide("check").output
    commit_all(project)
    assert WARNING in run_entraide("check").output
    run_entraide("revise", "7", "--significance", "major", "--note", "How to ask")
    assert "changed" not in run_entraide("check").output


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("one.\n", "one.\n\n\n"),
        ("summary: How to get", "keywords: [key]\nsummary:   How to get"),
        ("safety team", "safety team"),
    ],
)
def test_spaces_and_other_keys_are_no_change(
    old: str, new: str, source: Path, run_entraide: Run
) -> None:
    source.write_text(source.read_text().replace(old, new))
    assert "changed" not in run_entraide("check").output


def test_typography_is_no_change(project: Path, run_entraide: Run) -> None:
    text = (project / SOURCE).read_text()
    (project / SOURCE).write_text(text.replace("Ask for a new one.", 'It\'s "free"...'))
    run_entraide("revise", "7", "--significance", "minor", "--note", "Free")
    run_entraide("fix")
    assert "It’s “free”…" in (project / SOURCE).read_text()
    assert "changed" not in run_entraide("check").output


def test_a_move_is_no_change_of_what_links_there(project: Path, run_entraide: Run) -> None:
    file = project / SOURCE
    file.write_text(file.read_text() + "\n[Advance](../scams/avance.md)\n")
    french = project / "docs/fr/scams/avance.md"
    french.write_text(french.read_text().replace("draft", "published"))
    run_entraide("revise", "7", "--significance", "minor", "--note", "A link")
    run_entraide("move", "12", "account/advance")
    assert "(advance.md)" in file.read_text()
    assert "changed" not in run_entraide("check").output
    file.write_text(file.read_text().replace("(advance.md)", "(../index.md)"))
    assert "changed since revision 3" in run_entraide("check").output


def test_an_upgrade_writes_the_digests_that_git_agrees_with(
    project: Path, run_entraide: Run
) -> None:
    commit_all(project)
    result = run_entraide("upgrade")
    assert result.exit_code == 0, result.output
    assert (project / "data/ids.yml").is_file()
    assert "\ndigest: " in (project / SOURCE).read_text()
    assert "digest" not in (project / "docs/fr/scams/avance.md").read_text()
    commit_all(project)
    assert "nothing to do" in run_entraide("upgrade").output


def test_an_upgrade_leaves_out_a_text_that_changed(project: Path, run_entraide: Run) -> None:
    commit_all(project)
    file = project / SOURCE
    file.write_text(file.read_text().replace("Ask for", "Write to us for"))
    commit_all(project)
    result = run_entraide("upgrade")
    assert f"{SOURCE}:1: the text changed since it became revision 2" in result.output
    assert "digest" not in file.read_text()


def test_a_fix_says_which_text_has_to_be_recorded(
    source: Path, project: Path, run_entraide: Run
) -> None:
    french = project / "docs/fr/scams/avance.md"
    french.write_text(french.read_text().replace("draft", "published"))
    commit_all(project)
    french.write_text(french.read_text() + "\nEncore une phrase.\n")
    commit_all(project)
    assert "digest: " in source.read_text()
    assert "nothing remembers the text of revision" in run_entraide("check").output
    result = run_entraide("fix")
    assert "docs/fr/scams/avance.md:1: the text changed since it became revision" in result.output
    assert "Record it: entraide revise 12." in result.output
