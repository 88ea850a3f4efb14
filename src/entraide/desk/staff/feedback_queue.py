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
        found: list[ColumnElement[bool]] = [feedback.c.state.in_(self.states)]
        if self.entry is not None:
            found.append(feedback.c.entry == self.entry)
        if self.locale is not None:
            found.append(feedback.c.locale == self.locale)
        if self.unproven:
            found.append(feedback.c.proven.is_(False))
        return found


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
    connection: Connection, wanted: FeedbackFilter, start: int, most: int
) -> list[FeedbackItem]:
    """Return up to `most` pieces of feedback, the newest first, after the first `start`."""
    columns = [feedback.c[name] for name in FeedbackItem.__slots__]
    newest_first = (
        select(*columns)
        .where(*wanted.list_conditions())
        .order_by(feedback.c.day.desc(), feedback.c.id)
        .offset(start)
        .limit(most)
    )
    return [_make_item(dict(row)) for row in connection.execute(newest_first).mappings()]


def count_items(connection: Connection, wanted: FeedbackFilter) -> int:
    counted = select(func.count()).select_from(feedback).where(*wanted.list_conditions())
    return connection.execute(counted).scalar_one()


def count_waiting(connection: Connection) -> Mapping[tuple[int, str], int]:
    """Return how much feedback is open, by entry and locale."""
    columns = (feedback.c.entry, feedback.c.locale)
    counted = select(*columns, func.count()).where(feedback.c.state == "open").group_by(*columns)
    return {(entry, locale): count for entry, locale, count in connection.execute(counted)}


def count_reasons(connection: Connection, wanted: FeedbackFilter) -> Mapping[str, int]:
    """Return how many gave each reason, in the order of the form."""
    grouped = select(feedback.c.reasons, func.count()).where(*wanted.list_conditions())
    counted: Counter[str] = Counter()
    for given, count in connection.execute(grouped.group_by(feedback.c.reasons)):
        counted.update(dict.fromkeys(given.split(), count))
    return {reason: counted[reason] for reason in REASONS if counted[reason]}


def mark_items(connection: Connection, ids: Sequence[str], state: FeedbackState) -> Sequence[str]:
    """Give those of `ids` that have another state this one; what changed, “1029 en ID” each."""
    changed = connection.execute(
        update(feedback)
        .where(feedback.c.id.in_(ids), feedback.c.state != state)
        .values(state=state)
        .returning(feedback.c.entry, feedback.c.locale, feedback.c.id)
    )
    return sorted(f"{entry} {locale} {id_}" for entry, locale, id_ in changed)


def _make_item(row: dict[str, Any]) -> FeedbackItem:
    return FeedbackItem(
        **row | {"reasons": row["reasons"].split(), "day": date.fromisoformat(row["day"])}
    )
