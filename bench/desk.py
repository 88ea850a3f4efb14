"""`python -m bench.desk`: how many votes a second the desk takes, and how long a visitor waits.

It runs a real desk on SQLite and on PostgreSQL, with one worker and with two, and clients on the
same machine that vote without a pause, each time for another visitor. Votes are counted afterwards:
all that were acknowledged must be stored.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from bench.command_cost import read_processor_seconds
from bench.desk_process import DeskProcess, run_desk
from bench.postgres import create_database, find_programs, run_cluster
from bench.report import format_table
from entraide.desk.migrate import migrate, open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.tables import votes
from entraide.model.entry import Status
from entraide.model.translation_state import State
from entraide.published_files.entries import PublishedIndex, PublishedVersion, convert_state
from entraide.published_files.site import DeskData, PublishedLocale

ROOT = Path(__file__).parent.parent
STORES = (("SQLite", 1), ("PostgreSQL", 1), ("PostgreSQL", 2))  # and their workers
CLIENTS = (1, 8, 64)
ENTRIES = 1000
HEAD = (
    *("", "clients", "votes/s", "p50, ms", "p99, ms", "acknowledged", "stored"),
    *("desk, ms", "load", "to reach"),
)
TARGET = "500/s, p99 150 ms"  # with 64 clients, by one worker


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The result of many clients' votes; latencies in milliseconds.

    `processor` is the milliseconds that the desk computes for each, `load` that of the machine: a
    number above its cores says that others had them too, and that the latencies mean little.
    """

    per_second: float
    p50: float
    p99: float
    acknowledged: int
    refused: int
    stored: int
    processor: float
    load: float


@dataclass(frozen=True, slots=True)
class LoadCase:
    """One load on one store."""

    store: str
    workers: int
    clients: int
    load: LoadResult

    def to_row(self) -> tuple[str, ...]:
        """Return the cells of the report's row."""
        name = f"{self.store}, {self.workers} worker{'s' if self.workers > 1 else ''}"
        target = TARGET if (self.workers, self.clients) == (1, 64) else ""
        load = self.load
        times = (f"{load.per_second:,.0f}", f"{load.p50:.1f}", f"{load.p99:.1f}")
        counts = (f"{load.acknowledged:,}", f"{load.stored:,}")
        costs = (f"{load.processor:.2f}", f"{load.load:.1f}")
        return name, str(self.clients), *times, *counts, *costs, target


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.desk", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="of each load")
    parser.add_argument("--json", type=Path, default=ROOT / "bench" / "desk.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cases = list(run_cases(Path(folder), options.seconds))
    title = f"Votes, every client at once after its answer, {os.cpu_count()} cores in all"
    print(format_table(title, HEAD, [case.to_row() for case in cases]))  # noqa: T201 - the answer
    machine = f"{platform.machine()} {platform.system()}, Python {platform.python_version()}"
    figures = {
        "machine": machine,
        "cores": os.cpu_count(),
        "cases": [asdict(case) for case in cases],
    }
    options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    loads = [case.load for case in cases]
    if wrong := [load for load in loads if load.acknowledged != load.stored or load.refused]:
        sys.exit(f"{len(wrong)} loads lost votes, or were refused some.")


def run_cases(folder: Path, seconds: float) -> Iterator[LoadCase]:
    """Run every load on every store, each store new; yield the results."""
    write_site_files(folder / "site")
    for store, workers in STORES:
        if store == "PostgreSQL" and find_programs() is None:
            sys.stderr.write(f"The desk: {store} is not on this machine, and is left out.\n")
            continue
        with (
            _create_store(store, folder) as address,
            _run_store_desk(folder, address, workers) as desk,
        ):
            for clients in CLIENTS:
                sys.stderr.write(f"The desk: {store}, {workers} worker(s), {clients} clients …\n")
                load = measure_load(desk, address, clients, seconds)
                yield LoadCase(store, workers, clients, load)


@contextmanager
def _create_store(kind: str, folder: Path) -> Iterator[str]:
    if kind == "SQLite":
        yield f"sqlite:///{folder / 'desk.sqlite3'}"
    else:
        with run_cluster() as postgres, create_database(postgres.address) as address:
            yield address


@contextmanager
def _run_store_desk(folder: Path, address: str, workers: int) -> Iterator[DeskProcess]:
    environment = make_environment(folder, address)
    migrate(StoreSettings(database_url=address), create=True)
    with run_desk(environment, folder / "log", workers) as desk:
        yield desk
        desk.stop()


def make_environment(folder: Path, address: str) -> dict[str, str]:
    """Return the settings of a desk on the store at `address` with the site in `folder`."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    return {
        "ENTRAIDE_RUNTIME_DIR": str(runtime),
        "ENTRAIDE_DATABASE_URL": address,
        "ENTRAIDE_SECRET_KEY": os.urandom(32).hex(),
        "ENTRAIDE_SITE_DIR": str(folder / "site"),
        "ENTRAIDE_LOCALES_DIR": str(ROOT / "overrides" / "locales"),
        "ENTRAIDE_TRUSTED_PROXIES": "127.0.0.1",
        "ENTRAIDE_LIMITS_TIMES": "1000000",
    }


def measure_load(desk: DeskProcess, address: str, clients: int, seconds: float) -> LoadResult:
    """Measure one load, on voters whom no earlier load of this store had."""
    before = _count_stored(address)
    command = [
        sys.executable,
        "-m",
        "bench.load",
        "--port",
        str(desk.port),
        "--clients",
        str(clients),
    ]
    command += ["--seconds", str(seconds), "--first", str(before), "--entries", str(ENTRIES)]
    spent = read_processor_seconds(desk.process.pid)
    process = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - ours
    figures = json.loads(process.stdout)
    spent = read_processor_seconds(desk.process.pid) - spent
    times = figures["milliseconds"]
    return LoadResult(
        per_second=figures["timed"] / figures["seconds"] if times else 0.0,
        p50=_find_percentile(times, 50),
        p99=_find_percentile(times, 99),
        acknowledged=figures["acknowledged"],
        refused=figures["refused"],
        stored=_count_stored(address) - before,
        processor=spent / max(1, figures["acknowledged"]) * 1000,
        load=os.getloadavg()[0],
    )


def _find_percentile(ordered: list[float], percent: int) -> float:
    """Return a percentile of sorted figures; 0.0 where none was counted."""
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)] if ordered else 0.0


def _count_stored(address: str) -> int:
    every = select(func.count()).select_from(votes)
    with open_store(StoreSettings(database_url=address)) as store:
        return store.read(lambda connection: connection.execute(every).scalar_one())


def write_site_files(folder: Path) -> None:
    """Write the files that the desk reads, of a site of `ENTRIES` entries in two languages."""
    (folder / "entries").mkdir(parents=True)
    for file in (_make_desk_data(), _make_index()):
        (folder / file.path).write_text(file.to_json(), encoding="utf-8")


def _make_desk_data() -> DeskData:
    pages = dict.fromkeys(("home", "exit", "help", "propose", "feedback_privacy"), "")
    return DeskData(
        schema_url=DeskData.make_schema_url("/"),
        rating="five",
        contact="",
        licence=None,
        locales=tuple(
            PublishedLocale(code=code, lang=code, dir="ltr", name=code, site_name="Help", **pages)
            for code in ("en", "fr")
        ),
        categories={"en": {}, "fr": {}},
        forbidden={},
    )


def _make_index() -> PublishedIndex:
    versions = tuple(
        PublishedVersion(
            entry=entry,
            locale=code,
            url=f"{code}/e/{entry}/",
            title=f"{code} {entry}",
            summary="",
            status=Status.PUBLISHED,
            state=convert_state(state),
            newest_revision=1,
            source_revision=1,
            source_locale="en",
            updated=date(2026, 11, 21),
            category="category",
            tags=(),
            related=(),
            sensitive=False,
        )
        for entry in range(1, ENTRIES + 1)
        for code, state in (("en", State.SOURCE), ("fr", State.CURRENT))
    )
    return PublishedIndex(schema_url=PublishedIndex.make_schema_url("/"), versions=versions)


if __name__ == "__main__":
    main()
