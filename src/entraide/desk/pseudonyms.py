"""Day keys: what makes a voter of a network, for one day and one purpose, and nothing afterwards.

A key is random, a row of the store made under the writers' lock, so that every worker has the
same. It is destroyed within 48 hours of its making; from then on nobody can tell who voted, not
even by trying every address there is. Votes, limits and log lines have keys of their own.
"""

import hmac
import secrets
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, delete, event, select

from entraide.desk.clock import Clock
from entraide.desk.store import Store, make_upsert
from entraide.desk.tables import day_keys


class Purpose(StrEnum):
    VOTE = "vote"
    LIMIT = "limit"
    LOG = "log"


Keys = Mapping[Purpose, bytes]


def make_pseudonym(key: bytes, *parts: object) -> str:
    """Return the name of `parts` while `key` exists: 32 hex digits. Parts never run together."""
    message = "\0".join(map(str, parts)).encode()
    return hmac.new(key, message, "sha256").hexdigest()[:32]


def fetch_day_keys(connection: Connection, day: date) -> Keys:
    """Return the keys of `day`, made now when there are none; older ones are destroyed."""
    destroy_keys_before(connection, day)
    rows = [
        {"day": day.isoformat(), "purpose": purpose.value, "secret": secrets.token_bytes(32)}
        for purpose in Purpose
    ]
    connection.execute(
        make_upsert(connection.dialect.name, day_keys).on_conflict_do_nothing(), rows
    )
    found = connection.execute(
        select(day_keys.c.purpose, day_keys.c.secret).where(day_keys.c.day == day.isoformat())
    )
    return {Purpose(purpose): bytes(secret) for purpose, secret in found}


def destroy_keys_before(connection: Connection, day: date) -> int:
    """Destroy the keys of the days before `day`; how many."""
    gone = connection.execute(delete(day_keys).where(day_keys.c.day < day.isoformat()))
    return gone.rowcount


class DayKeys:
    """The keys of today, asked of the store once a day, and after each new connection to it.

    A PostgreSQL that crashed has forgotten them: its workers must agree on new ones.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._asked: date | None = None  # the day that `known` is of
        self.known: Keys = {}  # those last asked for; none before the first time
        event.listen(store.engine, "connect", self._forget)

    async def get_today(self) -> Keys:
        day = self._clock().date()
        if self._asked != day:
            self.known = await self._store.write_soon(
                lambda connection: fetch_day_keys(connection, day)
            )
            self._asked = day
        return self.known

    def _forget(self, *_connection: object) -> None:
        self._asked = None
