"""The desk's settings, from the environment: where its store and the site are, and its secret.

Everything that is wrong is said at once, and nothing starts on top of it. VARIABLES lists what may
be set; handbook/reference/settings.md says what each is for. Commands that only tend the store ask
for no secret.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from entraide.errors import SettingsError, suggest_name

VARIABLES = (
    "ENTRAIDE_DATABASE_URL",
    "ENTRAIDE_SECRET_KEY",
    "ENTRAIDE_SITE_DIR",
    "ENTRAIDE_LOCALES_DIR",
    "ENTRAIDE_BASE_PATH",
    "ENTRAIDE_TRUSTED_PROXIES",
    "ENTRAIDE_IPV6_PREFIX",
    "ENTRAIDE_LIMITS_TIMES",
    "ENTRAIDE_OPENAPI",
    "ENTRAIDE_FEEDBACK_DAYS",
    "ENTRAIDE_SPAM_DAYS",
    "ENTRAIDE_PROPOSAL_DAYS",
    "ENTRAIDE_AUDIT_DAYS",
    "ENTRAIDE_DESK_TOKEN",  # of commands that ask a desk: not read here
    "ENTRAIDE_AS_OF",  # of the build: not read here
)
SHORTEST_SECRET = 32  # characters: 128 bits and more, however they are written
FAMILIAR = re.compile(r"example|change.?me|secret|password|entraide|12345|abcdef", re.IGNORECASE)
MAKE_ONE = 'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True, kw_only=True)
class StoreSettings:
    """What tending the store takes: its address, and how many days it keeps things."""

    database_url: str  # may hold a password: never shown, never logged
    feedback_days: int = 365
    spam_days: int = 30
    proposal_days: int = 365  # after it was accepted or declined
    audit_days: int = 365

    @cached_property
    def url(self) -> URL:
        """The address of the store, by the drivers that we ship."""
        drivername = "postgresql+psycopg" if self.is_postgresql else "sqlite"
        return make_url(self.database_url).set(drivername=drivername)

    @property
    def is_postgresql(self) -> bool:
        return self.database_url.startswith("postgresql")

    @property
    def file(self) -> Path | None:
        """The file of a store in SQLite."""
        return None if self.is_postgresql else Path(self.url.database or "")


@dataclass(frozen=True, kw_only=True)
class DeskSettings(StoreSettings):
    secret: str  # signs tokens and challenges; never shown, never logged
    site_dir: Path  # the built site: its entries/index.json says what exists
    locales_dir: Path  # the catalogs of the interface
    base: str = "/"  # the path that the site stands below, with slashes at both ends
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    v6_prefix: int = 64  # bits of an IPv6 address that make one voter
    limits_times: int = 1  # every limit is multiplied by it
    openapi: bool = False  # serve the description of the interface


def read_store_settings(environment: Mapping[str, str] | None = None) -> StoreSettings:
    """What `environment` says of the store alone: no secret is needed to export or to tidy up."""
    given = os.environ if environment is None else environment
    problems = list(_misspelt(given))
    settings = _store_settings(given, problems)
    _refuse(problems)
    return settings


def read_desk_settings(environment: Mapping[str, str] | None = None) -> DeskSettings:
    """The settings in `environment` (without one, the process's own); SettingsError names all."""
    given = os.environ if environment is None else environment
    problems = list(_misspelt(given))
    store = _store_settings(given, problems)
    settings = DeskSettings(
        database_url=store.database_url,
        feedback_days=store.feedback_days,
        spam_days=store.spam_days,
        proposal_days=store.proposal_days,
        audit_days=store.audit_days,
        secret=_secret(given, problems),
        site_dir=_folder(given, problems, "ENTRAIDE_SITE_DIR", "site", "Build it: make build"),
        locales_dir=_folder(
            given,
            problems,
            "ENTRAIDE_LOCALES_DIR",
            "overrides/locales",
            "Write where the words are",
        ),
        base=_base(given, problems),
        trusted_proxies=_networks(given, problems),
        v6_prefix=_number(given, problems, "ENTRAIDE_IPV6_PREFIX", 64, range(48, 65)),
        limits_times=_number(given, problems, "ENTRAIDE_LIMITS_TIMES", 1, range(1, 1_000_001)),
        openapi=_number(given, problems, "ENTRAIDE_OPENAPI", 0, range(2)) == 1,
    )
    _refuse(problems)
    return settings


def _refuse(problems: list[str]) -> None:
    if problems:
        raise SettingsError("\n".join(problems))


def _misspelt(given: Mapping[str, str]) -> list[str]:
    """A setting that nobody reads may be one that protects somebody: it is refused."""
    unknown = sorted(
        name for name in given if name.startswith("ENTRAIDE_") and name not in VARIABLES
    )
    cures = {name: suggest_name(name, VARIABLES) for name in unknown}
    return [
        f"{name}: there is no such setting. {cure}" + ("" if cure.endswith("?") else ".")
        for name, cure in cures.items()
    ]


def _store_settings(given: Mapping[str, str], problems: list[str]) -> StoreSettings:
    return StoreSettings(
        database_url=_database_url(given, problems),
        feedback_days=_number(given, problems, "ENTRAIDE_FEEDBACK_DAYS", 365, range(1, 3651)),
        spam_days=_number(given, problems, "ENTRAIDE_SPAM_DAYS", 30, range(1, 3651)),
        proposal_days=_number(given, problems, "ENTRAIDE_PROPOSAL_DAYS", 365, range(1, 3651)),
        audit_days=_number(given, problems, "ENTRAIDE_AUDIT_DAYS", 365, range(1, 3651)),
    )


def _database_url(given: Mapping[str, str], problems: list[str]) -> str:
    text = given.get("ENTRAIDE_DATABASE_URL") or "sqlite:///var/desk.sqlite3"
    try:
        url = make_url(text)
        kind, place = url.get_backend_name(), url.database or ""
    except (ArgumentError, ValueError):
        kind, place = "", ""
    # SQLite’s memory is no store; and the address is not shown, since it may hold a password.
    if kind not in DATABASES or (kind == "sqlite" and (not place or place.startswith(":"))):
        problems.append(
            "ENTRAIDE_DATABASE_URL: this is no address of a store. "
            "Write sqlite:///var/desk.sqlite3 or postgresql://user@host/name."
        )
    return text


def _secret(given: Mapping[str, str], problems: list[str]) -> str:
    secret = given.get("ENTRAIDE_SECRET_KEY", "").strip()
    if not secret:
        problems.append(f"ENTRAIDE_SECRET_KEY: it is empty. {MAKE_ONE}")
    elif len(secret) < SHORTEST_SECRET:
        problems.append(
            f"ENTRAIDE_SECRET_KEY: it has {len(secret)} characters, {SHORTEST_SECRET} are needed. "
            f"{MAKE_ONE}"
        )
    elif FAMILIAR.search(secret) or len(set(secret)) < 12:
        problems.append(f"ENTRAIDE_SECRET_KEY: it can be guessed. {MAKE_ONE}")
    return secret


def _folder(
    given: Mapping[str, str], problems: list[str], name: str, usual: str, cure: str
) -> Path:
    folder = Path(given.get(name) or usual).absolute()
    if not folder.is_dir():
        problems.append(f"{name}: {folder} is no folder. {cure}.")
    return folder


def _base(given: Mapping[str, str], problems: list[str]) -> str:
    text = given.get("ENTRAIDE_BASE_PATH") or "/"
    if not re.fullmatch(r"/([A-Za-z0-9._~-]+/)*", text):
        problems.append(f"ENTRAIDE_BASE_PATH: “{text}” is no path. Write it as /help/.")
    return text


def _networks(
    given: Mapping[str, str], problems: list[str]
) -> tuple[IPv4Network | IPv6Network, ...]:
    networks = []
    for text in filter(None, re.split(r"[,\s]+", given.get("ENTRAIDE_TRUSTED_PROXIES", ""))):
        try:
            networks.append(ip_network(text))
        except ValueError:
            problems.append(
                f"ENTRAIDE_TRUSTED_PROXIES: “{text}” is no network. Write 127.0.0.1 or 10.0.0.0/8."
            )
    return tuple(networks)


def _number(
    given: Mapping[str, str], problems: list[str], name: str, usual: int, allowed: range
) -> int:
    text = given.get(name) or str(usual)
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) not in allowed:
        span = f"{allowed.start} to {allowed.stop - 1}"
        problems.append(f"{name}: “{text}” does not do. Write a whole number from {span}.")
        return usual
    return int(text)
