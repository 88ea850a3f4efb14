"""What the site has published: the entries that may be rated, by the files that a build writes.

`entries/index.json` lists the versions, `entries/desk.json` the rest of what the desk has to know.
Both are read at start, and again when they change; a file that cannot be read meanwhile, since
a build swaps folders, leaves what was known in place.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from entraide.desk.logs import log_event
from entraide.errors import EnvironmentVariable, Problem, SettingsError
from entraide.model.entry import Status
from entraide.published_files.entries import PublishedIndex, PublishedVersion
from entraide.published_files.file import PublishedFileError, read_published_file
from entraide.published_files.site import DeskData, PublishedLocale

LOOK_AGAIN = 1.0  # seconds between two looks at the files

FileStamp = tuple[int, int, int]  # another one where a file has changed


@dataclass(frozen=True)
class PublishedSnapshot:
    """What both files say of entries that readers are shown; keys are entry and locale."""

    data: DeskData
    versions: Mapping[tuple[int, str], PublishedVersion]  # those that exist
    pages: Mapping[tuple[int, str], str]  # the address of each page, fallback or not

    def get_locale(self, code: str | None) -> PublishedLocale:
        """The locale of that code, else the default one."""
        locales = self.data.locales
        return next((one for one in locales if one.code == code), locales[0])

    def find_version(self, entry: int, locale: str) -> PublishedVersion | None:
        return self.versions.get((entry, locale))


class PublishedSite:
    """The newest `PublishedSnapshot` of the folder of a built site."""

    def __init__(self, folder: Path, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._files = (folder / PublishedIndex.path, folder / DeskData.path)
        self._lock = threading.Lock()
        self._looked = self._seconds()
        self._stamp = self._refused_stamp = self._read_stamps()
        try:
            self._known = _read(*self._files)
        except OSError as error:
            what = (
                f"{folder} is no built site (its {PublishedIndex.path} and {DeskData.path} cannot "
                "be read)"
            )
            place = EnvironmentVariable("ENTRAIDE_SITE_DIR")
            raise SettingsError(Problem(place, what, "Build the site first: make build")) from error

    @property
    def now(self) -> PublishedSnapshot:
        with self._lock:
            if self._seconds() - self._looked >= LOOK_AGAIN:
                self._looked = self._seconds()
                self._look()
            return self._known

    def _look(self) -> None:
        stamp = self._read_stamps()
        if stamp is None or stamp == self._stamp:
            return
        try:
            self._known = _read(*self._files)
        except OSError:
            return  # the next look may find the whole
        except PublishedFileError as error:
            if stamp != self._refused_stamp:  # half a build, perhaps: it is looked at once more
                self._refused_stamp = stamp
                return
            log_event("published-file", problem=str(error))
        self._stamp = stamp

    def _read_stamps(self) -> tuple[FileStamp, ...] | None:
        try:
            return tuple(read_stamp(file) for file in self._files)
        except OSError:
            return None


def read_stamp(file: Path) -> FileStamp:
    """Return what is another when the file has changed; raise OSError where there is none."""
    stat = file.stat()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _read(index: Path, desk: Path) -> PublishedSnapshot:
    data = read_published_file(DeskData, desk)
    every = read_published_file(PublishedIndex, index).versions
    published = {(one.entry, one.locale): one for one in every if one.status is Status.PUBLISHED}
    return PublishedSnapshot(
        data,
        versions={key: one for key, one in published.items() if not one.is_missing},
        pages={key: one.url for key, one in published.items()},
    )
