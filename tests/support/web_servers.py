"""Run nginx or Caddy with the configuration of deploy/, a built site and a desk.

The configurations are used as they are, but for ports, places and the certificate. One that is not
installed is skipped, and fails where CI is `true`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bench.ports import find_free_port
from support.paths import ROOT
from support.waiting import is_listening, wait_for

DEPLOY = ROOT / "deploy"
MARK = "zqmark77"


@dataclass(frozen=True)
class RunningServer:
    """A server at work: how it is asked, and what it wrote."""

    ask: httpx2.Client
    address: str
    store: Path
    written: Path
    stop_desk: Callable[[], None]
    limits_rate: bool


def make_certificate(folder: Path) -> None:
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 "
        "-keyout privkey.pem -out fullchain.pem"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)


@contextmanager
def run_process(command: list[str], written: Path, port: int, **environment: str) -> Iterator[Any]:
    with written.open("ab") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env=os.environ | environment
        )
        try:
            wait_for(lambda: _is_at_work(port, process, written), "nothing listens")
            yield process
        finally:
            process.terminate()
            process.wait(300)


def _is_at_work(port: int, process: Any, written: Path) -> bool:
    assert process.poll() is None, written.read_text()
    return is_listening(port)


def find_program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing: apt-get install {name}")
        pytest.skip(f"{name} is missing")
    return found


def make_desk_command(port: int) -> list[str]:
    return [str(Path(sys.executable).with_name("entraide")), "desk", "serve", "--port", str(port)]


def make_stop(process: Any) -> Callable[[], None]:
    def stop() -> None:
        process.terminate()
        process.wait(300)

    return stop


ServerCommand = tuple[list[str], str, Mapping[str, str]]


def _configure_nginx(
    name: str, project: Path, folder: Path, port: int, desk_port: int
) -> ServerCommand:
    """The configuration as it is, but for ports, places and the certificate."""
    text = (DEPLOY / "nginx.conf").read_text()
    for old, new in (
        ("/srv/entraide", str(project)),
        ("/etc/ssl/entraide", str(project)),
        ("listen 80 default_server", f"listen 127.0.0.1:{find_free_port()}"),
        ("listen [::]:80 default_server;", ""),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen [::]:443 ssl http2 default_server;", ""),
        ("127.0.0.1:8001", f"127.0.0.1:{desk_port}"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    spool = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = project / "deploy" / "nginx.conf"
    config.write_text(text.replace("access_log off;", f"access_log off;\n{spool}"))
    ours = "user root; " if os.getuid() == 0 else ""
    options = f"{ours}daemon off; pid {folder / 'pid'};"
    subprocess.run([name, "-t", "-q", "-c", config, "-g", options], check=True)
    command = [name, "-c", str(config), "-p", str(folder), "-g", options]
    return command, f"https://127.0.0.1:{port}", {}


def _configure_caddy(
    name: str, project: Path, folder: Path, port: int, desk_port: int
) -> ServerCommand:
    address = f"http://127.0.0.1:{port}"
    command = [name, "run", "--config", str(project / "deploy" / "Caddyfile")]
    environment = {
        "SITE_ADDRESS": address,
        "SITE_DIR": str(project / "site"),
        "DEPLOY_DIR": str(project / "deploy"),
        "DESK": f"127.0.0.1:{desk_port}",
        "ADMIN": "off",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    return command, address, environment


START: Mapping[str, Callable[[str, Path, Path, int, int], ServerCommand]] = {
    "nginx": _configure_nginx,
    "caddy": _configure_caddy,
}
