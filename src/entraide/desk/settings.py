"""The desk's settings, from the environment: where its store and the site are, and its secret.

The models are what may be set and what each is for; `list_settings` gives it to the handbook. All
mistakes are told at once, and nothing starts on top of one. Commands that only tend the store ask
for no secret.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from sqlalchemy.engine import URL, make_url

from entraide.desk.news_settings import NewsSettings
from entraide.desk.setting_types import (
    BasePath,
    DatabaseUrl,
    Days,
    FolderCheck,
    Networks,
    NumberRange,
    OptionalSecret,
    Secret,
    Switch,
)
from entraide.errors import EnvironmentVariable, Problem, SettingsError, suggest_name
from entraide.model.environment import OTHER_SETTINGS, SettingDescription

VARIABLE_PREFIX = "ENTRAIDE_"
SITE_CURE = "In the folder of your project, build it: entraide build"
OWN_WORDS = Path("locales")  # of the project, which may have none
WORDS_CURE = "Run this in the folder of your project, or write where the words are"


def _make_variable(name: str) -> str:
    return VARIABLE_PREFIX + name.upper()


class StoreSettings(BaseModel):
    """The settings of the store: its address, and how many days it keeps things."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        alias_generator=_make_variable,
        populate_by_name=True,
        validate_default=True,
        hide_input_in_errors=True,
    )

    database_url: DatabaseUrl = Field(
        default="sqlite:///var/desk.sqlite3",
        title="address",
        description="the store, which is a database: SQLite, or `postgresql://user@host/name`",
        repr=False,  # it may hold a password
    )
    runtime_dir: (
        Annotated[Path, BeforeValidator(FolderCheck("Make it, readable to the desk's user alone"))]
        | None
    ) = Field(
        default=None,
        title="folder",
        description="the keys of the day are in a file here: a folder in memory, of which there is "
        "no backup; without it they are in the memory of the one process, and whoever has voted "
        "may vote again on that day after a restart",
    )
    vote_days: Days = Field(
        default=30,
        title="days",
        description="how long a vote is a row with pseudonyms of its voter and network; after "
        "that it is a part of a count",
    )
    feedback_days: Days = Field(default=365, title="days", description="how long feedback is kept")
    spam_days: Days = Field(
        default=30, title="days", description="how long feedback is kept that staff marked as spam"
    )
    proposal_days: Days = Field(
        default=365,
        title="days",
        description="how long a proposal is kept after the decision",
    )
    open_proposal_days: Days = Field(
        default=365,
        title="days",
        description="how long a proposal is kept that nobody decides upon; its receipt says so",
    )
    audit_days: Days = Field(
        default=365, title="days", description="how long the log of what staff did is kept"
    )

    @cached_property
    def url(self) -> URL:
        """The address of the store, with the database drivers that we install."""
        drivername = "postgresql+psycopg" if self.is_postgresql else "sqlite"
        return make_url(self.database_url).set(drivername=drivername)

    @property
    def is_postgresql(self) -> bool:
        """Whether the store is in PostgreSQL; otherwise it is in SQLite."""
        return self.database_url.startswith("postgresql")

    @property
    def file(self) -> Path | None:
        """The file of an SQLite store; None for PostgreSQL."""
        return None if self.is_postgresql else Path(self.url.database or "")


class BackupSettings(StoreSettings):
    """The settings for backups: those of the store, and the secret that signs them."""

    secret: Secret = Field(
        default="",
        validation_alias=VARIABLE_PREFIX + "SECRET_KEY",
        title="text",
        description=(
            "a secret to sign with; 32 characters or more, made at random; without it the "
            "desk does not start and makes no backup"
        ),
        repr=False,
    )


class DeskSettings(NewsSettings, BackupSettings):
    """All settings of the running desk."""

    site_dir: Annotated[Path, BeforeValidator(FolderCheck(SITE_CURE))] = Field(
        default=Path("site"), title="folder", description="the built site"
    )
    locales_dir: Annotated[Path, BeforeValidator(FolderCheck(WORDS_CURE, OWN_WORDS))] = Field(
        default=OWN_WORDS,
        title="folder",
        description="your own words of the interface, over those that come with Entraide",
    )
    base: BasePath = Field(
        default="/",
        validation_alias=VARIABLE_PREFIX + "BASE_PATH",
        title="path",
        description="the path below which the site stands, such as `/help/`",
    )
    trusted_proxies: Networks = Field(
        default=(),
        title="networks",
        description=(
            "IP addresses or networks of your own web servers, whose `X-Forwarded-For` is believed"
        ),
    )
    v6_prefix: Annotated[int, BeforeValidator(NumberRange(48, 64))] = Field(
        default=64,
        validation_alias=VARIABLE_PREFIX + "IPV6_PREFIX",
        title="bits",
        description="how many bits of an IPv6 address make one voter: 48 to 64",
    )
    limits_times: Annotated[int, BeforeValidator(NumberRange(1, 1_000_000))] = Field(
        default=1,
        title="number",
        description="every limit on visitors is multiplied by this number; those on sign-in and on "
        "tokens of staff are not",
    )
    metrics_token: OptionalSecret = Field(
        default="",
        title="text",
        description="whoever shows this token reads numbers at `desk/metrics`; without it, nobody",
        repr=False,
    )
    session_hours: Annotated[int, BeforeValidator(NumberRange(1, 24))] = Field(
        default=8,
        title="hours",
        description="how long staff stay signed in, however much they do",
    )
    idle_minutes: Annotated[int, BeforeValidator(NumberRange(5, 1440))] = Field(
        default=60,
        validation_alias=VARIABLE_PREFIX + "SESSION_IDLE_MINUTES",
        title="minutes",
        description="how long staff stay signed in while they do nothing",
    )
    second_factor: Switch = Field(
        default=False,
        title="0 or 1",
        description="`1` asks every member of staff for a second factor, a code from an app",
    )
    editor: Switch = Field(
        default=False,
        title="0 or 1",
        description="`1` shows “Write” to staff who may: `entraide edit serve` runs beside it",
    )
    openapi: Switch = Field(
        default=False,
        title="0 or 1",
        description="`1` serves the description of the interface at `desk/openapi.json`",
    )

    @property
    def session_seconds(self) -> int:
        return self.session_hours * 3600

    @property
    def idle_seconds(self) -> int:
        return self.idle_minutes * 60


def list_settings() -> list[SettingDescription]:
    """Return every environment variable that may be set, those of the desk first."""
    return [*_list_own(), *OTHER_SETTINGS]


def _list_own() -> Iterator[SettingDescription]:
    for field in DeskSettings.model_fields.values():
        name, default = str(field.validation_alias), field.default
        default_text = (
            "" if default in ("", (), None) else str(int(default) if default is False else default)
        )
        yield SettingDescription(name, field.title or "", default_text, field.description or "")


def read_store_settings(environment: Mapping[str, str] | None = None) -> StoreSettings:
    """Return the settings of the store in `environment`, for commands that need no secret."""
    return _read(StoreSettings, environment)


def read_backup_settings(environment: Mapping[str, str] | None = None) -> BackupSettings:
    """Return the settings for backups in `environment`: the store's, and the secret."""
    return _read(BackupSettings, environment)


def read_desk_settings(environment: Mapping[str, str] | None = None) -> DeskSettings:
    """Return the settings in `environment`, or in the process's own.

    Raise SettingsError with all mistakes at once.
    """
    return _read(DeskSettings, environment)


Model = TypeVar("Model", bound=StoreSettings)


def _read(model: type[Model], environment: Mapping[str, str] | None) -> Model:
    variables = os.environ if environment is None else environment
    problems = list(_find_misspelt(variables))
    settings = None
    try:
        our_variables = {
            name: text
            for name, text in variables.items()
            if text and name.startswith(VARIABLE_PREFIX)
        }
        settings = model.model_validate(our_variables)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            name = str(detail["loc"][0])
            field = model.model_fields.get(name)  # by its name, for a default
            location = EnvironmentVariable(str(field.validation_alias) if field else name)
            problems += [
                Problem(location, what, detail["ctx"]["cure"]) for what in detail["ctx"]["what"]
            ]
    if settings is None or problems:
        raise SettingsError(*problems) from None
    return settings


def _find_misspelt(variables: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each variable that begins as ours do and is none of them.

    It may be a misspelt setting that is to protect somebody, so the desk does not start.
    """
    known = [setting.name for setting in list_settings()]
    for name in sorted(
        name for name in variables if name.startswith(VARIABLE_PREFIX) and name not in known
    ):
        location = EnvironmentVariable(name)
        yield Problem(location, "there is no such setting", suggest_name(name, known))
