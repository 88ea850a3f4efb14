"""What staff are told outside of the desk: how much came on whole days, and what waits now.

There are counts and links, and never a word of a visitor. Only days that are over are told of: a
count that grows while one looks at it would tell when somebody wrote.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import Connection, Table, func, select

from entraide.desk.proposals import OPEN, ProposalFilter, count_proposals
from entraide.desk.published_site import PublishedSnapshot
from entraide.desk.staff import question_queue
from entraide.desk.staff.feedback_queue import FeedbackFilter, count_items
from entraide.desk.tables import feedback, proposals, questions
from entraide.model.channel import WARNING_PERIOD
from entraide.model.staff_roles import STAFF_PATH

Kind = Literal["proposals", "feedback", "questions"]
TABLES: Mapping[Kind, Table] = {
    "proposals": proposals,
    "feedback": feedback,
    "questions": questions,
}
PAGES: Mapping[Kind, str] = {
    "proposals": "proposals/",
    "feedback": "queue/",
    "questions": "questions/",
}
NO_NEWS = ("spam", "aside")  # states of what nobody needs to be told of


@dataclass(frozen=True, slots=True)
class DayCount:
    """How much came on a day, by its kind."""

    day: date
    counts: Mapping[Kind, int]


@dataclass(frozen=True, slots=True)
class News:
    """What came from one day to another, both counted, and what waits now.

    `services_due` are to be verified within WARNING_PERIOD, `services_over` are on no page.
    """

    site: str
    address: str  # of the site; ends with a slash
    since: date
    until: date
    new: Mapping[Kind, int]
    waiting: Mapping[Kind, int]
    services_due: int
    services_over: int

    @property
    def has_new(self) -> bool:
        """Whether there is anything that staff do not know."""
        return any(self.new.values())

    @property
    def is_one_day(self) -> bool:
        """Whether all of it is of one day."""
        return self.since == self.until

    @property
    def is_waiting(self) -> bool:
        """Whether anything waits."""
        return any(self.waiting.values())

    @property
    def links(self) -> Mapping[Kind, str]:
        """The page of staff for each kind."""
        return {kind: f"{self.address}{STAFF_PATH}{page}" for kind, page in PAGES.items()}


def count_days(connection: Connection, since: date, until: date) -> list[DayCount]:
    """Return what came on each day from `since` to `until`, the newest first."""
    days: dict[str, dict[Kind, int]] = {}
    for kind, table in TABLES.items():
        between = (table.c.day >= since.isoformat(), table.c.day <= until.isoformat())
        query = (
            select(table.c.day, func.count())
            .where(*between, table.c.state.not_in(NO_NEWS))
            .group_by(table.c.day)
        )
        for day, count in connection.execute(query):
            days.setdefault(day, dict.fromkeys(TABLES, 0))[kind] = count
    return [DayCount(date.fromisoformat(day), days[day]) for day in sorted(days, reverse=True)]


def make_news(connection: Connection, site: PublishedSnapshot, since: date, until: date) -> News:
    """Return what staff are told of the days from `since` to `until`, which are over."""
    new: Counter[Kind] = Counter()
    for each in count_days(connection, since, until):
        new.update(each.counts)
    waiting: dict[Kind, int] = {
        "proposals": count_proposals(connection, ProposalFilter([OPEN])),
        "feedback": count_items(connection, FeedbackFilter(("open",))),
        "questions": question_queue.count_open(connection),
    }
    today = until + timedelta(days=1)
    due, over = _count_services(site.data.service_days, today)
    return News(
        site=site.data.locales[0].site_name,
        address=site.data.address,
        since=since,
        until=until,
        new={kind: new[kind] for kind in TABLES},
        waiting=waiting,
        services_due=due,
        services_over=over,
    )


def _count_services(days: Iterable[date], today: date) -> tuple[int, int]:
    """Return how many services must be verified soon, and how many were not verified in time."""
    ends = list(days)
    over = sum(day < today for day in ends)
    return sum(today <= day <= today + WARNING_PERIOD for day in ends), over
