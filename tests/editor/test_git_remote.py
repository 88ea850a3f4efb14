"""The other repository of a clone: what comes in, what is sent, and what is left when it fails."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from entraide.editor.git_remote import GitRemote
from support.git import commit_all, run_git


@dataclass
class Clones:
    """One bare repository, and two clones of it."""

    bare: Path
    ours: Path
    theirs: Path
    remote: GitRemote

    def commit(self, folder: Path, text: str, name: str = "a.txt") -> None:
        (folder / name).write_text(text, "utf-8")
        run_git(folder, "add", ".")
        run_git(folder, "commit", "-q", "-m", text)

    def commit_theirs(self, text: str, name: str = "a.txt") -> None:
        self.commit(self.theirs, text, name)
        run_git(self.theirs, "push", "-q")

    def list_subjects(self, folder: Path) -> list[str]:
        return run_git(folder, "log", "--format=%s", "HEAD").split("\n")


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    first = tmp_path / "first"
    first.mkdir()
    (first / "a.txt").write_text("one\n", "utf-8")
    commit_all(first)
    bare = tmp_path / "bare.git"
    run_git(tmp_path, "clone", "-q", "--bare", str(first), str(bare))
    for name in ("ours", "theirs"):
        run_git(tmp_path, "clone", "-q", str(bare), str(tmp_path / name))
    ours = tmp_path / "ours"
    return Clones(bare, ours, tmp_path / "theirs", GitRemote(ours))


def test_what_others_sent_comes_in_and_is_named(clones: Clones) -> None:
    clones.commit_theirs("two\n", "b.txt")
    assert clones.remote.pull() == [clones.ours / "b.txt"]
    assert (clones.ours / "b.txt").read_text("utf-8") == "two\n"
    assert clones.remote.pull() == []


def test_what_is_committed_here_is_sent(clones: Clones) -> None:
    clones.commit(clones.ours, "two\n")
    assert clones.remote.count_unsent() == 1
    assert clones.remote.push()
    assert clones.remote.count_unsent() == 0
    assert clones.list_subjects(clones.bare)[0] == "two"


def test_both_sides_of_a_history_that_has_grown_apart_stay(clones: Clones) -> None:
    clones.commit(clones.ours, "ours\n", "b.txt")
    clones.commit_theirs("theirs\n", "c.txt")
    assert not clones.remote.push()
    assert clones.remote.trouble
    assert clones.remote.pull() == [clones.ours / "c.txt"]
    assert clones.remote.push()
    assert {"ours", "theirs"} <= set(clones.list_subjects(clones.bare))


def test_the_same_lines_on_both_sides_leave_the_clone_as_it_was(clones: Clones) -> None:
    clones.commit(clones.ours, "ours\n")
    clones.commit_theirs("theirs\n")
    assert clones.remote.pull() == []
    assert "conflict" in clones.remote.trouble.lower()
    assert (clones.ours / "a.txt").read_text("utf-8") == "ours\n"
    assert run_git(clones.ours, "status", "--porcelain") == ""
    assert not clones.remote.push()
    assert clones.remote.count_unsent() == 1


def test_what_could_not_be_sent_is_sent_later(clones: Clones) -> None:
    clones.commit(clones.ours, "two\n")
    clones.bare.rename(clones.bare.with_name("away"))
    assert clones.remote.pull() == []
    assert not clones.remote.push()
    assert clones.remote.trouble
    clones.bare.with_name("away").rename(clones.bare)
    assert GitRemote(clones.ours).push()  # after a restart, too
    assert clones.list_subjects(clones.bare)[0] == "two"


def test_a_hook_that_refuses_is_told_in_its_words(clones: Clones) -> None:
    hook = clones.bare / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho Not on a Sunday. >&2\nexit 1\n")
    hook.chmod(0o755)
    clones.commit(clones.ours, "two\n")
    assert not clones.remote.push()
    assert "Not on a Sunday." in clones.remote.trouble


def test_without_a_remote_there_is_nothing_to_do(clones: Clones) -> None:
    run_git(clones.ours, "remote", "remove", "origin")
    clones.commit(clones.ours, "two\n")
    assert clones.remote.find_upstream() is None
    assert (clones.remote.pull(), clones.remote.push(), clones.remote.count_unsent()) == (
        [],
        True,
        0,
    )
    assert clones.remote.trouble == ""


def test_what_a_killed_process_left_is_taken_back(clones: Clones) -> None:
    clones.commit(clones.ours, "ours\n")
    clones.commit_theirs("theirs\n")
    run_git(clones.ours, "fetch", "-q")
    with pytest.raises(Exception, match="merge"):
        run_git(clones.ours, "merge", "-q", "origin/HEAD")
    (clones.ours / ".git" / "index.lock").touch()
    clones.remote.mend()
    assert run_git(clones.ours, "status", "--porcelain") == ""
    assert (clones.ours / "a.txt").read_text("utf-8") == "ours\n"
    clones.commit(clones.ours, "more\n", "b.txt")


def test_what_a_killed_process_wrote_is_put_aside_and_not_lost(clones: Clones) -> None:
    folder, kept = clones.ours / "docs", clones.ours / "var"
    for each in (folder, kept):
        each.mkdir()
    clones.commit(clones.ours, "one\n", "docs/a.md")
    (folder / "a.md").write_text("half\n", "utf-8")
    (folder / "b.md").write_text("half\n", "utf-8")
    (kept / "copy.json").write_text("{}", "utf-8")
    clones.remote.mend(folder, clones.ours / "data")
    assert (folder / "a.md").read_text("utf-8") == "one\n"
    assert not (folder / "b.md").exists()
    assert (kept / "copy.json").exists()
    run_git(clones.ours, "stash", "pop")
    assert (folder / "b.md").read_text("utf-8") == "half\n"
