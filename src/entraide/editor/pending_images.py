"""Images of texts that are not published yet, kept beside the working copies.

Each waits in a folder with the path of the text that somebody put it into. Its name has the
beginning of its hash, so the same image is kept once, and no image takes the place of another one.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from shutil import rmtree

from entraide.content.settings import Settings
from entraide.content.writer import replace_all
from entraide.editor.working_copies import FOLDER
from entraide.errors import Argument, EntraideError, Problem

IMAGES = FOLDER / "images"
NAME = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{12}\.(?:avif|gif|jpg|png|svg|webp)\b")


class PendingImages:
    """The images that wait for publication in a project, by the path of their text."""

    def __init__(self, settings: Settings) -> None:
        self._folder, self._docs = settings.root / IMAGES, settings.docs_name

    def add(self, path: str, name: str, data: bytes) -> None:
        """Store an image of the text at `path`; the file appears as a whole.

        EntraideError where another image has its name: somebody may have approved that one.
        """
        file = self._folder / path / name
        if file.is_file() and file.read_bytes() != data:
            what = "another image of this text has the same name"
            raise EntraideError(Problem(Argument(name), what, "Give the file another name"))
        replace_all({file: data})

    def list_files(self, path: str) -> dict[str, Path]:
        """Return the images of a text: by where they will be, from the folder of texts."""
        beside = PurePosixPath(path).relative_to(self._docs).parent
        return {str(beside / file.name): file for file in self._iter_files(path)}

    def drop(self, path: str, until: datetime | None = None) -> None:
        """Delete the images of a text; those that were added after `until` stay."""
        for file in self._iter_files(path):
            if until is None or file.stat().st_mtime <= until.timestamp():
                file.unlink(missing_ok=True)
        with suppress(OSError):  # others are left
            (self._folder / path).rmdir()

    def move(self, old: str, new: str) -> None:
        """Give the images of a text that has moved to its new path."""
        for file in self._iter_files(old):
            self.add(new, file.name, file.read_bytes())
        rmtree(self._folder / old, ignore_errors=True)

    def _iter_files(self, path: str) -> Iterator[Path]:
        folder = self._folder / path
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        yield from (file for file in files if NAME.fullmatch(file.name) and file.is_file())


def list_image_names(text: str) -> set[str]:
    """Return the names that a text has of images which came by the editor."""
    return set(NAME.findall(text))
