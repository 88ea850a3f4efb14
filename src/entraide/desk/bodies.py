"""Bodies of requests: read once, decoded once, into one of the shapes, or refused.

JSON must name each field once and a form must have plain fields, so that no two readers can see two
different requests in one body.
"""

import asyncio
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect, Request

from entraide.desk.http_errors import (
    BAD_BODY,
    CONTENT_TYPE,
    INVALID,
    TOO_LARGE,
    TOO_SLOW,
    RefusalError,
)

Shape = TypeVar("Shape", bound=BaseModel)

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
CHARSET = re.compile(r"\s*charset\s*=\s*\"?utf-8\"?\s*", re.IGNORECASE)
WHOLE = re.compile(r"[0-9]{1,9}")

# How the fields of a form, which are text, become what the shapes want.
NUMBERS = frozenset({"entry", "revision", "rating"})
YES_OR_NO = {"yes": True, "no": False}
ANSWERS = frozenset({"helpful", "licence"})
LISTS = frozenset({"reasons", "ids"})


@dataclass(frozen=True, slots=True)
class BodyLimit:
    """How much a body may be, in bytes, seconds until it is whole, and fields of a form."""

    largest: int
    patience: int
    fields: int


SMALL = BodyLimit(16_384, 10, 40)
OF_A_PROPOSAL = BodyLimit(
    262_144, 30, 600
)  # a whole entry; each letter may take nine bytes of a form


def is_form(request: Request) -> bool:
    """Whether a form was posted, without JavaScript; a Refusal for any other type than our two."""
    kinds = request.headers.getlist("content-type")
    kind, _, rest = (kinds[0] if len(kinds) == 1 else "").partition(";")
    if rest and not CHARSET.fullmatch(rest):
        raise RefusalError(CONTENT_TYPE)
    if (kind := kind.strip().lower()) not in (JSON_TYPE, FORM_TYPE):
        raise RefusalError(CONTENT_TYPE)
    return kind == FORM_TYPE


async def read_body(request: Request, room: BodyLimit = SMALL) -> bytes:
    """The whole body, if it is small enough and comes soon enough."""
    if _declared(request) > room.largest:
        raise RefusalError(TOO_LARGE)
    body = bytearray()
    try:
        async with asyncio.timeout(room.patience):
            async for part in request.stream():
                body += part
                if len(body) > room.largest:
                    raise RefusalError(TOO_LARGE)
    except TimeoutError as error:
        raise RefusalError(TOO_SLOW) from error
    except ClientDisconnect as error:
        raise RefusalError(BAD_BODY) from error
    return bytes(body)


def _declared(request: Request) -> float:
    text = request.headers.get("content-length", "0")
    return int(text) if re.fullmatch(r"[0-9]{1,12}", text) else math.inf


def fields_of(body: bytes, *, form: bool, most: int = SMALL.fields) -> dict[str, Any]:
    """The fields of a body of either type."""
    try:
        text = body.decode()
        return _form_fields(text, most) if form else _json_fields(text)
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, too deep
        raise RefusalError(BAD_BODY) from error


def shaped(fields: Mapping[str, Any], shape: type[Shape]) -> Shape:
    try:
        return shape.model_validate(fields)
    except (ValidationError, RecursionError) as error:
        raise RefusalError(INVALID) from error


def _json_fields(text: str) -> dict[str, Any]:
    value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004 - what was sent is wrong, not our code
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a key twice")
    return fields


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN, Infinity


def _form_fields(text: str, most: int) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    pairs = parse_qsl(
        text,
        keep_blank_values=True,
        strict_parsing=bool(text),
        max_num_fields=most,
        errors="strict",
    )
    for name, value in pairs:
        if name in LISTS:
            fields.setdefault(name, []).append(value)
        elif name in fields:
            raise ValueError("a field twice")
        else:
            fields[name] = _typed(name, value)
    return fields


def _typed(name: str, value: str) -> object:
    if name in NUMBERS and WHOLE.fullmatch(value):
        return int(value)
    if name in ANSWERS:
        return YES_OR_NO.get(value, value)
    return value
