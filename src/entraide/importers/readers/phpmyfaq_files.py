"""Read the files of phpMyFAQ into rows: JSON, XML and CSV, each of several shapes.

XML is read by Expat as it comes, and a DOCTYPE ends it: so no entity is ever expanded, and nothing
is fetched.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from entraide.errors import FileLine, ProblemLog
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.records import (
    FRESH_EXPORT,
    MOST_RECORDS,
    list_files,
    read_documents,
)
from entraide.importers.source_files import (
    LARGEST_EXPORT,
    read_source_bytes,
    read_source_text,
)

IMPORT_COLUMNS = (
    *("category-id", "question", "answer", "keywords", "language", "author", "email", "active"),
    "sticky",
)
LONGEST_CELL = 5_000_000  # signs
DEEPEST_XML = 10
NUMBER = re.compile(r"-?\d{1,9}")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file by key; with `escaped`, its answer is HTML that was escaped once."""

    location: FileLine
    value: Any
    escaped: bool = False


@dataclass
class _XmlArticles:
    """What Expat calls while it reads `<phpmyfaq><article id="1">…`."""

    name: str
    rows: list[FileRow] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    line: int = 0

    def connect(self, parser: expat.XMLParserType) -> None:
        """Let `parser` call this object."""
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        parser.StartDoctypeDeclHandler = _refuse_doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.path.append(tag)
        if len(self.path) > DEEPEST_XML or len(self.rows) > MOST_RECORDS:
            raise _XmlError("it is nested too deeply, or too long, to be an export")
        if len(self.path) == 1 and tag != "phpmyfaq":
            raise _XmlError(f"it begins with <{tag[:40]}>, not with <phpmyfaq>")
        if len(self.path) == 2:
            self.values = {"id": attributes.get("id", "")}

    def _add(self, text: str) -> None:
        if len(self.path) > 2 and (text.strip() or self.path[2] in self.values):
            self.values[self.path[2]] = self.values.get(self.path[2], "") + text

    def _end(self, tag: str) -> None:
        if len(self.path) == 2 and tag == "article":
            location = FileLine(self.name, len(self.rows) + 1)
            self.rows.append(FileRow(location, {"question": "", **self.values}, escaped=True))
        self.path.pop()


class _XmlError(Exception):
    """Raised for XML that is not an export of phpMyFAQ."""


def _refuse_doctype(*_: object) -> None:
    raise _XmlError("it has a DOCTYPE, which could stand for anything")


def iter_rows(path: Path, log: ProblemLog, omissions: OmissionLog) -> Iterator[FileRow]:
    """Yield every row of every file at or below `path`, in the order of their names."""
    for document in read_documents(path, log, omissions):
        yield from _iter_json_rows(document.name, document.value)
    for name, file in list_files(path, log, omissions, ".xml").items():
        raw = read_source_bytes(file, name, log, LARGEST_EXPORT)
        if raw is not None:
            yield from _read_xml_rows(raw, name, log)
    for name, file in list_files(path, log, omissions, ".csv").items():
        text = read_source_text(file, name, log, LARGEST_EXPORT)
        if text is not None:
            yield from _read_csv_rows(text, name, log)


def _iter_json_rows(name: str, value: Any) -> Iterator[FileRow]:  # noqa: ANN401 - JSON
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        value = value["data"]
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        location = FileLine(name, number)
        if isinstance(row, dict) and isinstance(row.get("faq"), dict):
            beside = {key: value for key, value in row.items() if key != "faq"}
            yield FileRow(location, beside | row["faq"], escaped=True)
        else:
            yield FileRow(location, row)


def _read_xml_rows(raw: bytes, name: str, log: ProblemLog) -> list[FileRow]:
    articles, parser = _XmlArticles(name), expat.ParserCreate()
    articles.connect(parser)
    try:
        parser.Parse(raw, True)  # noqa: FBT003 - Expat's own signature
    except _XmlError as error:
        log.add(FileLine(name, parser.CurrentLineNumber), str(error), FRESH_EXPORT)
        return []
    except ValueError:  # an encoding that the file names, and Expat does not read
        what, cure = "it names an encoding that is not read", "Save the file as UTF-8"
        log.add(FileLine(name, 1), what, cure)
        return []
    except expat.ExpatError as error:
        what = f"this is no XML ({expat.ErrorString(error.code)}): it may be cut off"
        log.add(FileLine(name, error.lineno), what, FRESH_EXPORT)
        return []
    return articles.rows


def _read_csv_rows(text: str, name: str, log: ProblemLog) -> list[FileRow]:
    """Return the rows of a table with headings, or of the form “Import”, which has none."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[FileRow] = []
    columns: tuple[str, ...] = ()
    try:
        for cells in reader:
            if not cells:
                continue
            if not columns:
                columns = _find_columns(cells)
                if columns != IMPORT_COLUMNS:
                    continue
            if len(cells) != len(columns):
                what = f"the row has {len(cells)} cells, and {len(columns)} are expected"
                log.add(FileLine(name, reader.line_num), what, FRESH_EXPORT)
                break
            values = {key: cell for key, cell in zip(columns, cells, strict=True) if cell != "NULL"}
            rows.append(FileRow(FileLine(name, reader.line_num), values))
    except csv.Error as error:
        what = f"this is no table ({error}): it may be cut off"
        log.add(FileLine(name, reader.line_num), what, FRESH_EXPORT)
    return rows


def _find_columns(cells: list[str]) -> tuple[str, ...]:
    """Return the columns of a table by its first row: headings, unless it is a row of the form."""
    is_row = len(cells) == len(IMPORT_COLUMNS) and NUMBER.fullmatch(cells[0].strip())
    return IMPORT_COLUMNS if is_row else tuple(cell.strip() for cell in cells)
