"""What time it is, asked through one function so that tests can hold it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def get_now() -> datetime:
    return datetime.now(UTC)
