"""What the description of the interface (OpenAPI) says of the routes of staff, made of their lists.

Most are pages for people: what is refused is a page too, and its words are no part of a contract.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import Security
from fastapi.security import HTTPBearer
from starlette.responses import HTMLResponse, RedirectResponse

from entraide.desk.bodies import FORM_TYPE
from entraide.desk.http_errors import FORBIDDEN, INVALID, NO_TOKEN, NOT_FOUND, too_many
from entraide.desk.openapi import FROM_A_PAGE, HTML_TYPE, Told
from entraide.desk.openapi import described as described_answers
from entraide.desk.staff.access import Form, Page
from entraide.desk.staff.accounts import Role
from entraide.desk.staff.api import Call
from entraide.desk.staff.sessions import COOKIE

TOKEN = Security(
    HTTPBearer(
        auto_error=False,  # we read and refuse it ourselves: see api.py
        scheme_name="staffToken",
        description="A token that `entraide desk staff token` made.",
    )
)
REFUSED_FORM = {
    400: "Not a form that can be read",
    401: "Not signed in, or the sign-in is refused",
    403: "Not from a page of the desk, an old form, or not for this role",
    415: "Not a form",
    422: "A form that cannot be",
}


def described(route: Page | Form[Any]) -> Mapping[str, Any]:
    """The arguments of `add_api_route` that tell of `route`."""
    extra: dict[str, Any] = {"parameters": list(_parameters(route))}
    if isinstance(route, Form):
        extra["requestBody"] = {"required": True, "content": {FORM_TYPE: {"schema": _form(route)}}}
    return {
        "summary": route.does,
        "tags": ["staff"],
        "responses": dict(_responses(route)),
        "status_code": 303 if isinstance(route, Form) else 200,
        "response_class": RedirectResponse if isinstance(route, Form) else HTMLResponse,
        "openapi_extra": extra,
    }


def described_call(call: Call) -> Mapping[str, Any]:
    """The same for what programs ask."""
    about = INVALID if call.asks else NOT_FOUND
    refuses = (NO_TOKEN, FORBIDDEN, about, too_many(60))
    told = described_answers(Told(call.does, gives=call.gives, refuses=refuses))
    # As a model its parts are described beside the others, where every reader looks for them.
    answer = {200: {"description": "Done", "model": call.gives}}
    asks = [{"name": name, "in": "query", "schema": asked} for name, asked in call.asks.items()]
    return {
        "summary": call.does,
        "tags": ["staff"],
        "dependencies": [TOKEN],
        "responses": {**told["responses"], **answer},
        "openapi_extra": {"parameters": [*_places(call.path), *asks]},
    }


def _places(path: str) -> Iterator[Mapping[str, Any]]:
    for name in re.findall(r"\{(\w+)\}", path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _parameters(route: Page | Form[Any]) -> Iterator[Mapping[str, Any]]:
    yield from _places(route.path)
    if isinstance(route, Form):
        yield FROM_A_PAGE
    if route.role is not None:
        told = f"The session of a {route.role}."
        if route.role is Role.VIEWER:
            told = "The session of anybody on the staff."
        yield {
            "name": COOKIE,
            "in": "cookie",
            "required": True,
            "description": told,
            "schema": {"type": "string"},
        }


def _form(route: Form[Any]) -> Mapping[str, Any]:
    """The fields of a form; after sign-in with the token that its page has given."""
    schema: dict[str, Any] = route.takes.model_json_schema()
    if route.role is None:
        return schema
    fields = schema.get("properties", {}) | {"csrf": {"type": "string"}}
    return schema | {"properties": fields, "required": [*schema.get("required", ()), "csrf"]}


def _responses(route: Page | Form[Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    form = isinstance(route, Form)
    yield 303, {"description": "Done: on to a page" if form else "On to a page, or to sign in"}
    refused = REFUSED_FORM if form else {}
    if route.role is Role.MODERATOR and not form:
        refused = {403: "Not for this role"}
    if "{" in route.path:
        refused = refused | {404: "There is no such thing"}
    for status, told in refused.items():
        page = {HTML_TYPE: {"schema": {"type": "string"}}}
        yield status, {"description": told, "content": page}
