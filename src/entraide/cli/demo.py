"""The site and a desk to try out, together: what `entraide serve` starts where there is a desk.

MkDocs serves on a port of its own, into a temporary folder where the desk finds what is published.
The desk has a store for trying out, with some proposals in it, a new secret each time, and one
account with a new password.
"""

import logging
import secrets
import socket
import time
from contextlib import suppress
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlsplit

import click
import uvicorn
from sqlalchemy import Connection

from entraide.cli.demo_proposals import put_demo_proposals
from entraide.cli.demo_proxy import DemoProxy
from entraide.cli.mkdocs_run import HOST, serve_mkdocs
from entraide.content.settings import Settings
from entraide.desk.app import build_app
from entraide.desk.clock import get_now
from entraide.desk.desk import open_desk
from entraide.desk.logs import LOGGER, start_logging
from entraide.desk.migrate import migrate, open_store
from entraide.desk.server import prepare
from entraide.desk.settings import OWN_WORDS, DeskSettings, StoreSettings
from entraide.desk.staff import accounts
from entraide.desk.staff.accounts import Role
from entraide.errors import Argument, Problem, SettingsError

ACCOUNT = "demo"
BEHIND = 5  # MkDocs listens so many ports after the site and its desk, or later


def serve_with_desk(config_file: Path, settings: Settings, address: str, day: str | None) -> int:
    """Serve site and desk at `address` until interrupted; return the exit status of MkDocs."""
    port, base = urlsplit(address).port or 80, urlsplit(address).path
    behind = _find_free_port(port + BEHIND)
    with serve_mkdocs(config_file, behind, address, day) as (mkdocs, folder):
        if not _wait_for_mkdocs(mkdocs, behind):
            return mkdocs.wait()
        for_trying = _make_desk_settings(settings, next(folder.glob("mkdocs_*")), base)
        migrate(for_trying, create=True)
        prepare(for_trying, 1, get_now)
        password = renew_password(for_trying)
        click.echo(f"For staff: {address}desk/staff/ (name: {ACCOUNT}, password: {password})")
        desk = open_desk(for_trying)
        put_demo_proposals(desk)
        server = _DemoServer(DemoProxy(build_app(desk), base, behind), port, mkdocs)
        server.run()
        return server.status


class _DemoServer(uvicorn.Server):
    """A server that ends with MkDocs, and ends MkDocs before itself.

    Pages keep a connection to MkDocs open, which waits for a change (live reload).
    """

    def __init__(self, app: DemoProxy, port: int, mkdocs: Popen[bytes]) -> None:
        start_logging()
        LOGGER.setLevel(logging.WARNING)
        super().__init__(
            uvicorn.Config(
                app,
                host=HOST,
                port=port,
                lifespan="on",
                ws="none",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                timeout_graceful_shutdown=5,
            )
        )
        self.mkdocs = mkdocs
        self.status = 0

    async def on_tick(self, counter: int) -> bool:
        if status := self.mkdocs.poll():
            self.status, self.should_exit = status, True
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.mkdocs.terminate()
        await super().shutdown(sockets)


def _make_desk_settings(settings: Settings, site: Path, base: str) -> DeskSettings:
    words = settings.root / OWN_WORDS
    return DeskSettings(
        database_url=f"sqlite:///{settings.root / 'var' / 'demo.sqlite3'}",
        secret=secrets.token_urlsafe(32),
        site_dir=site,
        locales_dir=words if words.is_dir() else OWN_WORDS,
        base=base,
    )


def renew_password(settings: StoreSettings) -> str:
    """Return a new password of the account ACCOUNT, which is made if there is none.

    A second factor goes: its key was made with the secret of an earlier run.
    """

    def renew(connection: Connection) -> str:
        known = [each for each in accounts.list_accounts(connection) if each.name == ACCOUNT]
        if not known:
            return accounts.add_account(connection, ACCOUNT, Role.MODERATOR, initial=False)
        if known[0].has_factor:
            accounts.reset_factor(connection, ACCOUNT)
        return accounts.set_password(connection, ACCOUNT, initial=False)

    with open_store(settings) as store:
        return store.write(renew)


def _wait_for_mkdocs(mkdocs: Popen[bytes], port: int) -> bool:
    """Wait until MkDocs answers at `port`, its site built; return False if it ends before."""
    while mkdocs.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return True
        time.sleep(0.1)
    return False


def _find_free_port(lowest: int) -> int:
    """Return a port that nobody uses, the first from `lowest` on.

    Any port would do, but systems give high ones to outgoing connections all the time, and would
    take it away before MkDocs listens.
    """
    for port in range(lowest, 65536):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as MkDocs does
            probe.bind((HOST, port))
            return port
    what = f"no port above {lowest - 1} is free"
    raise SettingsError(Problem(Argument("--port"), what, "Take a lower one"))
