"""The desk's settings, from the environment: where its store and the site are, and its secret.

The models are what may be set and what each is for; `list_settings` gives it to the handbook. All
mistakes are told at once, and nothing starts on top of one. Commands that only tend the store ask
for no secret.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from entraide.errors import EnvironmentVariable, Problem, SettingsError, suggest_name

PREFIX = "ENTRAIDE_"
SHORTEST_SECRET = 32  # characters: 128 bits and more, however they are written
FAMILIAR = re.compile(r"example|change.?me|secret|password|entraide|12345|abcdef", re.IGNORECASE)
MAKE_ONE = 'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
DATABASES = ("sqlite", "postgresql")


def _refuse(*what: str, cure: str) -> PydanticCustomError:
    """Return what is wrong with a setting, and the cure, as pydantic carries it."""
    return PydanticCustomError("setting", "it cannot be used", {"what": what, "cure": cure})


class NumberRange:
    """Takes a whole number from `least` to `most`, written in digits."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, value: object) -> int:
        text = str(int(value) if isinstance(value, bool) else value)
        if not re.fullmatch(r"[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            span = f"{self.least} to {self.most}"
            raise _refuse(f"“{text}” does not do", cure=f"Write a whole number from {span}")
        return int(text)


class FolderCheck:
    """Takes a folder that is there; `cure` says what to do when it is not."""

    def __init__(self, cure: str) -> None:
        self.cure = cure

    def __call__(self, value: object) -> Path:
        folder = Path(str(value)).absolute()
        if not folder.is_dir():
            raise _refuse(f"{folder} is no folder", cure=self.cure)
        return folder


def _check_database_url(value: object) -> str:
    """Return the address of a store. SQLite's memory is none; a password is never repeated."""
    text = str(value)
    try:
        url = make_url(text)
        kind, place = url.get_backend_name(), url.database or ""
    except (ArgumentError, ValueError):
        kind, place = "", ""
    if kind not in DATABASES or (kind == "sqlite" and (not place or place.startswith(":"))):
        cure = "Write sqlite:///var/desk.sqlite3 or postgresql://user@host/name"
        raise _refuse("this is no address of a store", cure=cure)
    return text


def _check_secret(value: object) -> str:
    secret = str(value).strip()
    if not secret:
        raise _refuse("it is empty", cure=MAKE_ONE)
    if len(secret) < SHORTEST_SECRET:
        what = f"it has {len(secret)} characters, {SHORTEST_SECRET} are needed"
        raise _refuse(what, cure=MAKE_ONE)
    if FAMILIAR.search(secret) or len(set(secret)) < 12:
        raise _refuse("it can be guessed", cure=MAKE_ONE)
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


def _make_variable(name: str) -> str:
    return PREFIX + name.upper()


Days = Annotated[int, BeforeValidator(NumberRange(1, 3650))]
Switch = Annotated[bool, BeforeValidator(NumberRange(0, 1))]


class StoreSettings(BaseModel):
    """What tending the store takes: its address, and how many days it keeps things."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        alias_generator=_make_variable,
        populate_by_name=True,
        validate_default=True,
        hide_input_in_errors=True,
    )

    database_url: Annotated[str, BeforeValidator(_check_database_url)] = Field(
        default="sqlite:///var/desk.sqlite3",
        title="address",
        description="the store, which is a database: SQLite, or `postgresql://user@host/name`",
        repr=False,  # it may hold a password
    )
    feedback_days: Days = Field(default=365, title="days", description="how long feedback is kept")
    spam_days: Days = Field(
        default=30, title="days", description="how long feedback is kept that staff marked as spam"
    )
    proposal_days: Days = Field(
        default=365,
        title="days",
        description="how long a proposal is kept after the decision; open ones stay",
    )
    audit_days: Days = Field(
        default=365, title="days", description="how long the log of what staff did is kept"
    )

    @cached_property
    def url(self) -> URL:
        """The address of the store, by the drivers that we ship."""
        drivername = "postgresql+psycopg" if self.is_postgresql else "sqlite"
        return make_url(self.database_url).set(drivername=drivername)

    @property
    def is_postgresql(self) -> bool:
        """Whether the store is in PostgreSQL, not in SQLite."""
        return self.database_url.startswith("postgresql")

    @property
    def file(self) -> Path | None:
        """The file of a store in SQLite."""
        return None if self.is_postgresql else Path(self.url.database or "")


class DeskSettings(StoreSettings):
    """What running the desk takes, too."""

    secret: Annotated[str, BeforeValidator(_check_secret)] = Field(
        default="",
        validation_alias=PREFIX + "SECRET_KEY",
        title="text",
        description=(
            "a secret to sign with; 32 characters or more, made at random; without it the "
            "desk does not start"
        ),
        repr=False,
    )
    site_dir: Annotated[Path, BeforeValidator(FolderCheck("Build it: make build"))] = Field(
        default=Path("site"), title="folder", description="the built site"
    )
    locales_dir: Annotated[Path, BeforeValidator(FolderCheck("Write where the words are"))] = Field(
        default=Path("overrides/locales"), title="folder", description="the words of the interface"
    )
    base: Annotated[str, BeforeValidator(_check_base)] = Field(
        default="/",
        validation_alias=PREFIX + "BASE_PATH",
        title="path",
        description="the path below which the site stands, such as `/help/`",
    )
    trusted_proxies: Annotated[
        tuple[IPv4Network | IPv6Network, ...], BeforeValidator(_parse_networks)
    ] = Field(
        default=(),
        title="networks",
        description=(
            "IP addresses or networks of your own web servers, whose `X-Forwarded-For` is believed"
        ),
    )
    v6_prefix: Annotated[int, BeforeValidator(NumberRange(48, 64))] = Field(
        default=64,
        validation_alias=PREFIX + "IPV6_PREFIX",
        title="bits",
        description="how many bits of an IPv6 address make one voter: 48 to 64",
    )
    limits_times: Annotated[int, BeforeValidator(NumberRange(1, 1_000_000))] = Field(
        default=1,
        title="number",
        description="every limit on visitors is multiplied by this number; those on sign-in and on "
        "tokens of staff are not",
    )
    openapi: Switch = Field(
        default=False,
        title="0 or 1",
        description="`1` serves the description of the interface at `desk/openapi.json`",
    )


@dataclass(frozen=True, slots=True)
class SettingDescription:
    """A variable of the environment, for the handbook; `default` is "" where there is none."""

    name: str
    type: str
    default: str
    meaning: str


OTHERS = (  # in the same environment, and not the desk's
    SettingDescription(
        "ENTRAIDE_DESK_TOKEN",
        "text",
        "",
        "for `entraide proposals --desk`: a token of staff; the desk itself does not read it",
    ),
    SettingDescription(
        "ENTRAIDE_AS_OF",
        "day",
        "today, in UTC",
        "for builds and checks: the day to take for today, as `YYYY-MM-DD`",
    ),
)


def list_settings() -> list[SettingDescription]:
    """Return every variable that may be set, those of the desk first."""
    return [*_list_own(), *OTHERS]


def _list_own() -> Iterator[SettingDescription]:
    for field in DeskSettings.model_fields.values():
        name, default = str(field.validation_alias), field.default
        shown = "" if default in ("", ()) else str(int(default) if default is False else default)
        yield SettingDescription(name, field.title or "", shown, field.description or "")


def read_store_settings(environment: Mapping[str, str] | None = None) -> StoreSettings:
    """Return what `environment` says of the store alone: tidying takes no secret."""
    return _read(StoreSettings, environment)


def read_desk_settings(environment: Mapping[str, str] | None = None) -> DeskSettings:
    """Return the settings in `environment`, or in the process's own; SettingsError tells all."""
    return _read(DeskSettings, environment)


Model = TypeVar("Model", bound=StoreSettings)


def _read(model: type[Model], environment: Mapping[str, str] | None) -> Model:
    given = os.environ if environment is None else environment
    problems = list(_find_misspelt(given))
    settings = None
    try:
        ours = {name: text for name, text in given.items() if text and name.startswith(PREFIX)}
        settings = model.model_validate(ours)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            name = str(one["loc"][0])
            field = model.model_fields.get(name)  # by its name, for a default
            place = EnvironmentVariable(str(field.validation_alias) if field else name)
            problems += [Problem(place, what, one["ctx"]["cure"]) for what in one["ctx"]["what"]]
    if settings is None or problems:
        raise SettingsError(*problems) from None
    return settings


def _find_misspelt(given: Mapping[str, str]) -> Iterator[Problem]:
    """Find what no program reads: it may be meant to protect somebody, so it is refused."""
    known = [setting.name for setting in list_settings()]
    for name in sorted(name for name in given if name.startswith(PREFIX) and name not in known):
        place = EnvironmentVariable(name)
        yield Problem(place, "there is no such setting", suggest_name(name, known))
