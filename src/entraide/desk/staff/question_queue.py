"""The questions of visitors as staff list them, and what staff make of each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Connection, func, select, update

from entraide.desk.questions import COLUMNS, Question, make_from_row
from entraide.desk.tables import questions
from entraide.model.alphabet import drop_accents
from entraide.model.question import QuestionState, QuestionWork

NEWEST_FIRST = (questions.c.day.desc(), questions.c.id.desc())
MOST_SEARCHED = 10_000  # the newest: words are looked for in so many questions
BATCH = 500  # rows that are read by their ids at once


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """Which questions: of these states, of one locale, and so on.

    `since` and `until` are days that count; `assignee` is a name, "" for what nobody has; `words`
    stand in a question or a note.
    """

    states: Sequence[str]
    locale: str | None = None
    since: str = ""
    until: str = ""
    assignee: str | None = None
    words: Sequence[str] = ()

    def list_conditions(self) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = [questions.c.state.in_(self.states)]
        if self.locale is not None:
            conditions.append(questions.c.locale == self.locale)
        if self.since:
            conditions.append(questions.c.day >= self.since)
        if self.until:
            conditions.append(questions.c.day <= self.until)
        if self.assignee is not None:
            conditions.append(questions.c.assignee == self.assignee)
        return conditions


def find_ids(connection: Connection, question_filter: QuestionFilter) -> Sequence[str]:
    """Return the ids of what passes, the newest first; words are sought in MOST_SEARCHED."""
    conditions = question_filter.list_conditions()
    if not question_filter.words:
        query = select(questions.c.id).where(*conditions).order_by(*NEWEST_FIRST)
        return connection.execute(query).scalars().all()
    columns = (questions.c[name] for name in ("id", "question", "details", "note"))
    rows = select(*columns).where(*conditions).order_by(*NEWEST_FIRST).limit(MOST_SEARCHED)
    words = [drop_accents(word) for word in question_filter.words]
    matches = []
    for id_, *parts in connection.execute(rows):
        text = drop_accents("\n".join(parts))
        if all(word in text for word in words):
            matches.append(id_)
    return matches


def read_questions(connection: Connection, ids: Sequence[str]) -> list[Question]:
    """Return the questions with these `ids`, the newest first."""
    items: list[Question] = []
    for first in range(0, len(ids), BATCH):
        chosen = select(*COLUMNS).where(questions.c.id.in_(ids[first : first + BATCH]))
        rows = connection.execute(chosen.order_by(*NEWEST_FIRST)).mappings()
        items += [make_from_row(dict(row)) for row in rows]
    return items


def find_question(connection: Connection, id_: str) -> Question | None:
    """Return the question with that id; None where there is none."""
    return next(iter(read_questions(connection, [id_])), None)


def list_assignees(connection: Connection) -> Sequence[str]:
    """Return the names of all who have questions to work on, or had some."""
    query = select(questions.c.assignee).distinct().where(questions.c.assignee != "")
    return sorted(connection.execute(query).scalars())


def count_open(connection: Connection) -> int:
    """Return how many questions nobody has looked at."""
    query = select(func.count()).select_from(questions).where(questions.c.state == "open")
    return connection.execute(query).scalar_one()


def take_question(connection: Connection, id_: str, name: str) -> bool:
    """Put a question that is new, or in nobody's hands, into work by `name`; whether it was."""
    is_new = questions.c.state == "open"
    is_nobodys = (questions.c.state == "work") & (questions.c.assignee == "")
    change = update(questions).where(questions.c.id == id_, is_new | is_nobodys)
    return connection.execute(change.values(state="work", assignee=name)).rowcount > 0


def answer_question(connection: Connection, id_: str, entry: int) -> bool:
    """Say that `entry` answers a question that no other answers; whether it was so."""
    change = update(questions).where(questions.c.id == id_, questions.c.entry.in_((0, entry)))
    values = {"state": QuestionState.ANSWERED.value, "entry": entry}
    return connection.execute(change.values(values)).rowcount > 0


def update_question(connection: Connection, id_: str, work: QuestionWork) -> None:
    """Write what staff make of a question."""
    values = asdict(work) | {"state": work.state.value}
    connection.execute(update(questions).where(questions.c.id == id_).values(values))
