"""One question: what staff make of it, and the way from it to a new entry in the editor.

Whoever writes takes it into work with the press that opens the editor, where the form of a new
entry has its words. The editor says which entry came of it. Of two who change it at once the second
is told, and sees what they typed.
"""

from typing import Annotated, Literal

from fastapi import Depends, Path
from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk.http_errors import NO_QUESTION, RefusalError
from entraide.desk.published_site import PublishedSnapshot
from entraide.desk.questions import Question
from entraide.desk.routing import REDIRECT, declare_refusals
from entraide.desk.schemas import SentNumber, StrictSchema
from entraide.desk.staff import audit, question_queue
from entraide.desk.staff.access import (
    VIEWER,
    WORKER,
    WRITER,
    CurrentVisit,
    StaffForm,
    make_staff_router,
)
from entraide.desk.staff.api import PROPOSAL_ID
from entraide.desk.staff.audit import Action
from entraide.desk.staff.masks import MaskKind, split_comment
from entraide.desk.staff.question_pages import QUESTIONS_PATH
from entraide.desk.staff.visit import StaffVisit
from entraide.desk.staff.work_forms import (
    Taking,
    WorkForm,
    choose_status,
    list_workers,
    make_work_mark,
    make_work_values,
)
from entraide.model.question import QuestionState, QuestionWork
from entraide.model.staff_roles import Role

ITEM_PATH = f"/{QUESTIONS_PATH}{{id}}/"
# Somebody has changed it before; an answer needs an entry of the site; nobody has that name.
QuestionProblem = Literal["", "changed", "entry", "assignee"]


class SentQuestionWork(WorkForm):
    """What becomes of a question."""

    state: Literal["open", "work", "answered", "aside"]
    entry: SentNumber | Literal[""] = ""

    def make_work(self) -> QuestionWork:
        """Return what is to be stored: only what is answered names an entry."""
        state = QuestionState(self.state)
        entry = self.entry if state is QuestionState.ANSWERED else 0
        return QuestionWork(state, self.assignee, self.note, entry or 0)


class AnsweringEntry(StrictSchema):
    """The entry that was made of a question."""

    entry: SentNumber


router = make_staff_router(VIEWER)


async def find_stored_question(
    visit: CurrentVisit, id_: Annotated[str, Path(alias="id")]
) -> Question:
    """Return the question of that id; else RefusalError."""
    if PROPOSAL_ID.fullmatch(id_):
        question = await visit.desk.store.read_soon(
            lambda connection: question_queue.find_question(connection, id_)
        )
        if question:
            return question
    raise RefusalError(NO_QUESTION)


QuestionInPath = Annotated[Question, Depends(find_stored_question)]


@router.post(
    f"{ITEM_PATH}write/",
    dependencies=[WRITER],
    summary="Take a question into work, and make an entry of it in the editor",
    **REDIRECT,
)
@declare_refusals(NO_QUESTION)
async def write_entry(
    visit: CurrentVisit,
    _form: Annotated[Taking, Depends(StaffForm(Taking))],
    question: QuestionInPath,
) -> Response:
    """Put what is new into the hands of whoever asks, and lead to the form of a new entry."""
    name, moment, id_ = visit.signed_in_member.name, visit.now, question.id

    def write(connection: Connection) -> None:
        if question_queue.take_question(connection, id_, name):
            audit.record(connection, moment, name, Action.QUESTION_MARKED, f"{id_} work")

    await visit.desk.store.write_soon(write)
    if visit.may_write and not question.entry:
        return visit.redirect("write/new/", question=id_)
    return visit.redirect(f"{QUESTIONS_PATH}{id_}/", done="yes")


@router.post(
    f"{ITEM_PATH}entry/",
    dependencies=[WRITER],
    summary="Say which entry was made of a question, for the editor",
    **REDIRECT,
)
@declare_refusals(NO_QUESTION)
async def note_entry(
    visit: CurrentVisit,
    form: Annotated[AnsweringEntry, Depends(StaffForm(AnsweringEntry))],
    question: QuestionInPath,
) -> Response:
    """Note the entry, which may be a draft still; a question that has another one keeps it."""
    name, moment, id_ = visit.signed_in_member.name, visit.now, question.id

    def write(connection: Connection) -> None:
        if question_queue.answer_question(connection, id_, form.entry):
            subject = f"{id_} answered {form.entry}"
            audit.record(connection, moment, name, Action.QUESTION_MARKED, subject)

    await visit.desk.store.write_soon(write)
    return visit.redirect(f"{QUESTIONS_PATH}{id_}/", done="yes")


@router.get(ITEM_PATH, summary="One question, and what staff make of it")
@declare_refusals(NO_QUESTION)
async def show_question(visit: CurrentVisit, question: QuestionInPath) -> Response:
    """Show one question, with its state, note and assignee."""
    return await _render(visit, question)


@router.post(ITEM_PATH, dependencies=[WORKER], summary="Say what becomes of a question", **REDIRECT)
@declare_refusals(NO_QUESTION)
async def save_question(
    visit: CurrentVisit,
    form: Annotated[SentQuestionWork, Depends(StaffForm(SentQuestionWork))],
    question: QuestionInPath,
) -> Response:
    """Do what the form says, and come back; or come back at once with what stood in its way."""
    site = visit.desk.site.snapshot
    problem = await visit.desk.store.write_soon(
        lambda connection: _write(connection, visit, question.id, form, site)
    )
    if problem:
        return await _render(visit, await find_stored_question(visit, question.id), form, problem)
    return visit.redirect(f"{QUESTIONS_PATH}{question.id}/", done="yes")


def _write(
    connection: Connection,
    visit: StaffVisit,
    id_: str,
    form: SentQuestionWork,
    site: PublishedSnapshot,
) -> QuestionProblem:
    question, work = question_queue.find_question(connection, id_), form.make_work()
    if question is None or make_work_mark(question.work) != form.noted:
        return "changed"
    is_known = work.entry == question.entry or any(each == work.entry for each, _ in site.pages)
    if work.state is QuestionState.ANSWERED and not (work.entry and is_known):
        return "entry"
    if work.assignee not in {"", question.assignee, *list_workers(connection)}:
        return "assignee"
    if work != question.work:
        question_queue.update_question(connection, id_, work)
        name, subject = visit.signed_in_member.name, f"{id_} {work.state} {work.entry or ''}"
        audit.record(connection, visit.now, name, Action.QUESTION_MARKED, subject.strip())
    return ""


async def _render(
    visit: StaffVisit,
    question: Question,
    typed: SentQuestionWork | None = None,
    problem: QuestionProblem = "",
) -> Response:
    member, typed_work = visit.signed_in_member, typed.make_work() if typed else None
    shown = typed_work or question.work
    states = [(state.value, state == shown.state) for state in QuestionState]
    values = await make_work_values(visit, question.work, typed_work, states)
    return visit.render(
        "question",
        choose_status(problem),
        item=question,
        problem=problem,
        may_work=member.is_moderator or member.may(Role.WRITER),
        page=visit.desk.site.snapshot.pages.get((question.entry, question.locale)),
        is_masked=any(part.kind is not MaskKind.PLAIN for part in split_comment(question.question)),
        **values,
    )
