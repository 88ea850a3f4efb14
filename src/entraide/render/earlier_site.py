"""The files of the last good site that a build takes over as they are.

A list in `.cache/` says of each file what it was made from, as a key, and what stood in it, as a
hash. A file is taken over where its key is the same today, and where there still stands in it what
was written: by a hard link, or else as a copy. So a list or a site that somebody has damaged or
changed costs time, and changes nothing. The list is signed (`cached_files`).
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from entraide.content.cached_files import CachedFiles, make_result_key

ABOUT = "the files of a site"  # what the list is about, to the cache
COPY = ".gz"  # behind the name of a file: its compressed copy
LARGEST_CACHE = 20_000_000  # bytes of lists, of this folder of the site and of others
NOTES = ".entraide-notes"  # a folder of the site while it is built: what each process has written


class FileRecord(NamedTuple):
    """What a file was made from, and the hashes of it and of its compressed copy; "" for none."""

    key: str
    digest: str
    copy_digest: str = ""


class EarlierSite:
    """The site in the folder `site` as it was built last, for a build into `folder`."""

    def __init__(self, root: Path, site: Path, folder: Path) -> None:
        self._cache = CachedFiles(root, "site")
        self._list_key = make_result_key(str(site).encode(), ABOUT)
        self._site, self._folder = str(site), str(folder)
        # A site that is built where it stands has been emptied.
        self._records = {} if site == folder else self._read()

    def take_over(self, path: str, key: str) -> FileRecord | None:
        """Take over the file at `path` if it was made from `key`; None where there is none."""
        record = self._records.get(path)
        if record is None or record.key != key:
            return None
        names = {path: record.digest}
        if record.copy_digest:
            names[path + COPY] = record.copy_digest
        contents = {name: self._read_file(name) for name in names}
        for name, digest in names.items():
            content = contents[name]
            if content is None or hash_content(content) != digest:
                return None
        make_folder(self._folder, path)
        for name, content in contents.items():
            self._link(name, content or b"")
        return record

    def record(self, records: Mapping[str, FileRecord]) -> None:
        """Record what a process has written or taken over; the list will have it."""
        folder = Path(self._folder, NOTES)
        folder.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False) as notes:
            json.dump(records, notes)

    def close(self) -> None:
        """Remember all that was recorded, for the next build."""
        folder = Path(self._folder, NOTES)
        records: dict[str, object] = {}
        for notes in folder.iterdir():
            records |= json.loads(notes.read_text(encoding="utf-8"))
        shutil.rmtree(folder)
        self._cache.write(self._list_key, json.dumps(records).encode())
        self._cache.prune(LARGEST_CACHE)

    def _read(self) -> dict[str, FileRecord]:
        text = self._cache.read(self._list_key) or b"{}"
        with suppress(ValueError, TypeError, AttributeError):
            return {path: FileRecord(*row) for path, row in json.loads(text).items()}
        return {}

    def _read_file(self, name: str) -> bytes | None:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(f"{self._site}/{name}", flags)
            with os.fdopen(descriptor, "rb") as opened:
                return opened.read()
        except OSError:
            return None

    def _link(self, name: str, content: bytes) -> None:
        target = f"{self._folder}/{name}"
        try:
            os.link(f"{self._site}/{name}", target)
        except OSError:  # another disk, or one without such links
            with suppress(FileNotFoundError):
                os.unlink(target)  # noqa: PTH108 - a killed process may have linked the last site’s
            with open(target, "wb") as opened:  # noqa: PTH123
                opened.write(content)


def hash_content(content: bytes) -> str:
    """Return what stands for the content of a file."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


def make_folder(folder: str, path: str) -> None:
    """Make the folder of the file at `path` below `folder`; strings, since there are thousands."""
    os.makedirs(f"{folder}/{path.rpartition('/')[0]}", exist_ok=True)  # noqa: PTH103
