"""A plan of changes to several files: all are made or none, and it can be shown first."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from entraide.content.writer import replace_all

Content = str | bytes


@dataclass(slots=True)
class ChangePlan:
    """The files that a command is about to write, by path, and to remove.

    For messages, `moves` says which new file has the content of an old one. `expected` has the
    texts that the plan was made from, "" for a file that was not there.
    """

    texts: dict[Path, Content] = field(default_factory=dict)
    removals: list[Path] = field(default_factory=list)
    moves: dict[Path, Path] = field(default_factory=dict)
    expected: dict[Path, str] = field(default_factory=dict)

    def read(self, path: Path) -> str:
        """Return the content that a file has after what was planned so far."""
        content = self.texts.get(path)
        if content is None:
            content = path.read_bytes()
        return content if isinstance(content, str) else content.decode()

    def write(self, path: Path, content: Content) -> None:
        """Plan to write a file; one that has this content already is left out."""
        if path not in self.texts and path.is_file() and path.read_bytes() == _encode(content):
            return
        self.texts[path] = content

    def move(self, old: Path, new: Path) -> None:
        """Plan to move a file, with what was planned to be written into it."""
        self.texts[new] = self.texts.pop(old) if old in self.texts else old.read_bytes()
        self.removals.append(old)
        self.moves[old] = new

    def add(self, texts: Mapping[Path, Content]) -> None:
        """Plan to write all of `texts`."""
        for path, content in texts.items():
            self.write(path, content)

    def iter_overtaken(self) -> Iterator[Path]:
        """Yield the files that somebody has written since the plan was made."""
        for path, text in self.expected.items():
            if (path.read_bytes() if path.exists() else b"") != text.encode():
                yield path

    def apply(self) -> None:
        """Make all changes; if one file cannot be written or removed, nothing is changed."""
        before = {path: path.read_bytes() for path in self.removals}
        fresh = [path for path in self.texts if not path.exists()]
        written = {path: path.read_bytes() for path in self.texts if path.exists()}
        replace_all(self.texts)
        try:
            for path in self.removals:
                path.unlink()
        except OSError:
            replace_all(
                written | {path: text for path, text in before.items() if not path.exists()}
            )
            for path in fresh:
                path.unlink(missing_ok=True)
            raise
        for path in self.removals:
            _remove_empty_folders(path.parent)


def read_files(paths: Iterable[Path]) -> dict[Path, bytes | None]:
    """Return the content of each file; None for one that does not exist."""
    return {path: path.read_bytes() if path.is_file() else None for path in paths}


def restore_files(before: Mapping[Path, bytes | None]) -> None:
    """Write the former content of each file, and remove those that did not exist."""
    replace_all({path: content for path, content in before.items() if content is not None})
    for path in (path for path, content in before.items() if content is None):
        path.unlink(missing_ok=True)


def _encode(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _remove_empty_folders(folder: Path) -> None:
    """Remove a folder that a removal has left empty; a full one, or the last one, stays."""
    with suppress(OSError):
        folder.rmdir()
