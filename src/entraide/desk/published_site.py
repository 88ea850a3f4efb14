"""What the site has published: the entries that may be rated, by the files that a build writes.

`entries/index.json` lists the versions, `entries/desk.json` the rest of what the desk has to know.
Both are read at start, and again when they change; a file that cannot be read leaves what was
known in place, and the log says so.
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
    """What both files say of entries that readers are shown; keys are entry and locale."""

    data: DeskData
    versions: Mapping[tuple[int, str], PublishedVersion]  # those that exist
    pages: Mapping[tuple[int, str], str]  # the address of each page, fallback or not

    def get_locale(self, code: str | None) -> PublishedLocale:
        """The locale of that code, else the default one."""
        locales = self.data.locales
        return next((locale for locale in locales if locale.code == code), locales[0])

    def find_version(self, entry: int, locale: str) -> PublishedVersion | None:
        return self.versions.get((entry, locale))


class PublishedSite:
    """The newest `PublishedSnapshot` of the folder of a built site."""

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
        """Read the files if they have changed; a fault is logged when the next look finds it too.

        Between two looks a build may have been swapping folders.
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
    """What cannot be read of a site: logged when that begins, when it changes and when it ends."""

    def __init__(self) -> None:
        self._faults: dict[str, tuple[str, bool]] = {}  # by what is read; whether it was logged

    def note(self, subject: str, fault: str, *, at_once: bool) -> None:
        """Log `fault` of `subject` once, at its second note if not `at_once`; "" is none."""
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
    """Return what is another when the file has changed; raise OSError where there is none."""
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
