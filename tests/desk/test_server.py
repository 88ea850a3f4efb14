"""`entraide desk serve` as a process: how it starts, what it writes, how it ends."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest

from bench.desk_process import wait_until_ready
from bench.ports import find_free_port
from entraide.desk.clock import get_now
from entraide.desk.migrate import migrate, open_store
from entraide.desk.server import hold_store, prepare
from entraide.desk.settings import DeskSettings
from entraide.desk.tables import votes
from entraide.errors import SettingsError
from support.desk import SECRET
from support.desk_rows import count
from support.paths import ROOT

ENTRAIDE = str(Path(sys.executable).with_name("entraide"))
VOTE = {"entry": 1029, "locale": "en", "revision": 4, "rating": 5}


@pytest.fixture
def sqlite(site_folder: Path, tmp_path: Path) -> DeskSettings:
    made = DeskSettings(
        database_url=f"sqlite:///{tmp_path / 'desk.sqlite3'}",
        secret=SECRET,
        site_dir=site_folder,
        locales_dir=ROOT / "overrides" / "locales",
    )
    migrate(made, create=True)
    return made


def make_environment(settings: DeskSettings) -> dict[str, str]:
    runtime = {"ENTRAIDE_RUNTIME_DIR": str(settings.runtime_dir)} if settings.runtime_dir else {}
    return runtime | {
        "PATH": os.environ["PATH"],
        "ENTRAIDE_DATABASE_URL": settings.database_url,
        "ENTRAIDE_SECRET_KEY": settings.secret,
        "ENTRAIDE_SITE_DIR": str(settings.site_dir),
        "ENTRAIDE_LOCALES_DIR": str(settings.locales_dir),
        "ENTRAIDE_TRUSTED_PROXIES": "127.0.0.1",
        "ENTRAIDE_LIMITS_TIMES": "1000000",
    }


@contextmanager
def serve_desk(settings: DeskSettings, log: Path, workers: int = 1) -> Iterator[tuple[int, int]]:
    """(process id, port) of a desk at work, which writes to `log`."""
    port = find_free_port()
    command = [ENTRAIDE, "desk", "serve", "--port", str(port), "--workers", str(workers)]
    with (
        log.open("w") as out,
        subprocess.Popen(
            command, env=make_environment(settings), stdout=out, stderr=out
        ) as process,
    ):
        try:
            wait_until_ready(port, process, log)
            yield process.pid, port
        finally:
            process.terminate()
            process.wait(300)


def post(connection: http.client.HTTPConnection, address: str) -> tuple[int, str]:
    headers = {
        "Content-Type": "application/json",
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": address,
        "User-Agent": "the-marker",
    }
    connection.request("POST", "/desk/ratings", json.dumps(VOTE), headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def vote_until(ends: Event, port: int, lane: int) -> int:
    """Votes of many voters, one after the other; how many were acknowledged."""
    acknowledged = 0
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        while not ends.is_set():
            voter = f"10.{lane}.{acknowledged // 250}.{acknowledged % 250}"
            try:
                status, _ = post(connection, voter)
            except (OSError, http.client.HTTPException):
                return acknowledged  # the desk has gone
            assert status == 200
            acknowledged += 1
    return acknowledged


def test_a_desk_that_is_told_to_stop_keeps_every_vote_it_acknowledged(
    settings: DeskSettings, runtime_dir: Path, tmp_path: Path
) -> None:
    workers = 2 if settings.is_postgresql else 1
    settings = settings.model_copy(update={"runtime_dir": runtime_dir})
    ends = Event()
    with (
        serve_desk(settings, tmp_path / "log", workers) as (process, port),
        ThreadPoolExecutor(8) as lanes,
    ):
        counts = [lanes.submit(vote_until, ends, port, lane) for lane in range(8)]
        try:
            with open_store(settings) as store:
                while count(store, votes) < 100:  # it is busy now
                    time.sleep(0.05)
            os.kill(process, signal.SIGTERM)
            acknowledged = sum(one.result(timeout=300) for one in counts)
        finally:
            ends.set()  # the threads end, whatever failed
    with open_store(settings) as store:
        assert count(store, votes) == acknowledged >= 100


@pytest.mark.thorough
def test_the_log_names_no_visitor(settings: DeskSettings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serve_desk(settings, log) as (_, port):
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            assert post(connection, "198.51.100.7")[0] == 200
            connection.request("GET", "/desk/the-marker?the-marker", headers={"Referer": "marker"})
            assert connection.getresponse().status == 404
        with socket.create_connection(("127.0.0.1", port)) as raw:
            raw.sendall(b"no request, the-marker\r\n\r\n")
            assert b"400" in raw.recv(1000)
    first, *lines = log.read_text().splitlines()
    assert first.startswith("The desk listens at http://127.0.0.1:")
    told = [json.loads(line) for line in lines]
    assert {"/desk/ratings", "none"} <= {line.get("route") for line in told}
    assert not [line for line in told if line["event"] == "library"]  # strangers could write many
    rest = "".join(lines)
    assert [
        mark for mark in ("marker", "198.51.100", "127.0.0.1", "Traceback") if mark in rest
    ] == []


@pytest.mark.thorough
def test_an_internal_error_is_logged_by_its_place_and_not_shown(
    sqlite: DeskSettings, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with (
        serve_desk(sqlite, log) as (_, port),
        closing(http.client.HTTPConnection("127.0.0.1", port)) as connection,
    ):
        with closing(sqlite3.connect(str(sqlite.file))) as behind:
            behind.execute("DROP TABLE votes")
        assert post(connection, "198.51.100.7") == (500, '{"error":"broken"}')
    assert '"event": "broken"' in log.read_text()
    assert "no such table" not in log.read_text()


def read_refusal(settings: DeskSettings, *words: str, **changed: str) -> str:
    """What a desk says that does not start."""
    run = subprocess.run(
        [ENTRAIDE, "desk", "serve", *words],
        env=make_environment(settings) | changed,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    return run.stderr


def test_a_desk_without_a_secret_does_not_start(sqlite: DeskSettings) -> None:
    assert read_refusal(sqlite, ENTRAIDE_SECRET_KEY="").startswith(
        "ENTRAIDE_SECRET_KEY: it is empty."
    )


@pytest.mark.thorough
def test_a_store_that_is_not_there_is_reported_and_not_made(
    sqlite: DeskSettings, tmp_path: Path
) -> None:
    typed = f"sqlite:///{tmp_path / 'dekk.sqlite3'}"
    port = str(find_free_port())
    told = read_refusal(sqlite, "--port", port, ENTRAIDE_DATABASE_URL=typed)
    assert f"there is no store yet at {tmp_path / 'dekk.sqlite3'}" in told
    assert not (tmp_path / "dekk.sqlite3").exists()


@pytest.mark.thorough
def test_a_second_desk_on_the_same_file_does_not_start(sqlite: DeskSettings) -> None:
    with hold_store(sqlite):
        told = read_refusal(sqlite, "--port", str(find_free_port()))
    assert told == (
        f"ENTRAIDE_DATABASE_URL: another desk has {sqlite.file} open. "
        "Stop it first; several processes need PostgreSQL.\n"
    )


@pytest.mark.thorough
def test_a_port_that_is_taken_is_reported(sqlite: DeskSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = read_refusal(sqlite, "--port", str(port))
    said, _, other = told.rpartition(" ")
    assert said == f"--port: {port} is in use. Stop what uses it, or choose another: --port"
    assert port < int(other.rstrip(".\n")) < port + 100  # the next one that is free


@pytest.mark.thorough
def test_several_workers_need_postgresql(sqlite: DeskSettings) -> None:
    told = read_refusal(sqlite, "--workers", "2", "--port", str(find_free_port()))
    assert told.startswith("--workers: 2 processes need PostgreSQL")


def test_several_workers_need_a_folder_for_the_keys_of_the_day(
    sqlite: DeskSettings, postgres_url: str
) -> None:
    settings = sqlite.model_copy(update={"database_url": postgres_url})
    with pytest.raises(SettingsError, match=r"^--workers: 2 processes share the keys of the day"):
        prepare(settings, 2, get_now)


def test_a_folder_that_cannot_have_the_keys_of_the_day_is_reported_before_a_worker_starts(
    sqlite: DeskSettings, tmp_path: Path
) -> None:
    settings = sqlite.model_copy(update={"runtime_dir": tmp_path / "gone"})
    with pytest.raises(SettingsError, match=r"^ENTRAIDE_RUNTIME_DIR: .* cannot be used"):
        prepare(settings, 1, get_now)


@pytest.mark.thorough
def test_a_site_that_was_never_built_is_reported(sqlite: DeskSettings, tmp_path: Path) -> None:
    told = read_refusal(sqlite, "--port", str(find_free_port()), ENTRAIDE_SITE_DIR=str(tmp_path))
    assert "is no built site" in told


@pytest.mark.thorough
def test_a_store_of_a_newer_desk_is_not_served(sqlite: DeskSettings) -> None:
    with closing(sqlite3.connect(str(sqlite.file))) as behind:
        behind.execute("UPDATE alembic_version SET version_num = '9999'")
        behind.commit()
    assert "newer Entraide" in read_refusal(sqlite, "--port", str(find_free_port()))
