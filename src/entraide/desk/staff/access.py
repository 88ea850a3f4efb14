"""Access control of staff: roles of routes, checks of forms, and pages for refusals.

Every route but those of the sign-in requires a session. A GET changes nothing. A POST must come
from a page of the same origin (see `middleware.py`) and, after sign-in, carry the session's token.
A refusal is a page that shows what the form held, since a session may end while somebody writes.
"""

import secrets
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse, Response

from entraide.desk.http_errors import (
    BROKEN,
    CROSS_ORIGIN,
    FORBIDDEN,
    NEEDS_FACTOR,
    NEW_PASSWORD,
    SIGN_IN,
    STALE_FORM,
    STORE_FAILED,
    Refusal,
    RefusalError,
)
from entraide.desk.request_bodies import (
    FORM_TYPE,
    RequestBody,
    get_form,
    read_fields,
    validate_apart,
)
from entraide.desk.routing import HTML_TYPE, DeskRoute
from entraide.desk.staff.visit import StaffVisit, read_visit, remember_visit
from entraide.model.staff_roles import SESSION_COOKIE, STAFF_PATH, Role

Schema = TypeVar("Schema", bound=BaseModel)
SIGN_IN_PAGE = "sign-in/"
ACCOUNT_PAGE = "account/"
FACTOR_PAGE = "account/factor/"
# Where somebody has to go before anything else, by the word of the refusal.
FIRST_PAGES = {
    SIGN_IN.word: SIGN_IN_PAGE,
    NEW_PASSWORD.word: ACCOUNT_PAGE,
    NEEDS_FACTOR.word: FACTOR_PAGE,
}
FREE_TEXT_FIELDS = ("note", "reason")  # fields in which staff write

CurrentVisit = Annotated[StaffVisit, Depends(read_visit)]


class RequireRole:
    """A dependency that lets in members of staff with one of `roles`; others get a RefusalError.

    A member must have chosen a password and set up the second factor, if one is required, unless
    the route is for them `at_first`. The form is read before these checks, so that the page of a
    refusal can show it again.
    """

    def __init__(self, *roles: Role, at_first: bool = False) -> None:
        is_open = Role.VIEWER in roles
        somebody = "anybody on the staff" if is_open else " or ".join(f"a {role}" for role in roles)
        self.roles, self.at_first = roles, at_first
        steps = () if at_first else (NEW_PASSWORD, NEEDS_FACTOR)
        self.refusals = (SIGN_IN, *steps, *(() if is_open else (FORBIDDEN,)))
        self.parameters = (
            {
                "name": SESSION_COOKIE,
                "in": "cookie",
                "required": True,
                "description": f"The session of {somebody}.",
                "schema": {"type": "string"},
            },
        )

    async def __call__(self, request: Request, visit: CurrentVisit) -> None:
        if request.method == "POST" and get_form(request) is None:
            await read_fields(request, (FORM_TYPE,))
        member = visit.signed_in_member
        if member.has_initial_password and not self.at_first:
            raise RefusalError(NEW_PASSWORD)
        if visit.lacks_factor and not self.at_first:
            raise RefusalError(NEEDS_FACTOR)
        if not any(map(member.may, self.roles)):
            raise RefusalError(FORBIDDEN)


class StaffForm(RequestBody[Schema]):
    """A dependency that reads a form which has the token of the session; else RefusalError."""

    def __init__(self, schema: type[Schema]) -> None:
        super().__init__(schema, (FORM_TYPE,))
        self.refusals = (*RequestBody.refusals, STALE_FORM)  # type: ignore[misc]

    async def __call__(  # type: ignore[override]  # FastAPI gives it the visit
        self, request: Request, visit: CurrentVisit
    ) -> Schema:
        fields = dict(get_form(request) or {})
        token = str(fields.pop("csrf", ""))
        if not secrets.compare_digest(token.encode(), visit.signed_in_member.csrf.encode()):
            raise RefusalError(STALE_FORM)
        return await validate_apart(request, fields, self.schema)

    def describe_form(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema with the token that the form's page has given."""
        fields = schema.get("properties", {}) | {"csrf": {"type": "string"}}
        return schema | {"properties": fields, "required": [*schema.get("required", ()), "csrf"]}


class StaffRoute(DeskRoute):
    """A route that answers with pages: refusals too; without a session it leads to the sign-in."""

    always_json = (CROSS_ORIGIN, BROKEN)

    def list_answer_types(self) -> list[str]:
        """Return the media type of its refusals, whatever it answers else."""
        return [HTML_TYPE]

    def describe_responses(self) -> dict[int | str, dict[str, Any]]:
        """Return what OpenAPI says of each status; a page that is refused leads to the sign-in."""
        responses = super().describe_responses()
        if self.methods == {"GET"}:
            responses.pop(SIGN_IN.status, None)
            responses[303] = {"description": "On to a page, or to sign in"}
        return responses

    async def answer_refusal(self, request: Request, refusal: Refusal) -> Response:
        """Return the page that explains a refusal and shows what the form held."""
        visit = await (
            read_visit(request) if refusal is not STORE_FAILED else remember_visit(request)
        )
        if refusal.word in FIRST_PAGES and request.method == "GET":
            return visit.redirect(FIRST_PAGES[refusal.word])
        fields = get_form(request) or {}
        written_texts = [fields[name] for name in FREE_TEXT_FIELDS if fields.get(name)]
        response = visit.render("refused", refusal.status, refusal=refusal, written=written_texts)
        response.headers.update(refusal.headers)
        return response


VIEWER, MODERATOR, WRITER = (
    Depends(RequireRole(role)) for role in (Role.VIEWER, Role.MODERATOR, Role.WRITER)
)
WORKER = Depends(RequireRole(Role.MODERATOR, Role.WRITER))  # whoever acts on feedback
ANY_MEMBER = Depends(RequireRole(Role.VIEWER, at_first=True))  # also before all is set up


def make_staff_router(*dependencies: Any) -> APIRouter:
    """Return a router of pages and forms below desk/staff, each protected by `dependencies`."""
    return APIRouter(
        prefix=f"/{STAFF_PATH}".rstrip("/"),
        route_class=StaffRoute,
        dependencies=dependencies,
        default_response_class=HTMLResponse,
        tags=["staff"],
    )
