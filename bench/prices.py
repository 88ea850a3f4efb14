"""`python -m bench.prices`: what requests really cost the desk, beside the prices of its meter.

It runs a real desk on SQLite with the reference site and limits that nobody reaches, sends each
kind of request again and again on one connection, and reads how much of the processor the desk
took. The command fails when a request costs more than its price: `desk/cost_meter.py` has these.
"""

import argparse
import http.client
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.command_cost import read_processor_seconds
from bench.desk import make_environment
from bench.desk_process import DeskProcess, run_desk
from bench.flood import prepare_project
from bench.flood_requests import FORM, make_desk_floods, make_get, make_post
from bench.report import format_table
from entraide.desk.cost_meter import estimate_cost
from entraide.desk.migrate import migrate
from entraide.desk.published_site import PublishedSite
from entraide.desk.settings import StoreSettings

HEAD = ("request", "costs, ms", "price, ms", "of it", "statuses")
PROCESSOR = 0.6  # seconds of the desk's processor time for each kind of request
FEWEST = 20  # requests of a kind


@dataclass(frozen=True, slots=True)
class PricedRequest:
    """The mean cost of one kind of request, and its price: milliseconds."""

    name: str
    cost: float
    price: float
    statuses: str

    @property
    def is_too_cheap(self) -> bool:
        return self.cost > self.price

    def to_row(self) -> tuple[str, ...]:
        """Return the cells of the table's row."""
        share = f"{self.cost / self.price * 100:.0f} %"
        return self.name, f"{self.cost:.2f}", f"{self.price:.1f}", share, self.statuses


def find_longest_entry(site: Path) -> int:
    """Return the entry whose French text is the longest of those that have both languages."""
    versions = PublishedSite(site).snapshot.versions
    sizes = {
        entry: (site / "entries" / f"{entry}.fr.json").stat().st_size
        for entry, locale in versions
        if locale == "en" and (entry, "fr") in versions
    }
    return max(sizes, key=lambda entry: sizes[entry])


def make_requests(entry: int) -> Mapping[str, bytes]:
    """Return the kinds of requests: those of floods that are one request, and what they lack."""
    floods = make_desk_floods(entry)
    single = {name: each for name, each in floods.items() if each.count(b" HTTP/1.1\r\n") == 1}
    vote = (
        f'{{"entry": {entry}, "locale": "en", "revision": 1, "rating": 5, "altcha": "{"A" * 900}"}}'
    )
    form = f"/desk/propose/{entry}/fr/"
    return single | {
        "pages of corrections": make_get(f"/desk/propose/{entry}/en/"),
        "forms of one word": make_post(form, FORM, "note=word"),
        "votes with a proof": make_post("/desk/ratings", "application/json", vote),
        "the page to withdraw": make_get("/desk/withdraw/"),
        "the page to sign in": make_get("/desk/staff/sign-in/"),
        "forms of staff": make_post("/desk/staff/queue/", FORM, "state=done"),
        "programs of staff": make_get("/desk/staff/api/proposals"),
        "health": make_get("/desk/healthz"),
    }


def measure_requests(desk: DeskProcess, requests: Mapping[str, bytes]) -> Iterator[PricedRequest]:
    """Yield the cost of each kind of request, of a new visitor each time."""
    visitor = 0
    for name, request in requests.items():
        with closing(http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)) as connection:
            statuses, count = set[int](), 0
            before = spent = read_processor_seconds(desk.process.pid)
            while count < FEWEST or spent - before < PROCESSOR:
                for _ in range(FEWEST):
                    visitor += 1
                    statuses.add(_send(connection, request, visitor))
                count += FEWEST
                spent = read_processor_seconds(desk.process.pid)
        cost = (spent - before) / count * 1000
        words = " ".join(map(str, sorted(statuses)))
        yield PricedRequest(name, cost, _find_price(request), words)


def _send(connection: http.client.HTTPConnection, request: bytes, visitor: int) -> int:
    """Send `request` as somebody at an address of their own; return the status of the answer."""
    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, path, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    headers["X-Forwarded-For"] = f"10.{visitor >> 16 & 255}.{visitor >> 8 & 255}.{visitor & 255}"
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _find_price(request: bytes) -> float:
    head, _, body = request.partition(b"\r\n\r\n")
    method, path, _ = head.decode().split("\r\n")[0].split(" ")
    return estimate_cost(method, path.removeprefix("/desk/").partition("?")[0], len(body))


def measure_prices(project: Path) -> list[PricedRequest]:
    """Return what every kind of request costs a desk with the site of `project`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = f"sqlite:///{folder / 'desk.sqlite3'}"
        environment = make_environment(folder, address)
        environment["ENTRAIDE_SITE_DIR"] = str(project / "site")
        migrate(StoreSettings(database_url=address), create=True)
        with run_desk(environment, folder / "log") as desk:
            return list(measure_requests(desk, make_requests(find_longest_entry(project / "site"))))


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.prices", description=__doc__)
    parser.add_argument("--project", type=Path, help="has a built site in site/; else one is built")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        priced = measure_prices(options.project or prepare_project(Path(folder)))
    title = f"What requests cost the desk, load {os.getloadavg()[0]:.1f}"
    print(format_table(title, HEAD, [each.to_row() for each in priced]))  # noqa: T201 - the answer
    if cheap := [each.name for each in priced if each.is_too_cheap]:
        sys.exit(f"They cost more than their price: {', '.join(cheap)}.")


if __name__ == "__main__":
    main()
