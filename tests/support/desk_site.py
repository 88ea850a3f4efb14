"""Serve a built site and its desk on one origin.

- `origin(site, base="/")`: serves the built site with its headers, and at `desk/` a real
  desk over an empty store of its own. Every test has its own desk: limits start at nothing.
- `variant(**settings)`: builds tests/sites/square with other settings,
  once a run.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import uvicorn
from sqlalchemy import Row, select
from starlette.datastructures import MutableHeaders
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entraide.desk.app import build_app
from entraide.desk.desk import Desk, open_desk
from entraide.desk.settings import DeskSettings
from entraide.desk.tables import feedback, votes
from entraide.model.headers import SITE_HEADERS
from support.built_site import BuildSite, BuiltSite, add_settings
from support.desk import SECRET
from support.paths import LOCALES
from support.square_site import SQUARE
from support.stores import CopyStore
from support.waiting import wait_for


@dataclass
class Origin:
    url: str  # of the site; ends with a slash
    desk: Desk
    stop: Callable[[], None]  # from then on nothing answers there: visitors are offline

    @property
    def votes(self) -> list[tuple[Any, ...]]:
        """(entry, locale, revision, scale, rating) of every vote."""
        columns = (votes.c[name] for name in ("entry", "locale", "revision", "scale", "rating"))
        return [tuple(row) for row in self.read_rows(*columns)]

    @property
    def feedback(self) -> list[dict[str, Any]]:
        return [dict(row._mapping) for row in self.read_rows(feedback)]  # noqa: SLF001 - its name

    def read_rows(self, *asked: Any) -> list[Row[Any]]:
        statement = select(*asked)
        return self.desk.store.read(lambda connection: list(connection.execute(statement)))


Serving = Callable[..., Origin]
Variant = Callable[..., BuiltSite]


def build_origin(site: Path, desk: Desk) -> ASGIApp:
    """What a proxy does: `desk/` to the desk, everything else from the built site."""
    files, app, base = StaticFiles(directory=site, html=True), build_app(desk), desk.settings.base

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SITE_HEADERS)
            await send(message)

        if scope["type"] != "http" or scope["path"].startswith(f"{base}desk/"):
            await app(scope, receive, send)
        else:
            path = "/" + scope["path"].removeprefix(base)
            await files({**scope, "path": path}, receive, send_with_headers)

    return answer


@pytest.fixture
def origin(tmp_path: Path, copy_sqlite_store: CopyStore) -> Iterator[Serving]:
    running: list[tuple[uvicorn.Server, Thread]] = []

    def serve(site: BuiltSite, base: str = "/") -> Origin:
        settings = DeskSettings(
            database_url=copy_sqlite_store(tmp_path / "store" / f"{len(running)}.sqlite3"),
            secret=SECRET,
            site_dir=site.folder,
            locales_dir=LOCALES,
            base=base,
        )
        desk = open_desk(settings)
        config = uvicorn.Config(
            build_origin(site.folder, desk), port=0, log_level="error", access_log=False
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))

        def stop() -> None:
            server.should_exit = True
            thread.join()

        return Origin(f"http://127.0.0.1:{wait_for_port(server)}{base}", desk, stop)

    yield serve
    for server, thread in running:
        server.should_exit = True
        thread.join()


def wait_for_port(server: uvicorn.Server) -> int:
    """The port that the server was given, once it answers."""
    wait_for(lambda: server.started, "the desk does not start")
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port


@pytest.fixture(scope="session")
def variant(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Variant:
    def build(**settings: Any) -> BuiltSite:
        name = "-".join(f"{key}-{value}".lower() for key, value in settings.items())
        project = tmp_path_factory.mktemp("variant") / name
        project.mkdir()
        for folder in ("docs", "data"):
            shutil.copytree(SQUARE / folder, project / folder)
        config = project / "mkdocs.yml"
        config.write_text(f"INHERIT: {SQUARE}/mkdocs.yml\n", encoding="utf-8")
        add_settings(config, **settings)
        return build_site(project)

    return build
