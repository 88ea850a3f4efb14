"""Queries on feedback for staff: list, search and count it, and store what staff decide.

Feedback is new, in work, done or spam. It is `unproven` if it came without a proof of work, from a
page without JavaScript: it waits in the same queue, has a mark, and has a filter.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, literal, select, update

from entraide.desk.schemas import REASONS
from entraide.desk.tables import feedback
from entraide.model.alphabet import drop_accents

FeedbackState = Literal["open", "work", "done", "spam"]
STATES: Sequence[FeedbackState] = ("open", "work", "done", "spam")
MOST_SEARCHED = 10_000  # the newest: words are looked for in so many comments
BATCH = 500  # rows that are read by their ids at once
NEWEST_FIRST = (feedback.c.day.desc(), feedback.c.id.desc())


@dataclass(frozen=True, slots=True)
class FeedbackFilter:
    """A filter of feedback: its states, its version, whether it is unproven, and so on.

    `since` and `until` are days, both included; `assignee` is a name, "" for feedback without one;
    `words` must all stand in the comment or the note.
    """

    states: Sequence[str]
    entry: int | None = None
    locale: str | None = None
    unproven: bool = False
    reason: str = ""
    since: str = ""
    until: str = ""
    assignee: str | None = None
    words: Sequence[str] = ()

    def list_conditions(self) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = [feedback.c.state.in_(self.states)]
        if self.entry is not None:
            conditions.append(feedback.c.entry == self.entry)
        if self.locale is not None:
            conditions.append(feedback.c.locale == self.locale)
        if self.unproven:
            conditions.append(feedback.c.proven.is_(False))
        if self.reason:
            reasons = literal(" ") + feedback.c.reasons + " "
            conditions.append(reasons.contains(f" {self.reason} ", autoescape=True))
        if self.since:
            conditions.append(feedback.c.day >= self.since)
        if self.until:
            conditions.append(feedback.c.day <= self.until)
        if self.assignee is not None:
            conditions.append(feedback.c.assignee == self.assignee)
        return conditions


@dataclass(frozen=True, slots=True)
class FeedbackWork:
    """The values that staff give to feedback."""

    state: FeedbackState
    assignee: str  # "" for nobody
    note: str  # among staff
    done_revision: int  # that it led to; 0 where it led to none


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    id: str
    entry: int
    locale: str
    revision: int
    scale: str
    rating: int
    reasons: Sequence[str]
    comment: str
    proven: bool
    state: FeedbackState
    day: date
    assignee: str
    note: str
    done_revision: int

    @property
    def work(self) -> FeedbackWork:
        return FeedbackWork(self.state, self.assignee, self.note, self.done_revision)


def list_items(
    connection: Connection,
    feedback_filter: FeedbackFilter,
    start: int,
    limit: int,
    matches: Sequence[str] | None = None,
) -> list[FeedbackItem]:
    """Return up to `limit` pieces of feedback, the newest first, without the first `start` of them.

    The ids are found first, in an index alone, so that the pages before cost no reading of rows.
    `matches` are the ids from `search_items`, if the caller has them already.
    """
    ids: Sequence[str]
    if feedback_filter.words:
        matches = search_items(connection, feedback_filter) if matches is None else matches
        ids = matches[start : start + limit]
    else:
        query = select(feedback.c.id).where(*feedback_filter.list_conditions())
        page = query.order_by(*NEWEST_FIRST).offset(start).limit(limit)
        ids = connection.execute(page).scalars().all()
    batches = (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))
    return [item for batch in batches for item in _read_items(connection, batch)]


def search_items(connection: Connection, feedback_filter: FeedbackFilter) -> list[str]:
    """Return the ids of feedback that has all words; no database minds case or accents here."""
    columns = (feedback.c.id, feedback.c.comment, feedback.c.note)
    query = select(*columns).where(*feedback_filter.list_conditions())
    rows = connection.execute(query.order_by(*NEWEST_FIRST).limit(MOST_SEARCHED))
    words = [drop_accents(word) for word in feedback_filter.words]
    matches = []
    for id_, comment, note in rows:
        text = drop_accents(f"{comment}\n{note}")
        if all(word in text for word in words):
            matches.append(id_)
    return matches


def count_items(connection: Connection, feedback_filter: FeedbackFilter) -> int:
    """Count the feedback that matches the filter."""
    if feedback_filter.words:
        return len(search_items(connection, feedback_filter))
    query = select(func.count()).select_from(feedback).where(*feedback_filter.list_conditions())
    return connection.execute(query).scalar_one()


def find_item(connection: Connection, id_: str) -> FeedbackItem | None:
    """Return the feedback with that id; None if there is none."""
    return next(iter(_read_items(connection, [id_])), None)


def list_assignees(connection: Connection) -> Sequence[str]:
    """Return the names of everybody who has or had feedback assigned, in alphabetical order."""
    query = select(feedback.c.assignee).distinct().where(feedback.c.assignee != "")
    return sorted(connection.execute(query).scalars())


def count_waiting(connection: Connection) -> Mapping[tuple[int, str], int]:
    """Count the open feedback by entry and locale."""
    columns = (feedback.c.entry, feedback.c.locale)
    query = select(*columns, func.count()).where(feedback.c.state == "open").group_by(*columns)
    return {(entry, locale): count for entry, locale, count in connection.execute(query)}


def count_reasons(connection: Connection, feedback_filter: FeedbackFilter) -> Mapping[str, int]:
    """Count the feedback with each reason, in the order of the form."""
    query = select(feedback.c.reasons, func.count()).where(*feedback_filter.list_conditions())
    counts: Counter[str] = Counter()
    for reasons, count in connection.execute(query.group_by(feedback.c.reasons)):
        counts.update(dict.fromkeys(reasons.split(), count))
    return {reason: counts[reason] for reason in REASONS if counts[reason]}


def mark_items(connection: Connection, ids: Sequence[str], state: FeedbackState) -> Sequence[str]:
    """Give `ids` the state, and return those that had another one, each as “1029 en ID”."""
    rows = connection.execute(
        update(feedback)
        .where(feedback.c.id.in_(ids), feedback.c.state != state)
        .values(state=state, done_revision=0)
        .returning(feedback.c.entry, feedback.c.locale, feedback.c.id)
    )
    return sorted(f"{entry} {locale} {id_}" for entry, locale, id_ in rows)


def take_item(connection: Connection, id_: str, name: str) -> bool:
    """Assign feedback that is new or has no assignee to `name`; return whether it could be."""
    is_new = feedback.c.state == "open"
    is_nobodys = (feedback.c.state == "work") & (feedback.c.assignee == "")
    change = update(feedback).where(feedback.c.id == id_, is_new | is_nobodys)
    return connection.execute(change.values(state="work", assignee=name)).rowcount > 0


def update_item(connection: Connection, id_: str, work: FeedbackWork) -> None:
    """Store what staff decided about a piece of feedback."""
    connection.execute(update(feedback).where(feedback.c.id == id_).values(asdict(work)))


def _read_items(connection: Connection, ids: Sequence[str]) -> list[FeedbackItem]:
    columns = [feedback.c[name] for name in FeedbackItem.__slots__]
    query = select(*columns).where(feedback.c.id.in_(ids)).order_by(*NEWEST_FIRST)
    return [_make_item(dict(row)) for row in connection.execute(query).mappings()]


def _make_item(row: dict[str, Any]) -> FeedbackItem:
    return FeedbackItem(
        **row | {"reasons": row["reasons"].split(), "day": date.fromisoformat(row["day"])}
    )
