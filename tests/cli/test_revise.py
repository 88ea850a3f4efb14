"""`entraide revise`: one more revision in the source's file, and who falls behind by it."""

import re
from pathlib import Path

import pytest

from support.commands import Run

MAJOR = ("--significance", "major", "--note", "The button is gone", "--as-of", "2026-12-01")
SOURCE = "docs/en/account/lost-password.md"


def test_a_revision_is_written_into_the_source_version_alone(
    project: Path, run_entraide: Run
) -> None:
    path, other = project / SOURCE, project / "docs/fr/account/lost-password.md"
    before, untouched = path.read_text(encoding="utf-8"), other.read_bytes()
    result = run_entraide("revise", "7", *MAJOR)
    assert result.exit_code == 0
    row = '  - {revision: 3, date: 2026-12-01, significance: major, note: "The button is gone"}\n'
    expected = (
        before.replace("revision: 2  #", "revision: 3  #")
        .replace("updated: 2026-11-01", "updated: 2026-12-01")
        .replace("changes:\n", f"changes:\n{row}")
    )
    after = path.read_text(encoding="utf-8")
    assert re.sub(r"digest: [0-9a-f]{16}\n", "", after) == expected
    assert other.read_bytes() == untouched


@pytest.mark.parametrize("word", ["account/lost-password", SOURCE])
def test_an_entry_is_named_by_its_address_too(word: str, project: Path, run_entraide: Run) -> None:
    assert run_entraide("revise", word, *MAJOR).exit_code == 0
    assert "revision: 3  #" in (project / SOURCE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("significance", "state"), [("medium", "outdated"), ("major", "misleading")]
)
def test_the_versions_that_fall_behind_are_named(
    significance: str, state: str, project: Path, run_entraide: Run
) -> None:
    assert project
    result = run_entraide("revise", "7", "--significance", significance, "--note", "New steps")
    assert result.output.splitlines() == [
        "Entry 7, “I lost my password”: revision 2 → 3",
        f"Written in {SOURCE}: revision, updated, digest, changes",
        "Fallen behind:",
        f"  docs/fr/account/lost-password.md: current → {state}",
        "Next: bring them up to date, and write source_revision: 3 in each.",
    ]


def test_a_minor_revision_leaves_translations_current(project: Path, run_entraide: Run) -> None:
    assert project
    result = run_entraide("revise", "7", "--significance", "minor", "--note", "Spelling")
    assert result.output.splitlines()[-1] == "No localised version falls further behind by it."
    assert run_entraide("status", "--state", "misleading").output == "No entry fits.\n"


def test_a_first_revision_begins_the_history(project: Path, run_entraide: Run) -> None:
    run_entraide("revise", "12", *MAJOR)
    text = (project / "docs/fr/scams/avance.md").read_text(encoding="utf-8")
    kept = re.sub(r"digest: [0-9a-f]{16}\n", "", text)
    assert "updated: 2026-12-01\nchanges:\n  - {revision: 2, date: 2026-12-01," in kept
    assert kept != text


def test_line_ends_of_windows_and_a_byte_order_mark_stay(project: Path, run_entraide: Run) -> None:
    path = project / SOURCE
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    assert run_entraide("revise", "7", *MAJOR).exit_code == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\r\n") + 2


REFUSED = {
    "unknown number": (
        ("112", *MAJOR),
        "ID: there is no entry “112”. Did you mean 12, “On me demande une avance”?",
    ),
    "a slug": (
        ("lost-pasword", *MAJOR),
        "ID: there is no entry “lost-pasword”. Did you mean 7, “I lost my password”?",
    ),
    "like no other": (
        ("99999", *MAJOR),
        "ID: there is no entry “99999”. “entraide status” lists them all.",
    ),
    "too early": (
        ("7", *MAJOR[:-1], "2026-10-31"),
        "--as-of: 2026-10-31 is before the last change, 2026-11-01. Give that day or a later one.",
    ),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_revised_is_refused_with_the_nearest(
    words: tuple[str, ...], said: str, project: Path, run_entraide: Run
) -> None:
    before = (project / SOURCE).read_bytes()
    result = run_entraide("revise", *words)
    assert (result.exit_code, result.stderr) == (2, f"{said}\n")
    assert (project / SOURCE).read_bytes() == before


def test_an_empty_note_is_refused(project: Path, run_entraide: Run) -> None:
    assert project
    result = run_entraide("revise", "7", "--significance", "minor", "--note", "  ")
    assert result.exit_code == 2
    assert "Invalid value for '--note': it is empty. Write some words." in result.stderr


@pytest.mark.parametrize("word", ["7", "account/lost-password"])
@pytest.mark.parametrize(
    ("good", "broken"),
    [
        ("revision: 2 ", "revision: two "),
        ("title: I lost", "title: a: I lost"),
        ("changes:", "changez:"),
        ("{revision: 2,", "{revision: 4,"),
    ],
)
def test_an_entry_with_mistakes_is_not_revised_and_they_are_reported(
    good: str, broken: str, word: str, project: Path, run_entraide: Run
) -> None:
    path = project / SOURCE
    text = path.read_text(encoding="utf-8").replace(good, broken)
    path.write_text(text, encoding="utf-8")
    result = run_entraide("revise", word, *MAJOR)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{SOURCE}:")
    assert path.read_text(encoding="utf-8") == text


def test_mistakes_of_other_entries_are_no_obstacle(project: Path, run_entraide: Run) -> None:
    (project / "docs/fr/scams/avance.md").write_text("no front matter")
    assert run_entraide("revise", "7", *MAJOR).exit_code == 0


def test_front_matter_that_cannot_be_edited_safely_is_left_alone(
    project: Path, run_entraide: Run
) -> None:
    path = project / SOURCE
    text = path.read_text(encoding="utf-8")
    text = text.replace("id: 7", "review_by: &day 2026-11-01\nid: 7")
    text = text.replace("updated: 2026-11-01", "updated: *day")
    path.write_text(text, encoding="utf-8")
    result = run_entraide("revise", "7", *MAJOR)
    assert result.exit_code == 2
    assert result.stderr == (
        f"{SOURCE}:2: the front matter is written in a way that cannot be edited safely. "
        "Change revision, updated, digest and changes by hand.\n"
    )
    assert path.read_text(encoding="utf-8") == text
