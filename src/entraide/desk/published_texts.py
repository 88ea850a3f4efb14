"""What a version says, segment by segment, by the file that a build writes of it.

`entries/<id>.<locale>.json` is read when somebody asks, and again when it has changed; the last
few stay at hand. Only ids and locales that `published_site.py` knows are asked for: none of what a
visitor sent becomes part of a path.
"""

import threading
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from entraide.desk.published_site import FaultLog, FileStamp, read_stamp
from entraide.errors import format_os_error
from entraide.published_files.entries import PublishedText
from entraide.published_files.file import PublishedFileError, read_published_file

MOST = 64  # texts at hand: some 40 kB each


class _CachedText(NamedTuple):
    stamp: FileStamp
    text: PublishedText | None  # None for a file of another shape


class PublishedTexts:
    """The texts of the folder of a built site."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "entries"
        self._lock = threading.Lock()
        self._faults = FaultLog()
        self._known: OrderedDict[tuple[int, str], _CachedText] = (
            OrderedDict()
        )  # the last asked last

    def find(self, entry: int, locale: str) -> PublishedText | None:
        """What that version says now; what it said last, where a build is just putting it there."""
        file = self._folder / f"{entry}.{locale}.json"
        with self._lock:
            known = self._known.get((entry, locale))
            last = known.text if known else None
            try:
                stamp = read_stamp(file)
                if known is None or known.stamp != stamp:
                    known = _CachedText(stamp, read_published_file(PublishedText, file))
                    self._faults.note(file.name, "", at_once=True)
            except OSError as error:  # one that is not there may be on its way
                moved = isinstance(error, FileNotFoundError)
                self._faults.note(file.name, format_os_error(error), at_once=not moved)
                return last
            except PublishedFileError as error:
                self._faults.note(file.name, str(error), at_once=True)
                known = _CachedText(stamp, last)
            self._known[entry, locale] = known
            self._known.move_to_end((entry, locale))
            if len(self._known) > MOST:
                self._known.popitem(last=False)
            return known.text
