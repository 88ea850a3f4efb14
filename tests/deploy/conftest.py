"""A server at work as deploy/ describes it: nginx or Caddy, a built site, a desk behind."""

import secrets
import shutil
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest

from bench.ports import find_free_port
from bench.web_servers import START, make_certificate, run_process
from support.built_site import BuildSite
from support.paths import LOCALES, ROOT
from support.removals import build_with_removal
from support.stores import CopyStore
from support.web_servers import (
    MARK,
    RunningServer,
    find_program,
    make_desk_command,
    make_stop,
)


@pytest.fixture(scope="module")
def project(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands at /srv/entraide: a built site, deploy/, and the certificate of a test."""
    folder = tmp_path_factory.mktemp("srv")
    site = folder / "site"
    shutil.copytree(build_with_removal("states", build_site, folder).folder, site)
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text(MARK)
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    make_certificate(folder)
    return folder


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(
    request: pytest.FixtureRequest,
    project: Path,
    tmp_path_factory: pytest.TempPathFactory,
    copy_sqlite_store: CopyStore,
) -> Iterator[RunningServer]:
    name = find_program(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    written, port, desk_port = folder / "written", find_free_port(), find_free_port()
    with ExitStack() as stack:
        desk = stack.enter_context(
            run_process(
                make_desk_command(desk_port),
                written,
                desk_port,
                ENTRAIDE_DATABASE_URL=copy_sqlite_store(folder / "desk.sqlite3"),
                ENTRAIDE_SECRET_KEY=secrets.token_urlsafe(32),
                ENTRAIDE_SITE_DIR=str(project / "site"),
                ENTRAIDE_LOCALES_DIR=str(LOCALES),
                ENTRAIDE_TRUSTED_PROXIES="127.0.0.1",
            )
        )
        start = START[request.param]
        command, address, environment = start(name, project, folder, port, desk_port)
        stack.enter_context(run_process(command, written, port, **environment))
        trust = ssl.create_default_context(cafile=project / "fullchain.pem")
        ask = stack.enter_context(httpx2.Client(base_url=address, verify=trust, timeout=60))
        yield RunningServer(
            ask,
            address,
            folder / "desk.sqlite3",
            written,
            make_stop(desk),
            request.param == "nginx",
        )
