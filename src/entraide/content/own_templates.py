"""A project's own templates, styles and scripts, each replacing one that comes with Entraide.

`entraide override` copies one of ours into the project, and keeps a second copy below `.entraide/`.
So later changes of ours are known, and the two can be merged. A template that only extends ours, by
its name after `entraide/`, needs no copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath

from entraide.content.settings import Settings
from entraide.model.line_ends import unify_line_ends
from entraide.shipped_folders import get_theme_folder

COPIES = ".entraide"  # a folder in the project's own; names with a dot are never published
OURS = "entraide/"  # before the name of a template of ours, in one of the project
KINDS = frozenset({".html", ".css", ".js"})
LEFT_OUT = frozenset({"locales", "vendor"})  # catalogs have a place of their own; others' code


class OwnState(StrEnum):
    """How a project's template relates to ours of the same name."""

    EXTENDS = "extends ours"
    CURRENT = "as copied"
    BEHIND = "ours has changed"
    UNRECORDED = "no record of its copy"
    ADDED = "not one of ours"


@dataclass(frozen=True)
class OwnTemplates:
    """The templates in a project's own folder; all names are as `partials/footer.html`."""

    folder: Path
    theme: Path

    @classmethod
    def from_settings(cls, settings: Settings) -> "OwnTemplates":
        return cls(settings.overrides, get_theme_folder().resolve())

    @property
    def is_theme_itself(self) -> bool:
        """Whether this is the project in which the theme is developed."""
        return self.folder == self.theme

    @cached_property
    def shipped_names(self) -> frozenset[str]:
        """The names of the files that a project may replace."""
        return frozenset(_iter_names(self.theme))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the files that the project has of its own, in order."""
        return () if self.is_theme_itself else tuple(sorted(_iter_names(self.folder)))

    def get_state(self, name: str) -> OwnState:
        """Return how the project's own template `name` relates to ours."""
        if name not in self.shipped_names:
            return OwnState.ADDED
        if f"{OURS}{name}" in _read(self.folder / name):
            return OwnState.EXTENDS
        if not self.get_copy_path(name).is_file():
            return OwnState.UNRECORDED
        same = _read(self.get_copy_path(name)) == self.read_ours(name)
        return OwnState.CURRENT if same else OwnState.BEHIND

    def is_mentioned(self, name: str) -> bool:
        """Return whether another template of the project names the template `name`."""
        return any(name in _read(self.folder / other) for other in self.names if other != name)

    def get_copy_path(self, name: str) -> Path:
        """Return the path of the kept copy of our file, from which a template was made."""
        return self.folder / COPIES / name

    def read_ours(self, name: str) -> str:
        return _read(self.theme / name)

    def read_own(self, name: str) -> str:
        return _read(self.folder / name)

    def read_copy(self, name: str) -> str:
        return _read(self.get_copy_path(name))

    def find_names(self, word: str) -> list[str]:
        """Return the shipped templates that `word` may mean: a path, its end, a bare name."""
        names = (word, f"{word}.html")
        for is_meant in (
            lambda name: name in names,
            lambda name: name.endswith(tuple(f"/{each}" for each in names)),
            lambda name: PurePosixPath(name).stem == word,
        ):
            if meant := sorted(filter(is_meant, self.shipped_names)):
                return meant
        return []


def _iter_names(folder: Path) -> Iterator[str]:
    """Yield the templates, styles and scripts below `folder`."""
    for file in folder.rglob("*"):
        name = file.relative_to(folder)
        hidden = any(part.startswith(".") or part in LEFT_OUT for part in name.parts)
        if file.suffix in KINDS and not hidden and file.is_file():
            yield name.as_posix()


def _read(file: Path) -> str:
    """Return a text with plain line ends."""
    return unify_line_ends(file.read_text(encoding="utf-8", errors="replace"))
