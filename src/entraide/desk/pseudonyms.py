"""Day keys, which turn a network into a pseudonym, for one day and one purpose.

A key is random and never in the store, so no dump, snapshot, write-ahead log or backup of a
database has it. It is in the memory of the one process or, with a runtime folder, in a file there
that all workers of a machine share. That file has the keys of one day, and those of the next are
written over them. From then on nobody can tell who voted, not even by trying every address there
is. Votes and limits have keys of their own.
"""

import fcntl
import hmac
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from entraide.desk.clock import Clock
from entraide.errors import EnvironmentVariable, Problem, SettingsError

FILE_NAME = "day-keys.json"
KEY_SIZE = 32  # bytes of a key
RUNTIME_DIR = EnvironmentVariable("ENTRAIDE_RUNTIME_DIR")


class Purpose(StrEnum):
    VOTE = "vote"
    LIMIT = "limit"


Keys = Mapping[Purpose, bytes]


def make_pseudonym(day_key: bytes, *parts: object) -> str:
    """Return the name of a voter or of a limit's subject; it can be made while `day_key` exists."""
    return compute_keyed_digest(day_key, *parts)


def compute_keyed_digest(key: bytes, *parts: object) -> str:
    """Return the HMAC of `parts` as 32 hex digits; a sign between them keeps them apart."""
    message = "\0".join(map(str, parts)).encode()
    return hmac.digest(key, message, "sha256").hex()[:32]


class DayKeys:
    """The keys of today: shared in `folder` or, without one, of this process alone."""

    def __init__(self, clock: Clock, folder: Path | None) -> None:
        self._clock = clock
        self._folder = folder
        self._day: date | None = None  # the day that `latest` is of
        self.latest: Keys = {}  # those last asked for; none before the first time

    def get_today(self) -> Keys:
        """Return today's keys, made if there are none; those of another day are destroyed."""
        if self._day == (day := self._clock().date()):
            return self.latest
        if self._folder is None:
            self._day, self.latest = day, _make_keys()
        else:
            self._day, self.latest = _share_keys(self._folder, self._clock)
        return self.latest


def destroy_old_keys(folder: Path | None, clock: Clock) -> None:
    """Overwrite the keys in `folder`, unless they are today's."""
    if folder is None or not (folder / FILE_NAME).exists():
        return
    with _open_locked(folder) as file:
        if _parse(file.read()).get("day") != clock().date().isoformat():
            _overwrite(file, b"")


def _share_keys(folder: Path, clock: Clock) -> tuple[date, Keys]:
    """Return the day and its keys, the same for every worker of this machine."""
    with _open_locked(folder) as file:
        day = clock().date()  # asked only now: the day may have changed while we waited
        stored = _parse(file.read())
        if stored.get("day") == day.isoformat():
            return day, {purpose: bytes.fromhex(stored[purpose]) for purpose in Purpose}
        keys = _make_keys()
        shown = {purpose.value: key.hex() for purpose, key in keys.items()}
        _overwrite(file, json.dumps({"day": day.isoformat()} | shown).encode())
        return day, keys


def _make_keys() -> Keys:
    return {purpose: secrets.token_bytes(KEY_SIZE) for purpose in Purpose}


def _parse(text: bytes) -> dict[str, str]:
    """Return the contents of the file of keys; {} where it is empty or a crash has cut it short."""
    try:
        stored = json.loads(text)
        whole = all(len(bytes.fromhex(stored[purpose])) == KEY_SIZE for purpose in Purpose)
        return {name: str(value) for name, value in stored.items()} if whole else {}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def _overwrite(file: BinaryIO, text: bytes) -> None:
    """Write `text` over the old keys, zeros over the rest of them, and wait for the disk."""
    old = file.seek(0, os.SEEK_END)
    file.seek(0)
    file.write(text.ljust(old, b"\0"))
    file.flush()
    os.fsync(file.fileno())
    file.truncate(len(text))


@contextmanager
def _open_locked(folder: Path) -> Iterator[BinaryIO]:
    """Open the file of keys for one process at a time; only its owner may read it."""
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
        descriptor = os.open(folder / FILE_NAME, flags, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            os.fchmod(descriptor, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield file
    except OSError as error:
        what = f"{folder / FILE_NAME} cannot be used: {error.strerror or type(error).__name__}"
        cure = "Name a folder that the desk may write, and nobody else may read"
        raise SettingsError(Problem(RUNTIME_DIR, what, cure)) from error
