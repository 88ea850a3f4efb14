"""Who may do what: every route of staff names its role, and nobody gets past it otherwise.

A page is only read. A form changes something: it must come from a page of the same origin (see
`middleware.py`) and, after sign-in, carry the token of the session. Refusals are pages too, in
words, and give back what somebody wrote: eight hours may end while one writes.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from entraide.desk.bodies import fields_of, is_form, read_body, shaped
from entraide.desk.http_errors import CONTENT_TYPE, FORBIDDEN, SIGN_IN, Refusal, RefusalError
from entraide.desk.staff.accounts import Role
from entraide.desk.staff.visit import StaffVisit, read_visit

Sent = TypeVar("Sent", bound=BaseModel)
STALE_FORM = Refusal(403, "stale-form")  # its token is missing, or of another session
SIGN_IN_PAGE = "sign-in/"
WRITTEN = ("note", "reason")  # fields in which staff write


@dataclass(frozen=True, slots=True)
class Page:
    path: str  # below the site's base
    role: Role | None  # None: before sign-in
    show: Callable[[StaffVisit], Awaitable[Response]]
    does: str  # for the description of the interface
    method = "GET"


@dataclass(frozen=True, slots=True)
class Form(Generic[Sent]):
    path: str
    role: Role | None
    takes: type[Sent]
    act: Callable[[StaffVisit, Sent], Awaitable[Response]]
    does: str
    method = "POST"


def guarded(route: Page | Form[Any]) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of `route`, behind its role."""

    async def answer(request: Request) -> Response:
        visit = await read_visit(request)
        fields: dict[str, Any] = {}
        try:
            if isinstance(route, Page):
                _allow(visit, route.role)
                return await route.show(visit)
            fields = await _fields(visit)
            _allow(visit, route.role)
            return await route.act(visit, _sent(visit, route, fields))
        except RefusalError as error:
            return _refused(visit, error.refusal, fields)

    return answer


def _allow(visit: StaffVisit, role: Role | None) -> None:
    if role is not None and not visit.somebody.may(role):
        raise RefusalError(FORBIDDEN)


async def _fields(visit: StaffVisit) -> dict[str, Any]:
    if not is_form(visit.request):
        raise RefusalError(CONTENT_TYPE)
    return fields_of(await read_body(visit.request), form=True)


def _sent(visit: StaffVisit, route: Form[Sent], fields: dict[str, Any]) -> Sent:
    if route.role is not None:
        token = str(fields.pop("csrf", ""))
        if not secrets.compare_digest(token.encode(), visit.somebody.csrf.encode()):
            raise RefusalError(STALE_FORM)
    return shaped(fields, route.takes)


def _refused(visit: StaffVisit, refusal: Refusal, fields: Mapping[str, Any]) -> Response:
    if refusal is SIGN_IN and visit.request.method == "GET":
        return visit.redirect(SIGN_IN_PAGE)
    written = [fields[name] for name in WRITTEN if fields.get(name)]
    response = visit.render("refused", refusal.status, refusal=refusal, written=written)
    response.headers.update(refusal.headers)
    return response
