"""The clone of an editor on a server, which pulls before each change and pushes after it.

Changes take turns, each with its pull and push. Between them, the clone is looked after every
minute: it pulls, pushes what could not be sent before, and opens the site of a new day.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Lock, Thread

from entraide.content.dates import resolve_day
from entraide.editor.git_remote import GitRemote
from entraide.preview.live_preview import LivePreview

PAUSE = 60.0  # seconds between two rounds
LOG = logging.getLogger(__name__)


class Clone:
    """The clone under `preview`, and the other repository behind `remote`.

    `unsent` is the number of commits that the other repository lacks, and `trouble` says why.
    """

    def __init__(self, preview: LivePreview, remote: GitRemote, time_zone: str) -> None:
        self._time_zone = time_zone
        self._preview, self._remote = preview, remote
        self._lock, self._end = Lock(), Event()
        self._days = self._list_days()
        self.unsent, self.trouble = 0, ""

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Let one change run at a time: pull before it, and push after it."""
        with self._lock:
            self._pull()
            yield
            self._push()

    def begin_upkeep(self) -> None:
        """Start to look after the clone, in a thread that runs until `close`."""
        self.run_upkeep()
        Thread(target=self._run_often, name="clone", daemon=True).start()

    def run_upkeep(self) -> None:
        """Pull, push, and open the site anew if a new day has begun."""
        with self.hold():
            if self._days != (days := self._list_days()):
                self._preview.open().result()
                self._days = days

    def _list_days(self) -> tuple[date, date]:
        """Return the day of a build, and the day for which entries are planned."""
        return resolve_day(), resolve_day(zone=self._time_zone)

    def close(self) -> None:
        """Stop looking after the clone."""
        self._end.set()

    def _run_often(self) -> None:
        while not self._end.wait(PAUSE):
            try:
                self.run_upkeep()
            except (Exception, SystemExit) as error:
                self.trouble = f"{type(error).__name__}: {error}"
                LOG.exception("The clone could not be looked after; the next turn tries again")

    def _pull(self) -> None:
        if changed := self._remote.pull():
            self._preview.take_over(changed).result()
        self.trouble = self._remote.trouble

    def _push(self) -> None:
        """Push; if another clone has pushed first, pull its commits and push once more.

        It tries no third time, since a writer waits for the answer: the next round sends what is
        left.
        """
        if not self._remote.is_silent and not self._remote.push() and not self._remote.is_silent:
            self._pull()
            self._remote.push()
        self.unsent = self._remote.count_unsent()
        self.trouble = self._remote.trouble
