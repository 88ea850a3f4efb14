"""nginx and Caddy as processes on free ports, by the configurations of deploy/.

The configurations are used as they are, but for ports, places and the certificate. Measurements
and tests both start them; the project that they serve has `site/`, `deploy/` and, for nginx, the
two files of `make_certificate`.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.ports import find_free_port

PATIENCE = 300  # seconds until one must listen
ServerCommand = tuple[list[str], str, Mapping[str, str]]  # the command, its address, its variables


def find_server(name: str) -> str | None:
    """Return the path of that program; None where it is not installed."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")


def make_certificate(folder: Path) -> None:
    """Write the certificate of 127.0.0.1 and its key, for two days."""
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 "
        "-keyout privkey.pem -out fullchain.pem"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)  # noqa: S603 - ours


@contextmanager
def run_process(
    command: list[str], output: Path, port: int, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends, from when it listens; OSError has what it wrote."""
    with output.open("ab") as file:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=file, stderr=file, env=os.environ | environment
        )
        try:
            _wait_until_it_listens(process, port, output)
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait_until_it_listens(process: subprocess.Popen[bytes], port: int, output: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise OSError(f"nothing listens: {output.read_text()[-2000:]}")


def _configure_nginx(
    name: str, project: Path, folder: Path, port: int, desk_port: int
) -> ServerCommand:
    """The configuration as it is, but for ports, places and the certificate."""
    config = project / "deploy" / "nginx.conf"
    text = config.read_text()
    for old, new in (
        ("/srv/entraide", str(project)),
        ("/etc/ssl/entraide", str(project)),
        ("listen 80 default_server", f"listen 127.0.0.1:{find_free_port()}"),
        ("listen [::]:80 default_server;", ""),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen [::]:443 ssl http2 default_server;", ""),
        ("127.0.0.1:8001", f"127.0.0.1:{desk_port}"),
    ):
        if old not in text:
            raise ValueError(f"{config.name} has no “{old}”")
        text = text.replace(old, new)
    spool = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = config.with_name("nginx-here.conf")  # beside the files that it includes
    config.write_text(text.replace("access_log off;", f"access_log off;\n{spool}"))
    ours = "user root; " if os.getuid() == 0 else ""
    options = f"{ours}daemon off; pid {folder / 'pid'};"
    check = [name, "-t", "-q", "-c", str(config), "-g", options]
    subprocess.run(check, check=True)  # noqa: S603 - ours
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
