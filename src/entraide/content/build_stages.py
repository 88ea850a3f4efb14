"""The stages of a build: which one it is in, and how long each has taken.

What is known here is of the process that asked for the build. A stage in another process is
reported when that process has ended.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol


class StageCost(NamedTuple):
    """What a stage took, in seconds: on the clock, and of processors, other processes too.

    One `beside` the others is no part of the sum: it ran in another process, or within the stage
    that waited for it.
    """

    name: str
    wall: float
    processor: float
    beside: bool = False


class StageWatch(Protocol):
    """The interface that is told of the progress of a build."""

    def begin(self, name: str) -> None:
        """Show that the stage `name` begins."""

    def make_room(self) -> None:
        """Clear the line on which a stage is shown, since something else is about to be printed."""


class _BuildLog:
    """The stages of the build of this process."""

    def __init__(self) -> None:
        self.costs: list[StageCost] = []
        self.watch: StageWatch | None = None


LOG = _BuildLog()


@contextmanager
def follow_stages(watch: StageWatch | None) -> Iterator[list[StageCost]]:
    """Tell `watch` of each stage of the block; the list that is yielded gets their costs."""
    before = LOG.watch, LOG.costs
    LOG.watch, LOG.costs = watch, []
    try:
        yield LOG.costs
    finally:
        LOG.watch, LOG.costs = before


@contextmanager
def run_stage(name: str, *, beside: bool = False) -> Iterator[None]:
    """Measure the block as the stage `name`."""
    if LOG.watch and not beside:
        LOG.watch.begin(name)
    wall, processor = time.monotonic(), measure_work()
    try:
        yield
    finally:
        cost = (time.monotonic() - wall, measure_work() - processor)
        LOG.costs.append(StageCost(name, *cost, beside))


def make_room() -> None:
    """Say that somebody is about to write a line where the progress of a build is shown."""
    if LOG.watch:
        LOG.watch.make_room()


def write_line(text: str) -> None:
    """Write a line above the progress of the build."""
    make_room()
    sys.stderr.write(f"{text}\n")


def add_costs(costs: list[StageCost]) -> None:
    """Add the costs of stages that ran in another process."""
    LOG.costs += costs


def measure_work() -> float:
    """Return the processor seconds of this process and of its ended child processes."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
