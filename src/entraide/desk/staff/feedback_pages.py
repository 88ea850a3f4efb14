"""The feedback queue as pages: list, filter, search, export as CSV, change several; the audit log.

`feedback_item_page.py` is the page of one piece of feedback.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Depends
from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk.exports import FEEDBACK_FIELDS, iter_csv
from entraide.desk.request_bodies import WHOLE_NUMBER
from entraide.desk.routing import REDIRECT
from entraide.desk.schemas import StrictSchema
from entraide.desk.staff import audit, feedback_queue
from entraide.desk.staff.access import (
    MODERATOR,
    VIEWER,
    CurrentVisit,
    StaffForm,
    make_staff_router,
)
from entraide.desk.staff.audit import Action
from entraide.desk.staff.feedback_filters import (
    LISTS,
    list_filter_options,
    make_feedback_filter,
    read_feedback_filters,
)
from entraide.desk.staff.feedback_queue import STATES, FeedbackState
from entraide.desk.staff.masks import split_comment, split_signs
from entraide.desk.staff.paging import make_paging
from entraide.desk.staff.visit import format_query, list_choices

QUEUE_PAGE_SIZE = 25  # on a page: as many as may be marked at once
LOG_PAGE_SIZE = 50  # of the log
MOST_EXPORTED = 5_000  # in a CSV; `entraide feedback export` writes all
QUEUE_PATH = "queue/"
MARKING_ACTIONS: Mapping[FeedbackState, Action] = {
    "open": Action.MARKED_OPEN,
    "work": Action.MARKED_WORK,
    "done": Action.MARKED_DONE,
    "spam": Action.MARKED_SPAM,
}


class CsvResponse(Response):
    """A CSV file to save, with the headers that keep browsers from showing it as a page."""

    media_type = "text/csv"


class Marking(StrictSchema):
    """The form that gives several pieces of feedback a state; `ids` is empty if none was ticked."""

    ids: list[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]] = Field(
        default_factory=list, max_length=QUEUE_PAGE_SIZE
    )
    state: FeedbackState


router = make_staff_router(VIEWER)


@router.get(f"/{QUEUE_PATH}", summary="The queue of feedback")
async def show_queue(visit: CurrentVisit) -> Response:
    """Show the feedback in one state, the newest first."""
    filters = read_feedback_filters(visit)
    feedback_filter = make_feedback_filter(filters)
    page_number = visit.get_query("page")

    def read(connection: Connection) -> dict[str, Any]:
        matches, about = None, (connection, feedback_filter)
        if feedback_filter.words:  # searched once: every comment is read for it
            matches = feedback_queue.search_items(*about)
        count = feedback_queue.count_items(*about) if matches is None else len(matches)
        page = make_paging(page_number, count, QUEUE_PAGE_SIZE, filters)
        return {
            "page": page,
            "items": feedback_queue.list_items(*about, page.start, QUEUE_PAGE_SIZE, matches),
            "assignees": feedback_queue.list_assignees(connection),
        }

    page_values = await visit.desk.store.read_soon(read)
    marked_count = visit.get_query("marked")
    return visit.render(
        "queue",
        unproven=feedback_filter.unproven,
        with_state=len(feedback_filter.states) > 1,
        action=format_query(filters),
        states=list_choices(filters, "state", LISTS),
        marks=[state for state in STATES if state != filters["state"]],
        proofs={
            "": format_query(filters, only=""),
            "unproven": format_query(filters, only="unproven"),
        },
        everything=format_query({"state": filters["state"]}),
        options=list_filter_options(visit, filters, page_values.pop("assignees")),
        marked=int(marked_count) if WHOLE_NUMBER.fullmatch(marked_count) else None,
        most_exported=MOST_EXPORTED,
        most_searched=feedback_queue.MOST_SEARCHED,
        signs=split_signs,
        split_comment=split_comment,
        site=visit.desk.site.snapshot,
        **page_values,
    )


@router.get(
    f"/{QUEUE_PATH}feedback.csv", response_class=CsvResponse, summary="The same feedback as CSV"
)
async def export_queue(visit: CurrentVisit) -> Response:
    """Answer with the filtered feedback as CSV, the newest first. The audit log records it."""
    feedback_filter = make_feedback_filter(read_feedback_filters(visit))
    name, moment = visit.signed_in_member.name, visit.now

    def read(connection: Connection) -> tuple[int, str]:
        items = feedback_queue.list_items(connection, feedback_filter, 0, MOST_EXPORTED)
        facts = (asdict(item) for item in items)
        rows = ({name: row[name] for name in FEEDBACK_FIELDS} for row in facts)
        return len(items), "".join(iter_csv(rows))

    count, text = await visit.desk.store.read_soon(read)
    await visit.desk.store.write_soon(
        lambda connection: audit.record(
            connection, moment, name, Action.FEEDBACK_EXPORTED, str(count)
        )
    )
    disposition = f'attachment; filename="feedback-{moment.date().isoformat()}.csv"'
    return CsvResponse(text, headers={"Content-Disposition": disposition})


@router.post(
    f"/{QUEUE_PATH}", dependencies=[MODERATOR], summary="Change the state of feedback", **REDIRECT
)
async def mark(
    visit: CurrentVisit, form: Annotated[Marking, Depends(StaffForm(Marking))]
) -> Response:
    """Give the ticked feedback the state of the form, and lead back to the queue."""
    name, moment = visit.signed_in_member.name, visit.now

    def write(connection: Connection) -> int:
        changed_items = (
            feedback_queue.mark_items(connection, form.ids, form.state) if form.ids else ()
        )
        if changed_items:
            audit.record(connection, moment, name, MARKING_ACTIONS[form.state], *changed_items)
        return len(changed_items)

    marked_count = await visit.desk.store.write_soon(write)
    return visit.redirect(QUEUE_PATH, **read_feedback_filters(visit), marked=str(marked_count))


@router.get("/log/", dependencies=[MODERATOR], summary="What staff did")
async def show_log(visit: CurrentVisit) -> Response:
    """Show the audit log, the newest line first."""
    page_number = visit.get_query("page")

    def read(connection: Connection) -> dict[str, Any]:
        page = make_paging(page_number, audit.count_lines(connection), LOG_PAGE_SIZE, {})
        return {"page": page, "lines": audit.list_lines(connection, page.start, LOG_PAGE_SIZE)}

    return visit.render("log", **await visit.desk.store.read_soon(read))
