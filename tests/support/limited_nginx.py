"""The nginx of deploy/ before an empty site and a desk that answers anything."""

import shutil
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from bench.ports import find_free_port
from bench.web_servers import START, make_certificate, run_process
from support.paths import ROOT
from support.web_servers import find_program

VISITOR = "X-Test-Address"  # believed by the nginx of these tests alone
AS_TOLD = f"access_log off;\n\tset_real_ip_from 127.0.0.1;\n\treal_ip_header {VISITOR};"


class FakeDesk(BaseHTTPRequestHandler):
    """Answers whatever nginx lets through."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_line: object) -> None:
        """Write nothing."""


@contextmanager
def run_nginx(folders: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """Run an nginx whose visitors may say where they come from; the client trusts it."""
    name, project = find_program("nginx"), folders.mktemp("srv")
    site = project / "site"
    site.mkdir()
    for file in ("index.html", "404.html", "redirects.nginx.conf", "gone.nginx.conf"):
        (site / file).write_text("")
    shutil.copytree(ROOT / "deploy", project / "deploy")
    make_certificate(project)
    config = project / "deploy" / "nginx.conf"
    config.write_text(config.read_text().replace("access_log off;", AS_TOLD, 1))
    folder, port, desk_port = folders.mktemp("nginx"), find_free_port(), find_free_port()
    desk = ThreadingHTTPServer(("127.0.0.1", desk_port), FakeDesk)
    threading.Thread(target=desk.serve_forever, daemon=True).start()
    command, address, environment = START["nginx"](name, project, folder, port, desk_port)
    trust = ssl.create_default_context(cafile=project / "fullchain.pem")
    with (
        run_process(command, folder / "written", port, **environment),
        httpx2.Client(base_url=address, verify=trust, timeout=60) as client,
    ):
        yield client
    desk.shutdown()
    desk.server_close()
