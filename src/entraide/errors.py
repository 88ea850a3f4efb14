"""Problems, and the exceptions that carry them to whoever asked.

A `Problem` is a mistake, or a piece of advice, at one place of the project’s files. Readers and
checks collect them all, so that a writer can mend them at once; `ContentError` carries the whole
list.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from entraide.terminal_text import escape_line


class Severity(StrEnum):
    """Whether a problem stops what was asked for."""

    ERROR = "error"  # nothing is built on top of it
    WARNING = "warning"  # printed, never fatal


class ProblemKind(StrEnum):
    """What a problem is about, where code treats that in its own way."""

    CONTACT = "contact"  # a number, an address or a site that the data does not have
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line of a file: its path as shown to people, and its number from 1; 0 is the whole file."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class BundleRow(FileLine):
    """A row of a bundle or a sheet, by its name, where it stands in the file."""

    row: str = ""


@dataclass(frozen=True, slots=True)
class ProposalSegment:
    """A segment of a proposal, by its key; "" is the whole proposal, known by its short id."""

    proposal: str
    segment: str = ""

    def __str__(self) -> str:
        return f"proposal {self.proposal}"


@dataclass(frozen=True, slots=True)
class _NamedLocation:
    name: str

    def __str__(self) -> str:
        return self.name


class Argument(_NamedLocation):
    """An option or an argument of a command, as its help writes it: `--to`, `ID`."""


class EnvironmentVariable(_NamedLocation):
    """A variable of the environment."""


class OutsideAddress(_NamedLocation):
    """The address of a desk that was asked over the network."""


class DataItem(_NamedLocation):
    """A part of the site's data as people know it, where its file is not at hand: `entry 7`."""


class BuildStep(_NamedLocation):
    """A step of a build that another program does: `search`."""


Fault = tuple[str, str]  # what is wrong, and the cure
ProblemLocation = FileLine | ProposalSegment | _NamedLocation


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake or a warning: its location, its message and its cure.

    As text it is one line that is safe for a terminal, whatever files and messages are called.
    Problems sort as they are printed: by location, then line, then message.
    """

    location: ProblemLocation
    message: str
    cure: str
    severity: Severity = Severity.ERROR
    kind: ProblemKind = ProblemKind.OTHER

    def __str__(self) -> str:
        mark = "" if self.severity is Severity.ERROR else "warning: "
        return escape_line(f"{self.location}: {mark}{self.sentences}")

    def __lt__(self, other: "Problem") -> bool:
        return self._sort_key < other._sort_key

    @property
    def sentences(self) -> str:
        """The message and the cure, without location and severity."""
        stop = "" if self.cure.endswith(("?", '"')) else "."  # a command in quotes is copied
        return f"{self.message}. {self.cure}{stop}"

    @property
    def path(self) -> str:
        """The path of the file that it is in; "" if it is in none."""
        return self.location.path if isinstance(self.location, FileLine) else ""

    @property
    def identity(self) -> tuple[str, str]:
        """What tells it from other mistakes of a project, on whichever line it stands by now."""
        return self.path or str(self.location), self.message

    @property
    def line(self) -> int:
        """The line of its file, from 1; 0 if it is in none, or of a whole file."""
        return self.location.line if isinstance(self.location, FileLine) else 0

    @property
    def _sort_key(self) -> tuple[str, int, str, str, str, str, str]:
        name = self.path or str(self.location)
        return (
            name,
            self.line,
            self.message,
            self.cure,
            self.severity,
            self.kind,
            repr(self.location),
        )


class EntraideError(Exception):
    """Base of everything that this package raises on purpose: `problems` say what is wrong."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class SettingsError(EntraideError):
    """There is no project here, or its settings are wrong."""


class StoreError(EntraideError):
    """The desk’s store, or a backup of it, cannot be used."""


class ContentError(EntraideError):
    """The content has mistakes: `problems` has all of them, in the order of the files."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*sorted(problems))


class ProblemLog(list[Problem]):
    """What a reader finds wrong; it is the last parameter of a reader that returns a value."""

    def add(
        self,
        location: ProblemLocation,
        message: str,
        cure: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.append(Problem(location, message, cure, severity))

    def raise_if_errors(self) -> None:
        """Raise ContentError with all of them if one is an error."""
        if select_errors(self):
            raise ContentError(*self)


def select_errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those of `problems` that are errors."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def format_problems(problems: Iterable[Problem]) -> str:
    """Return every problem on a line of its own, in the order of the files."""
    return "\n".join(str(problem) for problem in sorted(problems))


# Error number of the operating system -> what it means for a file, and the cure.
OS_FAULTS = {
    errno.ENOSPC: ("the disk is full", "Make room, then run it again"),
    errno.EDQUOT: ("your share of the disk is used up", "Make room, then run it again"),
    errno.EFBIG: ("the file would be too large for this disk", "Choose another place"),
    errno.EROFS: ("the disk can only be read", "Choose a place that you may write to"),
    errno.EACCES: (
        "you may not read or write here",
        "Give yourself the right to",
    ),
    errno.EPERM: ("you may not change this", "Give yourself the right to"),
    errno.ENOENT: ("there is no such file or folder", "Look at how it is written"),
    errno.EISDIR: (
        "this is a folder, and a file is wanted",
        "Move it, or name another file",
    ),
    errno.ENOTDIR: ("a file stands where a folder is wanted", "Move the file away"),
    errno.EEXIST: ("something stands there already", "Move it away, or choose another name"),
    errno.ENOTEMPTY: ("something in the folder keeps it from going", "Look at what is in it"),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one"),
    errno.ELOOP: ("the link leads back to itself", "Mend the link"),
    errno.EMFILE: ("too many files are open", "Raise the limit: ulimit -n 4096"),
    errno.EIO: ("the disk does not answer as it should", "Look after the disk first"),
    errno.EPIPE: ("whoever read this has gone", "Run it again"),
}


def explain_os_error(error: OSError) -> tuple[str, str]:
    """Return what the operating system says is wrong, and the cure."""
    other = error.strerror or str(error), "Check the file and its rights"
    return OS_FAULTS.get(error.errno or 0, other)


def format_os_error(error: OSError, unnamed: str = "the output") -> str:
    """Return what went wrong with a file as one line for a person.

    `unnamed` stands for the file where the error names none.
    """
    what, cure = explain_os_error(error)
    name = error.filename2 or error.filename  # a copy or a move has two: the new one is at fault
    where = os.fsdecode(name) if isinstance(name, str | bytes) else unnamed
    return escape_line(f"{where}: {what}. {cure}.")


@contextmanager
def add_path_to_errors(path: os.PathLike[str]) -> Iterator[None]:
    """Let an OSError of the block name `path`: one of writing names no file by itself."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error


def suggest_name(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Return the cure for a name that does not exist: the nearest of `known`, or all of them.

    `otherwise` is the cure where none of them is near, in place of all.
    """
    choices = sorted(known)
    if close := get_close_matches(word, choices, n=1, cutoff=0.6):
        return f"Did you mean “{close[0]}”?"
    if otherwise is not None:
        return otherwise
    return f"Known: {', '.join(choices)}" if choices else "None is known here"
