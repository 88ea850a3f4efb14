"""Tables for translators, read and edited by tests as a person would in a spreadsheet."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from entraide.content.table_cells import escape_cell


def read_table(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV or XLSX file, by the names of the columns."""
    if file.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    head, *rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    return [dict(zip(head, (cell or "" for cell in row), strict=True)) for row in rows]


def edit_table(file: Path, cells: Mapping[tuple[str, str], str], *, quote: bool = False) -> None:
    """Write `cells`, by the source of the row and the name of the column.

    `quote` guards them against being formulas, as somebody does who types an apostrophe.
    """
    rows = read_table(file)
    for row in rows:
        source = row["Source"]
        for name in row:
            row[name] = cells.get((source, name), row[name])
    if file.suffix == ".csv":
        _write_csv(file, rows, quote=quote)
        return
    book = openpyxl.load_workbook(file)
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row.values(), 1):
            cell = book.active.cell(number, column, text)
            cell.data_type = "s"
    book.save(file)


def _write_csv(file: Path, rows: list[dict[str, str]], *, quote: bool) -> None:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    for row in rows:
        name = next(each for each in row if each.startswith("Translation"))
        writer.writerow(row | ({name: escape_cell(row[name])} if quote else {}))
    file.write_text("\ufeff" + stream.getvalue(), "utf-8", newline="")
