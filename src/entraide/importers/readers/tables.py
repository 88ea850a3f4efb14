"""Read a table as rows of texts: CSV with any separator, or the first sheet of an XLSX file."""

import csv
import io
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from entraide.content.table_cells import restore_cell
from entraide.content.xlsx_archives import is_harmless_archive
from entraide.errors import FileLine, ProblemLog
from entraide.importers.omissions import OmissionLog
from entraide.importers.source_files import read_source_bytes, read_source_text

LARGEST_TABLE = 50_000_000  # bytes of the file
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 1_000_000  # signs


class QuestionRow(NamedTuple):
    """A row: its number in the file, from 1, and its texts by the names of the columns."""

    line: int
    cells: Mapping[str, str]


def read_table(
    path: Path, log: ProblemLog, omissions: OmissionLog
) -> tuple[list[str], list[QuestionRow]]:
    """Return the names of the columns and the rows; a problem, and none, for a damaged file."""
    try:
        if path.suffix.lower() in {".xlsx", ".xlsm"}:
            rows = list(_iter_sheet(path, log, omissions))
        else:
            rows = list(_iter_csv(path, log))
    except (csv.Error, ValueError, KeyError) as error:
        log.add(
            FileLine(path.name),
            f"the table cannot be read: {str(error)[:100]}",
            "Save it anew as CSV in UTF-8",
        )
        return [], []
    if not rows:
        if not log:
            log.add(FileLine(path.name), "the table is empty", "Export it with its first row")
        return [], []
    head = [" ".join(cell.split()) for cell in rows[0][1]]
    for line, cells in rows[1:]:
        for at, cell in enumerate(cells):
            name = head[at] if at < len(head) else ""
            if cell.strip() and (not name or name in head[:at]):
                what, outcome = "cell of a column without a name of its own", "left out"
                omissions.add(FileLine(path.name, line), what, outcome, cell)
    listed = [
        QuestionRow(line, _index_cells(head, cells))
        for line, cells in rows[1:]
        if any(cell.strip() for cell in cells)
    ]
    return head, listed


def _index_cells(head: list[str], cells: list[str]) -> dict[str, str]:
    """Return the cells of a row by their columns; of two with one name the first one counts."""
    pairs = list(zip(head, cells, strict=False))
    return {name: restore_cell(cell) for name, cell in reversed(pairs)}


def _iter_csv(path: Path, log: ProblemLog) -> Iterator[tuple[int, list[str]]]:
    text = read_source_text(path, path.name, log, LARGEST_TABLE)
    if not text:
        return
    head = text.partition("\n")[0]
    separator = max(",;\t|", key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    line = 1
    for number, cells in enumerate(reader):
        if number > MOST_ROWS:
            log.add(
                FileLine(path.name, reader.line_num),
                f"there are more than {MOST_ROWS:_} rows",
                "Divide the table",
            )
            return
        yield line, cells[:MOST_COLUMNS]
        line = reader.line_num + 1


def _iter_sheet(
    path: Path, log: ProblemLog, omissions: OmissionLog
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet, once its archive has been looked at."""
    raw = read_source_bytes(path, path.name, log, LARGEST_TABLE)
    if raw is None or not is_harmless_archive(raw, path.name, log):
        return
    import openpyxl  # noqa: PLC0415 - of the extra, and slow to load

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            sheet, *others = book.worksheets
            for other in others:
                outcome = "left out: the first one is read; save it as a file of its own"
                omissions.add(FileLine(path.name), "further sheet", outcome, other.title)
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                if number > MOST_ROWS:
                    log.add(
                        FileLine(path.name, number),
                        f"there are more than {MOST_ROWS:_} rows",
                        "Divide the table",
                    )
                    return
                yield number, [_format_cell(cell) for cell in cells[:MOST_COLUMNS]]
    except Exception as error:  # noqa: BLE001 - a library that reads files of strangers raises anything
        log.add(
            FileLine(path.name),
            f"this is no sheet that can be read: {type(error).__name__}",
            "Save it anew, or as CSV in UTF-8",
        )


def _format_cell(value: object) -> str:
    """Return the text of a cell; a day as 2026-11-30, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:LONGEST_CELL]
