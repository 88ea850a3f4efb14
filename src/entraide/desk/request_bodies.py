"""Bodies of requests: read within a limit, decoded once, and validated as a schema, or refused.

FastAPI would read a body of any size before it looks at it, take the last of two fields with one
name, and need a parser of uploads for plain forms. Here JSON must name each field once, and a form
must have plain fields, so that no two readers can see different requests in one body.
"""

import asyncio
import json
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect

from entraide.desk.http_errors import (
    BAD_BODY,
    CONTENT_TYPE,
    CROSS_ORIGIN,
    INVALID,
    TOO_LARGE,
    TOO_SLOW,
    Refusal,
    RefusalError,
)
from entraide.desk.workbench import SMALL_WORK, run_apart

Schema = TypeVar("Schema", bound=BaseModel)

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
UTF8_CHARSET = re.compile(r"\s*charset\s*=\s*\"?utf-8\"?\s*", re.IGNORECASE)
WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")

# How the fields of a form, which are text, become what the schemas want.
NUMBER_FIELDS = frozenset({"entry", "revision", "rating"})
YES_OR_NO = {"yes": True, "no": False}
YES_OR_NO_FIELDS = frozenset({"helpful", "licence", "sure"})
LIST_FIELDS = frozenset({"reasons", "ids"})


@dataclass(frozen=True, slots=True)
class BodyLimit:
    """The most that a body may have: bytes, seconds until it is whole, and fields of a form."""

    bytes: int
    seconds: int
    fields: int


SMALL_BODY = BodyLimit(16_384, 10, 40)
PROPOSAL_SIZE = BodyLimit(262_144, 30, 600)  # a whole entry; a letter may take nine bytes of a form


class RequestBody(Generic[Schema]):
    """A dependency that returns the body as `schema`; its type must be one of `media_types`.

    It raises RefusalError for any other body. A form's fields are then in `request.state.form`, for
    a page that shows them again.
    """

    refusals: ClassVar[tuple[Refusal, ...]] = (
        BAD_BODY,
        CROSS_ORIGIN,
        TOO_SLOW,
        TOO_LARGE,
        CONTENT_TYPE,
        INVALID,
    )

    def __init__(
        self,
        schema: type[Schema],
        media_types: Collection[str] = (JSON_TYPE, FORM_TYPE),
        limit: BodyLimit = SMALL_BODY,
    ) -> None:
        self.schema = schema
        self.media_types = media_types
        self.limit = limit

    async def __call__(self, request: Request) -> Schema:
        fields = await read_fields(request, self.media_types, self.limit)
        return await validate_apart(request, fields, self.schema)

    def describe_form(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of the form, given that of the JSON: a form says “yes” for true."""
        answers = {"helpful": ["yes", "no"], "licence": ["yes"], "sure": ["yes", "no"]}
        fields = {
            name: {"enum": answers[name], "type": "string"} if name in answers else field
            for name, field in schema.get("properties", {}).items()
        }
        return schema | {"properties": fields}


def is_form(request: Request) -> bool:
    """Return whether a form was sent; RefusalError if it is neither a form nor JSON."""
    return _read_media_type(request) == FORM_TYPE


def get_form(request: Request) -> dict[str, Any] | None:
    """Return the fields of the form that was sent, {} if it is broken; None without a form."""
    return getattr(request.state, "form", None)


async def read_fields(
    request: Request, media_types: Collection[str], limit: BodyLimit = SMALL_BODY
) -> dict[str, Any]:
    """Return the fields of a body whose type is in `media_types`; else raise RefusalError.

    A form is read even when its network is over its budget, so that a page can show its words
    again; then it is refused.
    """
    media_type = _read_media_type(request)
    if media_type not in media_types:
        raise RefusalError(CONTENT_TYPE)
    if media_type == JSON_TYPE:
        return await _parse_apart(request, await _read_body(request, limit), None)
    request.state.form = {}
    body = await _read_body(request, limit)
    request.state.form = await _parse_apart(request, body, limit.fields)
    if refusal := getattr(request.state, "over_budget", None):
        raise RefusalError(refusal)
    return dict(request.state.form)


async def validate_apart(
    request: Request, fields: Mapping[str, Any], schema: type[Schema]
) -> Schema:
    """Return `fields` as `schema`, validated on the workbench if large; else RefusalError."""
    work = partial(validate_fields, fields, schema)
    small = getattr(request.state, "body_size", 0) <= SMALL_WORK
    return work() if small else await run_apart(request, work)


def validate_fields(fields: Mapping[str, Any], schema: type[Schema]) -> Schema:
    """Return `fields` as `schema`; raise RefusalError where they do not fit."""
    try:
        return schema.model_validate(fields)
    except (ValidationError, RecursionError) as error:
        raise RefusalError(INVALID) from error


def _read_media_type(request: Request) -> str:
    types = request.headers.getlist("content-type")
    media_type, _, rest = (types[0] if len(types) == 1 else "").partition(";")
    if rest and not UTF8_CHARSET.fullmatch(rest):
        raise RefusalError(CONTENT_TYPE)
    if (media_type := media_type.strip().lower()) not in (JSON_TYPE, FORM_TYPE):
        raise RefusalError(CONTENT_TYPE)
    return media_type


async def _read_body(request: Request, limit: BodyLimit) -> bytes:
    """Return the whole body; raise RefusalError if it is too large or too slow."""
    if _read_length(request) > limit.bytes:
        raise RefusalError(TOO_LARGE)
    body = bytearray()
    try:
        async with asyncio.timeout(limit.seconds):
            async for part in request.stream():
                body += part
                if len(body) > limit.bytes:
                    raise RefusalError(TOO_LARGE)
            request.state.body_size = len(body)
    except TimeoutError as error:
        raise RefusalError(TOO_SLOW) from error
    except ClientDisconnect as error:
        raise RefusalError(BAD_BODY) from error
    return bytes(body)


def _read_length(request: Request) -> float:
    text = request.headers.get("content-length", "0")
    return int(text) if re.fullmatch(r"[0-9]{1,12}", text) else math.inf


async def _parse_apart(request: Request, body: bytes, most_fields: int | None) -> dict[str, Any]:
    work = partial(_parse, body, most_fields)
    return await run_apart(request, work) if len(body) > SMALL_WORK else work()


def _parse(body: bytes, most_fields: int | None) -> dict[str, Any]:
    """Return the fields of a form with at most `most_fields`, or of JSON where that is None."""
    try:
        text = body.decode()
        return _parse_json(text) if most_fields is None else _parse_form(text, most_fields)
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, too deep
        raise RefusalError(BAD_BODY) from error


def _parse_json(text: str) -> dict[str, Any]:
    value = json.loads(text, object_pairs_hook=_make_object, parse_constant=_refuse_constant)
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004 - what was sent is wrong, not our code
    return value


def _make_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a key twice")
    return fields


def _refuse_constant(name: str) -> None:
    raise ValueError(name)  # NaN, Infinity


def _parse_form(text: str, most_fields: int) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    pairs = parse_qsl(
        text,
        keep_blank_values=True,
        strict_parsing=bool(text),
        max_num_fields=most_fields,
        errors="strict",
    )
    for name, value in pairs:
        if name in LIST_FIELDS:
            fields.setdefault(name, []).append(value)
        elif name in fields:
            raise ValueError("a field twice")
        else:
            fields[name] = _convert(name, value)
    return fields


def _convert(name: str, value: str) -> object:
    if name in NUMBER_FIELDS and WHOLE_NUMBER.fullmatch(value):
        return int(value)
    if name in YES_OR_NO_FIELDS:
        return YES_OR_NO.get(value, value)
    return value
