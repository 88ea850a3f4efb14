"""Cells of tables (CSV) that no spreadsheet runs, and what was written in them.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. One that parts cells
at `;` or at tabs, in the place of our commas, knows our quotation marks no more: then a cell begins
within a text, behind such a sign or a line end. So at each place where a cell may begin, blanks,
quotation marks and apostrophes that lead to such a sign get an apostrophe in front. Taking one away
at each such place always gives back what was written.
"""

import csv
import io
import re
from collections.abc import Iterable

# How a cell begins that a spreadsheet may run: some know the wide signs of East Asia, too.
SIGNS = "[=+\\-@\\t\\r＝＋－＠]"
BEGINNING = r"(?<![^;\t\r\n])"  # of a cell: that of the text, or behind one of these
LEADING = "[ \u00a0\u202f\"']*"  # what no program needs to have there
FORMULA = re.compile(f"{BEGINNING}(?={LEADING}{SIGNS})")
ESCAPED_FORMULA = re.compile(f"{BEGINNING}'(?={LEADING}{SIGNS})")


def escape_cell(text: str) -> str:
    """Return `text` as a cell that no spreadsheet runs."""
    return FORMULA.sub("'", text)


def restore_cell(cell: str) -> str:
    """Return the text of which `escape_cell` made `cell`."""
    return ESCAPED_FORMULA.sub("", cell)


def format_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return `rows` as CSV (RFC 4180) that no spreadsheet runs."""
    stream = io.StringIO()
    csv.writer(stream).writerows([escape_cell(cell) for cell in row] for row in rows)
    return stream.getvalue()
