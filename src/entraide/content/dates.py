"""Dates: which day it is, and which time a build uses as its own."""

import os
from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from entraide.errors import (
    Argument,
    ContentError,
    EnvironmentVariable,
    Problem,
    SettingsError,
)
from entraide.model.environment import AS_OF

SOURCE_DATE_VARIABLE = (
    "SOURCE_DATE_EPOCH"  # https://reproducible-builds.org/specs/source-date-epoch/
)
LAST_SECOND = 253_402_300_799  # of the year 9999
DAY_VARIABLE = AS_OF.name  # how `entraide build --as-of` reaches the hooks


def resolve_day(day: str | None = None, zone: str = "UTC") -> date:
    """Return `day`, or the day in the environment (YYYY-MM-DD), or else today in a time zone.

    Raise SettingsError if it is no date.
    """
    text = day or os.environ.get(DAY_VARIABLE)
    if not text:
        return datetime.now(ZoneInfo(zone) if zone != "UTC" else UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        location = Argument("--as-of")
        raise SettingsError(
            Problem(location, f"“{text}” is no date", "Write YYYY-MM-DD")
        ) from error


def read_source_date() -> int | None:
    """Return the time that a build gives as its own, in seconds since 1970; None if none is set.

    Raises ContentError if the environment holds no such number.
    """
    text = os.environ.get(SOURCE_DATE_VARIABLE)
    if text is None:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 15 and int(text) <= LAST_SECOND:
        return int(text)
    what = f"“{text[:40]}” is no time" if text else "it is empty"
    cure = f"Write the seconds since 1970, as in {SOURCE_DATE_VARIABLE}=1795219200, or unset it"
    raise ContentError(Problem(EnvironmentVariable(SOURCE_DATE_VARIABLE), what, cure))


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month + months - 1, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
