"""Limits: how often something may be done in a window of time, by a voter, a network, or all.

A rule has windows of several lengths for each *scope*: voter, network, entry, everybody.

The windows of a voter and of a network count every attempt, even one that is refused. Those of an
entry and of everybody count only attempts within the limits of their network, and refuse nobody:
otherwise a few networks could shut everybody out. When they are full it is *crowded*. Then a
comment without a harder proof of work is held for review, and the stricter windows of
CROWDED_NETWORK hold.

A count is a number in the store, shared by all workers, under a name that only the key of the day
can make.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ClauseElement, Connection, bindparam, select, update

from entraide.desk.pseudonyms import make_pseudonym
from entraide.desk.statements import FastStatement
from entraide.desk.store import make_upsert
from entraide.desk.tables import limits

MINUTE, HOUR, DAY = 60, 3600, 86400
SHARED_SCOPES = frozenset({"entry", "everybody"})  # scopes of many people
CROWDED_NETWORK = "crowded_network"  # a network while a shared scope is over
CROWDED_FOR = 10 * MINUTE  # since the last attempt that found it crowded
CROWDED = "crowded"  # the bucket that tells every worker so, until it expires


@dataclass(frozen=True, slots=True)
class Window:
    seconds: int
    most_attempts: int


Rules = Mapping[str, tuple[Window, ...]]  # scope -> its windows

RATING_LIMITS: Rules = {
    "voter": (Window(MINUTE, 10), Window(HOUR, 60), Window(DAY, 200)),
    "network": (Window(MINUTE, 60), Window(HOUR, 600)),  # a school, a mobile operator
    "entry": (Window(HOUR, 1_000),),
    "everybody": (Window(MINUTE, 3_000), Window(HOUR, 60_000)),
    CROWDED_NETWORK: (Window(HOUR, 20),),
}
COMMENT_LIMITS: Rules = {
    "voter": (Window(MINUTE, 3), Window(HOUR, 10), Window(DAY, 30)),
    "network": (Window(HOUR, 60), Window(DAY, 300)),
    "entry": (Window(HOUR, 100),),
    "everybody": (Window(MINUTE, 120), Window(HOUR, 2_000)),
    CROWDED_NETWORK: (Window(HOUR, 5),),
}
UNPROVEN_COMMENT_LIMITS: Rules = {  # without proof of work
    "voter": (Window(HOUR, 2), Window(DAY, 5)),
    "network": (Window(HOUR, 10), Window(DAY, 30)),
    "entry": (Window(HOUR, 20),),
    "everybody": (Window(MINUTE, 30), Window(HOUR, 300)),
    CROWDED_NETWORK: (Window(HOUR, 3),),
}
PROPOSAL_LIMITS: Rules = {
    "voter": (Window(MINUTE, 5), Window(HOUR, 40), Window(DAY, 100)),  # a translator at work
    "network": (Window(HOUR, 100), Window(DAY, 300)),
    "entry": (Window(HOUR, 30), Window(DAY, 100)),
    "everybody": (Window(MINUTE, 60), Window(HOUR, 600), Window(DAY, 2_000)),
    CROWDED_NETWORK: (Window(HOUR, 5),),
}
UNPROVEN_PROPOSAL_LIMITS: Rules = {
    "voter": (Window(HOUR, 5), Window(DAY, 15)),
    "network": (Window(HOUR, 15), Window(DAY, 40)),
    "entry": (Window(HOUR, 10), Window(DAY, 30)),
    "everybody": (Window(MINUTE, 15), Window(HOUR, 150), Window(DAY, 500)),
    CROWDED_NETWORK: (Window(HOUR, 3),),
}
QUESTION_LIMITS: Rules = {
    "voter": (Window(MINUTE, 3), Window(HOUR, 10), Window(DAY, 20)),
    "network": (Window(HOUR, 40), Window(DAY, 200)),
    "everybody": (Window(MINUTE, 60), Window(HOUR, 1_000)),
    CROWDED_NETWORK: (Window(HOUR, 5),),
}
UNPROVEN_QUESTION_LIMITS: Rules = {
    "voter": (Window(HOUR, 2), Window(DAY, 5)),
    "network": (Window(HOUR, 10), Window(DAY, 30)),
    "everybody": (Window(MINUTE, 15), Window(HOUR, 150)),
    CROWDED_NETWORK: (Window(HOUR, 3),),
}
SIGN_IN_LIMITS: Rules = {
    "account": (Window(15 * MINUTE, 10), Window(DAY, 50)),
    "network": (Window(15 * MINUTE, 30),),
}
STAFF_TOKEN_LIMITS: Rules = {  # that are none; those that are one are not counted
    "network": (Window(15 * MINUTE, 30),),
}
KNOWN_DEVICE_LIMITS: Rules = {  # for those who have signed in there before
    "device": (Window(15 * MINUTE, 10), Window(DAY, 50)),
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to do something; `subjects` has who and what it counts for, by scope."""

    purpose: str
    rules: Rules
    subjects: Mapping[str, str]
    key: bytes
    second: int  # seconds since 1970
    times: int = 1  # every limit is multiplied by it

    def iter_buckets(self) -> Iterator[tuple[str, tuple[str, Window]]]:
        """Yield the name of each counter of this attempt, with its scope and its window."""
        for scope, windows in self.rules.items():
            subject = self.subjects.get(scope, "")
            for window in windows:
                start = self.second // window.seconds
                parts = (self.purpose, scope, subject, window.seconds, start)
                yield make_pseudonym(self.key, *parts), (scope, window)

    def compute_wait(self, window: Window) -> int:
        """Return the seconds until the present `window` ends."""
        return window.seconds - self.second % window.seconds


class LimitVerdict(NamedTuple):
    """The result of an attempt: `wait` is 0, or the seconds until its network may try again.

    `crowded` says that the windows of the entry or of everybody are full.
    """

    wait: int
    crowded: bool = False


def leave_out_crowd(rules: Rules) -> Rules:
    """Return the rules for a sender who did the harder proof of work."""
    return {scope: windows for scope, windows in rules.items() if scope != CROWDED_NETWORK}


def count_attempt(connection: Connection, attempt: Attempt) -> LimitVerdict:
    """Count `attempt`, and compare it with its limits; return the result.

    The stricter limits of CROWDED_NETWORK are counted and compared only when it is crowded.
    """
    verdict = _count(connection, replace(attempt, rules=leave_out_crowd(attempt.rules)))
    strict = attempt.rules.get(CROWDED_NETWORK)
    if not verdict.crowded or not strict:
        return verdict
    narrow = replace(attempt, rules={CROWDED_NETWORK: strict})
    return verdict._replace(wait=_count(connection, narrow).wait)


def note_crowd(connection: Connection, second: int) -> None:
    """Note that it is crowded, so that all workers ask for harder proofs of work."""
    insert = make_upsert(connection.dialect.name, limits)
    expires = -(-second // MINUTE) * MINUTE + CROWDED_FOR  # a second would tell when somebody wrote
    row = insert.values(bucket=CROWDED, count=1, expires=expires)
    connection.execute(
        row.on_conflict_do_update(
            index_elements=[limits.c.bucket],
            set_={"expires": insert.excluded.expires},
            where=limits.c.expires < insert.excluded.expires,  # once a minute, not at each attempt
        )
    )


def is_crowded(connection: Connection, second: int) -> bool:
    """Return whether any worker has noted a crowd within CROWDED_FOR."""
    query = select(limits.c.bucket).where(limits.c.bucket == CROWDED, limits.c.expires > second)
    return connection.execute(query).first() is not None


def _count(connection: Connection, attempt: Attempt) -> LimitVerdict:
    """Count `attempt` in all its windows by one statement, and compare it with their limits.

    An attempt that has to wait is taken out of the windows of an entry and of everybody again.
    """
    buckets = dict(attempt.iter_buckets())
    values: dict[str, Any] = {}
    for place, (bucket, (_, window)) in enumerate(buckets.items()):
        values[f"bucket{place}"] = bucket
        values[f"count{place}"] = 1
        values[f"expires{place}"] = attempt.second + attempt.compute_wait(window)
    counts: Iterable[Any] = _count_up(len(buckets)).run(connection, values)
    over = [
        buckets[bucket]
        for bucket, count in counts
        if count > buckets[bucket][1].most_attempts * attempt.times
    ]
    waits = [attempt.compute_wait(window) for scope, window in over if scope not in SHARED_SCOPES]
    if not waits:
        return LimitVerdict(0, crowded=bool(over))
    shared = [bucket for bucket, (scope, _) in buckets.items() if scope in SHARED_SCOPES]
    connection.execute(
        update(limits).where(limits.c.bucket.in_(shared)).values(count=limits.c.count - 1)
    )
    return LimitVerdict(max(waits))


@cache
def _count_up(number: int) -> FastStatement:
    rows: list[dict[str, BindParameter[Any]]] = [
        {name: bindparam(f"{name}{place}") for name in ("bucket", "count", "expires")}
        for place in range(number)
    ]

    def make(dialect: str) -> ClauseElement:
        insert = make_upsert(dialect, limits).values(rows)
        count = limits.c.count + insert.excluded.count
        counted = insert.on_conflict_do_update(index_elements=["bucket"], set_={"count": count})
        return counted.returning(limits.c.bucket, limits.c.count)

    return FastStatement(make)
