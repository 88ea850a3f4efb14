"""Cells of tables (CSV) that no spreadsheet runs, and what was written in them.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. Such a cell gets an
apostrophe in front, and one that begins with apostrophes and one of these signs gets another: so
taking one away always gives back what was written.
"""

import csv
import io
import re
from collections.abc import Iterable

FORMULA = re.compile(r"'*[=+\-@\t\r]")  # how a cell begins that a spreadsheet may run
ESCAPED_FORMULA = re.compile(r"'+[=+\-@\t\r]")


def escape_cell(text: str) -> str:
    """Return `text` as a cell that no spreadsheet runs."""
    return f"'{text}" if FORMULA.match(text) else text


def restore_cell(cell: str) -> str:
    """Return what `escape_cell` was given."""
    return cell[1:] if ESCAPED_FORMULA.match(cell) else cell


def format_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return `rows` as CSV (RFC 4180) that no spreadsheet runs."""
    stream = io.StringIO()
    csv.writer(stream).writerows([escape_cell(cell) for cell in row] for row in rows)
    return stream.getvalue()
