"""The progress of `entraide build`, and the time that each stage took.

Progress is a bar in a terminal, and a line for each stage elsewhere; both go to standard error.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from entraide.cli.tables import format_table
from entraide.content.build_stages import StageCost, StageWatch, follow_stages

ROOM = "\r\033[K"  # to the start of the line, and nothing behind it
COLUMNS = 24  # of the bar
FIXED_STAGES = 7  # beside one for the pages of each locale


class _Bar:
    """A bar that grows with each stage; it gives way to lines of others."""

    def __init__(self, length: int) -> None:
        self._length, self._count = length, 0

    def begin(self, name: str) -> None:
        self._count = min(self._count + 1, self._length)
        columns = COLUMNS * self._count // self._length
        bar = "#" * columns + "." * (COLUMNS - columns)
        click.echo(f"{ROOM}{bar} {name}", nl=False, err=True)

    def make_room(self) -> None:
        click.echo(ROOM, nl=False, err=True)


class _Lines:
    """A line for each stage."""

    def begin(self, name: str) -> None:
        click.echo(f"{name} …", err=True)

    def make_room(self) -> None:
        pass


@contextmanager
def show_progress(locales: int, *, quiet: bool) -> Iterator[list[StageCost]]:
    """Show the stage that the build within the `with` block is in, unless `quiet`."""
    watch: StageWatch | None = None
    if not quiet:
        watch = _Bar(FIXED_STAGES + locales) if sys.stderr.isatty() else _Lines()
    with follow_stages(watch) as costs:
        try:
            yield costs
        finally:
            if watch:
                watch.make_room()


def format_profile(costs: Sequence[StageCost], wall: float, processor: float) -> Iterator[str]:
    """Yield the lines of a table of stages: what each took of the clock, and of processors."""
    stages = [cost for cost in costs if not cost.beside]
    stages.append(
        StageCost(
            "MkDocs, and the rest",
            wall - sum(cost.wall for cost in stages),
            processor - sum(cost.processor for cost in stages),
        )
    )
    rows = [["stage", "clock, s", "processors, s"]]
    rows += [[cost.name, f"{cost.wall:.2f}", f"{cost.processor:.2f}"] for cost in stages]
    rows.append(["all", f"{wall:.2f}", f"{processor:.2f}"])
    beside = [cost for cost in costs if cost.beside]
    rows += [
        [f"beside: {cost.name}", f"{cost.wall:.2f}", f"{cost.processor:.2f}"] for cost in beside
    ]
    yield from format_table(rows, 0)
