"""The queue as pages: read, filter, mark several at once; and the audit log of what was done."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends
from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import Response

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
from entraide.desk.staff.feedback_queue import STATES, FeedbackFilter, FeedbackState
from entraide.desk.staff.masks import split_comment
from entraide.desk.staff.paging import make_paging
from entraide.desk.staff.visit import StaffVisit, format_query, list_choices

QUEUE_PAGE_SIZE = 25  # on a page: as many as may be marked at once
LOG_PAGE_SIZE = 50  # of the log
QUEUE_PATH = "queue/"
MARKING_ACTIONS: Mapping[FeedbackState, Action] = {
    "open": Action.MARKED_OPEN,
    "done": Action.MARKED_DONE,
    "spam": Action.MARKED_SPAM,
}


class Marking(StrictSchema):
    """Which feedback gets which state; `ids` may be none, when nobody ticked any."""

    ids: list[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]] = Field(
        default_factory=list, max_length=QUEUE_PAGE_SIZE
    )
    state: FeedbackState


router = make_staff_router(VIEWER)


@router.get(f"/{QUEUE_PATH}", summary="The queue of feedback")
async def show_queue(visit: CurrentVisit) -> Response:
    """Feedback in one state, the newest first."""
    filters = _read_filters(visit)
    feedback_filter = _make_filter(filters)
    page_number = visit.get_query("page")

    def read(connection: Connection) -> dict[str, Any]:
        page = make_paging(
            page_number,
            feedback_queue.count_items(connection, feedback_filter),
            QUEUE_PAGE_SIZE,
            filters,
        )
        return {
            "page": page,
            "items": feedback_queue.list_items(
                connection, feedback_filter, page.start, QUEUE_PAGE_SIZE
            ),
        }

    page_values = await visit.desk.store.read_soon(read)
    marked_count = visit.get_query("marked")
    return visit.render(
        "queue",
        unproven=feedback_filter.unproven,
        entry=feedback_filter.entry,
        action=format_query(filters),
        states=list_choices(filters, "state", STATES),
        proofs={
            "": format_query(filters, only=""),
            "unproven": format_query(filters, only="unproven"),
        },
        everything=format_query(filters, entry="", locale=""),
        marked=int(marked_count) if WHOLE_NUMBER.fullmatch(marked_count) else None,
        split_comment=split_comment,
        site=visit.desk.site.snapshot,
        **page_values,
    )


@router.post(
    f"/{QUEUE_PATH}", dependencies=[MODERATOR], summary="Change the state of feedback", **REDIRECT
)
async def mark(
    visit: CurrentVisit, form: Annotated[Marking, Depends(StaffForm(Marking))]
) -> Response:
    """Give what is ticked the state, and come back."""
    name, moment = visit.signed_in_member.name, visit.now

    def write(connection: Connection) -> int:
        changed_items = (
            feedback_queue.mark_items(connection, form.ids, form.state) if form.ids else ()
        )
        if changed_items:
            audit.record(connection, moment, name, MARKING_ACTIONS[form.state], *changed_items)
        return len(changed_items)

    marked_count = await visit.desk.store.write_soon(write)
    return visit.redirect(QUEUE_PATH, **_read_filters(visit), marked=str(marked_count))


@router.get("/log/", dependencies=[MODERATOR], summary="What staff did")
async def show_log(visit: CurrentVisit) -> Response:
    """The audit log, the newest first."""
    page_number = visit.get_query("page")

    def read(connection: Connection) -> dict[str, Any]:
        page = make_paging(page_number, audit.count_lines(connection), LOG_PAGE_SIZE, {})
        return {"page": page, "lines": audit.list_lines(connection, page.start, LOG_PAGE_SIZE)}

    return visit.render("log", **await visit.desk.store.read_soon(read))


def _read_filters(visit: StaffVisit) -> dict[str, str]:
    """Return what the query asks for, as far as it exists; "" is everything."""
    only = visit.get_query("only")
    return visit.read_filters(STATES) | {"only": "unproven" if only == "unproven" else ""}


def _make_filter(filters: Mapping[str, str]) -> FeedbackFilter:
    return FeedbackFilter(
        (filters["state"],),
        entry=int(filters["entry"]) if filters["entry"] else None,
        locale=filters["locale"] or None,
        unproven=bool(filters["only"]),
    )
