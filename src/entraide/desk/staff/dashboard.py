"""The dashboard: how every version stands, the worst first, in one table."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk import votes
from entraide.desk.clock_check import ClockDoubt, find_clock_doubt
from entraide.desk.published_site import PublishedSnapshot
from entraide.desk.staff import feedback_queue
from entraide.desk.staff.access import VIEWER, CurrentVisit, make_staff_router
from entraide.desk.staff.audit import RefusedSignIns, find_refused_sign_ins
from entraide.desk.staff.paging import make_paging
from entraide.desk.staff.rating_stats import ORDERS, VersionStats, make_version_stats
from entraide.desk.staff.visit import StaffVisit, list_choices

PAGE_SIZE = 50  # on a page


router = make_staff_router(VIEWER)


@router.get("/", summary="All versions, with their votes")
async def show_dashboard(visit: CurrentVisit) -> Response:
    """Every version, the worst first."""
    site = visit.desk.site.snapshot

    name = visit.signed_in_member.name

    def read(
        connection: Connection,
    ) -> tuple[list[VersionStats], ClockDoubt | None, RefusedSignIns | None]:
        waiting = feedback_queue.count_waiting(connection)
        stats = make_version_stats(site, votes.count_votes(connection), waiting)
        doubt = find_clock_doubt(connection, visit.now)
        return stats, doubt, find_refused_sign_ins(connection, name)

    filters = _read_filters(visit, site)
    all_rows, doubt, refused = await visit.desk.store.read_soon(read)
    rows = sorted(
        (row for row in all_rows if _is_wanted(row, filters)), key=ORDERS[filters["order"]]
    )
    page = make_paging(visit.get_query("page"), len(rows), PAGE_SIZE, filters)
    return visit.render(
        "dashboard",
        doubt=doubt,
        is_proxy_missing=visit.desk.proxies.found,
        refused=refused,
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


def _read_filters(visit: StaffVisit, site: PublishedSnapshot) -> Mapping[str, str]:
    """Return what the query asks for, as far as it exists; "" is everything."""
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
    """Return the categories that have entries: id -> name in `locale`, in the order of names."""
    names = site.data.categories.get(locale, {})
    ids = {version.category for version in site.versions.values()}
    return dict(sorted(((id_, names.get(id_, id_)) for id_ in ids), key=lambda pair: pair[1]))
