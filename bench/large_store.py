"""`python -m bench.large_store`: how long staff and writers wait on a large store.

It makes a store of a million votes, 50,000 comments and 2,000 proposals by SQL, on SQLite and on
PostgreSQL. Then it measures pages of staff over HTTP, the memory of exports, the hour in which rows
of visitors move, and a backup and its restore while somebody votes. `--part` measures one of them.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from bench.desk import write_site_files
from bench.export_peaks import MOST_MEBIBYTES, measure_exports
from bench.postgres import create_database, find_programs, run_cluster
from bench.report import format_table
from bench.staff_visits import MOST_MILLISECONDS, measure_pages, run_large_desk
from bench.store_rows import fill_store
from bench.voting import keep_voting
from entraide.desk.backup import RestoreOptions, back_up, restore
from entraide.desk.clock import get_now
from entraide.desk.migrate import migrate, open_store
from entraide.desk.row_order import mix_rows
from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store

KEY = b"the key of the benchmark"
KINDS = ("SQLite", "PostgreSQL")
TIMES = 20  # that a page is asked for
WAIT_TARGET = "to reach: no vote waits for 2 s"
WAIT_HEAD = ("meanwhile", "seconds", "votes", "refused", "median, ms", "longest, s", "load")


@dataclass(frozen=True, slots=True)
class LargeStore:
    """A large store, the address of an empty one, and a folder for files."""

    store: Store
    address: str
    empty: str
    folder: Path

    @property
    def settings(self) -> StoreSettings:
        return StoreSettings(database_url=self.address)


def measure_staff(large: LargeStore) -> str:
    """Return a table of the pages of staff."""
    with run_large_desk(large.folder, large.address, large.store) as (desk, cookie):
        rows = [
            (name, *(f"{value:.0f}" for value in values))
            for name, *values in measure_pages(desk, cookie, TIMES)
        ]
    head = ("page", "median, ms", "slowest", "processor, ms")
    return format_table(f"Pages of staff; to reach: {MOST_MILLISECONDS} ms", head, rows)


def measure_memory(large: LargeStore) -> str:
    """Return a table of exports."""
    measured = measure_exports(large.address, large.empty, large.folder)
    rows = [
        (name, f"{seconds:.1f}", f"{peak:.0f}", f"{rest:.0f}", f"{peak - rest:.0f}")
        for name, seconds, peak, rest in measured
    ]
    head = ("export", "seconds", "peak, MiB", "of an empty store", "more")
    return format_table(f"Exports; to reach: {MOST_MEBIBYTES} MiB more", head, rows)


def measure_moving(large: LargeStore) -> str:
    """Return how long votes wait while rows are mixed, in the day and when it is over."""
    today = get_now().date()
    tomorrow = today + timedelta(days=1)
    rows = (
        _measure_wait(large, today, "of today", lambda: mix_rows(large.store, today)),
        _measure_wait(large, tomorrow, "of all days", lambda: mix_rows(large.store, tomorrow)),
    )
    return format_table(f"Rows that are mixed; {WAIT_TARGET}", WAIT_HEAD, rows)


def measure_restore(large: LargeStore) -> str:
    """Return how long votes wait while a backup is made and restored."""
    file, today = large.folder / "backup", get_now().date()
    options = RestoreOptions(KEY)
    rows = (
        _measure_wait(large, today, "backup", lambda: back_up(large.store, file, KEY)),
        _measure_wait(
            large, today, "restore", lambda: restore(file, large.store, large.settings, options)
        ),
    )
    return format_table(f"Backup and restore; {WAIT_TARGET}", WAIT_HEAD, rows)


def _measure_wait(
    large: LargeStore, day: date, name: str, work: Callable[[], object]
) -> tuple[str, ...]:
    """Return the row of `work`, while somebody votes on `day`."""
    with keep_voting(large.store, large.settings, day.isoformat()) as waits:
        time.sleep(1)  # there are votes from before it, too
        began = time.perf_counter()
        work()
        seconds = time.perf_counter() - began
    times = (f"{median(waits.seconds) * 1000:.1f}", f"{max(waits.seconds):.2f}")
    counts = (f"{len(waits.seconds):,}", f"{waits.refused:,}")
    return name, f"{seconds:.1f}", *counts, *times, f"{os.getloadavg()[0]:.1f}"


PARTS: Mapping[str, Callable[[LargeStore], str]] = {
    "staff": measure_staff,
    "exports": measure_memory,
    "moving": measure_moving,
    "restore": measure_restore,
}


@contextmanager
def make_large_store(kind: str, vote_count: int, folder: Path) -> Iterator[LargeStore]:
    """Make a store of that kind, with rows, beside an empty one."""
    write_site_files(folder / "site")
    with _create_addresses(kind, folder) as (address, empty):
        for each in (address, empty):
            migrate(StoreSettings(database_url=each), create=True)
        with open_store(StoreSettings(database_url=address)) as store:
            today = get_now().date()
            store.write(lambda connection: fill_store(connection, vote_count, today))
            yield LargeStore(store, address, empty, folder)


@contextmanager
def _create_addresses(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    if kind == "SQLite":
        yield f"sqlite:///{folder / 'desk.sqlite3'}", f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    with (
        run_cluster() as cluster,
        create_database(cluster.address) as address,
        create_database(cluster.address) as empty,
    ):
        yield address, empty


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.large_store", description=__doc__)
    parser.add_argument("--votes", type=int, default=1_000_000)
    parser.add_argument("--part", action="append", choices=PARTS, help="only these")
    parser.add_argument("--store", action="append", choices=KINDS, help="only these")
    options = parser.parse_args()
    for kind in options.store or KINDS:
        if kind == "PostgreSQL" and find_programs() is None:
            sys.stderr.write(f"{kind} is not on this machine, and is left out.\n")
            continue
        with (
            tempfile.TemporaryDirectory() as name,
            make_large_store(kind, options.votes, Path(name)) as large,
        ):
            for part in options.part or PARTS:
                load = f"load {os.getloadavg()[0]:.1f}"
                print(f"{kind}, {options.votes:,} votes, {load}. {PARTS[part](large)}\n")  # noqa: T201


if __name__ == "__main__":
    main()
