"""The published site as the desk knows it, from two files that a build writes.

`entries/index.json` lists the versions, `entries/desk.json` has all else that the desk needs to
know. Both are read at the start, and again when they change. When a file cannot be read, what was
read before stays valid, and the log says so.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from entraide.desk.logs import log_event
from entraide.errors import EnvironmentVariable, Problem, SettingsError, format_os_error
from entraide.model.entry import Status
from entraide.published_files.entries import PublishedIndex, PublishedVersion
from entraide.published_files.file import PublishedFileError, read_published_file
from entraide.published_files.site import DeskData, PublishedLocale

CHECK_INTERVAL = 1.0  # seconds between two looks at the files

FileStamp = tuple[int, int, int]  # another one where a file has changed


@dataclass(frozen=True)
class PublishedSnapshot:
    """The contents of both files, for published entries; keys are entry and locale."""

    data: DeskData
    versions: Mapping[tuple[int, str], PublishedVersion]  # those that exist
    pages: Mapping[tuple[int, str], str]  # the address of each page, fallback or not

    def get_locale(self, code: str | None) -> PublishedLocale:
        """Return the locale with that code, else the default locale."""
        locales = self.data.locales
        return next((locale for locale in locales if locale.code == code), locales[0])

    def find_version(self, entry: int, locale: str) -> PublishedVersion | None:
        return self.versions.get((entry, locale))


class PublishedSite:
    """The folder of a built site, with its newest `PublishedSnapshot`."""

    def __init__(self, folder: Path, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._files = (folder / PublishedIndex.path, folder / DeskData.path)
        self._lock = threading.Lock()
        self._last_check = self._seconds()
        self._faults = FaultLog()
        try:
            self._stamps = self._read_stamps()
            self._snapshot = _read(*self._files)
        except OSError as error:
            what = (
                f"{folder} is no built site (its {PublishedIndex.path} and {DeskData.path} cannot "
                "be read)"
            )
            location = EnvironmentVariable("ENTRAIDE_SITE_DIR")
            raise SettingsError(
                Problem(location, what, "Build the site first: make build")
            ) from error

    @property
    def snapshot(self) -> PublishedSnapshot:
        with self._lock:
            if self._seconds() - self._last_check >= CHECK_INTERVAL:
                self._last_check = self._seconds()
                self._read_if_changed()
            return self._snapshot

    def _read_if_changed(self) -> None:
        """Read the files if they have changed; log a fault only when the next check finds it too.

        At the first check, a build may be just swapping folders.
        """
        fault = ""
        try:
            stamps = self._read_stamps()
            if stamps != self._stamps:
                self._snapshot, self._stamps = _read(*self._files), stamps
        except OSError as error:
            fault = format_os_error(error)
        except PublishedFileError as error:
            fault = str(error)
        self._faults.note("site", fault, at_once=False)

    def _read_stamps(self) -> tuple[FileStamp, ...]:
        return tuple(read_stamp(file) for file in self._files)


class FaultLog:
    """Logs a file of the site that cannot be read: when that begins, changes and ends."""

    def __init__(self) -> None:
        self._faults: dict[str, tuple[str, bool]] = {}  # by what is read; whether it was logged

    def note(self, subject: str, fault: str, *, at_once: bool) -> None:
        """Log the `fault` of `subject` once; "" means that there is none any more.

        Unless `at_once`, it is logged when it is noted for the second time.
        """
        before, logged = self._faults.get(subject, ("", True))
        if not fault:
            self._faults.pop(subject, None)
            if before and logged:
                log_event("published-file-read", before=before)
        elif fault != before or not logged:
            logged = at_once or fault == before
            self._faults[subject] = fault, logged
            if logged:
                log_event("published-file", problem=fault)


def read_stamp(file: Path) -> FileStamp:
    """Return a value that differs once the file has changed; raise OSError if it is missing."""
    stat = file.stat()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _read(index: Path, desk: Path) -> PublishedSnapshot:
    data = read_published_file(DeskData, desk)
    versions = read_published_file(PublishedIndex, index).versions
    published = {
        (version.entry, version.locale): version
        for version in versions
        if version.status is Status.PUBLISHED
    }
    return PublishedSnapshot(
        data,
        versions={key: one for key, one in published.items() if not one.is_missing},
        pages={key: one.url for key, one in published.items()},
    )
