"""The result of one step of an upgrade: files to write and remove, and what people have to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from entraide.errors import FileLine, Problem

Files = Mapping[str, bytes]  # by path from the root of the project, `/`-separated


@dataclass(frozen=True, slots=True)
class UpgradeChange:
    """The change of one file: its new `content`, None where it is removed; and the reason."""

    path: str
    content: bytes | None
    reason: str

    def describe(self, files: Files) -> str:
        """Return a line on what happens to the file, which `files` may have or lack."""
        verb = "changed" if self.path in files else "new"
        return f"{self.path}: {'removed' if self.content is None else verb}: {self.reason}"


@dataclass(slots=True)
class StepResult:
    """What one step does, in the order of its work; `notes` are for people to act upon."""

    changes: list[UpgradeChange] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def add_note(self, path: str, what: str, cure: str) -> None:
        self.notes.append(Problem(FileLine(path), what, cure))


def apply_changes(files: Files, changes: list[UpgradeChange]) -> dict[str, bytes]:
    """Return `files` as they are after `changes`."""
    after = dict(files)
    for change in changes:
        if change.content is None:
            after.pop(change.path, None)
        else:
            after[change.path] = change.content
    return after
