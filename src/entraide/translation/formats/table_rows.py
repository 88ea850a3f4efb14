"""Bundles as tables for spreadsheets, a row for each text; CSV and XLSX have the same.

Columns are known by their names, in any order. The name of that of the translations has the locale:
`Translation: fr`. The state of a row says whether it is done:

- `missing`: nobody has translated it. A text that somebody writes there is done.
- `fuzzy`: somebody has to look at it, and writes `done` in the place of it.
- `done`. What is changed there stays done.

The base says what stood in the project, and names its row: so rows that were sorted in part, and a
file that was cut off, are noticed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from entraide.errors import BundleRow, FileLine, ProblemLog
from entraide.model.line_ends import unify_line_ends
from entraide.model.locales import to_language_tag
from entraide.translation.formats.bundle import (
    AFRESH,
    Bundle,
    UnitRow,
    group_by_entry,
    parse_row_name,
    refuse_repeated_rows,
    refuse_unknown_row,
)
from entraide.translation.formats.row_notes import (
    find_base,
    find_revisions,
    format_base,
    is_as_meant,
)

NAME, SOURCE, TRANSLATION, STATE = "Name", "Source", "Translation", "State"
BEFORE, NOTES, BASE = "Source before", "Notes", "Base"
HEAD = re.compile(rb"(?!\s*(?:#|msg))(?=[^\n]*\bName\b)(?=[^\n]*\bSource\b)")  # the first line
COLUMN = re.compile(rf"{TRANSLATION}\s*:?\s*(?P<code>[\w-]*)", re.IGNORECASE)
MISSING, FUZZY, DONE = "missing", "fuzzy", "done"
STATES = frozenset({MISSING, FUZZY, DONE, ""})
MOST_ROWS = 200_000


class SpreadsheetRow(NamedTuple):
    """A row of a file: its number there, and the text of its cells."""

    line: int
    cells: Sequence[str]


def list_table_rows(bundle: Bundle) -> Iterator[tuple[str, ...]]:
    """Yield the names of the columns, then a row for each text of `bundle`."""
    yield (NAME, SOURCE, f"{TRANSLATION}: {bundle.code}", STATE, BEFORE, NOTES, BASE)
    for row in (row for part in bundle.parts for row in part.rows):
        state = MISSING if not row.target else FUZZY if row.fuzzy else DONE
        notes = "\n".join(row.notes)
        yield (row.name, row.source, row.target, state, row.previous, notes, format_base(row))


def read_table_rows(rows: Iterable[SpreadsheetRow], path: str, log: ProblemLog) -> Bundle | None:
    """Return the bundle in a table; None where it has not our columns."""
    table = [row for row in rows if any(cell.strip() for cell in row.cells)]
    columns, code = _read_columns(table[0].cells if table else ())
    if lacking := [name for name in (NAME, SOURCE, TRANSLATION) if name not in columns]:
        what = f"the table has no column “{lacking[0]}” in its first row"
        log.add(FileLine(path, 1), what, AFRESH)
        return None
    read = [_read_row(row, columns, path, log) for row in table[1:]]
    units = [row for row in read if row]
    refuse_repeated_rows(units, log)
    revisions = find_revisions(note for row in units for note in row.notes)
    parts = sorted(group_by_entry(units, revisions), key=lambda part: part.entry)
    return Bundle(code, to_language_tag(code), "", tuple(parts))


def _read_columns(head: Sequence[str]) -> tuple[dict[str, int], str]:
    """Return the position of each of our columns by name, and the locale that one names."""
    columns: dict[str, int] = {}
    code = ""
    known = {name.casefold(): name for name in (NAME, SOURCE, STATE, BEFORE, NOTES, BASE)}
    for at, cell in enumerate(head):
        name = " ".join(cell.split())
        if match := COLUMN.fullmatch(name):
            columns.setdefault(TRANSLATION, at)
            code = code or match["code"]
        elif name.casefold() in known:
            columns.setdefault(known[name.casefold()], at)
    return columns, code


def _read_row(
    row: SpreadsheetRow, columns: dict[str, int], path: str, log: ProblemLog
) -> UnitRow | None:
    """Return the row of a text; None, and a problem, where it is not ours or is cut off."""
    cells = {name: row.cells[at] if at < len(row.cells) else "" for name, at in columns.items()}
    written = cells[NAME].strip()
    name, location = parse_row_name(written), BundleRow(path, row.line, written)
    if name is None:
        log.append(refuse_unknown_row(written, path, row.line))
        return None
    state = cells.get(STATE, "").strip().casefold()
    if state not in STATES:
        what = f"“{state[:60]}” in the column “{STATE}” is no state"
        log.add(location, what, f"Write {DONE}, {FUZZY} or {MISSING}")
        return None
    base = find_base([cells[BASE]], written) if BASE in columns else None
    if BASE in columns and base is None:
        what = f"what stands in the column “{BASE}” does not belong to {written}"
        log.add(location, what, "Sort all columns together, or begin with a fresh export")
        return None
    target = unify_line_ends(cells[TRANSLATION])
    notes = cells.get(NOTES, "")
    return UnitRow(
        *name,
        unify_line_ends(cells[SOURCE]),
        target,
        fuzzy=bool(target) and state not in (DONE, MISSING),
        notes=(notes,),
        location=location,
        base=base,
        unmarked=not state,
        as_meant=is_as_meant([notes]),
    )
