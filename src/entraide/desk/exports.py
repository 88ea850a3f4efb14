"""Exports of the desk: votes as counts, for the pages of the site, and feedback, for staff.

No row leads to a voter or to another row. In CSV no text of a visitor can become a formula: see
`escape_formulas`.
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from entraide.desk.tables import feedback
from entraide.desk.votes import count_votes_before
from entraide.model.rating import MINIMUM_VOTES, SCALES, Tally

FEEDBACK_FIELDS = (
    "day",
    "entry",
    "locale",
    "revision",
    "scale",
    "rating",
    "reasons",
    "comment",
    "state",
    "proven",
    "assignee",
    "done_revision",
    "note",
)
BATCH_ROWS = 500  # rows in memory
# Where a cell may begin: at its start and, in programs that part rows by other signs than ours,
# after any of these; then blanks, and one of the signs that begin a formula, full-width ones too.
CELL_BREAKS = '\n\r\t,;|"'
FORMULA_SIGNS = "=+-@＝＋－＠"
FORMULA_SIGN = re.compile(f"[{re.escape(FORMULA_SIGNS)}\t\r]")


def count_tallies(connection: Connection, today: date) -> list[Tally]:
    """Return the counts of all votes of the days before `today`, which can no longer change."""
    counts: defaultdict[tuple[int, str, int, str], dict[int, int]] = defaultdict(dict)
    for count in count_votes_before(connection, today):
        key = (count.entry, count.locale, count.revision, count.scale)
        counts[key][count.rating] = count.votes
    return [
        Tally(*key, votes=tuple(votes.get(answer, 0) for answer in SCALES[key[-1]].values))
        for key, votes in sorted(counts.items())
    ]


@dataclass(frozen=True, slots=True)
class RatingExport:
    """The sums to publish, those of too few votes, and those with too few new votes."""

    tallies: Sequence[Tally]
    few: Sequence[Tally]
    unchanged: Sequence[Tally]


def choose_publishable(counted: Iterable[Tally], published: Iterable[Tally]) -> RatingExport:
    """Return which of the sums `counted` may be published; `published` are those of before.

    Both are sums by version and scale. A sum that differs by fewer votes than MINIMUM_VOTES from
    the published one would tell single votes, so the published one stays.
    """
    earlier = {_make_key(tally): tally for tally in published if tally.count >= MINIMUM_VOTES}
    new, few, unchanged = list[Tally](), list[Tally](), list[Tally]()
    for tally in counted:
        before = earlier.get(_make_key(tally))
        if tally.count < MINIMUM_VOTES:
            few.append(tally)
        elif before and abs(tally.count - before.count) < MINIMUM_VOTES:
            unchanged.append(before)
        else:
            new.append(tally)
    return RatingExport([*new, *unchanged], few, unchanged)


def _make_key(tally: Tally) -> tuple[int, str, int, str]:
    return tally.entry, tally.locale, tally.revision, tally.scale


def iter_feedback_rows(
    connection: Connection, states: Collection[str] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the rows of feedback, oldest first; those in one of `states`, or all if empty."""
    columns = [feedback.c[name] for name in FEEDBACK_FIELDS]
    order = [feedback.c[name] for name in ("day", "entry", "locale", "id")]
    query = select(*columns).order_by(*order)
    if states:
        query = query.where(feedback.c.state.in_(states))
    for row in connection.execute(query, execution_options={"yield_per": BATCH_ROWS}).mappings():
        yield dict(row) | {"reasons": row["reasons"].split()}


def iter_json(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the pieces of a JSON array of `rows`."""
    start = "[\n "
    for row in rows:
        yield start + json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n ")
        start = ",\n "
    yield "[]\n" if start == "[\n " else "\n]\n"


def iter_csv(
    rows: Iterable[dict[str, Any]], fields: Sequence[str] = FEEDBACK_FIELDS
) -> Iterator[str]:
    """Yield CSV (RFC 4180) with every cell in quotes; it begins with a BOM, for spreadsheets."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(fields)
    yield "\ufeff" + text.getvalue()
    for row in rows:
        text.seek(0)
        text.truncate()
        cells = (row[name] for name in fields)
        texts = (" ".join(cell) if isinstance(cell, (list, tuple)) else cell for cell in cells)
        writer.writerow(
            [escape_formulas(cell) if isinstance(cell, str) else cell for cell in texts]
        )
        yield text.getvalue()


def escape_formulas(text: str) -> str:
    """Return `text` with an apostrophe before what a spreadsheet might run as a formula.

    It is read once, from its end: a blank leads to what the sign behind it leads to.
    """
    if not FORMULA_SIGN.search(text):
        return text
    signs: list[str] = []
    leads_to_formula = False
    for sign, before in zip(reversed(text), [*reversed(text[:-1]), "\n"], strict=True):
        leads_to_formula = sign in FORMULA_SIGNS or (leads_to_formula and sign.isspace())
        signs.append(sign)
        if before in CELL_BREAKS and (leads_to_formula or sign in "\t\r"):
            signs.append("'")
    return "".join(reversed(signs))
