"""Which day it is, for what depends on it: today in UTC, or the day that was asked for."""

import os
from calendar import monthrange
from datetime import UTC, date, datetime

from entraide.errors import SettingsError

VARIABLE = "ENTRAIDE_AS_OF"  # how `entraide build --as-of` reaches the hooks


def as_of(asked: str | None = None) -> date:
    """The day in `asked` or in the environment, as YYYY-MM-DD; else today, UTC."""
    text = asked or os.environ.get(VARIABLE)
    if not text:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"--as-of: “{text}” is no date. Write YYYY-MM-DD.") from error


def six_months_after(day: date) -> date:
    """The same day six months later, or the last one of a shorter month."""
    years, month = divmod(day.month + 5, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
