"""`python -m bench.large_store`: how long staff and writers wait on a large store.

It makes a store of a million votes, 50,000 comments and 2,000 proposals by SQL, on SQLite and on
PostgreSQL, and measures pages of staff, exports, a backup, and a restore while somebody votes.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from threading import Event, Thread

from sqlalchemy import Connection, insert, text

from bench.desk import ENTRIES, write_site_files
from bench.postgres import create_database, run_cluster
from bench.report import format_table
from entraide.desk import votes
from entraide.desk.backup import RestoreOptions, back_up, restore
from entraide.desk.migrate import migrate, open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store
from entraide.desk.tables import proposals
from entraide.desk.votes import Vote

KEY = b"the key of the benchmark"
# Each vote and comment is on one of 2,000 versions, at one of five ratings.
VOTES = """
    INSERT INTO votes (entry, locale, revision, voter, scale, rating, day, network)
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count} - 1)
    SELECT 1 + i / 2 % 1000, CASE i % 2 WHEN 0 THEN 'en' ELSE 'fr' END, 1,
    {random}, 'five', 1 + i * 7 % 5, '2026-11-01', {random} FROM n
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
    INSERT INTO feedback (id, follow_up, entry, locale, revision, scale, rating, reasons, comment,
    proven, state, day)
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count} - 1)
    SELECT {random}, {random}, 1 + i / 2 % 1000, CASE i % 2 WHEN 0 THEN 'en' ELSE 'fr' END, 1,
    'five', 1, 'hard', {comment}, TRUE, CASE i % 3 WHEN 0 THEN 'open' ELSE 'done' END, '2026-11-01'
    FROM n
"""


def fill_store(connection: Connection, vote_count: int) -> None:
    """Make `vote_count` votes, a twentieth as many comments, and 2,000 proposals."""
    is_sqlite = connection.dialect.name == "sqlite"
    random = "lower(hex(randomblob(16)))" if is_sqlite else "md5(CAST(random() + i AS TEXT))"
    comment = "hex(randomblob(100))" if is_sqlite else "repeat(md5(CAST(i AS TEXT)), 7)"
    connection.execute(text(VOTES.format(count=vote_count, random=random)))
    connection.execute(text(COUNTS))
    connection.execute(text(DAILY_COUNTS))
    connection.execute(
        text(FEEDBACK.format(count=vote_count // 20, random=random, comment=comment))
    )
    row = {
        "locale": "fr",
        "revision": 1,
        "texts": "[]",
        "credit": "",
        "licence": "",
        "note": "n" * 2_000,
        "proven": True,
        "state": "open",
        "reason": "",
        "staff_note": "",
        "day": "2026-11-01",
        "decided": "",
    }
    rows = [
        row | {"id": f"p{number}", "receipt": f"r{number}", "entry": 1 + number % ENTRIES}
        for number in range(2_000)
    ]
    connection.execute(insert(proposals), rows)


def measure_restore(store: Store, settings: StoreSettings, folder: Path) -> dict[str, float]:
    """Return the seconds of a backup, of its restore, and the longest wait of a vote meanwhile."""
    began = time.perf_counter()
    back_up(store, folder / "backup", KEY)
    backed_up = time.perf_counter()
    with keep_voting(settings) as waits:
        restore(folder / "backup", store, settings, RestoreOptions(KEY))
    restored = time.perf_counter()
    return {
        "backup, s": backed_up - began,
        "restore, s": restored - backed_up,
        "longest wait of a vote, s": max(waits),
        "median wait of a vote, s": median(waits),
    }


@contextmanager
def keep_voting(settings: StoreSettings) -> Iterator[list[float]]:
    """Vote without a pause, by a desk of its own, until the block ends; yield the waits."""
    ends, waits = Event(), list[float]()

    def vote_on() -> None:
        number = 0
        with open_store(settings) as store:
            while not ends.is_set():
                number += 1
                began = time.perf_counter()
                name = f"{number:032x}"  # of the voter, and of a network of its own
                vote = Vote(1, "en", 1, name, "five", 5, "2026-11-02", name)
                store.write(partial(votes.store_vote, vote=vote))
                waits.append(time.perf_counter() - began)

    voting = Thread(target=vote_on)
    voting.start()
    try:
        yield waits
    finally:
        ends.set()
        voting.join()


def measure_stores(vote_count: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the name of each kind of store and what was measured on it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_site_files(folder / "site")
        yield "SQLite", measure(f"sqlite:///{folder / 'desk.sqlite3'}", vote_count, folder)
        with run_cluster() as cluster, create_database(cluster.address) as address:
            yield "PostgreSQL", measure(address, vote_count, folder)


def measure(address: str, vote_count: int, folder: Path) -> dict[str, float]:
    """Return all that is measured on the store at `address`."""
    settings = StoreSettings(database_url=address)
    migrate(settings, create=True)
    with open_store(settings) as store:
        store.write(lambda connection: fill_store(connection, vote_count))
        return measure_restore(store, settings, folder)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.large_store", description=__doc__)
    parser.add_argument("--votes", type=int, default=1_000_000)
    options = parser.parse_args()
    figures = dict(measure_stores(options.votes))
    kinds = list(figures)
    rows = [
        (name, *(f"{figures[kind][name]:,.3f}" for kind in kinds)) for name in figures[kinds[0]]
    ]
    title = f"A store of {options.votes:,} votes"
    print(format_table(title, ("", *kinds), rows))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
