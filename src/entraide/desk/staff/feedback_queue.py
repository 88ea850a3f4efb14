"""The queue: feedback that is open, done or spam, read and marked by staff.

What was sent without a proof of work, from a page without JavaScript, is `unproven`: it waits in
the same queue, with a mark, and can be looked at alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, select, update

from entraide.desk.schemas import REASONS
from entraide.desk.tables import feedback

FeedbackState = Literal["open", "done", "spam"]
STATES: Sequence[FeedbackState] = ("open", "done", "spam")


@dataclass(frozen=True, slots=True)
class FeedbackFilter:
    """Which feedback: of these states, of one version, only what is unproven."""

    states: Sequence[str]
    entry: int | None = None
    locale: str | None = None
    unproven: bool = False

    def list_conditions(self) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = [feedback.c.state.in_(self.states)]
        if self.entry is not None:
            conditions.append(feedback.c.entry == self.entry)
        if self.locale is not None:
            conditions.append(feedback.c.locale == self.locale)
        if self.unproven:
            conditions.append(feedback.c.proven.is_(False))
        return conditions


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
    state: str
    day: date


def list_items(
    connection: Connection, feedback_filter: FeedbackFilter, start: int, limit: int
) -> list[FeedbackItem]:
    """Return up to `limit` pieces of feedback, the newest first, after the first `start`.

    Their ids are found first: those of the pages before are in an index, and no row is read.
    """
    columns = [feedback.c[name] for name in FeedbackItem.__slots__]
    order = (feedback.c.day.desc(), feedback.c.id.desc())
    ids = select(feedback.c.id).where(*feedback_filter.list_conditions()).order_by(*order)
    some = connection.execute(ids.offset(start).limit(limit)).scalars().all()
    rows = connection.execute(select(*columns).where(feedback.c.id.in_(some)).order_by(*order))
    return [_make_item(dict(row)) for row in rows.mappings()]


def count_items(connection: Connection, feedback_filter: FeedbackFilter) -> int:
    query = select(func.count()).select_from(feedback).where(*feedback_filter.list_conditions())
    return connection.execute(query).scalar_one()


def count_waiting(connection: Connection) -> Mapping[tuple[int, str], int]:
    """Return how much feedback is open, by entry and locale."""
    columns = (feedback.c.entry, feedback.c.locale)
    query = select(*columns, func.count()).where(feedback.c.state == "open").group_by(*columns)
    return {(entry, locale): count for entry, locale, count in connection.execute(query)}


def count_reasons(connection: Connection, feedback_filter: FeedbackFilter) -> Mapping[str, int]:
    """Return how many gave each reason, in the order of the form."""
    query = select(feedback.c.reasons, func.count()).where(*feedback_filter.list_conditions())
    counts: Counter[str] = Counter()
    for reasons, count in connection.execute(query.group_by(feedback.c.reasons)):
        counts.update(dict.fromkeys(reasons.split(), count))
    return {reason: counts[reason] for reason in REASONS if counts[reason]}


def mark_items(connection: Connection, ids: Sequence[str], state: FeedbackState) -> Sequence[str]:
    """Give those of `ids` that have another state this one; what changed, “1029 en ID” each."""
    rows = connection.execute(
        update(feedback)
        .where(feedback.c.id.in_(ids), feedback.c.state != state)
        .values(state=state)
        .returning(feedback.c.entry, feedback.c.locale, feedback.c.id)
    )
    return sorted(f"{entry} {locale} {id_}" for entry, locale, id_ in rows)


def _make_item(row: dict[str, Any]) -> FeedbackItem:
    return FeedbackItem(
        **row | {"reasons": row["reasons"].split(), "day": date.fromisoformat(row["day"])}
    )
