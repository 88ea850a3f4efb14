"""Bundles as CSV (RFC 4180), which every spreadsheet opens; no cell is taken for a formula."""

import csv
import io

from entraide.content.table_cells import format_csv, restore_cell
from entraide.errors import FileLine, ProblemLog
from entraide.translation.formats.bundle import AFRESH, Bundle
from entraide.translation.formats.table_rows import (
    MOST_ROWS,
    SpreadsheetRow,
    list_table_rows,
    read_table_rows,
)

MARK = "\ufeff"  # tells Excel that the file is UTF-8
SEPARATORS = ",;\t"  # a spreadsheet in French saves with semicolons
LONGEST_CELL = 1_000_000  # signs


def format_csv_bundle(bundle: Bundle) -> str:
    """Return the text of the CSV file."""
    return MARK + format_csv(list_table_rows(bundle))


def read_csv(raw: bytes, path: str, log: ProblemLog) -> Bundle | None:
    """Return the bundle in a CSV file; None where it is no table of ours, or is cut off."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        log.add(FileLine(path, line), "the file is not UTF-8", "Save it as “CSV UTF-8”")
        return None
    head = text.partition("\n")[0]
    csv.field_size_limit(LONGEST_CELL)
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=max(SEPARATORS, key=head.count), strict=True)
    rows, line = list[SpreadsheetRow](), 1
    try:
        for cells in reader:
            rows.append(SpreadsheetRow(line, [restore_cell(cell) for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"the table is damaged or cut off: {error}"
        log.add(FileLine(path, max(reader.line_num, 1)), what, AFRESH)
        return None
    if len(rows) > MOST_ROWS:
        log.add(FileLine(path, 1), f"there are more than {MOST_ROWS} rows", "Divide the table")
        return None
    return read_table_rows(rows, path, log)
