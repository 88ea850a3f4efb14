"""The types of the desk's settings: how a text in the environment is read, and what is wrong in it.

An error never repeats the value of a setting that may be a secret.
"""

import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

SHORTEST_SECRET = 32  # characters: 128 bits and more, however they are written
GUESSABLE_SECRET = re.compile(
    r"example|change.?me|secret|password|entraide|12345|abcdef", re.IGNORECASE
)
RANDOM_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
NEW_SECRET_CURE = f"Make one: {RANDOM_KEY}"
MISSING_SECRET_CURE = f"Give the secret of this desk. If it has none yet, make one: {RANDOM_KEY}"
DATABASES = ("sqlite", "postgresql")


def _refuse(*what: str, cure: str) -> PydanticCustomError:
    """Return the error of a setting, with its cure, as pydantic carries it."""
    return PydanticCustomError("setting", "it cannot be used", {"what": what, "cure": cure})


class NumberRange:
    """A validator of a whole number from `least` to `most`, written in digits."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, value: object) -> int:
        text = str(int(value) if isinstance(value, bool) else value)
        if not re.fullmatch(r"[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            span = f"{self.least} to {self.most}"
            raise _refuse(f"“{text}” does not do", cure=f"Write a whole number from {span}")
        return int(text)


class FolderCheck:
    """A validator of a folder that must exist; `cure` says what to do if it does not.

    With `optional`, it need not exist.
    """

    def __init__(self, cure: str, optional: Path | None = None) -> None:
        self.cure, self.optional = cure, optional

    def __call__(self, value: object) -> Path:
        folder = Path(str(value)).absolute()
        if not folder.is_dir() and value != self.optional:
            raise _refuse(f"{folder} is no folder", cure=self.cure)
        return folder


def _check_database_url(value: object) -> str:
    """Return the address of a store; SQLite in memory is refused. No error shows a password."""
    text = str(value)
    try:
        url = make_url(text)
        kind, location = url.get_backend_name(), url.database or ""
    except (ArgumentError, ValueError):
        kind, location = "", ""
    if kind not in DATABASES or (kind == "sqlite" and (not location or location.startswith(":"))):
        cure = "Write sqlite:///var/desk.sqlite3 or postgresql://user@host/name"
        raise _refuse("this is no address of a store", cure=cure)
    return text


def _check_secret(value: object) -> str:
    secret = str(value).strip()
    if not secret:
        raise _refuse("it is empty", cure=MISSING_SECRET_CURE)
    if len(secret) < SHORTEST_SECRET:
        what = f"it has {len(secret)} characters, {SHORTEST_SECRET} are needed"
        raise _refuse(what, cure=NEW_SECRET_CURE)
    if GUESSABLE_SECRET.search(secret) or len(set(secret)) < 12:
        raise _refuse("it can be guessed", cure=NEW_SECRET_CURE)
    return secret


def _check_base(value: object) -> str:
    if not re.fullmatch(r"/([A-Za-z0-9._~-]+/)*", text := str(value)):
        raise _refuse(f"“{text}” is no path", cure="Write it as /help/")
    return text


def _parse_networks(value: object) -> object:
    if not isinstance(value, str):
        return value
    networks, wrong = [], list[str]()
    for text in filter(None, re.split(r"[,\s]+", value)):
        try:
            networks.append(ip_network(text))
        except ValueError:
            wrong.append(f"“{text}” is no network")
    if wrong:
        raise _refuse(*wrong, cure="Write 127.0.0.1 or 10.0.0.0/8")
    return tuple(networks)


def _check_webhook(value: object) -> str:
    """Return the address of a webhook; an error never shows it, since it may hold a secret."""
    text = str(value).strip()
    parts = urlsplit(text) if text.isascii() and text.isprintable() else None
    if text and (parts is None or parts.scheme not in WEBHOOK_SCHEMES or not parts.hostname):
        raise _refuse("this is no address of a webhook", cure="Write one that begins with https://")
    if parts is not None and (parts.username or parts.password or " " in text):
        raise _refuse("it holds a name, a password or a blank", cure="Write it without")
    return text


def _check_mail_address(value: object) -> str:
    text = str(value).strip()
    if text and not MAIL_ADDRESS.fullmatch(text):
        raise _refuse("this is no e-mail address", cure="Write desk@help.example.org")
    return text


def _parse_mail_addresses(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(map(_check_mail_address, filter(None, re.split(r"[,\s]+", value))))


def _check_mail_server(value: object) -> str:
    text = str(value).strip()
    if text and not MAIL_SERVER.fullmatch(text):
        raise _refuse(f"“{text}” is no server", cure="Write smtp.example.org:587")
    return text


def _parse_addresses(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return tuple(str(ip_address(text)) for text in filter(None, re.split(r"[,\s]+", value)))
    except ValueError:
        raise _refuse("one of them is no IP address", cure="Write 10.0.0.7") from None


WEBHOOK_SCHEMES = ("https", "http")
MAIL_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
MAIL_SERVER = re.compile(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):[0-9]{1,5}")
Days = Annotated[int, BeforeValidator(NumberRange(1, 3650))]
Switch = Annotated[bool, BeforeValidator(NumberRange(0, 1))]
DatabaseUrl = Annotated[str, BeforeValidator(_check_database_url)]
Secret = Annotated[str, BeforeValidator(_check_secret)]
OptionalSecret = Annotated[
    str, BeforeValidator(lambda value: _check_secret(value) if value else "")
]
BasePath = Annotated[str, BeforeValidator(_check_base)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], BeforeValidator(_parse_networks)]
WebhookUrl = Annotated[str, BeforeValidator(_check_webhook)]
MailAddress = Annotated[str, BeforeValidator(_check_mail_address)]
MailAddresses = Annotated[tuple[str, ...], BeforeValidator(_parse_mail_addresses)]
MailServer = Annotated[str, BeforeValidator(_check_mail_server)]
IpAddresses = Annotated[tuple[str, ...], BeforeValidator(_parse_addresses)]
