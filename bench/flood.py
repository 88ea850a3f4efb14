"""`python -m bench.flood`: how long a visitor's vote takes while one network floods a route.

It runs a real desk on SQLite, 64 connections of one network that ask without a pause, and one
visitor of another network who votes twenty times a second. The limits of the desk are as shipped.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from functools import partial
from itertools import repeat
from pathlib import Path
from time import perf_counter

import uvloop

from bench.desk import ROOT, write_site_files
from bench.desk_process import run_desk
from bench.load import REQUEST, VotingClient, iter_requests
from bench.report import format_table
from entraide.desk.migrate import migrate
from entraide.desk.settings import StoreSettings

CONNECTIONS = 64
ATTACKER = "203.0.113.9"
PAUSE = 0.05  # seconds between two votes of the visitor
HEAD = ("one network floods", "answers/s", "vote p50, ms", "vote p99, ms", "to reach")
POST = REQUEST.replace("/desk/ratings", "{path}").replace("application/json", "{kind}")
FORM = "application/x-www-form-urlencoded"


def make_get(path: str) -> bytes:
    """Return a request of the attacker for that page."""
    return f"GET {path} HTTP/1.1\r\nHost: desk\r\nX-Forwarded-For: {ATTACKER}\r\n\r\n".encode()


def make_post(path: str, kind: str, body: str) -> bytes:
    """Return a form or JSON that the attacker sends."""
    text = POST.format(path=path, kind=kind, address=ATTACKER, length=len(body), body=body)
    return text.encode()


FLOODS: Mapping[str, bytes | None] = {
    "nothing": None,
    "challenges": make_get("/desk/challenge?entry=1&locale=en"),
    "pages of proposals": make_get("/desk/propose/1/fr/"),
    "forms of 235 kB": make_post("/desk/propose/1/fr/", FORM, "text-x=" + "%C3%A9" * 39_000),
    "invalid JSON of 235 kB": make_post("/desk/proposals", "application/json", '{"' * 117_000),
    "votes": next(iter_requests(0, 1, 1)),
    "sign-ins": make_post("/desk/staff/sign-in/", FORM, "name=mo&password=wrong"),
    "unknown pages": make_get("/desk/nothing"),
}


async def measure_flood(
    port: int, flood: bytes | None, seconds: float
) -> tuple[float, list[float]]:
    """Return the attacker's answers a second, and the milliseconds of the visitor's votes."""
    loop = asyncio.get_running_loop()
    until = perf_counter() + seconds
    attackers = []
    for _ in range(CONNECTIONS if flood else 0):
        votes = repeat(flood or b"")
        make_client = partial(VotingClient, votes, until)
        attackers.append((await loop.create_connection(make_client, "127.0.0.1", port))[1])
    times = [each async for each in _vote(port, iter_requests(1 << 17, 10_000, 900), until)]
    await asyncio.gather(*(client.over for client in attackers))
    answers = sum(client.refused + len(client.took) for client in attackers)
    return answers / seconds, sorted(times)


async def _vote(port: int, votes: Iterator[bytes], until: float) -> AsyncIterator[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while perf_counter() < until:
        began = perf_counter()
        writer.write(next(votes))
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        yield (perf_counter() - began) * 1000
        await asyncio.sleep(PAUSE)
    writer.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.flood", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10, help="of each flood")
    seconds = parser.parse_args().seconds
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_site_files(folder / "site")
        environment = {
            "ENTRAIDE_DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
            "ENTRAIDE_SECRET_KEY": os.urandom(32).hex(),
            "ENTRAIDE_SITE_DIR": str(folder / "site"),
            "ENTRAIDE_LOCALES_DIR": str(ROOT / "overrides" / "locales"),
            "ENTRAIDE_TRUSTED_PROXIES": "127.0.0.1",
        }
        address = environment["ENTRAIDE_DATABASE_URL"]
        migrate(StoreSettings(database_url=address), create=True)
        with run_desk(environment, folder / "log") as desk:
            for title, flood in FLOODS.items():
                rate, times = uvloop.run(measure_flood(desk.port, flood, seconds))
                middle, slow = (times[len(times) * percent // 100] for percent in (50, 99))
                rows.append((title, f"{rate:,.0f}", f"{middle:.0f}", f"{slow:.0f}", "p99 300 ms"))
            desk.stop()
    title = f"A vote while {CONNECTIONS} connections of one network flood, {os.cpu_count()} cores"
    print(format_table(title, HEAD, rows))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
