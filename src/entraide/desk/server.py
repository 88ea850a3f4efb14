"""The server of the desk: it starts one process or several, and stops in good order.

Settings and store are checked before a worker starts. On SIGTERM or Ctrl+C the desk takes no new
request, answers those it has, writes what it accepted, and ends.
"""

import fcntl
import os
import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, cast

from uvicorn import Config, Server
from uvicorn.supervisors import Multiprocess

from entraide.desk.clock import Clock
from entraide.desk.connections import BoundedProtocol
from entraide.desk.logs import start_logging
from entraide.desk.migrate import migrate, open_store
from entraide.desk.pseudonyms import DayKeys, destroy_old_keys
from entraide.desk.published_site import PublishedSite
from entraide.desk.purge import purge
from entraide.desk.row_order import mix_rows
from entraide.desk.setting_types import Networks
from entraide.desk.settings import DeskSettings
from entraide.desk.store_errors import STORE_LOCATION
from entraide.errors import Argument, Problem, SettingsError, StoreError

GRACE_PERIOD = 20  # seconds that requests under way have when the desk stops
MOST_FILES = 65_536  # connections among them


def prepare(settings: DeskSettings, workers: int, clock: Clock) -> None:
    """Check and tidy the store once, before workers start."""
    destroy_old_keys(settings.runtime_dir, clock)  # before anything that may fail
    _check_workers(settings, workers)
    start_logging()
    PublishedSite(settings.site_dir)
    DayKeys(clock, settings.runtime_dir).get_today()  # a folder that cannot be used is told here
    migrate(settings)
    with open_store(settings) as store:
        purge(store, settings, clock())
        mix_rows(store, clock().date())


def _check_workers(settings: DeskSettings, workers: int) -> None:
    """Refuse several processes on SQLite, or without a folder in which they share the day keys."""
    if workers > 1 and not settings.is_postgresql:
        what = f"{workers} processes need PostgreSQL, and ENTRAIDE_DATABASE_URL names SQLite"
        cure = "Leave it at 1, or name a database of PostgreSQL"
        raise SettingsError(Problem(Argument("--workers"), what, cure))
    if workers > 1 and settings.runtime_dir is None:
        what = f"{workers} processes share the keys of the day in a folder, and none is named"
        cure = "Leave it at 1, or name a folder in memory: ENTRAIDE_RUNTIME_DIR=/run/entraide"
        raise SettingsError(Problem(Argument("--workers"), what, cure))


@contextmanager
def hold_store(settings: DeskSettings) -> Iterator[None]:
    """Keep a second desk from the same SQLite file: each would count limits and voters alone."""
    if not settings.file or not settings.file.exists():
        yield
        return
    file = settings.file.with_name(f"{settings.file.name}-in-use")
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            what = f"another desk has {settings.file} open"
            cure = "Stop it first; several processes need PostgreSQL"
            raise StoreError(Problem(STORE_LOCATION, what, cure)) from error
        yield


def make_config(app: Any, workers: int, proxies: Networks) -> Config:
    """Return uvicorn's configuration for `app`; `proxies` may open any number of connections."""
    return Config(
        app,
        factory=True,
        http=cast(Any, partial(BoundedProtocol, proxies)),  # Uvicorn calls it, as it calls a class
        workers=workers,
        lifespan="on",
        ws="none",
        log_config=None,  # logs.py writes the lines, without addresses
        access_log=False,
        proxy_headers=False,  # networks.py reads them, and believes our own proxies only
        server_header=False,
        timeout_graceful_shutdown=GRACE_PERIOD,
    )


def run(listener: socket.socket, workers: int, proxies: Networks) -> bool:
    """Serve until somebody stops it; return whether it ever started.

    The workers read their settings from the environment.
    """
    start_logging()
    _allow_many_connections()
    config = make_config("entraide.desk.app:create_app", workers, proxies)
    with suppress(KeyboardInterrupt):
        if workers > 1:
            Multiprocess(config, sockets=[listener]).run()
            return True
        server = Server(config)
        server.run(sockets=[listener])
        return server.started
    return True


def _allow_many_connections() -> None:
    """Raise the limit on open files, which most systems set to 1,024 for a new program."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
