"""Writes thousands of files on all cores, each with its compressed copy.

A file is drawn in the process that writes it, so a page is in no other memory, and is freed when
the next one comes. A file made from the same as in the last good site is neither drawn nor written:
see `earlier_site`.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from entraide.content.site_folder import encode_output
from entraide.publish.compressed_files import SUFFIXES, write_compressed
from entraide.render.earlier_site import EarlierSite, FileRecord, make_folder
from entraide.render.workers import run_in_forks


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to be written: its path below the folder of the site, and the function that draws it.

    `make_key` makes the key of all that it is made from; None, or "", where that is not known.
    """

    path: str
    draw: Callable[[], str | bytes]
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
        content = encode_output(file.path, file.draw())
        if not content.strip():
            return None
        path = f"{self.folder}/{file.path}"
        make_folder(str(self.folder), file.path)
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108 - it may be a file of the last site too, which stays
        with open(path, "wb") as opened:  # noqa: PTH123 - thousands of them: strings are fast
            opened.write(content)
        copy = None
        if self.compress and path.endswith(tuple(SUFFIXES)):
            copy = write_compressed(path, content)
        moment = os.stat(path).st_mtime_ns  # noqa: PTH116
        return FileRecord(key, len(content), moment, len(copy or b""))


def make_content_key(draw: Callable[[], str]) -> Callable[[], str]:
    """Return a maker of keys for files that are faster drawn than written: their hash."""
    return partial(_hash_text, draw)


def _hash_text(draw: Callable[[], str]) -> str:
    text = draw().encode("utf-8", "backslashreplace")
    return hashlib.blake2b(text, digest_size=20).hexdigest()
