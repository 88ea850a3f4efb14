"""What the description of the interface (OpenAPI 3.1) says of each route, made of the shapes.

FastAPI writes the description of the routes; but ours read their bodies themselves, so what they
take, give and refuse is told here. `deploy/openapi.json` is the description, kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse

from entraide.desk.bodies import FORM_TYPE, JSON_TYPE
from entraide.desk.http_errors import (
    BAD_BODY,
    BROKEN,
    CONTENT_TYPE,
    CROSS_ORIGIN,
    INVALID,
    NOT_FOUND,
    TOO_LARGE,
    TOO_SLOW,
    Refusal,
)
from entraide.desk.proposal_form import TEXT
from entraide.desk.schemas import TextReference

ABOUT = (
    "Ratings, private feedback and proposed translations of a help site. Nothing that visitors "
    "send is published by itself, and no address, browser or referrer is stored. Whatever is "
    "refused is answered with a constant body: one word, nothing of what was sent."
)
HTML_TYPE = "text/html"
OF_EVERY_WRITE = (BAD_BODY, CROSS_ORIGIN, TOO_SLOW, TOO_LARGE, CONTENT_TYPE, INVALID, NOT_FOUND)
ALWAYS_JSON = (CROSS_ORIGIN, CONTENT_TYPE, BROKEN)  # to forms as well
FROM_A_PAGE = {
    "name": "Sec-Fetch-Site",
    "in": "header",
    "required": True,
    "description": (
        "Browsers send it with what a page of the same origin posts. In place of it, an older "
        "one sends an `Origin`, which must be the host that is asked."
    ),
    "schema": {"type": "string", "const": "same-origin"},
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a route does, takes (as JSON or as a form), asks in its query, gives and refuses."""

    does: str
    gives: type[BaseModel] | None  # None: pages only
    takes: type[BaseModel] | None = None
    kinds: tuple[str, ...] = (JSON_TYPE, FORM_TYPE)  # of what it takes
    asks: type[BaseModel] | None = None
    leads_on: bool = False  # answers 303, to a page
    refuses: tuple[Refusal, ...] = ()
    unready: bool = False  # may answer 503, in the same shape


def described(told: Told, path: str = "") -> Mapping[str, Any]:
    """The arguments of `add_api_route` that say what `told` says of the route at `path`."""
    extra: dict[str, Any] = {}
    parameters = list(_places(path))
    if told.takes:
        parameters.append(FROM_A_PAGE)
        extra["requestBody"] = {"required": True, "content": _bodies(told, path)}
    if told.asks:
        parameters += _query(told.asks)
    if parameters:
        extra["parameters"] = parameters
    kind = JSONResponse if told.gives else HTMLResponse
    return {
        "summary": told.does,
        "responses": _responses(told),
        "status_code": 303 if told.leads_on else 200,
        "response_class": RedirectResponse if told.leads_on else kind,
        "openapi_extra": extra,
    }


def _places(path: str) -> Iterator[Mapping[str, Any]]:
    """What stands in an address: the entry, the locale, or what only who was given it can know."""
    known = TextReference.model_json_schema()["properties"]
    for name in re.findall(r"\{(\w+)\}", path):
        schema = known.get(name, {"type": "string"})
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _bodies(told: Told, path: str) -> Mapping[str, Any]:
    shape = told.takes.model_json_schema() if told.takes else {}
    schemas = {JSON_TYPE: shape, FORM_TYPE: _form(shape, re.findall(r"\{(\w+)\}", path))}
    return {kind: {"schema": schemas[kind]} for kind in told.kinds}


def _form(shape: Mapping[str, Any], in_address: Iterable[str]) -> Mapping[str, Any]:
    """A form says yes in words, has a field for each text, and leaves out what its address says."""
    fields = {name: field for name, field in shape["properties"].items() if name not in in_address}
    for name, answers in {"helpful": ["yes", "no"], "licence": ["yes"]}.items():
        if name in fields:
            fields[name] = {"enum": answers, "type": "string"}
    form = dict(shape)
    if fields.pop("segments", None):
        form["patternProperties"] = {f"^{TEXT}": {"type": "string"}}
    required = [name for name in shape.get("required", ()) if name in fields]
    return form | {"properties": fields, "required": required}


def _query(shape: type[BaseModel]) -> Iterable[Mapping[str, Any]]:
    schema = shape.model_json_schema()
    for name, kind in schema["properties"].items():
        is_needed = name in schema["required"]
        yield {"name": name, "in": "query", "required": is_needed, "schema": kind}


def _kinds(told: Told) -> list[str]:
    """The types of its answers: a form is answered by a page, a script by JSON."""
    if not told.takes:
        return [JSON_TYPE if told.gives else HTML_TYPE]
    answers = {JSON_TYPE: JSON_TYPE, FORM_TYPE: HTML_TYPE}
    return [answers[kind] for kind in told.kinds]


def _responses(told: Told) -> dict[int | str, dict[str, Any]]:
    kinds = _kinds(told)
    given = told.gives.model_json_schema() if told.gives else {}
    answer = {"content": _contents(given, kinds)}
    responses: dict[int | str, dict[str, Any]] = {200: {"description": "Done"} | answer}
    if told.leads_on:
        responses = {303: {"description": "On to a page"}}
    if told.unready:
        responses[503] = {"description": "Not ready"} | answer
    refused: dict[int, list[Refusal]] = {}
    for refusal in (*(OF_EVERY_WRITE if told.takes else ()), *told.refuses, BROKEN):
        refused.setdefault(refusal.status, []).append(refusal)
    for status, refusals in sorted(refused.items()):
        words = [refusal.word for refusal in refusals]
        early = any(refusal in ALWAYS_JSON for refusal in refusals)
        responses[status] = {
            "description": "Refused: " + ", ".join(words),
            "content": _contents(_refusal(words), [JSON_TYPE] if early else kinds),
        }
    return responses


def _contents(schema: Mapping[str, Any], kinds: Iterable[str]) -> Mapping[str, Any]:
    page = {"type": "string"}
    return {kind: {"schema": page if kind == HTML_TYPE else schema} for kind in kinds}


def _refusal(words: list[str]) -> Mapping[str, Any]:
    return {
        "type": "object",
        "properties": {"error": {"type": "string", "enum": words}},
        "required": ["error"],
        "additionalProperties": False,
    }
