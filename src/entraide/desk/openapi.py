"""What the description of the interface (OpenAPI 3.1) says of each route, made of the shapes.

FastAPI writes the description of the routes; but ours read their bodies themselves, so what they
take, give and refuse is told here. `deploy/openapi.json` is the description, kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from entraide.desk.bodies import FORM_TYPE, JSON_TYPE
from entraide.desk.refusals import (
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

ABOUT = (
    "Ratings and private feedback of a help site. Nothing that visitors send is published, and "
    "no address, browser or referrer is stored. Whatever is refused is answered with a constant "
    "body: one word, nothing of what was sent."
)
HTML_TYPE = "text/html"
OF_EVERY_WRITE = (BAD_BODY, CROSS_ORIGIN, TOO_SLOW, TOO_LARGE, CONTENT_TYPE, INVALID, NOT_FOUND)
BEFORE_ITS_TYPE_IS_KNOWN = (CROSS_ORIGIN, CONTENT_TYPE)  # answered in JSON to forms as well
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
    gives: type[BaseModel]
    takes: type[BaseModel] | None = None
    asks: type[BaseModel] | None = None
    refuses: tuple[Refusal, ...] = ()
    unready: bool = False  # may answer 503, in the same shape


def described(told: Told) -> Mapping[str, Any]:
    """The arguments of `add_api_route` that say what `told` says."""
    extra: dict[str, Any] = {}
    if told.takes:
        extra["parameters"] = [FROM_A_PAGE]
        extra["requestBody"] = {"required": True, "content": _bodies(told.takes)}
    if told.asks:
        extra["parameters"] = list(_query(told.asks))
    return {"summary": told.does, "responses": _responses(told), "openapi_extra": extra}


def _bodies(shape: type[BaseModel]) -> Mapping[str, Any]:
    form = shape.model_json_schema()
    if "helpful" in form["properties"]:
        form["properties"]["helpful"] = {"enum": ["yes", "no"], "type": "string"}
    return {
        JSON_TYPE: {"schema": shape.model_json_schema()},
        FORM_TYPE: {"schema": form},
    }


def _query(shape: type[BaseModel]) -> Iterable[Mapping[str, Any]]:
    schema = shape.model_json_schema()
    for name, kind in schema["properties"].items():
        yield {"name": name, "in": "query", "required": True, "schema": kind}


def _responses(told: Told) -> dict[int | str, dict[str, Any]]:
    kinds = [JSON_TYPE, HTML_TYPE] if told.takes else [JSON_TYPE]
    answer = {"content": _contents(told.gives.model_json_schema(), kinds)}
    responses: dict[int | str, dict[str, Any]] = {200: {"description": "Done"} | answer}
    if told.unready:
        responses[503] = {"description": "Not ready"} | answer
    refused: dict[int, list[Refusal]] = {}
    for refusal in (*(OF_EVERY_WRITE if told.takes else ()), *told.refuses, BROKEN):
        refused.setdefault(refusal.status, []).append(refusal)
    for status, refusals in sorted(refused.items()):
        words = [refusal.word for refusal in refusals]
        early = any(refusal in BEFORE_ITS_TYPE_IS_KNOWN for refusal in refusals)
        responses[status] = {
            "description": "Refused: " + ", ".join(words),
            "content": _contents(_refusal(words), [JSON_TYPE] if early else kinds),
        }
    return responses


def _contents(schema: Mapping[str, Any], kinds: Iterable[str]) -> Mapping[str, Any]:
    """A form is answered by a page, a script by JSON."""
    page = {"type": "string"}
    return {kind: {"schema": page if kind == HTML_TYPE else schema} for kind in kinds}


def _refusal(words: list[str]) -> Mapping[str, Any]:
    return {
        "type": "object",
        "properties": {"error": {"type": "string", "enum": words}},
        "required": ["error"],
        "additionalProperties": False,
    }
