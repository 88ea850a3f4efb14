"""Rows of a large store, made by SQL: votes, comments, proposals and lines of the log of staff.

Each vote and comment is on one of 2,000 versions, at one of five ratings, on one of 28 days before
today. Proposals have the texts of an entry.
"""

import json
from datetime import date, timedelta

from sqlalchemy import Connection, insert, text

from bench.desk import ENTRIES
from entraide.desk.row_order import MIXED_THROUGH
from entraide.desk.store_state import write_state
from entraide.desk.tables import proposals

DAYS = 28  # on which there are votes
PROPOSALS = 2_000
SEGMENTS = 20  # texts of a proposal
# What each statement begins with: numbers from 0 on, and days by their numbers.
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count} - 1)"
VERSION = "1 + i / 2 % 1000, CASE i % 2 WHEN 0 THEN 'en' ELSE 'fr' END, 1"
VOTES = """
    INSERT INTO votes (entry, locale, revision, voter, scale, rating, day, network)
    {numbers}, d(k, day) AS (VALUES {days})
    SELECT {version}, {random}, 'five', 1 + i * 7 % 5, day, {random}
    FROM n JOIN d ON k = i / 2000 % {day_count}
"""
COUNTS = """
    INSERT INTO vote_counts (entry, locale, revision, scale, rating, votes)
    SELECT entry, locale, revision, scale, rating, count(*) FROM votes
    GROUP BY entry, locale, revision, scale, rating
"""
DAILY_COUNTS = """
    INSERT INTO daily_counts (entry, locale, day, votes, largest)
    SELECT entry, locale, day, count(*), 1 FROM votes GROUP BY entry, locale, day
"""
FEEDBACK = """
    INSERT INTO feedback (id, receipt, entry, locale, revision, scale, rating, reasons, comment,
    proven, state, day)
    {numbers}, d(k, day) AS (VALUES {days})
    SELECT {random}, {random}, {version}, 'five', 1, 'hard', {comment}, i % 10 > 0,
    CASE i / 7 % 3 WHEN 0 THEN 'open' ELSE 'done' END, day
    FROM n JOIN d ON k = i / 2000 % {day_count}
"""
AUDIT = """
    INSERT INTO audit (at, name, action, subject)
    {numbers} SELECT 1795000000 + i / 25 * 60, 'mo', 'marked-done', 'a comment' FROM n
"""


def fill_store(connection: Connection, vote_count: int, today: date) -> None:
    """Make `vote_count` votes, a twentieth as many comments and lines, and 2,000 proposals."""
    is_sqlite = connection.dialect.name == "sqlite"
    random = (
        "lower(hex(randomblob(16)))" if is_sqlite else "replace(gen_random_uuid()::text, '-', '')"
    )
    comment = "hex(randomblob(100))" if is_sqlite else "repeat(md5(CAST(i AS TEXT)), 7)"
    days = [(today - timedelta(days=1 + number)).isoformat() for number in range(DAYS)]
    rows = ", ".join(f"({number}, '{day}')" for number, day in enumerate(days))
    facts = {"random": random, "comment": comment, "version": VERSION}
    facts |= {"days": rows, "day_count": str(DAYS)}
    few = vote_count // 20
    for statement, count in ((VOTES, vote_count), (FEEDBACK, few), (AUDIT, few)):
        numbers = NUMBERS.format(count=count)
        connection.execute(text(statement.format(numbers=numbers, **facts)))
        if statement is VOTES:
            connection.execute(text(COUNTS))
            connection.execute(text(DAILY_COUNTS))
    connection.execute(insert(proposals), _make_proposals(days[-1]))
    write_state(connection, MIXED_THROUGH, days[0])


def _make_proposals(day: str) -> list[dict[str, object]]:
    """Return proposals that wait, each of an entry’s texts: some 14 kB."""
    segment = {"kind": "paragraph", "source": "source " * 40, "old_text": "", "text": "texte " * 50}
    texts = json.dumps([segment | {"key": f"{number:016x}"} for number in range(SEGMENTS)])
    row = {
        "locale": "fr",
        "revision": 1,
        "texts": texts,
        "credit": "",
        "licence": "",
        "note": "n" * 1_000,
        "proven": True,
        "state": "open",
        "reason": "",
        "staff_note": "",
        "day": day,
        "decided": "",
    }
    return [
        row | {"id": f"p{number}", "receipt": f"r{number}", "entry": 1 + number % ENTRIES}
        for number in range(PROPOSALS)
    ]
