"""A visit: one request of staff, with who makes it, its language, and the page that answers it.

The language is the one in the query (`?in=fr`), else the account's, else the first of the browser's
that the site has.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, RedirectResponse

from entraide.desk import proposals
from entraide.desk.desk import Desk
from entraide.desk.http_errors import SIGN_IN, RefusalError
from entraide.desk.page_language import choose_page_locale
from entraide.desk.proposals import OPEN, ProposalFilter
from entraide.desk.request_bodies import WHOLE_NUMBER
from entraide.desk.staff import sessions
from entraide.desk.staff.sessions import NOTED_EVERY, Member
from entraide.desk.workbench import LatePage
from entraide.model.rating import SCALES
from entraide.model.staff_roles import SESSION_COOKIE, STAFF_PATH, Role
from entraide.published_files.site import PublishedLocale


@dataclass(frozen=True)
class StaffVisit:
    request: Request
    desk: Desk
    member: Member | None  # None before sign-in
    locale: PublishedLocale
    waiting: int = 0  # open proposals

    @property
    def signed_in_member(self) -> Member:
        if self.member is None:
            raise RefusalError(SIGN_IN)
        return self.member

    @property
    def lacks_factor(self) -> bool:
        """Whether the desk asks for a second factor that they have not set up."""
        return self.desk.settings.second_factor and not self.signed_in_member.has_factor

    @property
    def now(self) -> datetime:
        return self.desk.clock()

    @property
    def root(self) -> str:
        return self.desk.settings.base + STAFF_PATH

    @property
    def cookie(self) -> str:
        return self.request.cookies.get(SESSION_COOKIE, "")

    def get_query(self, name: str) -> str:
        """Return what the query says of `name`; "" when nothing, or twice."""
        values = self.request.query_params.getlist(name)
        return values[0] if len(values) == 1 else ""

    def read_filters(self, states: Sequence[str]) -> dict[str, str]:
        """Return what the query asks for of a list: one of `states`, or else the first of them.

        An entry and a locale are "" for all, and where there are none of that name.
        """
        state, entry, locale = (self.get_query(name) for name in ("state", "entry", "locale"))
        codes = [locale_data.code for locale_data in self.desk.site.snapshot.data.locales]
        return {
            "state": state if state in states else states[0],
            "entry": entry if WHOLE_NUMBER.fullmatch(entry) else "",
            "locale": locale if locale in codes else "",
        }

    def render(self, name: str, status: int = 200, **values: Any) -> HTMLResponse:
        render = partial(
            self.desk.templates.render,
            f"staff/{name}.html",
            self.locale,
            base=self.desk.settings.base,
            root=self.root,
            member=self.member,
            waiting=self.waiting,
            scales=SCALES,
            takes_votes=self.desk.site.snapshot.data.takes_votes,
            takes_proposals=self.desk.site.snapshot.data.takes_proposals,
            takes_questions=self.desk.site.snapshot.data.takes_questions,
            may_write=self.may_write,
            languages=self._list_page_languages(),
            here=self._make_here(),
            **values,
        )
        return LatePage(self.request, render, status)

    def redirect(self, path: str = "", **query: str) -> RedirectResponse:
        """Lead to another page after something was done: to load that again does nothing twice."""
        return RedirectResponse(self.root + path + format_query(query) * bool(query), 303)

    @property
    def may_write(self) -> bool:
        """Whether the editor runs beside the desk, and lets them in."""
        has_editor = self.desk.settings.editor
        return has_editor and self.member is not None and self.member.may(Role.WRITER)

    def _list_page_languages(self) -> list[tuple[PublishedLocale, bool]]:
        """Return each language with words for staff, and whether it is this page's.

        [] without a choice.
        """
        locales = self.desk.templates.list_staff_locales(self.desk.site.snapshot.data.locales)
        return [(locale, locale == self.locale) for locale in locales] if len(locales) > 1 else []

    def _make_here(self) -> str:
        """Return the page's address without its language, for the way back from a change of it."""
        if self.request.method != "GET":
            return self.root
        query = [pair for pair in self.request.query_params.multi_items() if pair[0] != "in"]
        return self.request.url.path + ("?" + urlencode(query) if query else "")


async def read_visit(request: Request) -> StaffVisit:
    """Return the visit of a request, which is read once."""
    if not hasattr(request.state, "visit"):
        request.state.visit = await _read_visit(request)
    visit: StaffVisit = request.state.visit
    return visit


async def remember_visit(request: Request) -> StaffVisit:
    """Return the visit without asking the store, for when it fails; nobody if none was read."""
    desk: Desk = request.app.state.desk
    nobody = StaffVisit(request, desk, None, _choose_locale(request, desk, None))
    visit: StaffVisit = getattr(request.state, "visit", nobody)
    return visit


async def _read_visit(request: Request) -> StaffVisit:
    desk: Desk = request.app.state.desk
    cookie = request.cookies.get(SESSION_COOKIE)
    if not cookie:
        return StaffVisit(request, desk, None, _choose_locale(request, desk, None))
    moment = desk.clock()

    def read(connection: Connection) -> tuple[Member | None, int]:
        member = sessions.find_member(connection, cookie, moment, desk.settings)
        return member, proposals.count_proposals(
            connection, ProposalFilter([OPEN])
        ) if member else 0

    member, waiting = await desk.store.read_soon(read)
    if member and moment.timestamp() - member.seen >= NOTED_EVERY:
        await desk.store.write_soon(
            lambda connection: sessions.touch_session(connection, cookie, moment)
        )
    return StaffVisit(request, desk, member, _choose_locale(request, desk, member), waiting)


@dataclass(frozen=True, slots=True)
class Choice:
    """A list that a page can show: its link, and whether it is the one shown."""

    id: str
    link: str
    current: bool


def list_choices(filters: Mapping[str, str], name: str, ids: Iterable[str]) -> list[Choice]:
    """Return a choice for each of `ids`, the values of the filter `name`."""
    return [
        Choice(str(each), format_query(filters, **{name: str(each)}), each == filters[name])
        for each in ids
    ]


def format_query(filters: Mapping[str, str], **changes: str) -> str:
    """Return a query with `filters` and `changes` to them; empty values are left out."""
    return "?" + urlencode({name: value for name, value in {**filters, **changes}.items() if value})


def _choose_locale(request: Request, desk: Desk, member: Member | None) -> PublishedLocale:
    locales = desk.templates.list_staff_locales(desk.site.snapshot.data.locales)
    chosen = (request.query_params.get("in", ""), member.locale if member else "")
    return choose_page_locale(locales, chosen, request)
