"""The present time, asked of one function, so that tests can replace it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def get_now() -> datetime:
    return datetime.now(UTC)
