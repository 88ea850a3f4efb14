"""How often: windows of several lengths, for a voter, a network, an entry and everybody together.

The windows of a voter and of a network count every attempt, also one that is over a limit. Those of
an entry and of everybody leave that out, and being over them refuses nobody: a few networks could
shut the way in for all others. It is *crowded* then: what comes in without a harder proof of work
is held for review, and the stricter windows of CROWDED_NETWORK hold. A limit is a number in the
store, so that all workers share it, under a name that only today's key can make.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, update
from sqlalchemy.sql.dml import ReturningInsert

from entraide.desk.pseudonyms import make_pseudonym
from entraide.desk.store import make_upsert
from entraide.desk.tables import limits

MINUTE, HOUR, DAY = 60, 3600, 86400
SHARED_SCOPES = frozenset({"entry", "everybody"})  # scopes of many people; rules name them after
CROWDED_NETWORK = "crowded_network"  # a network while a shared scope is over


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
    """Somebody does something once: `subjects` says who and what, by the scopes of `rules`."""

    purpose: str
    rules: Rules
    subjects: Mapping[str, str]
    key: bytes
    second: int  # seconds since 1970
    times: int = 1  # every limit is multiplied by it

    def iter_buckets(self, name: Callable[..., str]) -> Iterator[tuple[str, tuple[str, Window]]]:
        """Return the name of each bucket, with the scope and the window that it is of."""
        for scope, windows in self.rules.items():
            subject = self.subjects.get(scope, "")
            for window in windows:
                start = self.second // window.seconds
                bucket = name(self.key, self.purpose, scope, subject, window.seconds, start)
                yield bucket, (scope, window)


class LimitVerdict(NamedTuple):
    """`wait` is 0, or the seconds until an attempt would be within the limits of its network.

    It is `crowded` when an entry or everybody together are over a limit.
    """

    wait: int
    crowded: bool = False


def leave_out_crowd(rules: Rules) -> Rules:
    """Return the rules for whoever did the harder proof of work."""
    return {scope: windows for scope, windows in rules.items() if scope != CROWDED_NETWORK}


def count_attempt(connection: Connection, attempt: Attempt) -> LimitVerdict:
    """Count `attempt`, and compare it with every limit; with those of a crowd only in one."""
    verdict = count_attempts(connection, [replace(attempt, rules=leave_out_crowd(attempt.rules))])[
        0
    ]
    strict = attempt.rules.get(CROWDED_NETWORK)
    if verdict.wait or not verdict.crowded or not strict:
        return verdict
    narrow = replace(attempt, rules={CROWDED_NETWORK: strict})
    return verdict._replace(wait=count_attempts(connection, [narrow])[0].wait)


def count_attempts(connection: Connection, attempts: Sequence[Attempt]) -> list[LimitVerdict]:
    """Return what each of `attempts` is, one after the other, counted by one statement."""
    name = cache(make_pseudonym)  # attempts at once share an entry, a network, and everybody’s
    attempt_buckets = [dict(attempt.iter_buckets(name)) for attempt in attempts]
    increments = Counter(bucket for buckets in attempt_buckets for bucket in buckets)
    ends = {
        bucket: _find_end(attempt.second, window)
        for attempt, buckets in zip(attempts, attempt_buckets, strict=True)
        for bucket, (_, window) in buckets.items()
    }
    bucket_counts = connection.execute(
        _count_up(connection.dialect.name),
        [
            {"bucket": bucket, "count": increments[bucket], "expires": ends[bucket]}
            for bucket in ends
        ],
    )
    counts = {bucket: count - increments[bucket] for bucket, count in bucket_counts}
    refunds: Counter[str] = Counter()
    verdicts = [
        _judge_attempt(attempt, buckets, counts, refunds)
        for attempt, buckets in zip(attempts, attempt_buckets, strict=True)
    ]
    if refunds:
        rows = [{"spared": bucket, "times": times} for bucket, times in refunds.items()]
        connection.execute(REFUND, rows)
    return verdicts


@cache
def _count_up(dialect: str) -> ReturningInsert[str, int]:
    insert = make_upsert(dialect, limits)
    upsert = insert.on_conflict_do_update(
        index_elements=[limits.c.bucket], set_={"count": limits.c.count + insert.excluded["count"]}
    )
    return upsert.returning(limits.c.bucket, limits.c.count)


REFUND = (
    update(limits)
    .where(limits.c.bucket == bindparam("spared"))
    .values(count=limits.c.count - bindparam("times"))
)


def _judge_attempt(
    attempt: Attempt,
    buckets: Mapping[str, tuple[str, Window]],
    counts: dict[str, int],
    refunds: Counter[str],
) -> LimitVerdict:
    """Count one attempt in `counts`, and compare; add buckets that do not count it to `refunds`."""
    wait, crowded = 0, False
    for bucket, (scope, window) in buckets.items():
        shared = scope in SHARED_SCOPES
        if wait and shared:
            refunds[bucket] += 1
            continue
        counts[bucket] += 1
        if counts[bucket] > window.most_attempts * attempt.times:
            crowded = crowded or shared
            if not shared:
                wait = max(wait, _find_end(attempt.second, window) - attempt.second)
    return LimitVerdict(wait, crowded)


def _find_end(second: int, window: Window) -> int:
    return (second // window.seconds + 1) * window.seconds
