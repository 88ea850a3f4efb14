"""How news leave: to a webhook, signed, or by e-mail. Neither has a word of a visitor.

A webhook is asked three times at most, never led on, and never in a private network, unless the
operator allowed that very address. An error says neither the address nor what was answered.
"""

import hashlib
import hmac
import json
import smtplib
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from email.message import EmailMessage
from ipaddress import ip_address

import httpcore2

from entraide.cli.link_network import PrivateAddressError, PublicNetwork
from entraide.desk.news import News
from entraide.desk.news_settings import SMTP_SERVER, WEBHOOK_URL, NewsSettings
from entraide.errors import EnvironmentVariable, Problem

TIMEOUT = 10.0  # seconds for a connection, and for each piece of an answer
PAUSES = (2.0, 10.0)  # seconds before it is sent again
SIGNATURE, MOMENT = "X-Entraide-Signature", "X-Entraide-Timestamp"
TLS_PORT = 465  # of SMTP that begins with TLS


def format_payload(news: News) -> bytes:
    """Return the news as JSON: counts, days, and links to pages that need a sign-in."""
    facts = {name: value for name, value in asdict(news).items() if name not in {"since", "until"}}
    days = {"since": news.since.isoformat(), "until": news.until.isoformat()}
    body = {"version": 1, **days, **facts, "links": dict(news.links)}
    return json.dumps(body, ensure_ascii=False).encode()


def sign_payload(secret: str, moment: str, payload: bytes) -> str:
    """Return the signature: HMAC-SHA-256 over the moment, a point and the payload, in hex."""
    return hmac.new(secret.encode(), f"{moment}.".encode() + payload, hashlib.sha256).hexdigest()


def send_to_webhook(
    settings: NewsSettings, news: News, sleep: Callable[[float], None] = time.sleep
) -> Problem | None:
    """Send the news; return why it was not taken, or None."""
    payload = format_payload(news)
    what = ""
    for pause in (*PAUSES, None):
        try:
            status = _post(settings, payload)
        except PrivateAddressError:
            what, cure = "it is in a private network", "Set ENTRAIDE_WEBHOOK_ALLOW, if it may be"
            return Problem(EnvironmentVariable(WEBHOOK_URL), what, cure)
        except (
            httpcore2.NetworkError,
            httpcore2.ProtocolError,
            httpcore2.TimeoutException,
            OSError,
        ):
            what = "it does not answer"
        else:
            if 200 <= status < 300:
                return None
            what = f"it answers {status}"
            if 300 <= status < 500 and status not in (408, 429):
                break  # the same again would be refused again
        if pause is not None:
            sleep(pause)
    return Problem(
        EnvironmentVariable(WEBHOOK_URL), what, "Look at its log; they are sent again the next time"
    )


def _post(settings: NewsSettings, payload: bytes) -> int:
    """Send `payload` once; return the status. No byte of the answer's body is read."""
    moment = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Entraide-desk",
        MOMENT: moment,
        SIGNATURE: f"sha256={sign_payload(settings.webhook_secret, moment, payload)}",
    }
    kinds = ("connect", "read", "write", "pool")
    network = PublicNetwork(settings.webhook_allow)
    with (
        httpcore2.ConnectionPool(network_backend=network, retries=0) as pool,
        pool.stream(
            "POST",
            settings.webhook_url,
            headers=list(headers.items()),
            content=payload,
            extensions={"timeout": dict.fromkeys(kinds, TIMEOUT)},
        ) as response,
    ):
        return int(response.status)


def send_by_mail(settings: NewsSettings, subject: str, text: str) -> Problem | None:
    """Send the text as an e-mail; return why it was not taken, or None."""
    message = EmailMessage()
    message["Subject"], message["From"] = " ".join(subject.split()), settings.mail_from
    message["To"] = ", ".join(settings.mail_to)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    try:
        with _open_mail_server(settings.smtp_server) as server:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        code = getattr(error, "smtp_code", "")
        what = f"it did not take the e-mail ({f'{type(error).__name__} {code}'.strip()})"
        return Problem(EnvironmentVariable(SMTP_SERVER), what, "Look at its log")
    return None


def _open_mail_server(server: str) -> smtplib.SMTP:
    """Return a connection that is encrypted, unless it stays on this machine."""
    host, _, port = server.rpartition(":")
    host, context = host.strip("[]"), ssl.create_default_context()
    if int(port) == TLS_PORT:
        return smtplib.SMTP_SSL(host, int(port), timeout=TIMEOUT, context=context)
    connection = smtplib.SMTP(host, int(port), timeout=TIMEOUT)
    try:
        if not _is_this_machine(host):
            connection.starttls(context=context)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_this_machine(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"
