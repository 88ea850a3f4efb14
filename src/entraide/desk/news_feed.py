"""The Atom feed of what came, for programs of staff: an entry for each day that is over.

Its address ends with a secret that the operator sets, and no page names it. Whoever has it reads
counts, and must sign in for anything else.
"""

import secrets
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from entraide.desk.dependencies import CurrentDesk
from entraide.desk.desk import Desk
from entraide.desk.http_errors import NOT_FOUND, RefusalError
from entraide.desk.news import DayCount, count_days
from entraide.desk.routing import DeskRoute, declare_refusals
from entraide.model.staff_roles import STAFF_PATH

ATOM = "http://www.w3.org/2005/Atom"
DAYS = 30  # in the feed
NO_DAY = date(1970, 1, 1)  # Atom wants a date even of a feed without entries


class AtomResponse(Response):
    """A feed; the desk's own headers say that it is not to be kept."""

    media_type = "application/atom+xml"


router = APIRouter(prefix="/desk", route_class=DeskRoute, default_response_class=AtomResponse)


@router.get("/news/{token}/", summary="What came on each day, for whoever has the secret address")
@declare_refusals(NOT_FOUND)
async def show_news(desk: CurrentDesk, token: str) -> Response:
    """Answer with an Atom feed of counts; without the right token there is no such page."""
    right_token = desk.settings.staff_feed_token
    if not right_token or not secrets.compare_digest(token.encode(), right_token.encode()):
        raise RefusalError(NOT_FOUND)
    until = desk.clock().date() - timedelta(days=1)
    since = until - timedelta(days=DAYS)
    days = await desk.store.read_soon(lambda connection: count_days(connection, since, until))
    return AtomResponse(_build_feed(desk, days))


def _build_feed(desk: Desk, days: Iterable[DayCount]) -> bytes:
    ET.register_namespace("", ATOM)
    site = desk.site.snapshot.data
    locale, staff = site.locales[0], site.address + STAFF_PATH
    root = ET.Element(
        f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": locale.lang}
    )
    _add(root, "id", staff)
    _add(root, "title", locale.site_name)
    _add(ET.SubElement(root, f"{{{ATOM}}}author"), "name", locale.site_name)
    entries = list(days)
    _add(root, "updated", _format_end(entries[0].day if entries else NO_DAY))
    for each in entries:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        counts = desk.templates.render_text("staff/news_counts.html", locale, counts=each.counts)
        _add(entry, "id", f"{staff}#{each.day.isoformat()}")
        _add(entry, "title", counts)
        _add(entry, "updated", _format_end(each.day))
        ET.SubElement(entry, f"{{{ATOM}}}link", {"href": staff})
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _format_end(day: date) -> str:
    """Return the end of a day, which tells of no hour."""
    return datetime.combine(day, time.max, UTC).replace(microsecond=0).isoformat()
