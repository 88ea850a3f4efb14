"""A desk at a socket that is a file: who may connect says who the visitor is."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from entraide.desk.listeners import LONGEST_PATH, listen_at_file
from entraide.errors import SettingsError
from support.desk import SECRET
from support.paths import LOCALES
from support.stores import CopyStore
from support.waiting import wait_for

ENTRAIDE = str(Path(sys.executable).with_name("entraide"))
VOTE = json.dumps({"entry": 1029, "locale": "en", "revision": 4, "rating": 5})


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # the path of a socket has to be short
    return Path("desk.sock")


def test_the_owner_and_the_group_may_connect_and_nobody_else(file: Path) -> None:
    mask = os.umask(0)
    try:
        listen_at_file(file).close()
        assert os.umask(0) == 0  # as it was before
    finally:
        os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o660


def test_a_socket_that_a_killed_desk_has_left_is_replaced(file: Path) -> None:
    listen_at_file(file).close()
    with listen_at_file(file), socket.socket(socket.AF_UNIX) as visitor:
        visitor.connect(str(file))


def test_what_is_no_place_for_a_socket_is_reported(file: Path) -> None:
    with listen_at_file(file), pytest.raises(SettingsError, match=r"^--socket: another desk list"):
        listen_at_file(file)
    file.unlink()
    file.write_text("mine")
    with pytest.raises(SettingsError, match=r"is there already, and no socket\. Choose another"):
        listen_at_file(file)
    assert file.read_text() == "mine"
    with pytest.raises(SettingsError, match=r"there is no folder nowhere\. Make it, for the desk"):
        listen_at_file(Path("nowhere/desk.sock"))
    with pytest.raises(SettingsError, match=f"has more than {LONGEST_PATH} bytes"):
        listen_at_file(Path("x" * (LONGEST_PATH + 1)))
    with pytest.raises(SettingsError, match=r"/proc/desk\.sock cannot be made \("):
        listen_at_file(Path("/proc/desk.sock"))


def test_a_desk_that_is_too_busy_to_answer_keeps_its_socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as busy, socket.socket(socket.AF_UNIX) as visitor:
        busy.bind(str(file))
        busy.listen(0)
        visitor.connect(str(file))  # waits, and nobody else may
        with pytest.raises(SettingsError, match="another desk listens"):
            listen_at_file(file)
        assert file.is_socket()


@pytest.fixture
def desk(
    site_folder: Path, tmp_path: Path, file: Path, copy_sqlite_store: CopyStore
) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "ENTRAIDE_DATABASE_URL": copy_sqlite_store(tmp_path / "desk.sqlite3"),
        "ENTRAIDE_SECRET_KEY": SECRET,
        "ENTRAIDE_SITE_DIR": str(site_folder),
        "ENTRAIDE_LOCALES_DIR": str(LOCALES),
    }
    command = [ENTRAIDE, "desk", "serve", "--socket", str(file)]
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        wait_for(lambda: ask("GET", "/desk/readyz") == 200 or process.poll() is not None)
        yield process
        process.kill()


def ask(method: str, path: str, visitor: str = "") -> int:
    """Ask as a web server does, on behalf of `visitor`; 0 where nobody listens."""
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    headers |= {"X-Forwarded-For": visitor} if visitor else {}
    with closing(http.client.HTTPConnection("help.example")) as connection:
        connection.sock = socket.socket(socket.AF_UNIX)
        try:
            connection.sock.connect("desk.sock")
        except OSError:
            return 0
        connection.request(method, path, VOTE if method == "POST" else None, headers)
        return connection.getresponse().status


@pytest.mark.thorough
def test_visitors_behind_the_socket_are_told_apart(
    desk: subprocess.Popen[str], tmp_path: Path
) -> None:
    for visitor in (
        *("192.0.2.1", "198.51.100.1", "192.0.2.1"),
        "socket, 203.0.113.9, 198.51.100.1",  # what the visitor wrote stands before
        "192.0.2.1, socket",  # the last is no address: nobody knows who that is
        "",
    ):
        assert ask("POST", "/desk/ratings", visitor) == 200
    with sqlite3.connect(tmp_path / "desk.sqlite3") as store:
        assert store.execute("SELECT count(*) FROM votes").fetchone() == (3,)
    desk.send_signal(signal.SIGTERM)
    written, _ = desk.communicate(timeout=60)
    assert (desk.returncode, written) == (
        -signal.SIGTERM,
        "The desk listens at the socket desk.sock\n",
    )


@pytest.mark.thorough
def test_a_socket_and_a_port_are_not_named_together(file: Path) -> None:
    command = [ENTRAIDE, "desk", "serve", "--socket", str(file), "--port", "8001"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "--socket takes the place of --host and --port: leave them out." in refused.stderr
