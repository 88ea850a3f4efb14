"""The other repository of a clone: pulled before something is published, and pushed to afterwards.

Commits that could not be pushed stay in git, and the next push sends them. Two histories that have
diverged are merged. Where both changed the same lines, a person has to merge them with git, and the
clone stays as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from entraide.content.history import ask_git
from entraide.editor.git_process import run_git
from entraide.model.staff_roles import MAIL_HOST

TIMEOUT = 10  # seconds for the other side: whoever publishes waits for it
MERGE_TIMEOUT = 60
# Who merges: nobody in particular.
IDENTITY = ("-c", "user.name=Entraide", "-c", f"user.email=entraide@{MAIL_HOST}")
# Nobody is there to type a password.
ENVIRONMENT: Mapping[str, str] = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_SSH_COMMAND": f"ssh -o BatchMode=yes -o ConnectTimeout={TIMEOUT}",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class Upstream:
    """The branch to which ours is pushed: `name` at `remote`; `here` is git's name for our copy."""

    remote: str
    name: str
    here: str


class GitRemote:
    """The other repository of the clone around `root`, if it has one.

    `trouble` is what git said the last time that it failed, "" after success. `is_silent` says that
    the other side did not answer in time.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.trouble, self.is_silent = "", False

    def find_upstream(self) -> Upstream | None:
        """Return where the present branch is sent; None where there is no such place."""
        branch = self._ask("symbolic-ref", "--short", "HEAD")
        remote, merge, here = (
            self._ask("for-each-ref", f"--format=%({field})", f"refs/heads/{branch}")
            for field in ("upstream:remotename", "upstream:remoteref", "upstream")
        )
        return Upstream(remote, merge, here) if branch and remote and merge else None

    def count_unsent(self) -> int:
        """Return how many of our commits the other repository lacks."""
        upstream = self.find_upstream()
        if upstream is None:
            return 0
        count = self._ask("rev-list", "--count", f"{upstream.here}..HEAD")
        if not count:  # nothing was ever fetched
            count = self._ask("rev-list", "--count", "HEAD")
        return int(count or 0)

    def pull(self) -> list[Path]:
        """Pull from the other repository; return the files that have changed.

        Nothing changes where it does not answer, or has changed the same lines: then `trouble` is
        set.
        """
        self.trouble = ""
        upstream = self.find_upstream()
        if upstream is None or not self._run(TIMEOUT, "fetch", "-q", upstream.remote):
            return []
        if not self._ask("rev-parse", "-q", "--verify", upstream.here):
            return []  # an empty repository
        before = self._ask("rev-parse", "HEAD")
        merge = ("merge", "-q", "--no-edit", upstream.here)
        if not self._run(MERGE_TIMEOUT, *IDENTITY, *merge):
            ask_git(self._root, "merge", "--abort")
            return []
        changed = self._ask(
            "diff", "--name-only", "--relative", "--no-renames", "-z", before, "HEAD"
        )
        return [self._root / each for each in changed.split("\0") if each]

    def push(self) -> bool:
        """Push what the other repository lacks; return whether it has everything now."""
        upstream = self.find_upstream()
        if upstream is None or not self.count_unsent():
            return True
        return self._run(TIMEOUT, "push", "-q", upstream.remote, f"HEAD:{upstream.name}")

    def mend(self, *folders: Path) -> None:
        """Undo what a killed process has left half done: nobody else works on the clone.

        Files that it wrote in `folders` and did not commit are put aside, where `git stash` finds
        them.
        """
        if folder := self._ask("rev-parse", "--absolute-git-dir"):
            for lock in (*Path(folder).glob("*.lock"), *Path(folder, "refs").rglob("*.lock")):
                lock.unlink(missing_ok=True)
        if self._ask("rev-parse", "-q", "--verify", "MERGE_HEAD"):
            ask_git(self._root, "merge", "--abort")
        paths = [str(folder) for folder in folders if self._ask("status", "-s", "--", str(folder))]
        stash = ("stash", "push", "-q", "--include-untracked", "-m", "Of a stopped service")
        if paths:
            ask_git(self._root, *IDENTITY, *stash, "--", *paths)

    def _ask(self, *command: str) -> str:
        return (ask_git(self._root, *command) or b"").decode("utf-8", "replace").strip()

    def _run(self, timeout: float, *command: str) -> bool:
        """Run git; return whether it succeeded. Otherwise `trouble` has its words."""
        try:
            result = run_git(self._root, *command, timeout=timeout, environment=ENVIRONMENT)
        except OSError as error:
            self.trouble, self.is_silent = str(error), False
            return False
        self.is_silent = result.is_late
        if result.code:
            self.trouble = result.words[:500] or "git says nothing"
        return result.code == 0
