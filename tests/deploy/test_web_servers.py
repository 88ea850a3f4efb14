"""deploy/ at work: nginx and Caddy have to answer alike, and to write nobody down."""

import resource
import socket
import sqlite3
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx2
import pytest
import yaml

from entraide.model.headers import DESK_HEADERS, SITE_HEADERS_OVER_HTTPS, STRICT_TRANSPORT
from support.web_servers import MARK, RunningServer

VOTE = {"entry": 1, "locale": "en", "revision": 1, "rating": 5}
HERE = {"Sec-Fetch-Site": "same-origin"}
HALF_OPEN = 2_500
FORM = "application/x-www-form-urlencoded"


def assert_headers_once(answer: Any, headers: Mapping[str, str]) -> None:
    """Whether each header is there, as it should be, and one time."""
    for name, value in headers.items():
        assert answer.headers.get_list(name) == [value], name


def test_pages_files_and_the_404_page_carry_the_headers_once(server: RunningServer) -> None:
    for path, status in (
        ("/", 200),
        ("/fr/", 200),
        ("/assets/site.css", 200),
        ("/redirects.json", 200),
        ("/nothing/here/", 404),
        ("/.git/config", 404),
    ):
        answer = server.ask.get(path)
        assert answer.status_code == status, path
        assert_headers_once(answer, SITE_HEADERS_OVER_HTTPS)
        assert MARK not in answer.text
        assert not any(sign.isdigit() for sign in answer.headers.get("server", ""))


def test_a_missing_page_is_answered_by_our_own(server: RunningServer, project: Path) -> None:
    answer = server.ask.get("/nothing/here/")
    assert answer.text == (project / "site" / "404.html").read_text()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_files_are_named_and_pressed_as_browsers_expect(server: RunningServer) -> None:
    for path, kind in (
        ("/assets/site.css", "text/css"),
        ("/assets/scripts/search.js", "text/javascript"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/llms.txt", "text/plain"),
        ("/redirects.json", "application/json"),
    ):
        answer = server.ask.get(path)
        assert answer.headers["content-type"].partition(";")[0] in (
            kind,
            kind.replace("text/javascript", "application/javascript"),
        ), path
    page = server.ask.get("/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert page.headers["cache-control"] == "no-cache"


def test_a_text_that_a_build_has_compressed_is_sent_as_it_is(
    server: RunningServer, project: Path
) -> None:
    for path, status, name in (
        ("/", 200, "index.html"),
        ("/assets/site.css", 200, "assets/site.css"),
        ("/llms.txt", 200, "llms.txt"),
        ("/nothing/here/", 404, "404.html"),
    ):
        plain, pressed = (
            server.ask.get(path, headers={"Accept-Encoding": encoding})
            for encoding in ("identity", "gzip")
        )
        with server.ask.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
            sent = b"".join(answer.iter_raw())
        assert sent == (project / "site" / f"{name}.gz").read_bytes(), path
        assert plain.content == pressed.content == (project / "site" / name).read_bytes()
        assert plain.status_code == pressed.status_code == answer.status_code == status
        assert pressed.headers["vary"] == "Accept-Encoding"
        assert "content-encoding" not in plain.headers
        assert plain.headers["content-type"] == pressed.headers["content-type"]
        assert plain.headers["etag"] != pressed.headers["etag"]
        head = server.ask.head(path, headers={"Accept-Encoding": "gzip"})
        assert head.headers["content-encoding"] == "gzip"
        assert head.headers["etag"] == pressed.headers["etag"]
        if status == 200:
            known = {"Accept-Encoding": "gzip", "If-None-Match": pressed.headers["etag"]}
            assert server.ask.get(path, headers=known).status_code == 304
            part = server.ask.get(
                path, headers={"Accept-Encoding": "identity", "Range": "bytes=0-9"}
            )
            assert (part.status_code, part.content) == (206, plain.content[:10])
            assert plain.headers["last-modified"] == pressed.headers["last-modified"]


def test_former_addresses_lead_on_and_folders_get_their_slash(
    server: RunningServer, project: Path
) -> None:
    maps = yaml.safe_load((project / "site" / "redirects.json").read_text())["redirects"]
    assert maps
    for path, target in maps.items():
        answer = server.ask.get(path)
        assert answer.status_code == 301, path
        assert answer.headers["location"].removeprefix(server.address) == target
    answer = server.ask.get("/fr", follow_redirects=True)
    assert str(answer.url) == f"{server.address}/fr/"


def test_an_entry_that_was_removed_is_gone_and_its_page_says_so(
    server: RunningServer, project: Path
) -> None:
    for path in ("/e/7001/", "/scams/Taken-Down/", "/fr/scams/taken-down/"):
        answer = server.ask.get(path)
        assert answer.status_code == 410, path
        assert answer.content == (project / "site" / unquote(path)[1:] / "index.html").read_bytes()
        assert "no-store" in answer.headers["cache-control"] or "/e/" not in path
        assert_headers_once(answer, SITE_HEADERS_OVER_HTTPS)


def test_short_addresses_are_not_cached(server: RunningServer, project: Path) -> None:
    pages = [
        page.parent.relative_to(project / "site").as_posix()
        for page in (project / "site" / "e").glob("*/index.html")
    ]
    assert pages
    for page in pages:
        answer = server.ask.get(f"/{page}/")
        assert answer.status_code == 301 or answer.headers["cache-control"] == "no-store", page


def test_the_desk_answers_behind_it_with_its_own_headers(server: RunningServer) -> None:
    answer = server.ask.get("/desk/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert_headers_once(answer, dict([*DESK_HEADERS.items(), STRICT_TRANSPORT]))
    assert server.ask.post("/desk/ratings", json=VOTE).status_code == 403


def test_a_vote_arrives_by_either_header_and_nobody_chooses_an_address(
    server: RunningServer,
) -> None:
    for turn, headers in enumerate((HERE, {"Origin": server.address}, HERE)):
        told = {"X-Forwarded-For": f"198.51.100.{turn}", "Forwarded": f"for=198.51.100.{turn}"}
        answer = server.ask.post("/desk/ratings", json=VOTE, headers=headers | told)
        assert answer.status_code == 200, answer.text
    with sqlite3.connect(server.store) as connection:
        assert connection.execute("SELECT count(*) FROM votes").fetchone() == (1,)


def test_a_body_that_is_too_large_ends_at_the_door(server: RunningServer) -> None:
    for size in (17_000, 60_000):
        comment = {"comment": "x" * size}
        assert server.ask.post("/desk/feedback", json=comment, headers=HERE).status_code == 413


def test_a_proposal_may_be_as_long_as_an_entry(server: RunningServer) -> None:
    for path in ("/desk/proposals", "/desk/propose/1/fr/"):
        kind = {"Content-Type": "application/json" if path.endswith("s") else FORM}
        for size, status in ((200_000, 400), (300_000, 413)):
            answer = server.ask.post(path, content=b"\xff" * size, headers=HERE | kind)
            assert answer.status_code == status, (path, size)


@pytest.mark.thorough
def test_thousands_of_half_open_connections_keep_nobody_out_and_are_closed(
    server: RunningServer,
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, HALF_OPEN + 1_000), hard))
    base = httpx2.URL(server.address)
    with ExitStack() as stack:
        opened = [
            stack.enter_context(socket.create_connection((base.host, base.port or 443), 300))
            for _ in range(HALF_OPEN)
        ]
        for one in opened[::2]:
            one.sendall(b"GET")
        assert [server.ask.get("/").status_code for _ in range(9)] == [200] * 9
        assert server.ask.get("/desk/healthz").status_code == 200
        for one in opened:  # each by the server, in its own time
            with suppress(ConnectionResetError):
                while one.recv(1_000):
                    pass
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_vote_stores_no_address(server: RunningServer) -> None:
    marked = {"User-Agent": MARK, "Referer": f"{server.address}/{MARK}", "Accept-Language": MARK}
    server.ask.get(f"/{MARK}/", headers=marked)
    server.ask.get("/desk/healthz", headers=marked)
    for _ in range(200):  # more than the server's own limit lets through
        answer = server.ask.get(f"/desk/{MARK}", headers=marked)
        if answer.status_code == 429:
            break
    assert (answer.status_code == 429) is server.limits_rate
    server.stop_desk()
    time.sleep(1 if server.limits_rate else 0)  # the limit lets one in again
    answer = server.ask.get(f"/desk/{MARK}", headers=marked)
    assert answer.status_code in (429, 502)
    if answer.status_code == 502:  # a form without JavaScript is told in words
        assert "Votre envoi n’a pas été enregistré" in answer.text
        assert_headers_once(answer, SITE_HEADERS_OVER_HTTPS)
    files = [path for path in server.written.parent.rglob("*") if path.is_file()]
    for path in files:
        content = path.read_bytes()
        assert MARK.encode() not in content, path
    for line in server.written.read_text().splitlines():
        assert "127.0.0.1" not in line or "The desk listens at" in line or "127.0.0.1:0" in line
