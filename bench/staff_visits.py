"""How long staff wait for their pages, asked over HTTP from a desk on a large store."""

import http.client
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Connection, insert

from bench.command_cost import read_processor_seconds
from bench.desk import make_environment
from bench.desk_process import DeskProcess, run_desk
from entraide.desk.clock import get_now
from entraide.desk.settings import DeskSettings
from entraide.desk.staff.sessions import begin_session
from entraide.desk.store import Store
from entraide.desk.tables import staff
from entraide.model.staff_roles import SESSION_COOKIE, Role

# What is asked for; the last page of a list is asked for by a number that no list reaches.
LAST = "page=99999"
PAGES = {
    "dashboard": "",
    "dashboard, last page": f"?{LAST}",
    "page of a version": "entries/1/en/",
    "page of a version, last page": f"entries/1/en/?{LAST}",
    "queue": "queue/",
    "queue, last page": f"queue/?{LAST}",
    "queue of what is done, last page": f"queue/?state=done&{LAST}",
    "queue of an entry": "queue/?entry=1&locale=en",
    "queue of what is unproven, last page": f"queue/?only=unproven&state=done&{LAST}",
    "log": "log/",
    "log, last page": f"log/?{LAST}",
    "proposals": "proposals/",
    "proposals, last page": f"proposals/?{LAST}",
    "one proposal": "proposals/p7/",
}
MOST_MILLISECONDS = 200  # of any page, at the median


def add_session(store: Store, settings: DeskSettings) -> str:
    """Make an account of a moderator who is signed in; return the cookie."""

    def write(connection: Connection) -> str:
        row = {"id": "mo", "name": "mo", "password": "", "role": Role.MODERATOR, "active": True}
        connection.execute(insert(staff), row)
        return begin_session(connection, "mo", get_now(), settings)

    return store.write(write)


def measure_pages(
    desk: DeskProcess, cookie: str, times: int
) -> Iterator[tuple[str, float, float, float]]:
    """Yield each page with the milliseconds of its median, its slowest, and the processor's.

    OSError where a page is not what it should be.
    """
    with closing(http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)) as connection:
        for name, path in PAGES.items():
            waits = []
            _ask(connection, path, cookie)
            before = read_processor_seconds(desk.process.pid)
            for _ in range(times):
                began = perf_counter()
                _ask(connection, path, cookie)
                waits.append((perf_counter() - began) * 1000)
            spent = read_processor_seconds(desk.process.pid) - before
            yield name, median(waits), max(waits), spent / times * 1000


def _ask(connection: http.client.HTTPConnection, path: str, cookie: str) -> None:
    connection.request(
        "GET", f"/desk/staff/{path}", headers={"Cookie": f"{SESSION_COOKIE}={cookie}"}
    )
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200 or b"staff-" not in body:
        raise OSError(f"{path}: {answer.status}")


@contextmanager
def run_large_desk(folder: Path, address: str, store: Store) -> Iterator[tuple[DeskProcess, str]]:
    """Run a desk on that store; yield it, and the cookie of a moderator."""
    environment = make_environment(folder, address)
    settings = DeskSettings(
        database_url=address,
        secret=environment["ENTRAIDE_SECRET_KEY"],
        site_dir=folder / "site",
        locales_dir=Path(environment["ENTRAIDE_LOCALES_DIR"]),
    )
    cookie = add_session(store, settings)
    with run_desk(environment, folder / "log") as desk:
        yield desk, cookie
        desk.stop()
