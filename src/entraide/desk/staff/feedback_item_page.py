"""The page of one piece of feedback: its state, note and assignee, and the way to the editor.

The button that opens the editor also assigns the feedback to whoever pressed it. If two people save
at once, the second gets a message and the form as they filled it.
"""

from typing import Annotated, Literal

from fastapi import Depends, Path
from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk.http_errors import FORBIDDEN, NO_FEEDBACK, RefusalError
from entraide.desk.routing import REDIRECT, declare_refusals
from entraide.desk.schemas import SentNumber
from entraide.desk.staff import audit, feedback_queue
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
from entraide.desk.staff.feedback_pages import MARKING_ACTIONS, QUEUE_PATH
from entraide.desk.staff.feedback_queue import STATES, FeedbackItem, FeedbackState, FeedbackWork
from entraide.desk.staff.visit import StaffVisit
from entraide.desk.staff.work_forms import (
    Taking,
    WorkForm,
    choose_status,
    list_workers,
    make_work_mark,
    make_work_values,
)
from entraide.model.staff_roles import Role

ITEM_PATH = f"/{QUEUE_PATH}{{id}}/"
# Somebody has changed it before; the entry has no such revision; nobody has that name.
WorkProblem = Literal["", "changed", "revision", "assignee"]


class SentWork(WorkForm):
    """The form of state, note and assignee."""

    state: FeedbackState
    revision: SentNumber | Literal[""] = ""

    def make_work(self) -> FeedbackWork:
        """Return the values to store; a revision is kept only with the state “done”."""
        revision = self.revision if self.state == "done" else 0
        return FeedbackWork(self.state, self.assignee, self.note, revision or 0)


router = make_staff_router(VIEWER)


async def find_feedback_item(
    visit: CurrentVisit, id_: Annotated[str, Path(alias="id")]
) -> FeedbackItem:
    """Return the feedback with that id; RefusalError if there is none."""
    if PROPOSAL_ID.fullmatch(id_):
        item = await visit.desk.store.read_soon(
            lambda connection: feedback_queue.find_item(connection, id_)
        )
        if item:
            return item
    raise RefusalError(NO_FEEDBACK)


ItemInPath = Annotated[FeedbackItem, Depends(find_feedback_item)]


@router.post(
    f"{ITEM_PATH}take/",
    dependencies=[WRITER],
    summary="Take feedback into work, and open the editor",
    **REDIRECT,
)
@declare_refusals(NO_FEEDBACK)
async def take(
    visit: CurrentVisit, _form: Annotated[Taking, Depends(StaffForm(Taking))], item: ItemInPath
) -> Response:
    """Assign new feedback to whoever asks, and lead to its text in the editor."""
    name, moment = visit.signed_in_member.name, visit.now

    def write(connection: Connection) -> None:
        if feedback_queue.take_item(connection, item.id, name):
            audit.record(connection, moment, name, Action.MARKED_WORK, _format_subject(item))

    await visit.desk.store.write_soon(write)
    has_text = visit.desk.site.snapshot.find_version(item.entry, item.locale) is not None
    if visit.may_write and has_text:
        return visit.redirect(f"write/{item.entry}/{item.locale}/")
    return visit.redirect(f"{QUEUE_PATH}{item.id}/", done="yes")


@router.get(ITEM_PATH, summary="One piece of feedback, and what staff make of it")
@declare_refusals(NO_FEEDBACK)
async def show_item(visit: CurrentVisit, item: ItemInPath) -> Response:
    """Show one piece of feedback, with its state, note and assignee."""
    return await _render(visit, item)


@router.post(ITEM_PATH, dependencies=[WORKER], summary="Say what becomes of feedback", **REDIRECT)
@declare_refusals(NO_FEEDBACK)
async def save_work(
    visit: CurrentVisit,
    form: Annotated[SentWork, Depends(StaffForm(SentWork))],
    item: ItemInPath,
) -> Response:
    """Store the form and show the feedback again, or say what prevented it.

    Only moderators may mark feedback as spam, or change what is marked so.
    """
    if "spam" in (form.state, item.state) and not visit.signed_in_member.is_moderator:
        raise RefusalError(FORBIDDEN)
    problem: WorkProblem = "" if _has_revision(visit, item, form) else "revision"
    problem = problem or await visit.desk.store.write_soon(
        lambda connection: _write(connection, visit, item.id, form)
    )
    if problem:
        return await _render(visit, await find_feedback_item(visit, item.id), form, problem)
    return visit.redirect(f"{QUEUE_PATH}{item.id}/", done="yes")


def _write(connection: Connection, visit: StaffVisit, id_: str, form: SentWork) -> WorkProblem:
    item, work = feedback_queue.find_item(connection, id_), form.make_work()
    if item is None or make_work_mark(item.work) != form.noted:
        return "changed"
    if work.assignee not in {"", item.assignee, *list_workers(connection)}:
        return "assignee"
    if work != item.work:
        feedback_queue.update_item(connection, id_, work)
        is_moved = work.state != item.state
        action = MARKING_ACTIONS[work.state] if is_moved else Action.FEEDBACK_NOTED
        name = visit.signed_in_member.name
        audit.record(connection, visit.now, name, action, _format_subject(item))
    return ""


def _has_revision(visit: StaffVisit, item: FeedbackItem, form: SentWork) -> bool:
    """Return whether the entry has that revision, or gets it next."""
    revision = form.make_work().done_revision
    version = visit.desk.site.snapshot.find_version(item.entry, item.locale)
    return version is None or revision <= version.newest_revision + 1


def _format_subject(item: FeedbackItem) -> str:
    return f"{item.entry} {item.locale} {item.id}"


async def _render(
    visit: StaffVisit,
    item: FeedbackItem,
    typed: SentWork | None = None,
    problem: WorkProblem = "",
) -> Response:
    member, site = visit.signed_in_member, visit.desk.site.snapshot
    typed_work = typed.make_work() if typed else None
    shown = typed_work or item.work
    version = site.find_version(item.entry, item.locale)
    is_spam_closed = item.state == "spam" and not member.is_moderator
    states = STATES if member.is_moderator else [each for each in STATES if each != "spam"]
    values = await make_work_values(
        visit, item.work, typed_work, [(state, state == shown.state) for state in states]
    )
    return visit.render(
        "feedback_item",
        choose_status(problem),
        item=item,
        problem=problem,
        may_work=(member.is_moderator or member.may(Role.WRITER)) and not is_spam_closed,
        version=version,
        newest=version.newest_revision if version else None,
        of=site.get_locale(item.locale),
        **values,
    )
