"""`entraide proposals --desk`: the same proposals as in a store; what else answers is told."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bench.desk_process import run_desk
from entraide.desk.migrate import open_store
from entraide.desk.settings import read_store_settings
from entraide.desk.staff import accounts, tokens
from support.commands import Run
from support.desk import SECRET
from support.paths import ROOT
from support.proposal_store import TABLE, fill
from support.proposals import make_proposal
from support.published_site import publish

FRENCH = "docs/fr/account/lost-password.md"
TOKEN = "ENTRAIDE_DESK_TOKEN"  # noqa: S105 - its name


@pytest.fixture
def desk(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a real desk over the store, with a token of staff in the environment."""
    publish(tmp_path / "site")
    with open_store(read_store_settings()) as opened_store:
        opened_store.write(lambda connection: accounts.add_account(connection, "ada", "viewer"))
        token = opened_store.write(lambda connection: tokens.make_token(connection, "ada"))
    monkeypatch.setenv(TOKEN, token)
    environment = {
        "ENTRAIDE_DATABASE_URL": store,
        "ENTRAIDE_SECRET_KEY": SECRET,
        "ENTRAIDE_SITE_DIR": str(tmp_path / "site"),
        "ENTRAIDE_LOCALES_DIR": str(ROOT / "overrides" / "locales"),
    }
    with run_desk(environment, tmp_path / "desk.log") as process:
        yield f"http://127.0.0.1:{process.port}/"


def test_the_same_proposals_come_from_a_store_a_file_and_a_desk(
    run_entraide: Run, desk: str, file: Path
) -> None:
    for where in ((), ("--from", str(file)), ("--desk", desk), ("--desk", f"{desk}desk/")):
        assert run_entraide("proposals", "list", *where).stdout == TABLE
        only = run_entraide("proposals", "list", "--state", "open", *where).stdout
        assert [line.split()[0] for line in only.splitlines()] == ["Id", "b9b2c3d4"]
        listed = run_entraide("proposals", "list", "--format", "json", *where).stdout
        assert {one["id"] for one in json.loads(listed)["proposals"]} == {
            "a1b2c3d4e5f60718",
            "b8b2c3d4e5f60718",
            "b9b2c3d4e5f60718",
        }
        shown = run_entraide("proposals", "show", "a1", *where).stdout
        assert shown == (
            "Proposal: a1b2c3d4e5f60718, accepted, of 2026-11-20, with a proof of work\n"
            "For:      entry 7, fr, made from revision 2\n"
            "Credit:   Camille R.\n"
            "Licence:  CC BY 4.0\n"
            "\n"
            "paragraph “Ask for a new one.”\n"
            "  source  Ask for a new one.\n"
            "  change  Demandez-en un [-autre-]{+nouveau+}.\n"
        )


@pytest.mark.parametrize("where", ["store", "file", "desk"])
def test_pull_writes_the_same_file_wherever_the_proposal_is_from(
    project: Path, run_entraide: Run, request: pytest.FixtureRequest, where: str
) -> None:
    place = str(request.getfixturevalue(where))
    options = {"store": (), "file": ("--from", place), "desk": ("--desk", place)}[where]
    reviewed = ("--reviewer", "Ada", "--as-of", "2026-11-21")
    result = run_entraide("proposals", "pull", "a1b2", *reviewed, *options)
    assert result.exit_code == 0, result.output
    assert (project / FRENCH).read_text("utf-8") == (
        "---\n"
        "id: 7\n"
        "title: J’ai perdu mon mot de passe\n"
        "summary: Comment en obtenir un autre.\n"
        "source_revision: 2\n"
        "translator: Camille R.\n"
        "updated: 2026-11-21\n"
        "---\n"
        "\n"
        "Demandez-en un nouveau.\n"
    )


def test_more_proposals_than_one_answer_holds_come_from_a_desk(
    run_entraide: Run, desk: str
) -> None:
    fill(*(make_proposal(id=f"{number:016x}") for number in range(60)))
    listed = run_entraide("proposals", "list", "--desk", desk, "--format", "json").stdout
    assert len(json.loads(listed)["proposals"]) == 63


class Odd(BaseHTTPRequestHandler):
    """Something that is no desk: what it answers stands in its path."""

    seen: list[str | None]

    def do_GET(self) -> None:
        self.seen.append(self.headers["Authorization"])
        kind = self.path.split("/")[1]
        status, headers, body = {
            "redirect": (302, {"Location": f"http://{self.headers['Host']}/there/"}, b""),
            "gone": (404, {}, b"<h1>no</h1>"),
            "unknown": (401, {}, b'{"error": "staff-token"}'),
            "role": (403, {}, b'{"error": "forbidden"}'),
            "often": (429, {"Retry-After": "60"}, b'{"error": "too-many"}'),
            "broken": (500, {}, b'{"error": "broken"}'),
            "html": (200, {}, b"<html>\x1b[2J"),
            "bytes": (200, {}, b'{"proposals": "\xff"}'),
            "nothing": (200, {}, b""),
            "cut": (200, {"Content-Length": "1000"}, b'{"prop'),
            "wrong": (200, {}, b'{"proposals": [{"id": "\\u001b[2J"}]}'),
        }[kind]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv(TOKEN, "entraide_0123456789abcdef")
    Odd.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


ANSWERS = {
    "redirect": "--desk: it answers with another address, and the token is for this one alone.",
    "gone": "--desk: there is no desk that can be asked.",
    "unknown": "--desk: the desk does not know the token in ENTRAIDE_DESK_TOKEN.",
    "role": "--desk: the token in ENTRAIDE_DESK_TOKEN may not read proposals.",
    "often": "--desk: it was asked too often. Try again in 60 seconds.",
    "broken": "--desk: the desk answers 500.",
    "html": "html/: these are no proposals in JSON. Look at the address, and at the desk.",
    "bytes": "“proposals” is “",
    "cut": "cut/: these are no proposals in JSON.",
    "wrong": "“proposals.id” has “<U+001B>[2J”",
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_that_is_not_from_a_desk_is_an_explained_error(
    project: Path, run_entraide: Run, odd: str, kind: str
) -> None:
    assert project
    result = run_entraide("proposals", "list", "--desk", f"{odd}{kind}/")
    assert result.exit_code in {1, 2}
    assert ANSWERS[kind] in result.stderr
    assert "\x1b" not in result.output
    assert "0123456789abcdef" not in result.output
    assert Odd.seen == ["Bearer entraide_0123456789abcdef"]  # once, and nowhere else


def test_an_empty_answer_for_one_proposal_is_an_explained_error(
    project: Path, run_entraide: Run, odd: str
) -> None:
    assert project
    result = run_entraide("proposals", "show", "3fa92b10", "--desk", f"{odd}nothing/")
    assert result.exit_code == 1
    assert "Look at the address, and at the desk." in result.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://help.example/", "--desk: the token would travel where others can read it."),
        ("help.example", "--desk: this is no address of a site."),
        ("https://ada:pw@help.example/", "--desk: this is no address of a site."),
        ("https://help.example:x/", "--desk: this is no address of a site."),
        ("https://[/", "--desk: this is no address of a site."),
        ("file:///etc/passwd", "--desk: this is no address of a site."),
        ("https://127.0.0.1:1/", "--desk: the desk cannot be asked: "),
    ],
)
def test_an_address_that_would_not_do_is_reported(
    project: Path, run_entraide: Run, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    assert project
    monkeypatch.setenv(TOKEN, "entraide_0123456789abcdef")
    result = run_entraide("proposals", "list", "--desk", address)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(("token", "said"), [("", "it is empty"), ("a b\r\nc", "this is no token")])
def test_a_token_is_needed_and_never_on_the_command_line(
    project: Path, run_entraide: Run, monkeypatch: pytest.MonkeyPatch, token: str, said: str
) -> None:
    assert project
    monkeypatch.setenv(TOKEN, token)
    result = run_entraide("proposals", "list", "--desk", "https://help.example/")
    assert result.stderr == f"{TOKEN}: {said}. Make one: entraide desk staff token NAME.\n"
