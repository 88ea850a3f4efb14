"""The questions of visitors as pages: read, filter, search, take away as CSV.

The page of one question is `question_item_page.py`.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk.exports import iter_csv
from entraide.desk.questions import Question
from entraide.desk.staff import audit, question_queue
from entraide.desk.staff.access import VIEWER, CurrentVisit, make_staff_router
from entraide.desk.staff.audit import Action
from entraide.desk.staff.feedback_filters import (
    LONGEST_QUERY,
    NOBODY,
    mark_chosen,
    read_day,
    read_words,
)
from entraide.desk.staff.feedback_pages import MOST_EXPORTED, CsvResponse
from entraide.desk.staff.masks import split_comment, split_signs
from entraide.desk.staff.paging import make_paging
from entraide.desk.staff.question_queue import QuestionFilter
from entraide.desk.staff.visit import StaffVisit, format_query, list_choices
from entraide.model.question import QuestionState
from entraide.model.staff_roles import ACCOUNT_NAME

QUESTIONS_PATH = "questions/"
PAGE_SIZE = 25
ALL = "all"  # of the lists: whatever is not set aside
LISTS = (*(state.value for state in QuestionState), ALL)
NOT_ASIDE = tuple(state.value for state in QuestionState if state is not QuestionState.ASIDE)
FIELDS = ("q", "locale", "since", "until", "assignee")  # of the form that asks for less
EXPORTED = (
    *("day", "locale", "question", "details", "state", "proven", "assignee", "entry", "note"),
)

router = make_staff_router(VIEWER)


@router.get(f"/{QUESTIONS_PATH}", summary="The questions of visitors")
async def show_questions(visit: CurrentVisit) -> Response:
    """Show the questions in one state, the newest first."""
    filters = _read_filters(visit)
    question_filter, page_number = _make_filter(filters), visit.get_query("page")

    def read(connection: Connection) -> dict[str, Any]:
        ids = question_queue.find_ids(connection, question_filter)
        page = make_paging(page_number, len(ids), PAGE_SIZE, filters)
        shown = ids[page.start : page.start + PAGE_SIZE]
        return {
            "page": page,
            "items": question_queue.read_questions(connection, shown),
            "assignees": question_queue.list_assignees(connection),
        }

    values = await visit.desk.store.read_soon(read)
    names = sorted({*values.pop("assignees"), visit.signed_in_member.name})
    locales = visit.desk.site.snapshot.data.locales
    return visit.render(
        "questions",
        states=list_choices(filters, "state", LISTS),
        with_state=len(question_filter.states) > 1,
        filters=filters,
        is_narrow=any(filters[name] for name in FIELDS),
        everything=format_query({"state": filters["state"]}),
        query=format_query(filters),
        locales=[(locale, locale.code == filters["locale"]) for locale in locales],
        assignees=mark_chosen(names, filters["assignee"]),
        is_nobody=filters["assignee"] == NOBODY,
        longest_query=LONGEST_QUERY,
        most_exported=MOST_EXPORTED,
        signs=split_signs,
        split_comment=split_comment,
        site=visit.desk.site.snapshot,
        **values,
    )


@router.get(
    f"/{QUESTIONS_PATH}questions.csv",
    response_class=CsvResponse,
    summary="The same questions as CSV",
)
async def export_questions(visit: CurrentVisit) -> Response:
    """Answer with what the same query shows as pages, the newest first. The log says so."""
    question_filter = _make_filter(_read_filters(visit))
    name, moment = visit.signed_in_member.name, visit.now

    def read(connection: Connection) -> list[Question]:
        ids = question_queue.find_ids(connection, question_filter)
        return question_queue.read_questions(connection, ids[:MOST_EXPORTED])

    items = await visit.desk.store.read_soon(read)
    await visit.desk.store.write_soon(
        lambda connection: audit.record(
            connection, moment, name, Action.QUESTIONS_EXPORTED, str(len(items))
        )
    )
    disposition = f'attachment; filename="questions-{moment.date().isoformat()}.csv"'
    rows = ({field: getattr(each, field) for field in EXPORTED} for each in items)
    text = "".join(iter_csv(rows, EXPORTED))
    return CsvResponse(text, headers={"Content-Disposition": disposition})


def _read_filters(visit: StaffVisit) -> dict[str, str]:
    """Return what the query asks for, as far as it can be; "" is everything."""
    assignee = visit.get_query("assignee")
    has_assignee = assignee == NOBODY or ACCOUNT_NAME.fullmatch(assignee)
    filters = visit.read_filters(LISTS)
    return {
        "state": filters["state"],
        "locale": filters["locale"],
        "since": read_day(visit.get_query("since")),
        "until": read_day(visit.get_query("until")),
        "assignee": assignee if has_assignee else "",
        "q": read_words(visit.get_query("q")),
    }


def _make_filter(filters: Mapping[str, str]) -> QuestionFilter:
    state, assignee = filters["state"], filters["assignee"]
    return QuestionFilter(
        NOT_ASIDE if state == ALL else (state,),
        locale=filters["locale"] or None,
        since=filters["since"],
        until=filters["until"],
        assignee=("" if assignee == NOBODY else assignee) if assignee else None,
        words=tuple(filters["q"].split()),
    )
