"""What floods ask for: every kind of route of the desk, and pages and files of the site."""

import json
from collections.abc import Mapping
from pathlib import Path

LINES = "Host: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nAccept-Encoding: gzip\r\n"
FORM = "application/x-www-form-urlencoded"


def make_get(path: str) -> bytes:
    """Return a request for that page."""
    return f"GET {path} HTTP/1.1\r\n{LINES}\r\n".encode()


def make_post(path: str, kind: str, body: str) -> bytes:
    """Return a form or JSON as a browser sends it."""
    lines = f"{LINES}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return f"POST {path} HTTP/1.1\r\n{lines}\r\n{body}".encode()


def make_vote(entry: int) -> bytes:
    """Return a vote for the English version of `entry`."""
    vote = {"entry": entry, "locale": "en", "revision": 1, "rating": 5}
    return make_post("/desk/ratings", "application/json", json.dumps(vote))


def make_desk_floods(entry: int) -> Mapping[str, bytes]:
    """Return requests to the desk, by the names of floods, of an entry in English and French.

    The empty request is of connections that are opened and say nothing.
    """
    form = f"/desk/propose/{entry}/fr/"
    return {
        "challenges": make_get(f"/desk/challenge?entry={entry}&locale=en"),
        "pages of proposals": make_get(form),
        "forms of 235 kB": make_post(form, FORM, "text-x=" + "%C3%A9" * 39_000),
        "JSON of 235 kB": make_post("/desk/proposals", "application/json", '{"' * 117_000),
        "votes": make_vote(entry),
        "comments": make_post("/desk/feedback", FORM, f"entry={entry}&comment=" + "x" * 2_000),
        "questions": make_post("/desk/questions/", FORM, "locale=en&question=" + "x" * 900),
        "challenges for questions": make_get("/desk/questions/challenge?locale=en"),
        "feeds of news": make_get(f"/desk/news/{'x' * 32}/"),
        "withdrawals": make_post("/desk/withdraw/", FORM, f"receipt={'X' * 24}&sure=yes"),
        "receipts": make_get(f"/desk/receipts/{'x' * 32}/"),
        "sign-ins": make_post("/desk/staff/sign-in/", FORM, "name=mo&password=wrong"),
        "pages of staff": make_get("/desk/staff/queue/"),
        "files of the desk": make_get("/desk/assets/desk.css"),
        "unknown pages": make_get("/desk/nothing"),
        "readiness": make_get("/desk/readyz"),
        "metrics": make_get("/desk/metrics"),
        "what is no HTTP": b"\x00\r\n\r\n",
        "8,000 requests in one": make_get("/desk/healthz") * 8_000,
        "2,500 half-open connections": b"",
    }


def make_site_floods(site: Path) -> Mapping[str, bytes]:
    """Return requests for the first page, for none, and for the largest text, by their names."""
    texts = (path for path in site.rglob("*") if path.suffix in (".html", ".json", ".js", ".xml"))
    largest = max(texts, key=lambda path: path.stat().st_size).relative_to(site).as_posix()
    return {
        "the first page": make_get("/"),
        "missing pages": make_get("/nothing/"),
        f"/{largest}": make_get(f"/{largest}"),
    }
