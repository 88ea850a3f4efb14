"""Reading forms within limits: one that is too large or broken is refused before it is parsed."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request

from entraide.desk.http_errors import BAD_BODY, CONTENT_TYPE, TOO_LARGE, TOO_SLOW, RefusalError

FORM_TYPE = "application/x-www-form-urlencoded"
FILE_FORM_TYPE = "multipart/form-data"
MOST_BYTES = 4_000_000  # an entry of 400,000 characters, of which each may take nine bytes
MOST_FILE_BYTES = 21_000_000  # an image of 20 MB, and what is said of it
MOST_FIELDS = 2_000
MOST_PARTS = 10  # of a form with a file
SECONDS = 30

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a form; its name was chosen by its sender."""

    name: str
    data: bytes


async def read_form(request: Request) -> Form:
    """Return the fields of a form, each with all its values; RefusalError if it is refused."""
    body = await _read_body(request, FORM_TYPE, MOST_BYTES)
    try:
        return parse_qs(
            body.decode(),
            keep_blank_values=True,
            strict_parsing=bool(body),
            max_num_fields=MOST_FIELDS,
            errors="strict",
        )
    except ValueError as error:
        raise RefusalError(BAD_BODY) from error


async def read_file_form(request: Request) -> tuple[Form, SentFile | None]:
    """Return the fields of a form with a file, and the file; RefusalError."""
    body = await _read_body(request, FILE_FORM_TYPE, MOST_FILE_BYTES)
    kind = request.headers["content-type"].encode("ascii", "replace")
    message = await asyncio.to_thread(
        BytesParser(_class=EmailMessage, policy=HTTP).parsebytes,
        b"Content-Type: " + kind + b"\r\n\r\n" + body,
    )
    parts = list(message.iter_parts()) if message.is_multipart() else []
    if not 0 < len(parts) <= MOST_PARTS:
        raise RefusalError(BAD_BODY)
    form: dict[str, list[str]] = {}
    file = None
    for part in parts:
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(data, bytes):
            raise RefusalError(BAD_BODY)
        if (file_name := part.get_filename()) is None:
            form.setdefault(name, []).append(_decode(data))
        elif file is None:
            file = SentFile(file_name, data)
        else:
            raise RefusalError(BAD_BODY)
    return form, file


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise RefusalError(BAD_BODY) from error


async def _read_body(request: Request, kind: str, most: int) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise RefusalError(CONTENT_TYPE)
    body = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise RefusalError(TOO_LARGE)
    except TimeoutError as error:
        raise RefusalError(TOO_SLOW) from error
    except ClientDisconnect as error:
        raise RefusalError(BAD_BODY) from error
    return bytes(body)


def get_field(form: Form, name: str) -> str:
    """Return what was sent for a field; "" where nothing was, RefusalError where more than one."""
    values = form.get(name, [""])
    if len(values) != 1:
        raise RefusalError(BAD_BODY)
    return values[0]
