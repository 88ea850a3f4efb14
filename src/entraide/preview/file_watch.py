"""Watching the files of a project: saved files are reported once no more are being saved."""

import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from entraide.content.docs.files import LEFT_BEHIND

PAUSE = 0.025  # seconds without a change: an editor writes a file in several steps
POLL = 0.5  # seconds between two looks, where the system tells nothing
CHANGES = frozenset({"created", "modified", "moved", "deleted", "closed"})  # not “opened”

# What a watch of Linux says of itself when it is stopped: nothing is wrong then.
STOPPED = "InotifyEmitter.queue_events() called when the thread is inactive"

TakePaths = Callable[[frozenset[Path]], object]


class FileWatch:
    """Watches `folders` with all below, and single `files`; calls `take` with changed paths.

    A folder may be made later, beside one of the files. Files that editors and systems leave behind
    are ignored.
    """

    def __init__(self, folders: Iterable[Path], files: Iterable[Path], take: TakePaths) -> None:
        self._folders, self._files = list(folders), frozenset(files)
        self._unwatched = set(self._folders)
        self._take = take
        self._collector = _PathCollector(self._hand_on, self._is_wanted)
        self._observer: BaseObserver | None = None
        logging.getLogger("watchdog.observers.inotify").addFilter(_is_no_stop)

    def start(self, *, poll: bool = False) -> bool:
        """Begin; with `poll`, by looking at each file again and again: for network disks.

        Return False where that is done unasked: the system watches no more files for this user.
        """
        try:
            self._observer = self._observe(PollingObserver(timeout=POLL) if poll else Observer())
        except OSError:
            self._observer = self._observe(PollingObserver(timeout=POLL))
            return False
        return True

    def add_folders(self, folders: Iterable[Path]) -> None:
        """Watch these folders, too."""
        new = [each for each in folders if each not in self._folders]
        if not new:
            return
        self._folders += new
        self._unwatched |= set(new)
        if self._observer:
            self._watch_folders(self._observer)

    def stop(self) -> None:
        """Stop watching."""
        if self._observer:
            self._observer.stop()

    def _observe(self, observer: BaseObserver) -> BaseObserver:
        self._unwatched = set(self._folders)
        self._watch_folders(observer)
        for folder in {file.parent for file in self._files}:
            observer.schedule(self._collector, str(folder), recursive=False)
        observer.start()
        return observer

    def _watch_folders(self, observer: BaseObserver) -> None:
        for folder in [each for each in self._unwatched if each.is_dir()]:
            observer.schedule(self._collector, str(folder), recursive=True)
            self._unwatched.discard(folder)

    def _hand_on(self, paths: frozenset[Path]) -> None:
        if self._observer:
            self._watch_folders(self._observer)
        self._take(paths)

    def _is_wanted(self, path: Path) -> bool:
        if LEFT_BEHIND.fullmatch(path.name):
            return False
        return path in self._files or any(path.is_relative_to(each) for each in self._folders)


def _is_no_stop(record: logging.LogRecord) -> bool:
    return record.getMessage() != STOPPED


class _PathCollector(FileSystemEventHandler):
    """Collects paths until nothing has happened for a moment, then hands them on together."""

    def __init__(self, take: TakePaths, is_wanted: Callable[[Path], bool]) -> None:
        self._take, self._is_wanted = take, is_wanted
        self._paths: set[Path] = set()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def dispatch(self, event: FileSystemEvent) -> None:
        """Collect the paths of an event; of a folder only where it has come or gone."""
        if event.event_type not in CHANGES or (
            event.is_directory and event.event_type == "modified"
        ):
            return
        both = (Path(str(each)) for each in (event.src_path, event.dest_path) if each)
        paths = set(filter(self._is_wanted, both))
        if not paths:
            return
        with self._lock:
            self._paths |= paths
            if self._timer:
                self._timer.cancel()
            self._timer = threading.Timer(PAUSE, self._hand_on)
            self._timer.daemon = True
            self._timer.start()

    def _hand_on(self) -> None:
        with self._lock:
            paths, self._paths = frozenset(self._paths), set()
        if paths:
            self._take(paths)
