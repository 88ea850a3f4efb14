"""The files of the last good site that a build takes over as they are.

A list in `.cache/` says of each file what it was made from, as a key, how large it is, and when it
was written. A file is taken over where its key is the same today and nobody has written to it since
(to read 8,000 files anew takes as long as to check the texts): by a hard link, or else as a copy.
A build may begin with the files of the site before that one (`open_spare`): most are there already.
So a list that is damaged, or a file of the site that somebody wrote to, costs time, and changes
nothing; who sets the time of a file back is not noticed. The list is signed (`cached_files`).
"""

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from entraide.content.cached_files import CachedFiles, make_result_key
from entraide.content.site_folder import delete_files, open_spare

ABOUT = "the files of a site"  # what the list is about, to the cache
COPY = ".gz"  # behind the name of a file: its compressed copy
LARGEST_CACHE = 20_000_000  # bytes of lists, of this folder of the site and of others
NOTES = ".entraide-notes"  # a folder of the site while it is built: what each process has written


class FileRecord(NamedTuple):
    """What a file was made from, and the sizes of it and of its compressed copy; 0 for none.

    Both are of one `moment`, in nanoseconds.
    """

    key: str
    size: int
    moment: int
    copy_size: int = 0


class EarlierSite:
    """The site in the folder `site` as it was built last, for a build into `folder`."""

    def __init__(self, root: Path, site: Path, folder: Path) -> None:
        self._cache = CachedFiles(root, "site")
        self._list_key = make_result_key(str(site).encode(), ABOUT)
        self._site, self._folder = str(site), str(folder)
        # A site that is built where it stands has been emptied.
        self._records = {} if site == folder else self._read()
        self._spare: set[str] = set()  # files that the folder began with
        self._new_records: Mapping[str, FileRecord] = {}

    def open_folder(self) -> None:
        """Begin with the spare of the site, if there is one, without files that no record names."""
        if not self._records or Path(self._site).parent != Path(self._folder).parent:
            return
        expected = _list_copies(self._records)
        names = open_spare(Path(self._site), Path(self._folder))
        self._spare = {
            name
            for name in names
            if name in expected and self._has(self._folder, name, expected[name])
        }
        delete_files(Path(self._folder), names - self._spare)

    @property
    def names(self) -> AbstractSet[str]:
        """The files with a record and their copies; complete once all processes are done."""
        return _list_copies(self._new_records).keys()

    def take_over(self, path: str, key: str) -> FileRecord | None:
        """Take over the file at `path` if it was made from `key`; None where there is none."""
        record = self._records.get(path)
        if record is None or record.key != key:
            return None
        facts = _list_copies({path: record})
        missing = [name for name in facts if name not in self._spare]
        if not all(self._has(self._site, name, facts[name]) for name in missing):
            return None
        if missing:
            make_folder(self._folder, path)
        for name in missing:
            self._link(name)
        return record

    def take_over_all(self, key: str) -> dict[str, FileRecord] | None:
        """Take over every file that was made from `key`; None where one of them is not as it was.

        Then none is taken over.
        """
        records: dict[str, FileRecord] = {}
        for path in [path for path, record in self._records.items() if record.key == key]:
            record = self.take_over(path, key)
            if record is None:
                for other, known in records.items():
                    for name in _list_copies({other: known}):
                        os.unlink(f"{self._folder}/{name}")  # noqa: PTH108
                        self._spare.discard(name)
                return None
            records[path] = record
        return records

    def drop(self, names: Iterable[str]) -> None:
        """Drop those files of `names` that the folder began with: MkDocs writes into them.

        As the last site has them too, that would change it.
        """
        for name in self._spare.intersection(names):
            os.unlink(f"{self._folder}/{name}")  # noqa: PTH108
            self._spare.discard(name)

    def record(self, records: Mapping[str, FileRecord]) -> None:
        """Add the records of files that a process has written or taken over."""
        folder = Path(self._folder, NOTES)
        folder.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False) as notes:
            json.dump(records, notes)

    def close(self) -> None:
        """Remember all that was recorded, for the next build."""
        folder = Path(self._folder, NOTES)
        records: dict[str, Any] = {}
        for notes in folder.iterdir():
            records |= json.loads(notes.read_text(encoding="utf-8"))
        shutil.rmtree(folder)
        self._new_records = {path: FileRecord(*row) for path, row in records.items()}
        before = _list_copies(self._records)
        others = self._spare - self.names  # some were written anew, by who records nothing
        delete_files(
            Path(self._folder),
            [name for name in others if self._has(self._folder, name, before[name])],
        )
        self._cache.write(self._list_key, json.dumps(records).encode())
        self._cache.prune(LARGEST_CACHE)

    def _read(self) -> dict[str, FileRecord]:
        text = self._cache.read(self._list_key) or b"{}"
        with suppress(ValueError, TypeError, AttributeError):
            return {path: FileRecord(*row) for path, row in json.loads(text).items()}
        return {}

    def _has(self, folder: str, name: str, expected: tuple[int, int]) -> bool:
        """Return whether `folder` has the file `name` with the expected size and moment."""
        try:
            facts = os.lstat(f"{folder}/{name}")
        except OSError:
            return False
        return (facts.st_size, facts.st_mtime_ns) == expected and stat.S_ISREG(facts.st_mode)

    def _link(self, name: str) -> None:
        source, target = f"{self._site}/{name}", f"{self._folder}/{name}"
        with suppress(FileNotFoundError):
            os.unlink(target)  # noqa: PTH108 - of the spare, or of a process that was killed
        try:
            os.link(source, target)
        except OSError:  # another disk, or one without such links
            shutil.copy2(source, target, follow_symlinks=False)


def _list_copies(records: Mapping[str, FileRecord]) -> dict[str, tuple[int, int]]:
    """Return size and moment of each file with a record, and of its copy, by name."""
    copies = {
        path + COPY: (each.copy_size, each.moment)
        for path, each in records.items()
        if each.copy_size
    }
    return {path: (each.size, each.moment) for path, each in records.items()} | copies


def make_folder(folder: str, path: str) -> None:
    """Make the folder of the file at `path` below `folder`; strings, since there are thousands."""
    below = f"{folder}/{path.rpartition('/')[0]}"
    try:
        os.mkdir(below)  # noqa: PTH102 - mostly it is the last one that is missing
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(below, exist_ok=True)  # noqa: PTH103
