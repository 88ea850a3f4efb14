"""What can go wrong, said once and the same way everywhere.

A `Problem` is one mistake (or one piece of advice) at one place of the project's files. Readers
and checks collect them all; `ContentError` carries the whole list to whoever asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  # nothing is built on top of it
    WARNING = "warning"  # printed, never fatal


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: `path` is relative to the project, `line` counts from 1.

    What is in no file has a name in the place of the path, and the line 0.
    """

    path: str
    line: int
    what: str
    cure: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        mark = "" if self.severity is Severity.ERROR else "warning: "
        stop = "" if self.cure.endswith("?") else "."
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {mark}{self.what}. {self.cure}{stop}"


class EntraideError(Exception):
    """Base of everything this package raises on purpose; its text is written for a person."""


class SettingsError(EntraideError):
    """`mkdocs.yml` cannot be used: there is no project here, or one with wrong settings."""


class StoreError(EntraideError):
    """The desk's store, or a backup of it, cannot be used."""


class ContentError(EntraideError):
    """The content has mistakes: all of them, in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(report(self.problems))


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def report(problems: Iterable[Problem]) -> str:
    """Every problem on its own line, in the order of the files."""
    return "\n".join(str(problem) for problem in sorted(problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """The cure for a name that does not exist: the nearest known one, or all of them."""
    choices = sorted(known)
    if close := get_close_matches(word, choices, n=1, cutoff=0.6):
        return f"Did you mean “{close[0]}”?"
    return f"Known: {', '.join(choices)}" if choices else "None is known here"
