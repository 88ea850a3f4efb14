"""The git repository of a project, as the editor uses it: one commit at a time, and the history.

A commit has the files of one publication only, whatever else is changed or staged, and the name of
its writer. Without a repository there are only the files.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from entraide.content.history import HistoryDepth, ask_git, find_depth
from entraide.editor.git_process import run_git
from entraide.errors import Argument, BuildStep, EntraideError, Problem

TIMEOUT = 60  # seconds: hooks of the repository may take some
RECORD = re.compile(
    r"\x1e(?P<commit>[0-9a-f]+)\x1f(?P<time>[^\x1f]*)\x1f(?P<writer>[^\x1f]*)\x1f"
    r"(?P<subject>[^\x1f]*)\x1f(?P<rest>[^\x1e]*)"
)
BLOB = re.compile(r":\d+ \d+ [0-9a-f]+ (?P<blob>[0-9a-f]+) (?!D)[A-Z]")
FORMAT = "%x1e%H%x1f%aI%x1f%an%x1f%s%x1f"


@dataclass(frozen=True, slots=True)
class Writer:
    """The person who publishes: the name and e-mail address for git.

    `proposer` is the author of the words, where they come from a proposal.
    """

    name: str
    email: str
    proposer: "Writer | None" = None

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as a commit left it; `blob` is git's name for its content."""

    blob: str
    time: datetime
    writer: str
    subject: str


class GitRepository:
    """The repository around the project in `root`, if there is one."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()

    @property
    def has_history(self) -> bool:
        """Whether there is a repository that git can read."""
        return find_depth(self._root) in {HistoryDepth.WHOLE, HistoryDepth.SHALLOW}

    def find_writer(self) -> Writer | None:
        """Return the name and address that git is configured with; None if there are none."""
        name, email = (self._ask("config", f"user.{key}") for key in ("name", "email"))
        return Writer(name, email) if name and email else None

    def check_writer(self, writer: Writer | None) -> None:
        """Raise EntraideError where there is a repository and no name to commit in."""
        if writer is None and self.has_history:
            what = "nobody has said who you are, for the history"
            cure = "Write your name, and your address of e-mail"
            raise EntraideError(Problem(Argument("name"), what, cure))

    def commit(self, paths: Sequence[str], message: str, writer: Writer) -> bool:
        """Commit the files at `paths`, and no others; return whether any had changed.

        Paths are from the root. EntraideError where git refuses: then the index is as it was.
        """
        with self._lock:
            if not self._ask("status", "--porcelain", "--", *paths):
                return False
            tracked = self._ask("ls-files", "-z", "--", *paths).split("\0")
            paths = [each for each in paths if each in tracked or (self._root / each).exists()]
            self._run("add", "--", *paths)
            identity = ("-c", f"user.name={writer.name}", "-c", f"user.email={writer.email}")
            author = [f"--author={writer.proposer}"] if writer.proposer else []
            try:
                self._run(*identity, "commit", "-q", "-m", message, *author, "--only", "--", *paths)
            except EntraideError:
                ask_git(self._root, "reset", "-q", "--", *paths)
                raise
            return True

    def list_states(self, path: str) -> list[FileState]:
        """Return the states of the file at `path`, newest first, under its earlier names too."""
        options = ("--follow", "--raw", "--no-abbrev", f"--format={FORMAT}", "--no-show-signature")
        return list(_parse_states(self._ask("log", *options, "--", path)))

    def read(self, state: FileState) -> str:
        """Return the text of a state; "" where git has it no more."""
        text = ask_git(self._root, "cat-file", "blob", state.blob) or b""
        return text.decode("utf-8", "replace")

    def find_last_content(self, path: str) -> bytes | None:
        """Return the last content of the file at `path`, even if it was deleted; else None."""
        options = ("-1", "--raw", "--no-abbrev", "--format=", "--diff-filter=AMR")
        blob = BLOB.search(self._ask("log", *options, "--", path))
        return ask_git(self._root, "cat-file", "blob", blob["blob"]) if blob else None

    def _ask(self, *command: str) -> str:
        return (ask_git(self._root, *command) or b"").decode("utf-8", "replace").strip("\n")

    def _run(self, *command: str) -> None:
        try:
            result = run_git(self._root, *command, timeout=TIMEOUT)
        except OSError as error:
            raise _refuse(str(error)) from error
        if result.code:
            raise _refuse(result.words)


def _refuse(words: str) -> EntraideError:
    message = words or "it says nothing"
    cure = "Mend that, then publish again: what you wrote is kept"
    return EntraideError(Problem(BuildStep("git"), f"it made no commit: {message}", cure))


def _parse_states(log: str) -> Iterator[FileState]:
    for record in RECORD.finditer(log):
        if blob := BLOB.search(record["rest"]):
            time = datetime.fromisoformat(record["time"])
            yield FileState(blob["blob"], time, record["writer"], record["subject"])
