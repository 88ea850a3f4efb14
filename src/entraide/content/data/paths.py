"""Read the guided path, `data/paths.yml`. A project may have none."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from entraide.content.data.rows import DataRow, LocatedRow, read_rows
from entraide.content.field_types import Number, Tag, WordsByLocale
from entraide.content.settings import Settings
from entraide.errors import Problem, ProblemLog
from entraide.model.guide import GuideAnswer, GuideStep

FILE_STEM = "paths"


class AnswerRow(BaseModel):
    """An answer, and the step that it leads to."""

    model_config = ConfigDict(extra="forbid", strict=True)

    label: Annotated[WordsByLocale, Field(description="The answer, as the reader would say it.")]
    to: Annotated[Tag, Field(description="The id of the next question, or of an end.")]


class StepRow(DataRow):
    """A question with its answers, or an end with what helps. The first one begins."""

    title: Annotated[WordsByLocale, Field(description="The question; of an end, what it is about.")]
    lead: Annotated[
        WordsByLocale,
        Field(
            default_factory=dict,
            description="A line below: of an end, what to do first.",
        ),
    ]
    answers: Annotated[
        list[AnswerRow], Field(default_factory=list, description="Of a question only.")
    ]
    entries: Annotated[
        list[Number],
        Field(
            default_factory=list,
            description="Of an end only: the published entries that help, the most useful first.",
        ),
    ]
    report: Annotated[
        Number | None,
        Field(default=None, description="Of an end: the entry on how to report it to you."),
    ]
    topics: Annotated[
        list[Tag],
        Field(
            default_factory=list,
            description="Of an end: topics whose services in the reader's country it shows.",
        ),
    ]
    scam_check: Annotated[
        bool, Field(default=False, description="Whether it leads to the scam check, too.")
    ]
    incident_log: Annotated[
        bool,
        Field(default=False, description="Of an end: whether it leads to the log of incidents."),
    ]
    call_first: Annotated[
        bool, Field(default=False, description="Of an end: its services stand above the entries.")
    ]


def read_guide(settings: Settings, log: ProblemLog) -> dict[str, GuideStep]:
    """Read the steps of the guided path; return them by id, in the order of the file."""
    rows = read_rows(settings, FILE_STEM, StepRow, log)
    for located in rows:
        log.extend(_check_row(located, settings))
    return {located.row.id: _make_step(located) for located in rows}


def _make_step(located: LocatedRow[StepRow]) -> GuideStep:
    row = located.row
    return GuideStep(
        id=row.id,
        title=row.title,
        lead=row.lead,
        answers=tuple(
            GuideAnswer(answer.label, answer.to, located.document.get_line(("answers", at, "to")))
            for at, answer in enumerate(row.answers)
        ),
        entries=tuple(row.entries),
        report=row.report,
        topics=tuple(row.topics),
        call_first=row.call_first,
        scam_check=row.scam_check,
        incident_log=row.incident_log,
        line=located.document.get_line(()),
    )


def _check_row(located: LocatedRow[StepRow], settings: Settings) -> Iterator[Problem]:
    """Yield what a row lacks: texts in each locale, and either answers or something to do."""
    row = located.row
    yield from located.check_locales(row.title, settings.locales, "title")
    if row.lead:
        yield from located.check_locales(row.lead, settings.locales, "lead")
    for at, answer in enumerate(row.answers):
        yield from located.check_locales(answer.label, settings.locales, "answers", at, "label")
    if not row.answers and not row.entries:
        what = f"“{row.id}” is a dead end: it has neither answers nor entries"
        yield located.make_problem(what, "Add answers: to a question, or entries: that help")
    if row.call_first and not row.topics:
        what = f"“{row.id}” has call_first: and no topics:, so there is nobody to call"
        yield located.make_problem(what, "Add topics:, or take call_first: out", ("call_first",))
    for key in ("entries", "report", "topics", "incident_log"):
        if row.answers and getattr(row, key):
            what = f"“{row.id}” is a question, and has {key}: too, which only an end shows"
            cure = f"Give an answer an end of its own with this {key}:, or take answers: out"
            yield located.make_problem(what, cure, (key,))
