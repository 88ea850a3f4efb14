"""Working copies: what somebody is writing, kept on the server's disk, apart from the files.

There is one for each version that is being written; whoever opens that version sees it. Each save
says which state of the copy it was made from. What was saved meanwhile is merged with it, and what
cannot be merged is refused, so that nobody overwrites anybody. What is merged counts as two saves:
what was sent, from which its writer goes on, and what it became.

A copy is one JSON file, which takes the place of the one before as a whole: a process that is
killed leaves the last save.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from entraide.content.writer import replace_text
from entraide.editor.text_merge import merge_texts

FOLDER = Path("var") / "editing"  # below the folder of the project
MOST_EARLIER = 30  # saves that a merge can go back to: some minutes of writing
SUFFIX = ".json"


class PublicationAttempt(BaseModel):
    """What a publication was about to write: `written`, made from the copy’s `text`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    written: str


class WorkingCopy(BaseModel):
    """A version of an entry as somebody is writing it.

    `base` is the file as it was when the copy was begun, and `text` what it is to be. `number`
    counts the saves, and `earlier` has the texts of the last ones by their numbers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: int
    locale: str
    path: str  # of the file, from the folder of the project
    base: str
    text: str
    number: int
    writer: str  # who saved last
    saved: datetime
    earlier: dict[int, str] = {}
    attempt: PublicationAttempt | None = None

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to publish."""
        return self.text != self.base

    def find_saved_text(self, number: int) -> str | None:
        """Return the text of the save with that number; 0 is what the copy was begun from."""
        if number == 0:
            return self.base
        return self.text if number == self.number else self.earlier.get(number)

    def find_number(self, text: str) -> int | None:
        """Return the number of the last save that had `text`; None where nobody remembers it."""
        saves = {0: self.base, **self.earlier, self.number: self.text}
        return max((number for number, each in saves.items() if each == text), default=None)


class CopyConflictError(Exception):
    """Somebody has written other words at the same place: in `copy`, or in the file without it."""

    def __init__(self, copy: WorkingCopy | None) -> None:
        super().__init__()
        self.copy = copy


class WorkingCopies:
    """The working copies of the project in `root`."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._lock = threading.Lock()

    def find(self, entry: int, locale: str) -> WorkingCopy | None:
        """Return the copy of a version, if anybody has begun one."""
        return _read_copy(self._make_path(entry, locale))

    def list_all(self) -> list[WorkingCopy]:
        """Return all copies, the latest save first."""
        files = sorted(self._folder.glob(f"*{SUFFIX}")) if self._folder.is_dir() else []
        copies = filter(None, map(_read_copy, files))
        return sorted(copies, key=lambda copy: copy.saved, reverse=True)

    def save(self, new: WorkingCopy) -> WorkingCopy:
        """Keep `new`, whose number is that of the save it was made from; return what is kept.

        Where there is another save since, both are merged; CopyConflictError where they cannot be.
        """
        with self._hold():
            path = self._make_path(new.entry, new.locale)
            before = _read_copy(path)
            copy = self._merge(new, before) if before else new
            if before and copy.text == before.text:
                return before
            last = before.number if before else 0
            earlier = {**before.earlier, last: before.text} if before else {}
            if copy.text != new.text:
                last += 1
                earlier[last] = new.text
            numbers = sorted(earlier)[-MOST_EARLIER:]
            changes = {
                "number": last + 1,
                "base": before.base if before else new.base,
                "attempt": before.attempt if before else None,
                "earlier": {number: earlier[number] for number in numbers},
            }
            copy = copy.model_copy(update=changes)
            replace_text(path, copy.model_dump_json(), private=True)
            return copy

    def begin(self, new: WorkingCopy) -> WorkingCopy:
        """Keep the first save of a text; CopyConflictError where somebody is writing it."""
        with self._hold():
            path = self._make_path(new.entry, new.locale)
            if now := _read_copy(path):
                raise CopyConflictError(now)
            copy = new.model_copy(update={"number": 1})
            replace_text(path, copy.model_dump_json(), private=True)
            return copy

    def begin_anew(self, copy: WorkingCopy, base: str, text: str) -> WorkingCopy:
        """Let `copy` begin from what the file is now; CopyConflictError if it was saved since."""
        with self._hold():
            path = self._make_path(copy.entry, copy.locale)
            now = _read_copy(path)
            if now is None or now.number != copy.number:
                raise CopyConflictError(now or copy)
            changes = {"base": base, "text": text, "number": copy.number + 1, "earlier": {}}
            new = copy.model_copy(update=changes)
            replace_text(path, new.model_dump_json(), private=True)
            return new

    def note_attempt(self, copy: WorkingCopy, written: str) -> WorkingCopy:
        """Note that the file of `copy` is about to be `written`; CopyConflictError if it was saved.

        Its number stays.
        """
        with self._hold():
            path = self._make_path(copy.entry, copy.locale)
            now = _read_copy(path)
            if now is None or now.number != copy.number:
                raise CopyConflictError(now or copy)
            attempt = PublicationAttempt(text=copy.text, written=written)
            new = copy.model_copy(update={"attempt": attempt})
            replace_text(path, new.model_dump_json(), private=True)
            return new

    def discard(self, entry: int, locale: str, number: int) -> bool:
        """Forget the copy of a version unless it was saved since `number`; whether it is gone."""
        with self._hold():
            path = self._make_path(entry, locale)
            copy = _read_copy(path)
            if copy and copy.number != number:
                return False
            path.unlink(missing_ok=True)
            return True

    def _merge(self, new: WorkingCopy, before: WorkingCopy) -> WorkingCopy:
        base = before.find_saved_text(new.number)
        text = None if base is None else merge_texts(base, new.text, before.text)
        if new.number == before.number:
            text = new.text
        if text is None:
            raise CopyConflictError(before)
        return new.model_copy(update={"text": text})

    def _make_path(self, entry: int, locale: str) -> Path:
        return self._folder / f"{entry}.{locale}{SUFFIX}"

    @contextmanager
    def _hold(self) -> Iterator[None]:
        """Keep other threads waiting, and other processes where the system has locks."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock, (self._folder / ".lock").open("ab") as lock:
            with suppress(ImportError, OSError):  # Windows, and file systems without locks
                import fcntl  # noqa: PLC0415 - Windows has none

                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _read_copy(path: Path) -> WorkingCopy | None:
    """Return the copy in a file; None if there is none, or what is there is none of ours."""
    try:
        return WorkingCopy.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
