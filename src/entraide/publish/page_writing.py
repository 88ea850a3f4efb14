"""Writing thousands of files: on every core, each once, its compressed copy beside it.

What is written is drawn where it is written. So a page, with all that it shows, is nowhere but in
the process that writes it, and goes when the next one comes. A file that is made from the same as
in the last good site is neither drawn nor written: `earlier_site`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from entraide.model.fallback_words import drop_fallback_signs, write_fallback_elements
from entraide.publish.compressed_files import SUFFIXES, write_compressed
from entraide.render.earlier_site import EarlierSite, FileRecord, hash_content, make_folder
from entraide.render.workers import run_in_forks


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to be written: its path below the folder of the site, and what draws its text.

    `make_key` makes the key of all that it is made from; None where that is not known.
    """

    path: str
    draw: Callable[[], str]
    make_key: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class SiteWriter:
    """Writes into `folder`; compressed copies too, unless the site is served from there.

    `earlier` is the site as it was built last, where files of it may be taken over.
    """

    folder: Path
    compress: bool = True
    earlier: EarlierSite | None = None

    def write_shared(self, files: Sequence[SiteFile], cores: int | None = None) -> None:
        """Write `files`, on every core."""
        run_in_forks(self.write, files, cores)

    def write(self, files: Iterable[SiteFile]) -> None:
        """Write `files`; one that would be blank is left out."""
        records: dict[str, FileRecord] = {}
        for file in files:
            key = file.make_key() if self.earlier and file.make_key else ""
            record = self.earlier.take_over(file.path, key) if self.earlier and key else None
            record = record or self._write_file(file, key)
            if record and key:
                records[file.path] = record
        if self.earlier:
            self.earlier.record(records)

    def _write_file(self, file: SiteFile, key: str) -> FileRecord | None:
        is_page = file.path.endswith(".html")
        text = (write_fallback_elements if is_page else drop_fallback_signs)(file.draw())
        if not text.strip():
            return None
        content = text.encode("utf-8", errors="xmlcharrefreplace" if is_page else "strict")
        path = f"{self.folder}/{file.path}"
        make_folder(str(self.folder), file.path)
        with open(path, "wb") as opened:  # noqa: PTH123 - thousands of them: strings are fast
            opened.write(content)
        copy = None
        if self.compress and path.endswith(tuple(SUFFIXES)):
            copy = write_compressed(path, content)
        return FileRecord(key, hash_content(content), hash_content(copy) if copy else "")


def make_content_key(draw: Callable[[], str]) -> Callable[[], str]:
    """Return what makes the key of a file that is faster drawn than written: of its content."""
    return partial(_hash_text, draw)


def _hash_text(draw: Callable[[], str]) -> str:
    return hash_content(draw().encode("utf-8", "backslashreplace"))
