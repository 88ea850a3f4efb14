"""What earlier builds converted, so that a rebuild converts only what changed.

One SQLite file, keyed by a hash of the text, its words, and everything that could convert it
otherwise: this code and the packages under it. A cache is never needed: one that cannot be read or
written is done without, a damaged one is thrown away, and the built site is the same either way.
"""

import hashlib
import io
import pickle
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from entraide.content import cut, outline, typography
from entraide.content.markdown import faults
from entraide.model import placeholders, segment, web_address
from entraide.render import conversion
from entraide.render.conversion import Converted, Text

FILE = Path(".cache") / "texts-1.sqlite"  # 1: of its table
LIMIT = 20_000  # results kept, the latest used: about 100 MB
SUM = 8  # bytes before each result that tell whether it is whole
PATIENCE = 2.0  # seconds to wait for another build that writes
MODULES = (cut, outline, conversion, placeholders, segment, web_address)
FOLDERS = (faults, typography)  # every module beside one of these converts too
PACKAGES = ("markdown-it-py", "mdit-py-plugins", "nh3")
TABLE = "CREATE TABLE IF NOT EXISTS texts (key BLOB PRIMARY KEY, used INT, result BLOB)"
CLASSES = (
    Converted,
    *(outline.Outline, outline.Heading, outline.Span, outline.Image, outline.Placeholder),
    faults.MarkupFault,
)
KNOWN = {(kind.__module__, kind.__qualname__): kind for kind in CLASSES} | {
    ("builtins", "frozenset"): frozenset,
}
BROKEN = (pickle.UnpicklingError, EOFError, LookupError, AttributeError, TypeError, ValueError)


class _Unpickler(pickle.Unpickler):
    """Makes nothing but results: a file that came from elsewhere runs no code."""

    def find_class(self, module: str, name: str) -> type:
        if kind := KNOWN.get((module, name)):
            return kind
        raise pickle.UnpicklingError(f"{module}.{name} has no place here")


def dumped(result: Converted) -> bytes:
    data = pickle.dumps(result, protocol=5)
    return _sum(data) + data


def loaded(data: bytes) -> Converted | None:
    """The result in `data`, or None where there is none to be had."""
    try:
        whole = data[:SUM] == _sum(data[SUM:])
        found = _Unpickler(io.BytesIO(data[SUM:])).load() if whole else None
    except BROKEN:
        return None
    return found if isinstance(found, Converted) else None


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=SUM).digest()


def key_of(text: Text) -> bytes:
    return hashlib.sha256(repr((_converter(), text)).encode("utf-8", "backslashreplace")).digest()


@cache
def _converter() -> str:
    """What converts: a hash of our code for it, and the version of every package under it."""
    files = [Path(str(module.__file__)) for module in MODULES]
    for module in FOLDERS:
        files += sorted(Path(str(module.__file__)).parent.glob("*.py"))
    code = b"".join(file.read_bytes() for file in files)
    versions = [f"{name} {version(name)}" for name in PACKAGES]
    return f"{hashlib.sha256(code).hexdigest()} {versions} {sys.version}"


class Cache:
    """Packed results by key, in the file of a project; `read` and `write` never fail."""

    def __init__(self, root: Path) -> None:
        self.file = root / FILE

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is known of `keys`."""
        try:
            with closing(self._opened()) as base:
                return dict(_rows(base, keys))
        except (sqlite3.Error, OSError):
            return {}

    def write(self, fresh: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        """Add `fresh` results, note which ones were `used`, drop what nobody used for longest."""
        try:
            with closing(self._opened()) as base, base:
                _write(base, fresh, used)
        except (sqlite3.OperationalError, OSError):  # locked, read-only, full: another time
            return
        except sqlite3.DatabaseError:  # damaged
            with suppress(OSError):
                self.file.unlink()

    def _opened(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self.file, timeout=PATIENCE)
        base.execute(TABLE)
        return base


def _rows(base: sqlite3.Connection, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for key in keys:
        yield from base.execute("SELECT key, result FROM texts WHERE key = ?", (key,))


def _write(base: sqlite3.Connection, fresh: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
    (now,) = base.execute("SELECT coalesce(max(used), 0) + 1 FROM texts").fetchone()
    base.executemany("UPDATE texts SET used = ? WHERE key = ?", ((now, key) for key in used))
    rows = ((key, now, result) for key, result in fresh.items())
    base.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)
    oldest = "SELECT key FROM texts ORDER BY used DESC LIMIT -1 OFFSET ?"
    base.execute(f"DELETE FROM texts WHERE key IN ({oldest})", (LIMIT,))  # noqa: S608 - ours
