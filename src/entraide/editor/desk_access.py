"""Access to the editor on a server: for those who are signed in at the desk, by their role.

The editor sends the cookie of a session to the desk, over loopback or a socket, and to nobody else.
For some seconds, in which a draft loads its parts, it remembers the answer by a hash of the cookie.
After that it asks again, so a session that has ended at the desk has ended here.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from entraide.desk.http_errors import NEEDS_FACTOR, NEW_PASSWORD, SIGN_IN, Refusal, RefusalError
from entraide.desk.origins import SAFE_METHODS
from entraide.editor.access import EditorSession
from entraide.editor.desk_line import DeskAnswer, DeskLine
from entraide.editor.git_repository import Writer
from entraide.model.staff_roles import (
    ACCOUNT_NAME,
    MAIL_HOST,
    SESSION_COOKIE,
    STAFF_PATH,
    Role,
)

DESK_AWAY = Refusal(503, "desk-away", {"Retry-After": "30"})  # nobody knows who is signed in
REFUSALS = {each.word: each for each in (SIGN_IN, NEW_PASSWORD, NEEDS_FACTOR)}
COOKIE = re.compile(r"[A-Za-z0-9_-]{20,100}")
STAFF_ROOT = f"{STAFF_PATH}write/"  # below the base of the site
KEPT_SECONDS = 5.0
MOST_KEPT = 200  # the oldest goes first


class SessionAnswer(BaseModel):
    """What the desk says of a session (`desk/staff/session_routes.py`)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str = Field(pattern=f"^{ACCOUNT_NAME.pattern}$")
    role: Role
    locale: str
    csrf: str = Field(min_length=20)

    def make_session(self) -> EditorSession:
        """Return the session of this member of staff."""
        writer = Writer(self.name, f"{self.name}@{MAIL_HOST}")
        return EditorSession(self.csrf, self.locale, writer, self.role, is_proven=True)


@dataclass(frozen=True, slots=True)
class _Memory:
    session: EditorSession
    until: float


class DeskAccess:
    """The sessions of staff, of which the editor asks the desk through `line`; below `base`."""

    def __init__(self, line: DeskLine, base: str) -> None:
        self._line, self._path = line, f"{base}{STAFF_PATH}session"
        self._drafts = f"{base}{STAFF_ROOT}draft/"
        self._memories: OrderedDict[bytes, _Memory] = OrderedDict()

    def find_session(self, request: Request) -> EditorSession:
        """Return the session of a request; RefusalError if there is none or the desk is silent."""
        cookie = request.cookies.get(SESSION_COOKIE, "")
        if not COOKIE.fullmatch(cookie):
            raise RefusalError(SIGN_IN)
        name, now = sha256(cookie.encode()).digest(), time.monotonic()
        memory = self._memories.get(name)
        if memory and memory.until > now and self._is_part_of_draft(request):
            return memory.session
        self._memories.pop(name, None)
        session = _read_session(self._line.get(self._path, select_headers(request)))
        self._memories[name] = _Memory(session, now + KEPT_SECONDS)
        if len(self._memories) > MOST_KEPT:
            self._memories.popitem(last=False)
        return session

    def _is_part_of_draft(self, request: Request) -> bool:
        return request.method in SAFE_METHODS and request.url.path.startswith(self._drafts)


def select_headers(request: Request) -> Mapping[str, str]:
    """Return the headers for the desk: the cookie of the session, the visitor's address."""
    headers = {"Cookie": f"{SESSION_COOKIE}={request.cookies[SESSION_COOKIE]}"}
    forwarded = request.headers.getlist("x-forwarded-for")
    return headers | ({"X-Forwarded-For": ", ".join(forwarded)} if forwarded else {})


def _read_session(answer: DeskAnswer | None) -> EditorSession:
    if answer is None:
        raise RefusalError(DESK_AWAY)
    if answer.status == 200:
        try:
            return SessionAnswer.model_validate_json(answer.body).make_session()
        except ValidationError as error:
            raise RefusalError(DESK_AWAY) from error
    raise RefusalError(REFUSALS.get(answer.word, DESK_AWAY))
