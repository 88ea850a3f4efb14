"""Whether the clock of this machine can be right, by the last time that the store knows.

A desk writes the time into the store at its start and every hour. A clock that differs from it by
more than a day is in doubt. It may be wrong, or the desk may not have run for a week: only the
operator can know. Until they confirm the clock, nothing is deleted for its age. A store in which no
time was written is new, or of an older version; the date of its newest row is used instead.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, func, select

from entraide.desk.store_errors import STORE_LOCATION
from entraide.desk.store_state import read_state, write_state
from entraide.desk.tables import audit, feedback, proposals, questions, votes
from entraide.errors import Problem

TOLERANCE = timedelta(days=1)
LAST_SEEN = "last-seen"  # the row of `desk_state`: seconds since 1970


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The time of the clock and the last time of the store, which are more than a day apart."""

    now: datetime
    known: datetime

    @property
    def is_ahead(self) -> bool:
        return self.now > self.known

    def to_problem(self) -> Problem:
        """Return the doubt as a problem for the operator."""
        what = (
            f"the clock of this machine says {self.now:%Y-%m-%d}, the store last knew "
            f"{self.known:%Y-%m-%d}: nothing is deleted"
        )
        cure = "Mend the clock; if it is right: entraide desk purge --clock-is-right"
        return Problem(STORE_LOCATION, what, cure)


def check_clock(
    connection: Connection, now: datetime, *, is_right: bool = False
) -> ClockDoubt | None:
    """Write `now` into the store, unless there is a doubt about it, which is returned.

    With `is_right`, the operator has confirmed the clock, and there is no doubt.
    """
    doubt = None if is_right else find_clock_doubt(connection, now)
    if doubt is None:
        note_time(connection, now)
    return doubt


def find_clock_doubt(connection: Connection, now: datetime) -> ClockDoubt | None:
    """Return the doubt about a clock that says `now`; None where there is none."""
    known = _read_last_seen(connection) or _find_newest_row(connection)
    if known is None or abs(now - known) <= TOLERANCE:
        return None
    return ClockDoubt(now, known)


def note_time(connection: Connection, now: datetime) -> None:
    """Write `now` into the store as the last time that it knows."""
    write_state(connection, LAST_SEEN, str(int(now.timestamp())))


def _read_last_seen(connection: Connection) -> datetime | None:
    value = read_state(connection, LAST_SEEN)
    return None if value is None else datetime.fromtimestamp(int(value), UTC)


def _find_newest_row(connection: Connection) -> datetime | None:
    """Return the latest time in any row of the store; of a day, its end."""
    days = [
        connection.execute(select(func.max(table.c.day))).scalar()
        for table in (votes, feedback, proposals, questions)
    ]
    ends = [datetime.combine(date.fromisoformat(day), time.max, UTC) for day in days if day]
    at = connection.execute(select(func.max(audit.c.at))).scalar()
    return max(
        [*ends, *([datetime.fromtimestamp(at, UTC)] if at is not None else [])], default=None
    )
