"""Earlier revisions of a source version, in a real repository."""

import os
from datetime import date
from pathlib import Path

import pytest

from entraide.content.checks import check_project
from entraide.content.history import GitHistory, HistoryDepth, parse_revision
from entraide.content.provenance import EntryHistory
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from support.git import run_git
from support.projects import write_site

ENTRY = "docs/en/scams/fake-rental.md"
MOVED = "docs/en/scams/rental.md"


def write(root: Path, path: str, revision: int, words: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    padding = "What does not change.\n" * 20
    file.write_text(f"---\nid: 1\nrevision: {revision}\n---\n{padding}{words}\n", "utf-8")
    run_git(root, "add", "-A")
    run_git(root, "commit", "-qm", words)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    run_git(root, "init", "-q", "-b", "main")
    write(root, ENTRY, 1, "First.")
    write(root, ENTRY, 1, "First, spelt right.")
    write(root, ENTRY, 2, "Second.")
    run_git(root, "mv", ENTRY, MOVED)
    write(root, MOVED, 3, "Third.")
    return root


def test_a_revision_is_what_stood_there_when_it_became_that(repository: Path) -> None:
    history = GitHistory(repository)
    assert history.depth is HistoryDepth.WHOLE
    texts = [history.find_revision_text(MOVED, revision) or "" for revision in (1, 2, 3)]
    assert [text.splitlines()[-1] for text in texts] == ["First.", "Second.", "Third."]
    assert history.find_revision_text(MOVED, 4) is None


def test_what_git_said_is_kept_until_the_file_changes(repository: Path) -> None:
    assert GitHistory(repository).find_revision_text(MOVED, 3)
    assert (repository / ".cache" / "revisions-2.json").is_file()
    write(repository, MOVED, 4, "Fourth.")
    assert (GitHistory(repository).find_revision_text(MOVED, 4) or "").endswith("Fourth.\n")


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"head": 1}', '{"head": "HEAD", "blobs": {"docs/en/scams/rental.md": 1}}']
)
def test_a_damaged_cache_is_done_without(repository: Path, kept: str) -> None:
    kept = kept.replace("HEAD", run_git(repository, "rev-parse", "HEAD"))
    (repository / ".cache").mkdir()
    (repository / ".cache" / "revisions-2.json").write_text(kept, "utf-8")
    assert GitHistory(repository).find_revision_text(MOVED, 1)


@pytest.mark.thorough
def test_many_entries_are_asked_for_in_a_few_questions(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"docs/en/scams/été-{number}.md" for number in range(30)]
    for path in paths:
        write(repository, path, 1, f"First of {path}.")
        write(repository, path, 2, f"Second of {path}.")
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "questions"))
    history = GitHistory(repository)
    history.prefetch((path, 1) for path in paths)
    for path in paths:
        assert (history.find_revision_text(path, 1) or "").endswith(f"First of {path}.\n")
    asked = (tmp_path / "questions").read_text("utf-8").count("built-in: git")
    assert asked <= 6


def test_a_project_may_stand_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "-q")
    write(tmp_path, f"help/{ENTRY}", 1, "First.")
    run_git(tmp_path, "mv", f"help/{ENTRY}", f"help/{MOVED}")
    write(tmp_path, f"help/{MOVED}", 2, "Second.")
    assert (GitHistory(tmp_path / "help").find_revision_text(MOVED, 1) or "").endswith("First.\n")


def test_an_entry_that_took_the_place_of_another_is_not_taken_for_it(repository: Path) -> None:
    write(repository, ENTRY, 1, "Another entry.")
    history = GitHistory(repository)
    assert (history.find_revision_text(ENTRY, 1) or "").endswith("Another entry.\n")
    assert (history.find_revision_text(MOVED, 1) or "").endswith("First.\n")


def test_what_is_in_no_commit_is_not_known(repository: Path) -> None:
    (repository / ENTRY).write_text("---\nrevision: 1\n---\nNew.\n", "utf-8")
    assert GitHistory(repository).find_revision_text(ENTRY, 1) is None


def test_a_shallow_clone_says_so_and_knows_only_what_it_has(
    repository: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    run_git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), str(clone))
    history = GitHistory(clone)
    assert history.depth is HistoryDepth.SHALLOW
    assert history.find_revision_text(MOVED, 3)
    assert history.find_revision_text(MOVED, 1) is None


def test_a_clone_that_is_whole_at_last_knows_all(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    run_git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), str(clone))
    assert GitHistory(clone).find_revision_text(MOVED, 1) is None
    run_git(clone, "fetch", "-q", "--unshallow")
    assert GitHistory(clone).find_revision_text(MOVED, 1)


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    history = GitHistory(tmp_path)
    assert history.depth is HistoryDepth.NONE
    assert history.find_revision_text(ENTRY, 1) is None


@pytest.mark.parametrize(
    ("text", "revision"),
    [
        ("---\nrevision: 3\nchanges:\n  - {revision: 2}\n---\n", 3),
        ("---\nsource_revision: 3\n---\nrevision: 4\n", None),
        ("no front matter", None),
    ],
)
def test_the_revision_is_read_from_the_front_matter(text: str, revision: int | None) -> None:
    assert parse_revision(text) == revision


@pytest.fixture
def foreign_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository as in a container: git takes its owner for somebody else."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    return repository


def test_a_git_that_refuses_is_reported_with_the_command_that_helps(
    foreign_repository: Path,
) -> None:
    history = GitHistory(foreign_repository)
    assert history.depth is HistoryDepth.REFUSED
    assert history.find_revision_text(MOVED, 1) is None
    write_site(foreign_repository, {})
    reading = read_site(read_settings(foreign_repository / "mkdocs.yml"))
    cure = f"safe.directory {foreign_repository}"
    assert EntryHistory(reading.settings).limit.endswith(cure)
    (told,) = (str(one) for one in check_project(reading, date(2026, 11, 21)) if one.path == ".git")
    assert told == (
        ".git:1: warning: git does not read this repository, whose files belong to somebody else, "
        "so pages mark nothing as changed, and numbers of deleted entries are not known. "
        f"Run: git config --global --add {cure}."
    )


def test_a_squashed_history_is_said_to_have_forgotten(repository: Path) -> None:
    run_git(repository, "checkout", "-q", "--orphan", "squashed")
    run_git(repository, "commit", "-qm", "All of it")
    write_site(repository, {})
    past = EntryHistory(read_settings(repository / "mkdocs.yml"))
    assert past.limit == ""
    past.history.prefetch([(MOVED, 1)])
    assert "its history was squashed" in past.limit
