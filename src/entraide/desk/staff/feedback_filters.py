"""The filters of the feedback queue: read from a query, and shown as a form.

An invalid value in a query counts as absent, so that every link leads to a list.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from entraide.desk.schemas import REASONS
from entraide.desk.staff.feedback_queue import STATES, FeedbackFilter
from entraide.desk.staff.visit import StaffVisit
from entraide.model.hidden_characters import HIDDEN_CHARACTER
from entraide.model.staff_roles import ACCOUNT_NAME

ALL = "all"  # of the lists: what is in any state but spam
LISTS = (*STATES, ALL)
NOBODY = "-"  # of the assignees
LONGEST_QUERY = 100  # characters
# The fields of the form that asks for less.
FIELDS = ("q", "locale", "reason", "entry", "since", "until", "assignee")


def read_feedback_filters(visit: StaffVisit) -> dict[str, str]:
    """Return the valid filters in the query by name; "" means all."""
    only, reason, assignee = (visit.get_query(name) for name in ("only", "reason", "assignee"))
    has_assignee = assignee == NOBODY or ACCOUNT_NAME.fullmatch(assignee)
    return visit.read_filters(LISTS) | {
        "only": "unproven" if only == "unproven" else "",
        "reason": reason if reason in REASONS else "",
        "since": read_day(visit.get_query("since")),
        "until": read_day(visit.get_query("until")),
        "assignee": assignee if has_assignee else "",
        "q": read_words(visit.get_query("q")),
    }


def make_feedback_filter(filters: Mapping[str, str]) -> FeedbackFilter:
    """Return the filter of the store that the page's filters mean."""
    state, assignee = filters["state"], filters["assignee"]
    return FeedbackFilter(
        ("open", "work", "done") if state == ALL else (state,),
        entry=int(filters["entry"]) if filters["entry"] else None,
        locale=filters["locale"] or None,
        unproven=bool(filters["only"]),
        reason=filters["reason"],
        since=filters["since"],
        until=filters["until"],
        assignee=("" if assignee == NOBODY else assignee) if assignee else None,
        words=tuple(filters["q"].split()),
    )


def list_filter_options(
    visit: StaffVisit, filters: Mapping[str, str], assignees: Iterable[str]
) -> Mapping[str, Any]:
    """Return the values of the form: the text in each field, and the options of each list."""
    names = sorted({*assignees, visit.signed_in_member.name})
    locales = visit.desk.site.snapshot.data.locales
    return {
        "filters": filters,
        "is_narrow": any(filters[name] for name in FIELDS),
        "locales": [(locale, locale.code == filters["locale"]) for locale in locales],
        "reasons": mark_chosen(REASONS, filters["reason"]),
        "assignees": mark_chosen(names, filters["assignee"]),
        "is_nobody": filters["assignee"] == NOBODY,
        "longest_query": LONGEST_QUERY,
    }


def mark_chosen(values: Iterable[str], chosen: str) -> Sequence[tuple[str, bool]]:
    """Return each value, and whether it is the one that was chosen."""
    return [(value, value == chosen) for value in values]


def read_words(text: str) -> str:
    """Return the words to look for, parted by one blank each."""
    return " ".join(HIDDEN_CHARACTER.sub(" ", text)[:LONGEST_QUERY].split())


def read_day(text: str) -> str:
    """Return a date in the store's form; "" if `text` is no date."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
