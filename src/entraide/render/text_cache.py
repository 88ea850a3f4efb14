"""The cache of converted texts, so that a rebuild converts only what changed.

It is one SQLite file, keyed by a hash of the text, its words, and all that affects the conversion:
this code and the packages under it. A cache is never needed: one that cannot be read or written is
ignored, a damaged one is deleted, and the built site is the same either way.

Each result is signed with a key of the user (`cache_key`), together with what it is the result of.
So nobody who only writes into the file changes a page.
"""

import hashlib
import hmac
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from entraide.content import (
    list_lines,
    merge_conflicts,
    nesting,
    outline,
    segmentation,
    typography,
)
from entraide.content.cache_key import read_cache_key
from entraide.content.code_digest import CONVERTERS
from entraide.content.markdown import faults
from entraide.content.output_root import get_output_root
from entraide.content.packed_values import list_classes, pack_value, unpack_value
from entraide.model import (
    link_targets,
    locales,
    part_patterns,
    placeholders,
    segment,
    web_address,
)
from entraide.render import conversion
from entraide.render.conversion import ConvertedText, RawText

FILE = Path(".cache") / "texts-2.sqlite"  # 2: of its table
MAX_RESULTS = 20_000  # results kept, the latest used: about 100 MB
SEAL_SIZE = 32  # bytes before each result that tell whether it is ours, and whole
LOCK_TIMEOUT = 2.0  # seconds to wait for another build that writes
MODULES = (
    *(segmentation, outline, nesting, list_lines, merge_conflicts, conversion),
    *(link_targets, locales, part_patterns, placeholders, segment, web_address),
)
FOLDERS = (faults, typography)  # every module beside one of these converts too
TABLE = "CREATE TABLE IF NOT EXISTS texts (key BLOB PRIMARY KEY, used INT, result BLOB)"
CLASSES = (
    ConvertedText,
    *(outline.Outline, outline.Heading, outline.Span, outline.Image, outline.Placeholder),
    *(outline.TextLink, faults.MarkupFault),
)
ALLOWED_CLASSES = list_classes((*CLASSES, frozenset))


def pack_result(result: ConvertedText) -> bytes:
    """Return `result` as bytes."""
    return pack_value(result)


def unpack_result(data: bytes) -> ConvertedText | None:
    """Return the result in `data`; None where it is of another kind."""
    result = unpack_value(data, ALLOWED_CLASSES)
    return result if isinstance(result, ConvertedText) else None


def make_key(text: RawText) -> bytes:
    """Return the key of `text`: a hash of it and of the code that converts it."""
    return hashlib.sha256(
        repr((_describe_converter(), text)).encode("utf-8", "backslashreplace")
    ).digest()


@cache
def _describe_converter() -> str:
    """Return a description of the converter: our code’s hash, and versions of packages."""
    files = [Path(str(module.__file__)) for module in MODULES]
    for module in FOLDERS:
        files += sorted(Path(str(module.__file__)).parent.glob("*.py"))
    code = b"".join(file.read_bytes() for file in files)
    versions = [f"{name} {version(name)}" for name in CONVERTERS]
    return f"{hashlib.sha256(code).hexdigest()} {versions} {sys.version}"


class TextCache:
    """Packed results by key, in a file of the project; `read` and `write` never fail."""

    def __init__(self, root: Path) -> None:
        self.file = get_output_root(root) / FILE
        outside = any(path.is_symlink() for path in (self.file, self.file.parent))
        self._secret = None if outside else read_cache_key(root)

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the results of those `keys` that are in the cache."""
        if self._secret is None:
            return {}
        try:
            with closing(self._connect()) as base:
                rows = dict(_select_rows(base, keys))
        except (sqlite3.Error, OSError):
            return {}
        return {
            key: row[SEAL_SIZE:]
            for key, row in rows.items()
            if isinstance(row, bytes) and self._is_ours(key, row)
        }

    def write(self, fresh: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        """Add `fresh` results, mark those `used` as such, drop what was unused for longest."""
        if self._secret is None:
            return
        rows = {key: self._seal(key, result) + result for key, result in fresh.items()}
        try:
            with closing(self._connect()) as base, base:
                _write_rows(base, rows, used)
        except (sqlite3.OperationalError, OSError):  # locked, read-only, full: another time
            return
        except sqlite3.DatabaseError:  # damaged
            with suppress(OSError):
                self.file.unlink()

    def _seal(self, key: bytes, result: bytes) -> bytes:
        """Return the signature of `key` and `result`, which only this user can make."""
        return hashlib.blake2b(
            key + result, digest_size=SEAL_SIZE, key=self._secret or b""
        ).digest()

    def _is_ours(self, key: bytes, row: bytes) -> bool:
        return hmac.compare_digest(row[:SEAL_SIZE], self._seal(key, row[SEAL_SIZE:]))

    def _connect(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self.file, timeout=LOCK_TIMEOUT)
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute(TABLE)
        strange = "SELECT count(*) FROM sqlite_master WHERE type IN ('view', 'trigger')"
        if base.execute(strange).fetchone() != (0,):  # of somebody else: it would run within ours
            base.close()
            raise sqlite3.DatabaseError(self.file)
        return base


def _select_rows(base: sqlite3.Connection, keys: Iterable[bytes]) -> Iterator[tuple[bytes, object]]:
    for key in keys:
        yield from base.execute("SELECT key, result FROM texts WHERE key = ?", (key,))


def _write_rows(
    base: sqlite3.Connection, fresh: Mapping[bytes, bytes], used: Iterable[bytes]
) -> None:
    (now,) = base.execute("SELECT coalesce(max(used), 0) + 1 FROM texts").fetchone()
    base.executemany("UPDATE texts SET used = ? WHERE key = ?", ((now, key) for key in used))
    rows = ((key, now, result) for key, result in fresh.items())
    base.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)
    oldest = "SELECT key FROM texts ORDER BY used DESC LIMIT -1 OFFSET ?"
    base.execute(f"DELETE FROM texts WHERE key IN ({oldest})", (MAX_RESULTS,))  # noqa: S608 - ours
