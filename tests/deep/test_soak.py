"""200,000 requests of all kinds while the database crashes, the site changes and workers restart.

`make check-deep` runs it, in half an hour or so; SOAK_REQUESTS is another number of requests. What
was acknowledged is stored, nothing is answered by 500, and memory and open files stay bounded.
"""

import http.client
import json
import os
import secrets
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

import pytest
from sqlalchemy import func, select

from bench.desk_process import DeskProcess, run_desk
from bench.postgres import Cluster, create_database, run_cluster
from entraide.desk.migrate import migrate, open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.tables import votes
from support.paths import LOCALES
from support.stores import require_postgres

REQUESTS = int(os.environ.get("SOAK_REQUESTS", "200000"))
CLIENTS = 8
MEGABYTES, OPEN_FILES = 400, 300  # of one worker, at most
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
JSON = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}


@dataclass
class Outcome:
    """What clients were answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    acknowledged: int = 0
    tried: int = 0
    lock: Lock = field(default_factory=Lock)

    def note(self, status: int, *, is_vote: bool) -> None:
        with self.lock:
            self.statuses[status] += 1
            self.tried += is_vote
            self.acknowledged += is_vote and status == 200


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    require_postgres()
    with run_cluster() as running:
        yield running


@pytest.mark.deep
def test_a_desk_under_faults_loses_nothing_and_stays_small(
    cluster: Cluster, site_folder: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(site_folder, site)
    (tmp_path / "runtime").mkdir(mode=0o700)
    with create_database(cluster.address) as address:
        settings = StoreSettings(database_url=address)
        migrate(settings, create=True)
        environment = {
            "ENTRAIDE_DATABASE_URL": address,
            "ENTRAIDE_SECRET_KEY": secrets.token_urlsafe(32),
            "ENTRAIDE_SITE_DIR": str(site),
            "ENTRAIDE_LOCALES_DIR": str(LOCALES),
            "ENTRAIDE_RUNTIME_DIR": str(tmp_path / "runtime"),
            "ENTRAIDE_TRUSTED_PROXIES": "127.0.0.1",
            "ENTRAIDE_LIMITS_TIMES": "1000000",
        }
        outcome, is_over = Outcome(), Event()
        with run_desk(environment, tmp_path / "log", workers=2) as desk:
            with ThreadPoolExecutor(CLIENTS + 1) as pool:
                largest = pool.submit(run_faults, cluster, site, desk, is_over)
                share = REQUESTS // CLIENTS
                list(pool.map(lambda lane: send(desk.port, lane, share, outcome), range(CLIENTS)))
                is_over.set()
            desk.stop()
        with open_store(settings) as store:
            stored = store.read(
                lambda connection: connection.execute(
                    select(func.count()).select_from(votes)
                ).scalar_one()
            )
    assert outcome.acknowledged <= stored <= outcome.tried
    assert outcome.acknowledged > outcome.tried / 4
    assert outcome.statuses[500] == 0, outcome.statuses
    assert largest.result()[0] < MEGABYTES
    assert largest.result()[1] < OPEN_FILES


def send(port: int, lane: int, count: int, outcome: Outcome) -> None:
    """Send requests one after the other, on a connection that is opened again when it breaks."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in range(count):
        method, path, body, headers = make_request(lane, number)
        is_vote = path == "/desk/ratings"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            outcome.note(answer.status, is_vote=is_vote)
        except (OSError, http.client.HTTPException):
            outcome.note(0, is_vote=is_vote)
            connection.close()
            time.sleep(0.05)
    connection.close()


def make_request(lane: int, number: int) -> tuple[str, str, str | None, dict[str, str]]:
    """A request of a visitor of its own: votes, pages, and what is refused."""
    address = {"X-Forwarded-For": f"10.{lane}.{number // 250 % 250}.{number % 250}"}
    kind = number % 10
    if kind < 5:
        entry = 1029 + number // 62_500  # an address votes again on another entry
        vote = {"entry": entry, "locale": "en", "revision": 4, "rating": 1 + number % 5}
        return "POST", "/desk/ratings", json.dumps(vote), JSON | address
    if kind == 5:
        return "GET", "/desk/propose/1029/fr/", None, address
    if kind == 6:
        return "POST", "/desk/feedback", "entry=1029&locale=en&comment=" + "é" * 500, FORM | address
    if kind == 7:
        return "GET", f"/desk/receipts/{secrets.token_urlsafe(24)}/", None, address
    if kind == 8:
        return "POST", "/desk/proposals", "{" * (number % 2_000), JSON | address
    return "GET", ("/desk/challenge", "/desk/staff/", "/desk/readyz")[number % 3], None, address


def run_faults(cluster: Cluster, site: Path, desk: DeskProcess, is_over: Event) -> tuple[int, int]:
    """Break one thing after the other; the most megabytes and open files that a process had."""
    most_memory = most_files = turn = 0
    while not is_over.wait(5):
        memory, files = measure(desk.process.pid)
        most_memory, most_files = max(most_memory, memory), max(most_files, files)
        if turn % 3 == 0:
            cluster.crash()
            is_over.wait(1)
            cluster.start()
        elif turn % 3 == 1:
            for file in site.rglob("*.json"):
                beside = file.with_suffix(".new")
                shutil.copy(file, beside)
                beside.replace(file)
        else:
            os.kill(desk.process.pid, signal.SIGHUP)  # other workers take the place of these
        turn += 1
    return most_memory, most_files


def measure(parent: int) -> tuple[int, int]:
    """Megabytes and open files of the largest process of a desk."""
    memory, files = 0, 0
    for process in [parent, *list_children(parent)]:
        with suppress(OSError):
            pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
            memory = max(memory, pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000)
            files = max(files, len(list(Path(f"/proc/{process}/fd").iterdir())))
    return memory, files


def list_children(parent: int) -> list[int]:
    with suppress(OSError):
        text = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
        return [int(process) for process in text.split()]
    return []
