"""Somebody who votes again and again while something else is done to the store."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from threading import Event, Thread

from entraide.desk import votes
from entraide.desk.migrate import open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store
from entraide.desk.store_errors import STORE_EXCEPTIONS
from entraide.desk.votes import Vote

PAUSE = 0.002  # seconds between two votes


@dataclass
class Waits:
    """The seconds of each vote, and how many were refused."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0


@contextmanager
def keep_voting(store: Store, settings: StoreSettings, day: str) -> Iterator[Waits]:
    """Vote on that day until the block ends, by another worker on PostgreSQL; yield the waits."""
    ends, waits = Event(), Waits()
    beside = open_store(settings) if settings.is_postgresql else nullcontext(store)

    def vote_on() -> None:
        number = 0
        with beside as writer:
            while not ends.is_set():
                number += 1
                began = time.perf_counter()
                name = f"{number:032x}"  # of the voter, and of a network of its own
                vote = Vote(1, "en", 1, name, "five", 5, day, name)
                try:
                    writer.write(partial(votes.store_vote, vote=vote))
                except STORE_EXCEPTIONS:
                    waits.refused += 1
                waits.seconds.append(time.perf_counter() - began)
                time.sleep(PAUSE)

    voting = Thread(target=vote_on)
    voting.start()
    try:
        yield waits
    finally:
        ends.set()
        voting.join()
