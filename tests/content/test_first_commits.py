"""Of two files with one id the newer is to blame, and is told which the other is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from entraide.content.checks import check_project
from entraide.content.first_commits import sort_by_age
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from support.git import commit_all, run_git
from support.projects import write_site

OLD, NEW = "docs/en/scams/older.md", "docs/en/scams/a-newer.md"


@pytest.fixture
def commit_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Commit all there is at a time."""

    def commit_at(time: str) -> None:
        monkeypatch.setenv("GIT_COMMITTER_DATE", time)
        run_git(tmp_path, "add", ".")
        run_git(tmp_path, "commit", "-qm", "More")

    return commit_at


def list_problems(root: Path) -> list[str]:
    reading = read_site(read_settings(root / "mkdocs.yml"))
    return [str(problem) for problem in check_project(reading, date(2026, 11, 21))]


def format_problem(path: str, other: str) -> str:
    return (
        f"{path}:2: the id 1 is used twice, here and in {other}. Give this entry the next free "
        f"number: entraide renumber {path.removeprefix('docs/en/').removesuffix('.md')}."
    )


def test_a_copy_that_git_does_not_know_yet_is_the_newer(tmp_path: Path) -> None:
    write_site(tmp_path, {OLD: {}})
    commit_all(tmp_path)
    write_site(tmp_path, {NEW: {}})
    assert list_problems(tmp_path) == [format_problem(NEW, OLD)]


def test_what_came_with_a_later_commit_is_the_newer_even_where_the_older_has_moved(
    tmp_path: Path, commit_at: Callable[[str], None]
) -> None:
    write_site(tmp_path, {"docs/en/scams/first.md": {}})
    commit_all(tmp_path)
    write_site(tmp_path, {NEW: {"title": "Quite another"}})
    commit_at("2030-01-01T00:00:00Z")
    run_git(tmp_path, "mv", "docs/en/scams/first.md", OLD)
    commit_at("2031-01-01T00:00:00Z")
    assert list_problems(tmp_path) == [format_problem(NEW, OLD)]


def test_without_git_the_name_decides(tmp_path: Path) -> None:
    write_site(tmp_path, {OLD: {}, NEW: {}})
    assert list_problems(tmp_path) == [format_problem(OLD, NEW)]


def test_names_that_git_would_quote_are_known(tmp_path: Path) -> None:
    first, second = 'docs/en/scams/é "x".md', "docs/en/scams/a.md"
    write_site(tmp_path, {first: {}})
    commit_all(tmp_path)
    write_site(tmp_path, {second: {"id": 2}})
    assert sort_by_age(tmp_path, [second, first]) == [first, second]
