"""Which day it is, for what depends on it: today in UTC, or the day that was asked for."""

import os
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
