"""Charts of votes and feedback by day, of one version or of the whole site, drawn without a script.

The counts of days outlive the votes by two weeks (`vote_alarms.py`); a chart shows as many days as
are there with the shortest setting for votes that most sites have. Today is left out: a bar that
grows while one looks at it would tell when somebody voted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Table, func, select

from entraide.desk.tables import daily_counts, feedback

DAYS = 42  # six weeks; counts are kept for 44 days by default
HEIGHT = 100  # of the highest bar, in units of the drawing
LEAST = 2  # of a bar that is not empty, so that one vote beside a thousand is seen


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day: `x` is its place in the drawing, `top` and `height` those of its bar."""

    day: date
    count: int
    x: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class DayChart:
    """The bars of all days, the oldest first; `most` is the highest count."""

    bars: Sequence[DayBar]
    most: int

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)


@dataclass(frozen=True, slots=True)
class DayCharts:
    """Votes and pieces of feedback on the same days."""

    votes: DayChart
    feedback: DayChart

    @property
    def has_any(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.votes.most or self.feedback.most)

    @property
    def rows(self) -> Sequence[tuple[date, int, int]]:
        """The days with votes or feedback, the newest first, with the number of each."""
        pairs = zip(self.votes.bars, self.feedback.bars, strict=True)
        rows = [(votes.day, votes.count, comments.count) for votes, comments in pairs]
        return [row for row in reversed(rows) if row[1] or row[2]]


def read_day_charts(
    connection: Connection, today: date, version: tuple[int, str] | None = None
) -> DayCharts:
    """Return the charts of the days before `today`; of all versions, where none is named."""
    days = [today - timedelta(days=back) for back in range(DAYS, 0, -1)]
    vote_sum, comments = func.sum(daily_counts.c.votes), func.count()
    return DayCharts(
        _make_chart(days, _count(connection, daily_counts, vote_sum, days[0], version)),
        _make_chart(days, _count(connection, feedback, comments, days[0], version)),
    )


def _count(
    connection: Connection,
    table: Table,
    total: ColumnElement[int],
    first: date,
    version: tuple[int, str] | None,
) -> Mapping[str, int]:
    """Return the total of each day from `first` on; spam is no feedback."""
    conditions = [table.c.day >= first.isoformat()]
    if version:
        conditions += [table.c.entry == version[0], table.c.locale == version[1]]
    if table is feedback:
        conditions.append(table.c.state != "spam")
    query = select(table.c.day, total).where(*conditions).group_by(table.c.day)
    return {day: int(count) for day, count in connection.execute(query)}


def _make_chart(days: Sequence[date], counts: Mapping[str, int]) -> DayChart:
    numbers = [counts.get(day.isoformat(), 0) for day in days]
    most = max(numbers)
    bars = []
    for x, (day, count) in enumerate(zip(days, numbers, strict=True)):
        height = max(LEAST, round(count * HEIGHT / most)) if count else 0
        bars.append(DayBar(day, count, x, HEIGHT - height, height))
    return DayChart(bars, most)
