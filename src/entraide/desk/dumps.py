"""A backup as a file: lines of JSON that either kind of store writes and reads.

First what it is, then each table by name and columns with its rows, last how many rows there were
and a checksum over all before. A file that was cut short, changed or mixed up is told at once.
"""

import hashlib
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
BATCH_ROWS = 1_000  # rows


@dataclass(frozen=True, slots=True)
class TableDump:
    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write_dump(file: Path, schema: str, tables: Iterable[TableDump]) -> Mapping[str, int]:
    """Write a backup beside `file`, then put it in its place; table -> rows."""
    if not file.parent.is_dir():
        place = FileLine(str(file.parent))
        raise StoreError(Problem(place, "there is no such folder", "Make it first"))
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
            _write_line(out, {"rows": row_counts, "sha256": checksum.hexdigest()})
            out.flush()
            os.fsync(out.fileno())
        with add_path_to_errors(file):
            temporary_file.replace(file)
    finally:
        temporary_file.unlink(missing_ok=True)
    return row_counts


def _create_private(file: Path) -> BinaryIO:
    """Open a new file that its owner alone may read."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _write_line(out: BinaryIO, value: object, checksum: Any = None) -> None:
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    out.write(line)
    if checksum is not None:
        checksum.update(line)


def is_dump(file: Path) -> bool:
    """Return whether `file` begins as a backup does, whole or not."""
    if not file.is_file():
        return False
    with file.open("rb") as lines:
        return lines.read(len(DUMP_START)) == DUMP_START


def read_schema(file: Path) -> str:
    """Return the schema of the backup in `file`, once all of it was checked; else StoreError."""
    checksum, last, first = hashlib.sha256(), b"", b""
    with file.open("rb") as lines:
        for line in lines:
            first = first or line
            checksum.update(last)
            last = line
    header, footer, place = _parse_object(first), _parse_object(last), FileLine(str(file))
    if header.get("entraide") != DUMP_KIND:
        cure = "Name one that “backup” wrote"
        raise StoreError(Problem(place, "this is no backup of a desk", cure))
    if header.get("format") != DUMP_FORMAT:
        what = "a newer Entraide wrote this backup"
        raise StoreError(Problem(place, what, "Install that version"))
    if footer.get("sha256") is None:
        raise StoreError(Problem(place, "the backup is cut short", "Take another one"))
    if footer["sha256"] != checksum.hexdigest():
        raise StoreError(Problem(place, "the backup was changed or damaged", "Take another one"))
    return str(header.get("schema"))


def read_rows(file: Path) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """(table, some of its rows), in the order of the file, which was checked before."""
    table, columns = "", list[str]()
    batch: list[Mapping[str, Any]] = []
    with file.open("rb") as lines:
        for line in lines:
            value = json.loads(line)
            if isinstance(value, list):
                batch.append(dict(zip(columns, value, strict=True)))
            if batch and (len(batch) == BATCH_ROWS or isinstance(value, dict)):
                yield table, batch
                batch = []
            if isinstance(value, dict) and "table" in value:
                table, columns = value["table"], value["columns"]


def _parse_object(line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
