"""The dashboard: a table of the votes on every version, the worst first, and what needs attention.

Moderators can dismiss an alarm about votes. Only a command voids votes.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends
from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk import votes
from entraide.desk.bursts import MOST_COUNTED
from entraide.desk.clock_check import find_clock_doubt
from entraide.desk.published_site import PublishedSnapshot
from entraide.desk.purge import find_first_vote_day
from entraide.desk.routing import REDIRECT
from entraide.desk.schemas import LocaleCode, SentNumber, StrictSchema
from entraide.desk.staff import audit, feedback_queue
from entraide.desk.staff.access import (
    MODERATOR,
    VIEWER,
    CurrentVisit,
    StaffForm,
    make_staff_router,
)
from entraide.desk.staff.audit import Action, find_refused_sign_ins
from entraide.desk.staff.day_charts import read_day_charts
from entraide.desk.staff.paging import make_paging
from entraide.desk.staff.rating_stats import ORDERS, VersionStats, make_version_stats
from entraide.desk.staff.visit import StaffVisit, list_choices
from entraide.desk.vote_alarms import find_largest_networks, list_alarms, set_alarm_aside
from entraide.model.rating import MINIMUM_VOTES
from entraide.model.staff_roles import Role

PAGE_SIZE = 50  # on a page
MOST_ALARMS = 5  # that are shown


class AlarmOfDay(StrictSchema):
    """The alarm that a form dismisses: a version, and the day of its votes."""

    entry: SentNumber
    locale: LocaleCode
    day: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


router = make_staff_router(VIEWER)


@router.get("/", summary="All versions, with their votes")
async def show_dashboard(visit: CurrentVisit) -> Response:
    """Show every version with its votes, the worst first."""
    site = visit.desk.site.snapshot

    filters = _read_filters(visit, site)
    values = await visit.desk.store.read_soon(lambda connection: _read(connection, visit))
    rows = sorted(
        (row for row in values.pop("rows") if _is_wanted(row, filters)),
        key=ORDERS[filters["order"]],
    )
    page = make_paging(visit.get_query("page"), len(rows), PAGE_SIZE, filters)
    return visit.render(
        "dashboard",
        **values,
        is_proxy_missing=visit.desk.proxies.found,
        may_set_aside=visit.signed_in_member.may(Role.MODERATOR),
        most_counted=MOST_COUNTED,
        fewest=MINIMUM_VOTES,
        rows=rows[page.start : page.start + PAGE_SIZE],
        page=page,
        filters=filters,
        orders=list_choices(filters, "order", ORDERS),
        categories=[
            (id_, name, id_ == filters["category"])
            for id_, name in _list_categories(site, visit.locale.code).items()
        ],
        languages_shown=[
            (locale, locale.code == filters["locale"]) for locale in site.data.locales
        ],
        site=site,
        scale=site.data.rating,
        votes=sum(row.votes for row in rows),
        open=sum(row.open for row in rows),
    )


def _read(connection: Connection, visit: StaffVisit) -> dict[str, Any]:
    """Read the page's values from the store: `rows` of all versions, alarms and open work."""
    waiting = feedback_queue.count_waiting(connection)
    counts = votes.count_votes(connection)
    alarms = list_alarms(connection, find_first_vote_day(visit.desk.settings, visit.now))
    return {
        "rows": make_version_stats(visit.desk.site.snapshot, counts, waiting),
        "charts": read_day_charts(connection, visit.now.date()),
        "doubt": find_clock_doubt(connection, visit.now),
        "refused": find_refused_sign_ins(connection, visit.signed_in_member.name),
        "alarms": find_largest_networks(connection, alarms[:MOST_ALARMS]),
        "other_alarms": len(alarms[MOST_ALARMS:]),
    }


@router.post(
    "/alarms/", dependencies=[MODERATOR], summary="Set an alarm about votes aside", **REDIRECT
)
async def set_aside(
    visit: CurrentVisit, form: Annotated[AlarmOfDay, Depends(StaffForm(AlarmOfDay))]
) -> Response:
    """Record that the votes of a day are natural, and lead back to the dashboard."""
    name, moment = visit.signed_in_member.name, visit.now

    def write(connection: Connection) -> None:
        if set_alarm_aside(connection, form.entry, form.locale, form.day):
            subject = f"{form.entry} {form.locale} {form.day}"
            audit.record(connection, moment, name, Action.ALARM_SET_ASIDE, subject)

    await visit.desk.store.write_soon(write)
    return visit.redirect()


def _read_filters(visit: StaffVisit, site: PublishedSnapshot) -> Mapping[str, str]:
    """Return the filters in the query that name something that exists; "" means all."""
    allowed: Mapping[str, Sequence[str]] = {
        "locale": [locale.code for locale in site.data.locales],
        "category": list(_list_categories(site, visit.locale.code)),
        "order": list(ORDERS),
    }
    query = {name: visit.get_query(name) for name in allowed}
    filters = {name: value if value in allowed[name] else "" for name, value in query.items()}
    return filters | {"order": filters["order"] or next(iter(ORDERS))}


def _is_wanted(row: VersionStats, filters: Mapping[str, str]) -> bool:
    return all(
        getattr(row, name) == filters[name] for name in ("locale", "category") if filters[name]
    )


def _list_categories(site: PublishedSnapshot, locale: str) -> Mapping[str, str]:
    """Return the names in `locale` of the categories that have entries, by id, sorted by name."""
    names = site.data.categories.get(locale, {})
    ids = {version.category for version in site.versions.values()}
    return dict(sorted(((id_, names.get(id_, id_)) for id_ in ids), key=lambda pair: pair[1]))
