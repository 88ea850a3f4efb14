"""The plan as a table (CSV) that people correct in a spreadsheet, and read back.

What a spreadsheet would take for a formula has an apostrophe in front, which reading takes off
again.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from entraide.content.field_types import TAG, choose_cure, is_name
from entraide.content.numbering import find_used_numbers
from entraide.content.reader import SiteReading
from entraide.content.settings import Settings
from entraide.content.table_cells import escape_cell, restore_cell
from entraide.errors import FileLine, ProblemLog, suggest_name
from entraide.importers.placement import KEEP, SKIP, ImportPlan, PlanRow
from entraide.model.entry import LARGEST_NUMBER, Status

COLUMNS = (
    *("kind", "do", "key", "id", "category", "slug", "title", "languages", "tags", "status"),
    *("author", "left out", "note"),
)
ENTRY, CATEGORY, TAG_ROW = "entry", "category", "tag"
LONGEST_CELL = 5_000_000  # signs


def format_plan(plan: ImportPlan) -> str:
    """Return the plan as CSV: categories and tags to make, then a row an article."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(COLUMNS)
    for words in _iter_rows(plan):
        writer.writerow([escape_cell(words.get(column, "")) for column in COLUMNS])
    return output.getvalue()


def _iter_rows(plan: ImportPlan) -> Iterator[Mapping[str, str]]:
    for slug, label in plan.categories.items():
        yield {"kind": CATEGORY, "do": KEEP, "category": slug, "title": label}
    for slug, label in plan.tags.items():
        yield {"kind": TAG_ROW, "do": KEEP, "tags": slug, "title": label}
    for row in plan.rows:
        yield {
            "kind": ENTRY,
            "do": row.action,
            "key": row.key,
            "id": str(row.number or ""),
            "category": row.category,
            "slug": row.slug,
            "title": row.title,
            "languages": " ".join(row.languages),
            "tags": " ".join(row.tags),
            "status": str(row.status),
            "author": row.author,
            "left out": row.left_out,
            "note": row.note,
        }


def read_plan(
    text: str, path: str, proposal: ImportPlan, reading: SiteReading, log: ProblemLog
) -> ImportPlan:
    """Return `text`, the table at `path`, as a plan; every mistake in it is a problem.

    An article of the source without a row, new since the plan was written, is not imported.
    """
    known = {row.key: row for row in proposal.rows}
    used_numbers = find_used_numbers(reading)
    rows: dict[str, PlanRow] = {}
    terms: dict[str, dict[str, str]] = {CATEGORY: {}, TAG_ROW: {}}
    for line, cells in _read_cells(text, path, log):
        kind = cells["kind"] or ENTRY
        location = FileLine(path, line)
        if cells["do"] not in {KEEP, SKIP}:
            what = f"“{cells['do']}” in the column “do” is neither {KEEP} nor {SKIP}"
            log.add(location, what, f"Write {KEEP} or {SKIP}")
        elif kind in terms:
            column = "category" if kind == CATEGORY else "tags"
            if cells["do"] == KEEP:
                _check_slug(cells[column], column, location, log)
                terms[kind][cells[column]] = cells["title"] or cells[column]
        elif kind != ENTRY:
            log.add(location, f"“{kind}” is no kind of a row", suggest_name(kind, (ENTRY, *terms)))
        elif cells["key"] not in known:
            what = f"the source has no article “{cells['key']}”"
            log.add(location, what, "Leave the column “key” as it was, or remove the row")
        elif cells["key"] in rows:
            log.add(location, f"“{cells['key']}” stands twice", "Remove one of the rows")
        else:
            row = known[cells["key"]]
            rows[row.key] = _read_row(cells, row, reading.settings, location, log)
            if rows[row.key].number != row.number and rows[row.key].number in used_numbers:
                what = f"the id {rows[row.key].number} is that of an entry, or was"
                log.add(location, what, f"Choose another, or leave the id {row.number}")
    _check_clashes(rows.values(), path, log)
    return ImportPlan(tuple(rows.values()), terms[CATEGORY], terms[TAG_ROW])


def _read_cells(text: str, path: str, log: ProblemLog) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line and the cells of each row by the names in the head."""
    head_line = text.partition("\n")[0]
    separator = max(",;\t", key=head_line.count)  # some spreadsheets save a semicolon
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        head = [name.strip().lower() for name in next(reader, [])]
        missing = [name for name in ("do", "key", "category", "slug") if name not in head]
        if missing:
            what = f"the table has no column “{missing[0]}”"
            log.add(FileLine(path, 1), what, "Begin anew with --plan, and keep its first row")
            return
        for cells in reader:
            values = dict(zip(head, map(restore_cell, map(str.strip, cells)), strict=False))
            if any(values.values()):
                yield reader.line_num, {name: values.get(name, "") for name in COLUMNS}
    except csv.Error as error:
        log.add(
            FileLine(path, reader.line_num), f"this is no CSV: {error}", "Save it as CSV, UTF-8"
        )


def _read_row(
    cells: Mapping[str, str],
    row: PlanRow,
    settings: Settings,
    location: FileLine,
    log: ProblemLog,
) -> PlanRow:
    """Return `row` with what somebody wrote in its `cells`."""
    if cells["do"] == SKIP:
        return replace(row, action=SKIP)
    for column in ("category", "slug"):
        _check_slug(cells[column], column, location, log)
    codes = {locale.code for locale in settings.locales}
    languages = tuple(cells["languages"].replace(",", " ").split()) or row.languages
    for code in languages:
        if code not in codes:
            log.add(location, f"“{code}” is no locale here", suggest_name(code, codes))
        elif code not in row.languages:
            log.add(location, f"the source has no text in “{code}”", "Take it out")
    tags = tuple(cells["tags"].replace(",", " ").split())
    for tag in tags:
        _check_slug(tag, "tags", location, log)
    status = cells["status"] or str(Status.DRAFT)
    if status not in set(Status):
        log.add(location, f"“{status}” is no status", suggest_name(status, list(Status)))
        status = str(Status.DRAFT)
    return replace(
        row,
        action=KEEP,
        number=_read_number(cells["id"], row.number, location, log),
        category=cells["category"],
        slug=cells["slug"],
        languages=languages,
        tags=tags,
        status=Status(status),
        author=cells["author"],
    )


def _read_number(cell: str, proposal: int, location: FileLine, log: ProblemLog) -> int:
    if not cell:
        return proposal
    if not (cell.isascii() and cell.isdecimal() and 0 < int(cell[:12]) <= LARGEST_NUMBER):
        log.add(location, f"“{cell}” is no number of an entry", "Write digits only, such as 1029")
        return proposal
    return int(cell)


def _check_slug(cell: str, column: str, location: FileLine, log: ProblemLog) -> None:
    if not is_name(cell):
        log.add(
            location,
            f"“{cell}” in the column “{column}” cannot be part of an address",
            choose_cure(TAG, cell),
        )


def _check_clashes(rows: Iterable[PlanRow], path: str, log: ProblemLog) -> None:
    """Log rows with the same number or the same place."""
    owners: dict[str, str] = {}
    for row in rows:
        if row.action == SKIP:
            continue
        for what in (f"the id {row.number}", f"the place {row.place}"):
            if other := owners.get(what):
                message = f"“{other}” and “{row.key}” both have {what}"
                log.add(FileLine(path), message, "Give one of them another")
            owners[what] = row.key
