"""`entraide desk news`: sent once, signed, repeated where it was not taken, never inward."""

import hashlib
import hmac
import json
import smtplib
import socketserver
import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from entraide.cli import news_channels
from entraide.cli.main import main
from entraide.desk.clock import get_now
from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store, make_engine
from entraide.desk.tables import feedback, questions
from support.desk import SECRET
from support.desk_rows import make_comment, make_question, put
from support.published_site import make_row, publish
from support.stores import CopyStore

KEY = "Zq8-3kVw_2LrTn9uPfX4hQwYb7sMdJcGe"
HERE = "127.0.0.1"
YESTERDAY = get_now().date() - timedelta(days=1)


class Hook(HTTPServer):
    """A webhook on this machine that answers with `statuses`, in turn, the last one for ever."""

    def __init__(self) -> None:
        super().__init__((HERE, 0), HookHandler)
        self.statuses = [204]
        self.requests: list[tuple[Mapping[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://{HERE}:{self.server_port}/hook"


class HookHandler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((dict(self.headers), body))
        statuses = self.server.statuses
        self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
        self.send_header("Location", "http://169.254.169.254/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class MailHandler(socketserver.StreamRequestHandler):
    """A mail server that takes one e-mail and keeps it."""

    server: "MailServer"

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        in_data, lines = False, list[bytes]()
        for line in self.rfile:
            if in_data:
                if line == b".\r\n":
                    in_data = False
                    self.server.mails.append(b"".join(lines))
                    self.wfile.write(b"250 ok\r\n")
                else:
                    lines.append(line)
            elif line.upper().startswith(b"DATA"):
                in_data = True
                self.wfile.write(b"354 go\r\n")
            elif line.upper().startswith(b"QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.server.commands.append(line.decode().strip())
                self.wfile.write(b"250 ok\r\n")


class MailServer(socketserver.TCPServer):
    def __init__(self) -> None:
        super().__init__((HERE, 0), MailHandler)
        self.mails: list[bytes] = []
        self.commands: list[str] = []


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def variables(
    tmp_path: Path, copy_sqlite_store: CopyStore, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """The settings of a desk whose visitors sent two things yesterday."""
    monkeypatch.setattr(news_channels, "PAUSES", (0.0, 0.0))
    site = publish(tmp_path / "site", make_row(1029, "en"), address="https://help.example/")
    url = copy_sqlite_store(tmp_path / "store" / "desk.sqlite3")
    store = Store(make_engine(StoreSettings(database_url=url)))
    day = YESTERDAY.isoformat()
    put(store, feedback, **make_comment(comment="Secret words", day=day))
    put(store, questions, **make_question(question="Secret words here", day=day))
    store.close()
    (tmp_path / "locales").mkdir()
    return {
        "ENTRAIDE_DATABASE_URL": url,
        "ENTRAIDE_SECRET_KEY": SECRET,
        "ENTRAIDE_SITE_DIR": str(site),
        "ENTRAIDE_LOCALES_DIR": str(tmp_path / "locales"),
    }


def send_news(variables: Mapping[str, str], *arguments: str, **more: str) -> Result:
    environment = dict(variables) | {f"ENTRAIDE_{name}": text for name, text in more.items()}
    return CliRunner().invoke(main, ["desk", "news", *arguments], env=environment)


def make_hook_settings(hook: Hook) -> dict[str, str]:
    return {"WEBHOOK_URL": hook.url, "WEBHOOK_SECRET": KEY, "WEBHOOK_ALLOW": HERE}


def test_a_webhook_gets_counts_and_links_signed_and_once(
    variables: dict[str, str], hook: Hook
) -> None:
    result = send_news(variables, **make_hook_settings(hook))
    assert (result.exit_code, result.output) == (0, "Sent by webhook.\n")
    ((headers, body),) = hook.requests
    told = json.loads(body)
    assert told["new"] == {"proposals": 0, "feedback": 1, "questions": 1}
    assert (told["since"], told["until"]) == (YESTERDAY.isoformat(), YESTERDAY.isoformat())
    assert told["links"]["questions"] == "https://help.example/desk/staff/questions/"
    assert b"Secret" not in body
    signed = headers["X-Entraide-Timestamp"].encode() + b"." + body
    signature = hmac.new(KEY.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Entraide-Signature"] == f"sha256={signature}"
    again = send_news(variables, **make_hook_settings(hook))
    assert again.output == "Nothing to send by webhook.\n"
    assert len(hook.requests) == 1


@pytest.mark.parametrize(
    ("statuses", "times", "taken"),
    [
        ([500, 503, 200], 3, True),
        ([429, 204], 2, True),
        ([500], 3, False),
        ([403], 1, False),
        ([302], 1, False),  # never led on
    ],
)
def test_a_webhook_is_asked_again_where_that_may_help(
    variables: dict[str, str], hook: Hook, statuses: list[int], times: int, *, taken: bool
) -> None:
    hook.statuses = statuses
    result = send_news(variables, **make_hook_settings(hook))
    assert len(hook.requests) == times
    assert (result.exit_code == 0) is taken
    assert "/hook" not in result.output  # it may hold a secret
    hook.statuses = [204]
    again = send_news(variables, **make_hook_settings(hook))  # what was not taken comes again
    assert again.output == ("Nothing to send by webhook.\n" if taken else "Sent by webhook.\n")


@pytest.mark.parametrize("host", [HERE, "localhost", "[::1]", "0.0.0.0", "169.254.169.254"])  # noqa: S104
def test_a_webhook_in_a_private_network_is_not_asked(
    variables: dict[str, str], hook: Hook, host: str
) -> None:
    url = f"http://{host}:{hook.server_port}/hook"
    result = send_news(variables, WEBHOOK_URL=url, WEBHOOK_SECRET=KEY, WEBHOOK_ALLOW="10.0.0.7")
    assert result.exit_code != 0
    assert "it is in a private network" in result.output
    assert hook.requests == []


def test_an_e_mail_has_counts_and_links_and_no_word_of_a_visitor(
    variables: dict[str, str], mail_server: MailServer
) -> None:
    settings = {
        "SMTP_SERVER": f"{HERE}:{mail_server.server_address[1]}",
        "MAIL_FROM": "desk@help.example",
        "MAIL_TO": "ada@help.example, mo@help.example",
    }
    result = send_news(variables, **settings)
    assert (result.exit_code, result.output) == (0, "Sent by e-mail.\n")
    (raw,) = mail_server.mails
    mail = message_from_bytes(raw, policy=policy.default)
    assert mail["Subject"] == "Help: 1 piece of feedback, 1 question"
    assert mail["To"] == "ada@help.example, mo@help.example"
    text = mail.get_content()
    assert "https://help.example/desk/staff/queue/" in text
    assert "Waiting at the desk: 1 piece of feedback, 1 question" in text
    assert "ecret" not in text
    assert "&" not in text
    assert not [each for each in mail_server.commands if each.upper().startswith("AUTH")]


def test_no_password_leaves_without_encryption(
    variables: dict[str, str], mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news_channels, "_is_this_machine", lambda _host: False)
    result = send_news(
        variables,
        SMTP_SERVER=f"{HERE}:{mail_server.server_address[1]}",
        SMTP_USER="ada",
        SMTP_PASSWORD="word",  # noqa: S106
        MAIL_FROM="desk@help.example",
        MAIL_TO="ada@help.example",
    )
    assert result.exit_code != 0
    assert smtplib.SMTPNotSupportedError.__name__ in result.output
    assert mail_server.mails == []
    assert not [each for each in mail_server.commands if "AUTH" in each.upper()]


def test_one_channel_that_fails_keeps_no_other_from_it(
    variables: dict[str, str], hook: Hook, mail_server: MailServer
) -> None:
    hook.statuses = [500]
    mail = {
        "SMTP_SERVER": f"{HERE}:{mail_server.server_address[1]}",
        "MAIL_FROM": "desk@help.example",
        "MAIL_TO": "ada@help.example",
    }
    result = send_news(variables, **make_hook_settings(hook), **mail)
    assert result.exit_code != 0
    assert "ENTRAIDE_WEBHOOK_URL: it answers 500" in result.output
    assert len(mail_server.mails) == 1


def test_it_can_be_shown_and_is_then_neither_sent_nor_remembered(
    variables: dict[str, str], hook: Hook
) -> None:
    shown = send_news(variables, "--show", **make_hook_settings(hook))
    assert "1 piece of feedback, 1 question" in shown.output
    assert hook.requests == []
    assert send_news(variables, **make_hook_settings(hook)).output == "Sent by webhook.\n"


def test_nothing_is_sent_where_nothing_is_set(variables: dict[str, str]) -> None:
    result = send_news(variables)
    assert result.exit_code != 0
    assert "no webhook and no mail server is set" in result.output
