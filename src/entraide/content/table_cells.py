"""Cells of tables (CSV) that no spreadsheet runs, and what was written in them.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. Such a cell gets an
apostrophe in front, and one that begins with apostrophes and one of these signs gets another: so
taking one away always gives back what was written.
"""

import csv
import io
import re
from collections.abc import Iterable

# How a cell begins that a spreadsheet may run: some know the wide signs of East Asia, too.
SIGNS = "[=+\\-@\\t\\r＝＋－＠]"
FORMULA = re.compile(f"'*{SIGNS}")
ESCAPED_FORMULA = re.compile(f"'+{SIGNS}")


def escape_cell(text: str) -> str:
    """Return `text` as a cell that no spreadsheet runs."""
    return f"'{text}" if FORMULA.match(text) else text


def restore_cell(cell: str) -> str:
    """Return the text of which `escape_cell` made `cell`."""
    return cell[1:] if ESCAPED_FORMULA.match(cell) else cell


def format_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return `rows` as CSV (RFC 4180) that no spreadsheet runs."""
    stream = io.StringIO()
    csv.writer(stream).writerows([escape_cell(cell) for cell in row] for row in rows)
    return stream.getvalue()
