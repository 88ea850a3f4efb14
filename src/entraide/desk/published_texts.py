"""The segments of a version, from the file that a build writes for it.

`entries/<id>.<locale>.json` is read when it is asked for, and again when it has changed; the last
few stay in memory. Only ids and locales that `published_site.py` knows are asked for, so nothing
that a visitor sent becomes part of a path.
"""

import threading
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from entraide.desk.published_site import FaultLog, FileStamp, read_stamp
from entraide.errors import format_os_error
from entraide.published_files.entries import PublishedText
from entraide.published_files.file import PublishedFileError, read_published_file

MOST_CACHED_TEXTS = 64  # texts at hand: some 40 kB each


class _CachedText(NamedTuple):
    stamp: FileStamp
    text: PublishedText | None  # None for a file of another shape


class PublishedTexts:
    """The texts in the folder of a built site."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "entries"
        self._lock = threading.Lock()
        self._faults = FaultLog()
        self._cache: OrderedDict[tuple[int, str], _CachedText] = (
            OrderedDict()
        )  # the last asked last

    def find(self, entry: int, locale: str) -> PublishedText | None:
        """Return the text of a version; while a build replaces its file, the one read before."""
        file = self._folder / f"{entry}.{locale}.json"
        with self._lock:
            cached = self._cache.get((entry, locale))
            last_text = cached.text if cached else None
            try:
                stamp = read_stamp(file)
                if cached is None or cached.stamp != stamp:
                    cached = _CachedText(stamp, read_published_file(PublishedText, file))
                    self._faults.note(file.name, "", at_once=True)
            except OSError as error:  # one that is not there may be on its way
                moved = isinstance(error, FileNotFoundError)
                self._faults.note(file.name, format_os_error(error), at_once=not moved)
                return last_text
            except PublishedFileError as error:
                self._faults.note(file.name, str(error), at_once=True)
                cached = _CachedText(stamp, last_text)
            self._cache[entry, locale] = cached
            self._cache.move_to_end((entry, locale))
            if len(self._cache) > MOST_CACHED_TEXTS:
                self._cache.popitem(last=False)
            return cached.text
