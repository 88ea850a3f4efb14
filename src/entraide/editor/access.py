"""Access to the editor on one's own machine: it takes the address that the terminal printed.

Other users of the machine, and pages of other sites in the same browser, can send requests to its
port. So the address has a token, which begins a session, named by a cookie for the editor's path. A
page of another site can neither read an answer nor send the cookie. A host name that leads to this
machine is refused by the preview (`preview/app.py`). On a server, the desk says who is signed in
(`desk_access.py`).
"""

import secrets
from dataclasses import dataclass, field
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from entraide.desk.http_errors import SIGN_IN, STALE_FORM, RefusalError
from entraide.editor.git_repository import Writer
from entraide.model.staff_roles import Role

ROOT = ".edit/"  # below the base of the site
MOST_SESSIONS = 100  # the oldest goes first


@dataclass
class EditorSession:
    """Somebody in one browser; `csrf` is in every form that they are given.

    `locale` is what they chose for the pages, and `writer` who they are: where that `is_proven`, by
    the desk, else as they say where git does not know. On one's own machine one may do everything.
    """

    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    locale: str = ""
    writer: Writer | None = None
    role: Role = Role.PUBLISHER
    is_proven: bool = False

    def check_form(self, csrf: str) -> None:
        """Raise RefusalError for a form that is not of this session."""
        if not secrets.compare_digest(csrf.encode(), self.csrf.encode()):
            raise RefusalError(STALE_FORM)


class EditorAccess(Protocol):
    """The interface that finds the session of a request."""

    def find_session(self, request: Request) -> EditorSession:
        """Return the session that a request shows; RefusalError if there is none."""


class LocalAccess:
    """The sessions of an editor on one's own machine, at `port`, for a site below `base`."""

    def __init__(self, port: int, base: str) -> None:
        self.token = secrets.token_urlsafe(32)
        self._path = base + ROOT
        self._cookie = f"entraide-edit-{port}"  # browsers give cookies to every port of a host
        self._sessions: dict[str, EditorSession] = {}

    def make_entrance(self, address: str) -> str:
        """Return the address that lets a person into the editor, given the address of the site."""
        return f"{address}{ROOT}enter/?token={self.token}"

    def begin_session(self, token: str, response: Response) -> None:
        """Let `response` begin a session; RefusalError for a wrong token."""
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            raise RefusalError(SIGN_IN)
        name = secrets.token_urlsafe(32)
        self._sessions[name] = EditorSession()
        if len(self._sessions) > MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        response.set_cookie(self._cookie, name, path=self._path, httponly=True, samesite="strict")

    def find_session(self, request: Request) -> EditorSession:
        """Return the session that the cookie names; RefusalError if there is none."""
        value = request.cookies.get(self._cookie, "").encode()
        for name, session in self._sessions.items():
            if secrets.compare_digest(value, name.encode()):
                return session
        raise RefusalError(SIGN_IN)
