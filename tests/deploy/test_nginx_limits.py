"""Floods at the nginx of deploy/: it limits networks, not addresses."""

import shutil
import ssl
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from bench.ports import find_free_port
from bench.web_servers import START, make_certificate, run_process
from support.paths import ROOT
from support.web_servers import find_program

VISITOR = "X-Test-Address"  # believed by the nginx of this test alone
AS_TOLD = f"access_log off;\n\tset_real_ip_from 127.0.0.1;\n\treal_ip_header {VISITOR};"


class FakeDesk(BaseHTTPRequestHandler):
    """Answers whatever nginx lets through."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_line: object) -> None:
        """Write nothing."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """Asks an nginx with an empty site, whose visitors may say where they come from."""
    name, project = find_program("nginx"), tmp_path_factory.mktemp("srv")
    site = project / "site"
    site.mkdir()
    for file in ("index.html", "404.html", "redirects.nginx.conf"):
        (site / file).write_text("")
    shutil.copytree(ROOT / "deploy", project / "deploy")
    make_certificate(project)
    config = project / "deploy" / "nginx.conf"
    config.write_text(config.read_text().replace("access_log off;", AS_TOLD, 1))
    folder, port, desk_port = tmp_path_factory.mktemp("nginx"), find_free_port(), find_free_port()
    desk = ThreadingHTTPServer(("127.0.0.1", desk_port), FakeDesk)
    threading.Thread(target=desk.serve_forever, daemon=True).start()
    with ExitStack() as stack:
        command, address, environment = START["nginx"](name, project, folder, port, desk_port)
        stack.enter_context(run_process(command, folder / "written", port, **environment))
        trust = ssl.create_default_context(cafile=project / "fullchain.pem")
        yield stack.enter_context(httpx2.Client(base_url=address, verify=trust))
    desk.shutdown()
    desk.server_close()


def count_answers(client: httpx2.Client, addresses: Iterable[str]) -> Counter[int]:
    headers = ({VISITOR: address} for address in addresses)
    return Counter(client.get("/desk/healthz", headers=each).status_code for each in headers)


@pytest.mark.parametrize("form", ["10.1.1.{}", "2001:db8:1:1::{:x}", "10.10.10.{}"])
def test_the_addresses_of_one_network_share_a_limit(client: httpx2.Client, form: str) -> None:
    assert count_answers(client, (form.format(last) for last in range(1, 201)))[429] > 50


def test_the_networks_of_one_48_share_a_limit(client: httpx2.Client) -> None:
    networks = (f"2001:db8:2:{number:x}::1" for number in range(1, 401))
    assert count_answers(client, networks)[429] > 50


@pytest.mark.parametrize("form", ["10.2.{}.1", "2001:db8:1{:02x}:1::1"])
def test_networks_do_not_wait_for_each_other(client: httpx2.Client, form: str) -> None:
    assert count_answers(client, (form.format(each) for each in range(1, 151))) == {200: 150}
