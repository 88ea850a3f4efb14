"""How often: windows of several lengths, for a voter, a network, an entry and everybody together.

Every window counts every attempt, also one that is over a limit. A limit is a number in the store,
so that all workers share it, under a name that only today's key can make.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete

from entraide.desk.keys import name_of
from entraide.desk.store import upsert
from entraide.desk.tables import limits

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True)
class Window:
    seconds: int
    most: int


Rules = Mapping[str, tuple[Window, ...]]  # scope -> its windows

RATINGS: Rules = {
    "voter": (Window(MINUTE, 10), Window(HOUR, 60), Window(DAY, 200)),
    "network": (Window(MINUTE, 60), Window(HOUR, 600)),  # a school, a mobile operator
    "entry": (Window(HOUR, 1_000),),
    "everybody": (Window(MINUTE, 3_000), Window(HOUR, 60_000)),
}
COMMENTS: Rules = {
    "voter": (Window(MINUTE, 3), Window(HOUR, 10), Window(DAY, 30)),
    "network": (Window(HOUR, 60), Window(DAY, 300)),
    "entry": (Window(HOUR, 100),),
    "everybody": (Window(MINUTE, 120), Window(HOUR, 2_000)),
}
UNPROVEN_COMMENTS: Rules = {  # without proof of work
    "voter": (Window(HOUR, 2), Window(DAY, 5)),
    "network": (Window(HOUR, 10), Window(DAY, 30)),
    "entry": (Window(HOUR, 20),),
    "everybody": (Window(MINUTE, 30), Window(HOUR, 300)),
}
SIGN_INS: Rules = {
    "account": (Window(15 * MINUTE, 10), Window(DAY, 50)),
    "network": (Window(15 * MINUTE, 30),),
    "everybody": (Window(MINUTE, 60),),
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody does something once: `subjects` says who and what, by the scopes of `rules`."""

    purpose: str
    rules: Rules
    subjects: Mapping[str, str]
    key: bytes
    at: int  # seconds since 1970
    times: int = 1  # every limit is multiplied by it

    def buckets(self) -> Iterator[tuple[str, Window]]:
        for scope, windows in self.rules.items():
            subject = self.subjects.get(scope, "")
            for window in windows:
                start = self.at // window.seconds
                yield name_of(self.key, self.purpose, scope, subject, window.seconds, start), window


def wait_after(connection: Connection, attempt: Attempt) -> int:
    """Count `attempt`; 0 when it is within every limit, else the seconds until it would be."""
    windows = dict(sorted(attempt.buckets()))
    insert = upsert(connection, limits)
    counted = connection.execute(
        insert.on_conflict_do_update(
            index_elements=[limits.c.bucket], set_={"count": limits.c.count + 1}
        ).returning(limits.c.bucket, limits.c.count),
        [
            {"bucket": bucket, "count": 1, "expires": _end(attempt.at, window)}
            for bucket, window in windows.items()
        ],
    )
    waits = [
        _end(attempt.at, windows[bucket]) - attempt.at
        for bucket, count in counted
        if count > windows[bucket].most * attempt.times
    ]
    return max(waits, default=0)


def _end(at: int, window: Window) -> int:
    return (at // window.seconds + 1) * window.seconds


def forget_expired(connection: Connection, at: int) -> int:
    """Remove the windows that are over; how many."""
    return connection.execute(delete(limits).where(limits.c.expires <= at)).rowcount
