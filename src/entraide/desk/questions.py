"""Questions in the store: kept as they came, until staff make entries of them or set them aside."""

import secrets
from dataclasses import asdict, dataclass, fields
from datetime import date

from sqlalchemy import Connection, insert, select

from entraide.desk.tables import questions
from entraide.model.question import QuestionState, QuestionWork


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    locale: str
    question: str
    details: str
    proven: bool
    state: QuestionState
    entry: int
    day: date
    assignee: str
    note: str

    @property
    def work(self) -> QuestionWork:
        return QuestionWork(self.state, self.assignee, self.note, self.entry)


COLUMNS = [questions.c[field.name] for field in fields(Question)]


def make_question(locale: str, question: str, details: str, *, proven: bool, day: date) -> Question:
    """Return a question that nobody has looked at."""
    id_ = secrets.token_urlsafe(16)
    return Question(id_, locale, question, details, proven, QuestionState.OPEN, 0, day, "", "")


def store_question(connection: Connection, question: Question, receipt_digest: str) -> None:
    """Store `question`; `receipt_digest` is the digest of the token in its sender's link."""
    row = asdict(question) | {
        "state": question.state.value,
        "day": question.day.isoformat(),
        "receipt": receipt_digest,
    }
    connection.execute(insert(questions), row)


def find_by_receipt(connection: Connection, receipt_digest: str) -> Question | None:
    """Return the question whose receipt has that digest; None where there is none."""
    query = select(*COLUMNS).where(questions.c.receipt == receipt_digest)
    row = connection.execute(query).mappings().first()
    return make_from_row(dict(row)) if row else None


def make_from_row(row: dict[str, object]) -> Question:
    """Return the question in a row of the store."""
    values = row | {
        "state": QuestionState(str(row["state"])),
        "day": date.fromisoformat(str(row["day"])),
    }
    return Question(**values)  # type: ignore[arg-type]  # the columns are its fields
