"""Results that a later build can use again, one file each, in a folder of `.cache/`.

Each is signed with a key of the user (`cache_key`), together with the key of what it was made from.
So somebody who can only write into the folder cannot change a page. A cache is never required: a
result that cannot be read or written is made anew.
"""

import hashlib
import hmac
import os
from contextlib import suppress
from pathlib import Path

from entraide.content.cache_key import read_cache_key
from entraide.content.output_root import get_output_root

FOLDER = Path(".cache")
SEAL_SIZE = 32  # bytes before each result that tell whether it is ours, and whole


def make_result_key(data: bytes, about: str) -> bytes:
    """Return the key of a result `about` the file `data`: a hash of both."""
    return hashlib.sha256(about.encode() + b"\0" + hashlib.sha256(data).digest()).digest()


class CachedFiles:
    """Results by key in the folder `.cache/<name>` of the project at `root`."""

    def __init__(self, root: Path, name: str) -> None:
        self.folder = get_output_root(root) / FOLDER / name
        outside = any(path.is_symlink() for path in (self.folder, self.folder.parent))
        self._secret = None if outside else read_cache_key(root)

    def read(self, key: bytes) -> bytes | None:
        """Return the result of `key`; None where there is none with a valid signature."""
        if self._secret is None:
            return None
        file = self._get_file(key)
        try:
            descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            with os.fdopen(descriptor, "rb") as opened:
                row = opened.read()
            os.utime(file)  # it is among the last used
        except OSError:
            return None
        result = row[SEAL_SIZE:]
        return result if hmac.compare_digest(row[:SEAL_SIZE], self._seal(key, result)) else None

    def write(self, key: bytes, result: bytes) -> None:
        """Store the result of `key`; errors such as a full disk are ignored."""
        if self._secret is None:
            return
        file = self._get_file(key)
        fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                with fresh.open("xb") as opened:
                    opened.write(self._seal(key, result) + result)
                fresh.replace(file)
            finally:
                fresh.unlink(missing_ok=True)

    def prune(self, largest: int) -> None:
        """Delete the results used longest ago, until the rest has at most `largest` bytes."""
        with suppress(OSError):
            files = [(file.lstat(), file) for file in self.folder.iterdir()]
            files.sort(key=lambda row: (row[0].st_mtime_ns, row[1].name), reverse=True)
            total = 0
            for facts, file in files:
                total += facts.st_size
                if total > largest:
                    file.unlink(missing_ok=True)

    def _get_file(self, key: bytes) -> Path:
        return self.folder / key.hex()

    def _seal(self, key: bytes, result: bytes) -> bytes:
        """Return the signature of `key` and `result`, which only this user can make."""
        return hashlib.blake2b(
            key + result, digest_size=SEAL_SIZE, key=self._secret or b""
        ).digest()
