"""Bundles as XLSX, through openpyxl: every cell is text, so no formula is run."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

from entraide.content.xlsx_archives import is_harmless_archive
from entraide.errors import Argument, EntraideError, FileLine, Problem, ProblemLog
from entraide.translation.formats.bundle import AFRESH, Bundle
from entraide.translation.formats.table_rows import (
    DONE,
    FUZZY,
    MISSING,
    MOST_ROWS,
    SpreadsheetRow,
    list_table_rows,
    read_table_rows,
)

MAGIC = b"PK\x03\x04"
LONGEST_CELL = 32_767  # signs that a cell can hold
WIDTHS = (26, 60, 60, 12, 40, 40, 34)  # of the columns
TEXT = "@"  # the number format of a cell that stays as it is typed
MOST_COLUMNS = 50
KINDS = {"f": "a formula", "b": "a truth value", "d": "a date", "e": "an error"}


def format_xlsx(bundle: Bundle) -> bytes:
    """Return the bytes of the file; raise EntraideError for a text that no cell can hold."""
    import openpyxl  # noqa: PLC0415 - of another extra, and slow to load
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = bundle.code
    rows = list(list_table_rows(bundle))
    for number, cells in enumerate(rows, 1):
        for at, text in enumerate(cells, 1):
            if len(text) > LONGEST_CELL:
                what = f"{cells[0]} has {len(text)} signs, and a cell holds {LONGEST_CELL}"
                raise EntraideError(Problem(Argument("--format"), what, "Use csv, po or xliff"))
            cell = sheet.cell(number, at, text)
            cell.data_type = "s"  # also what begins as a formula
            cell.number_format = TEXT
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for column, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "C2"
    states = DataValidation(type="list", formula1=f'"{DONE},{FUZZY},{MISSING}"', allow_blank=True)
    states.add(f"D2:D{max(len(rows), 2)}")
    sheet.add_data_validation(states)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_xlsx(raw: bytes, path: str, log: ProblemLog) -> Bundle | None:
    """Return the bundle in the first sheet of a file; None where it cannot be read."""
    if not is_harmless_archive(raw, path, log):
        return None
    import openpyxl  # noqa: PLC0415 - of another extra, and slow to load

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
            rows = list(_iter_rows(book.worksheets[0], path, log))
    except Exception as error:  # noqa: BLE001 - a library that reads files of strangers raises anything
        what = f"this is no sheet that can be read: {type(error).__name__}"
        log.add(FileLine(path, 1), what, AFRESH)
        return None
    return None if log else read_table_rows(rows, path, log)


def _iter_rows(sheet: Any, path: str, log: ProblemLog) -> Iterator[SpreadsheetRow]:  # noqa: ANN401 - openpyxl has no types
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            log.add(FileLine(path, number), f"there are more than {MOST_ROWS} rows", "Divide it")
            return
        yield SpreadsheetRow(
            number, [_read_cell(cell, FileLine(path, number), log) for cell in cells]
        )


def _read_cell(cell: Any, location: FileLine, log: ProblemLog) -> str:  # noqa: ANN401 - openpyxl has no types
    """Return the text of a cell, or its whole number; any other value is a problem."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str) and cell.data_type != "f":
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    kind = KINDS.get(cell.data_type, "a number")
    what = f"the cell {cell.coordinate} has {kind}, and no text"
    log.add(location, what, "Format it as text, and type it again")
    return ""
