"""Whether the clock of this machine can be right: compared with the last time that the store knows.

A desk notes the time in the store at its start and every hour. A clock that is more than a day
before or behind that note is in doubt, after a fault of the machine as after a week without the
desk: nobody but the operator can tell which. Until they confirm the clock, nothing is deleted by
its age. A store without a note is of an older version, or new: its newest row takes its place.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, func, select

from entraide.desk.store_errors import STORE_PLACE
from entraide.desk.store_state import read_state, write_state
from entraide.desk.tables import audit, feedback, proposals, votes
from entraide.errors import Problem

TOLERANCE = timedelta(days=1)
LAST_SEEN = "last-seen"  # the row of `desk_state`: seconds since 1970


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """What the clock says, and the last time that the store knows of: more than a day between."""

    now: datetime
    known: datetime

    @property
    def is_ahead(self) -> bool:
        return self.now > self.known

    def to_problem(self) -> Problem:
        """Return it in words for whoever runs the desk."""
        what = (
            f"the clock of this machine says {self.now:%Y-%m-%d}, the store last knew "
            f"{self.known:%Y-%m-%d}: nothing is deleted"
        )
        cure = "Mend the clock; if it is right: entraide desk purge --clock-is-right"
        return Problem(STORE_PLACE, what, cure)


def check_clock(
    connection: Connection, now: datetime, *, is_right: bool = False
) -> ClockDoubt | None:
    """Return the doubt about a clock that says `now`; without one, or if `is_right`, note `now`."""
    doubt = None if is_right else find_clock_doubt(connection, now)
    if doubt is None:
        note_time(connection, now)
    return doubt


def find_clock_doubt(connection: Connection, now: datetime) -> ClockDoubt | None:
    """Return the doubt about a clock that says `now`; None without one."""
    known = _read_last_seen(connection) or _find_newest_row(connection)
    if known is None or abs(now - known) <= TOLERANCE:
        return None
    return ClockDoubt(now, known)


def note_time(connection: Connection, now: datetime) -> None:
    """Keep `now` as the last time that the store knows."""
    write_state(connection, LAST_SEEN, str(int(now.timestamp())))


def _read_last_seen(connection: Connection) -> datetime | None:
    value = read_state(connection, LAST_SEEN)
    return None if value is None else datetime.fromtimestamp(int(value), UTC)


def _find_newest_row(connection: Connection) -> datetime | None:
    """Return the end of the newest day, or the moment, that a row of the store has."""
    days = [
        connection.execute(select(func.max(table.c.day))).scalar()
        for table in (votes, feedback, proposals)
    ]
    ends = [datetime.combine(date.fromisoformat(day), time.max, UTC) for day in days if day]
    at = connection.execute(select(func.max(audit.c.at))).scalar()
    return max(
        [*ends, *([datetime.fromtimestamp(at, UTC)] if at is not None else [])], default=None
    )
