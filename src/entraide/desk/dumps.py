"""The file of a backup: lines of JSON, written and read for SQLite and PostgreSQL alike.

The first line says what it is. Then each table follows by its name and columns, with its rows. The
last line has the number of rows and a checksum over all before it, signed with the desk's secret.
So a file that was cut short or changed is refused, and so is one that another desk has made.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from entraide.errors import FileLine, Problem, StoreError, add_path_to_errors

DUMP_KIND = "backup of a desk"
DUMP_FORMAT = 1
DUMP_START = b'{"entraide":"backup of a desk",'
KEYS_OF_LINES = frozenset({"entraide", "table", "rows"})  # one in each line that is no row
BATCH_ROWS = 1_000  # rows
UNSIGNED_CURE = "Take one that this desk wrote; if you know who wrote it: --unsigned"


@dataclass(frozen=True, slots=True)
class DumpHeader:
    """The schema of a backup, and whether the key that was asked for has signed it."""

    schema: str
    is_signed: bool


@dataclass(frozen=True, slots=True)
class TableDump:
    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def make_signing_key(secret: str) -> bytes:
    """Return the key that signs backups, derived from the desk's `secret`."""
    return hmac.digest(secret.encode(), b"backup", "sha256")


def write_dump(
    file: Path, schema: str, tables: Iterable[TableDump], key: bytes | None = None
) -> Mapping[str, int]:
    """Write a backup, signed with `key`, into a new file; return its rows by table.

    The whole file then replaces `file`.
    """
    if not file.parent.is_dir():
        location = FileLine(str(file.parent))
        raise StoreError(Problem(location, "there is no such folder", "Make it first"))
    if file.name == "-" or (os.path.lexists(file) and not is_dump(file)):
        what = "only a new file or an earlier backup becomes a backup"
        raise StoreError(Problem(FileLine(str(file)), what, "Name a new file"))
    temporary_file = file.with_name(f".{file.name}.{os.getpid()}")
    row_counts: dict[str, int] = {}
    try:
        with add_path_to_errors(file), _create_private(temporary_file) as out:
            checksum = hashlib.sha256()
            _write_line(
                out, {"entraide": DUMP_KIND, "format": DUMP_FORMAT, "schema": schema}, checksum
            )
            for table in tables:
                _write_line(out, {"table": table.name, "columns": list(table.columns)}, checksum)
                row_counts[table.name] = 0
                for row in table.rows:
                    _write_line(out, list(row), checksum)
                    row_counts[table.name] += 1
            footer = {"rows": row_counts, "sha256": checksum.hexdigest()}
            signature = {"signature": _sign(checksum.hexdigest(), key)} if key else {}
            _write_line(out, footer | signature)
            out.flush()
            os.fsync(out.fileno())
        with add_path_to_errors(file):
            temporary_file.replace(file)
    finally:
        temporary_file.unlink(missing_ok=True)
    return row_counts


def _create_private(file: Path) -> BinaryIO:
    """Create a file that only its owner may read."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _write_line(out: BinaryIO, value: object, checksum: Any = None) -> None:
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    out.write(line)
    if checksum is not None:
        checksum.update(line)


def is_dump(file: Path) -> bool:
    """Return whether `file` begins as a backup does; the rest of it is not read."""
    if not file.is_file():
        return False
    with file.open("rb") as lines:
        return lines.read(len(DUMP_START)) == DUMP_START


def read_header(file: Path, key: bytes | None) -> DumpHeader:
    """Return the header of the backup in `file`, after all of the file was checked.

    Raise StoreError where it is broken, or not signed with `key`. Without a key the signature is
    not checked.
    """
    checksum, last, first = hashlib.sha256(), b"", b""
    with file.open("rb") as lines:
        for line in lines:
            first = first or line
            checksum.update(last)
            last = line
    header, footer, location = _parse_object(first), _parse_object(last), FileLine(str(file))
    if header.get("entraide") != DUMP_KIND:
        cure = "Name one that “backup” wrote"
        raise StoreError(Problem(location, "this is no backup of a desk", cure))
    if header.get("format") != DUMP_FORMAT:
        what = "a newer Entraide wrote this backup"
        raise StoreError(Problem(location, what, "Install that version"))
    if footer.get("sha256") is None:
        raise StoreError(Problem(location, "the backup is cut short", "Take another one"))
    if footer["sha256"] != checksum.hexdigest():
        raise StoreError(Problem(location, "the backup was changed or damaged", "Take another one"))
    signature, schema = footer.get("signature"), str(header.get("schema"))
    if key is None or signature is None:
        return DumpHeader(schema, is_signed=False)
    if not hmac.compare_digest(str(signature).encode(), _sign(footer["sha256"], key).encode()):
        what = "it was signed with another secret, or was changed since"
        raise StoreError(Problem(location, what, UNSIGNED_CURE))
    return DumpHeader(schema, is_signed=True)


def _sign(checksum: str, key: bytes) -> str:
    return hmac.digest(key, checksum.encode(), "sha256").hex()


def read_rows(file: Path) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Yield each table with some of its rows at a time; first with none, where it begins.

    Raise StoreError for a line that no backup has.
    """
    table, columns = "", list[str]()
    batch: list[Mapping[str, Any]] = []
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row, header = _parse_line(line, columns)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                location, what = FileLine(str(file), number), "this is no line of a backup"
                raise StoreError(Problem(location, what, "Take another one")) from error
            if row is not None:
                batch.append(row)
            if batch and (len(batch) == BATCH_ROWS or row is None):
                yield table, batch
                batch = []
            if header:
                table, columns = header
                yield table, ()


def _parse_line(
    line: bytes, columns: Sequence[str]
) -> tuple[Mapping[str, Any] | None, tuple[str, list[str]] | None]:
    """Return the row in a line, or the table that begins there; raise ValueError for others."""
    value = json.loads(line)
    if isinstance(value, list):
        return dict(zip(columns, value, strict=True)), None
    if not KEYS_OF_LINES & value.keys():
        raise ValueError("no line of ours")
    return None, (value["table"], value["columns"]) if "table" in value else None


def _parse_object(line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
