"""`python -m bench.flood`: how long others wait while one network floods a route.

It runs a real desk on SQLite with the reference site, alone and behind nginx and Caddy with the
configurations of deploy/. 64 connections of one network ask for the same thing without a pause, one
flood after another. Meanwhile visitors of other networks vote, and read a page, twenty times a
second. The limits are as shipped. The flood has the lowest priority on this machine, since it
shares the processor with the servers; the last columns say how much of it each server took. Where
others use the machine, that leaves a flood nothing: `--nice 0` gives it as much as the servers.
"""

import argparse
import asyncio
import json
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

import uvloop

from bench.attack import LOWEST
from bench.command_cost import read_processor_seconds
from bench.desk import ROOT
from bench.desk_process import run_desk
from bench.flood_requests import make_desk_floods, make_get, make_site_floods, make_vote
from bench.ports import find_free_port
from bench.report import format_table
from bench.visitor import Visits, iter_addresses, measure_visits
from bench.web_servers import START, find_server, make_certificate, run_process
from entraide.desk.migrate import migrate
from entraide.desk.published_site import PublishedSite
from entraide.desk.settings import StoreSettings

NO_FRONT = "none"
HALF_OPEN = 2_500  # connections that say nothing
TARGETS = "to reach: p99 of votes 300 ms, of pages 100 ms"
WARM = 1.0  # seconds of flood before the first visitor comes
HEAD = (
    "one network floods",
    *("answers/s", "of them 429", "vote p50, ms", "p99", "page p50, ms", "p99"),
    *("lost", "desk, %", "front, %"),
)


@dataclass(frozen=True, slots=True)
class Servers:
    """What is measured: the port that visitors reach, and the processes."""

    port: int
    tls: bool
    desk: int
    front: int | None


@dataclass(frozen=True, slots=True)
class FloodResult:
    """What came of one flood.

    `answers` are the attacker's, by status. The visits of others are votes and, where there is a
    web server, pages; the shares of a processor are the desk's and the web server's.
    """

    seconds: float
    answers: Mapping[str, int]
    visits: tuple[Visits, ...]
    shares: tuple[float, ...]

    def to_row(self, name: str) -> tuple[str, ...]:
        """Return the cells of the table's row."""
        rates = (sum(self.answers.values()), self.answers.get("429", 0))
        times = [f"{one.find_percentile(each):.0f}" for one in self.visits for each in (50, 99)]
        times += [""] * (4 - len(times))
        lost = sum(one.failures for one in self.visits)
        shares = [f"{share * 100:.0f}" for share in self.shares]
        shares += [""] * (2 - len(shares))
        return name, *(f"{each / self.seconds:,.0f}" for each in rates), *times, str(lost), *shares


@contextmanager
def run_servers(front: str, project: Path, folder: Path) -> Iterator[Servers]:
    """Run a desk with an empty store, behind `front`."""
    environment = {
        "ENTRAIDE_DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
        "ENTRAIDE_SECRET_KEY": os.urandom(32).hex(),
        "ENTRAIDE_SITE_DIR": str(project / "site"),
        "ENTRAIDE_LOCALES_DIR": str(ROOT / "overrides" / "locales"),
    }
    if front != NO_FRONT:
        environment["ENTRAIDE_TRUSTED_PROXIES"] = "127.0.0.1"
    address = environment["ENTRAIDE_DATABASE_URL"]
    migrate(StoreSettings(database_url=address), create=True)
    with run_desk(environment, folder / "log") as desk:
        pid = desk.process.pid
        if front == NO_FRONT:
            yield Servers(desk.port, tls=False, desk=pid, front=None)
        else:
            port = find_free_port()
            start = START[front]
            command, url, variables = start(
                find_server(front) or front, project, folder, port, desk.port
            )
            with run_process(command, folder / "front", port, **variables) as process:
                yield Servers(port, tls=url.startswith("https"), desk=pid, front=process.pid)
        desk.stop()


async def measure_flood(
    servers: Servers, request: bytes | None, vote: bytes, seconds: float, nice: int = LOWEST
) -> FloodResult:
    """Flood with `request`, or not at all, and measure the visits of others."""
    connections = 0 if request is None else 64 if request else HALF_OPEN
    options = {"port": servers.port, "seconds": seconds + WARM, "connections": connections}
    options["nice"] = nice
    command = [sys.executable, "-m", "bench.attack", *(["--tls"] if servers.tls else [])]
    command += [f"--{name}={value}" for name, value in options.items()]
    attack = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdin=PIPE, stdout=PIPE, start_new_session=True
    )
    processes = [pid for pid in (servers.desk, servers.front) if pid]
    before = [read_processor_seconds(pid) for pid in processes]
    flood = asyncio.create_task(attack.communicate(request or b""))
    await asyncio.sleep(WARM)
    tls = ssl._create_unverified_context() if servers.tls else None  # noqa: S323, SLF001 - our own
    visit = partial(measure_visits, servers.port, tls, until=perf_counter() + seconds)
    requests = [vote, make_get("/")] if servers.front else [vote]
    visits = await asyncio.gather(
        *(
            visit(request=each, addresses=iter_addresses(2 + 100 * place))
            for place, each in enumerate(requests)
        )
    )
    spent = [read_processor_seconds(pid) for pid in processes]
    answers = json.loads((await flood)[0])
    shares = [
        (after - earlier) / (seconds + WARM) for after, earlier in zip(spent, before, strict=True)
    ]
    return FloodResult(seconds + WARM, answers, tuple(visits), tuple(shares))


def find_entry(site: Path) -> int:
    """Return the first entry that has an English version and a French one."""
    versions = PublishedSite(site).snapshot.versions
    return min(entry for entry, locale in versions if (entry, "fr") in versions)


def prepare_project(folder: Path) -> Path:
    """Build the reference site in `folder`, beside the configurations; return `folder`."""
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    make_certificate(folder)
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder / "site")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 - ours
    return folder


def measure_front(
    front: str, project: Path, floods: Sequence[str], seconds: float, nice: int = LOWEST
) -> str:
    """Measure every flood, or those named, at a desk behind `front`; return the table."""
    site = project / "site"
    entry = find_entry(site)
    requests: dict[str, bytes | None] = {"nothing": None, **make_desk_floods(entry)}
    requests |= make_site_floods(site) if front != NO_FRONT else {}
    rows = []
    for name, request in requests.items():
        if floods and name not in floods:
            continue
        sys.stderr.write(f"The desk behind {front}, flooded with {name} …\n")
        with (
            tempfile.TemporaryDirectory() as folder,  # a new desk: nobody is over a limit
            run_servers(front, project, Path(folder)) as servers,
        ):
            vote = make_vote(entry)
            result = uvloop.run(measure_flood(servers, request, vote, seconds, nice))
        rows.append(result.to_row(name))
    where = "The desk alone" if front == NO_FRONT else f"The desk behind {front}"
    return format_table(f"{where}, {os.cpu_count()} cores; {TARGETS}", HEAD, rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.flood", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10, help="of each flood")
    parser.add_argument("--front", action="append", choices=(NO_FRONT, *START), help="only these")
    parser.add_argument("--flood", action="append", default=[], help="only these, by their names")
    parser.add_argument("--nice", type=int, default=LOWEST, help="priority of the flood")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = prepare_project(Path(folder))
        for front in options.front or (NO_FRONT, *START):
            if front != NO_FRONT and not find_server(front):
                sys.stderr.write(f"{front} is not on this machine, and is left out.\n")
                continue
            table = measure_front(front, project, options.flood, options.seconds, options.nice)
            print(table)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
