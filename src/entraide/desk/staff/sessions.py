"""Sessions: eight hours at most, named by a cookie of which only a digest is kept.

Every sign-in begins a new one. It ends with sign-out, with a new password and with the account's
deactivation (`accounts.py`); whoever finds an old cookie finds nothing behind it.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select
from starlette.responses import Response

from entraide.desk.staff.accounts import Role
from entraide.desk.tables import sessions, staff

SESSION_LIFETIME = 8 * 3600  # seconds, however much it is used
COOKIE = "__Host-entraide"  # by this prefix browsers keep it from other hosts and from plain HTTP


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is signed in; `csrf` is in every form that they are given."""

    id: str
    name: str
    role: Role
    locale: str  # chosen for the pages; "" before they chose
    csrf: str

    @property
    def is_moderator(self) -> bool:
        return self.may(Role.MODERATOR)

    def may(self, role: Role) -> bool:
        """Return whether they may do what `role` may."""
        return self.role.can_act_as(role)


def begin_session(connection: Connection, staff_id: str, moment: datetime) -> str:
    """Begin a session of that account, and return its cookie."""
    cookie = secrets.token_urlsafe(32)
    row = {
        "digest": _compute_digest(cookie),
        "staff_id": staff_id,
        "csrf": secrets.token_urlsafe(32),
        "expires": int(moment.timestamp()) + SESSION_LIFETIME,
    }
    connection.execute(insert(sessions), row)
    return cookie


def find_member(connection: Connection, cookie: str, moment: datetime) -> Member | None:
    """Return who shows this cookie, if its session lasts and the account is active."""
    columns = (staff.c.id, staff.c.name, staff.c.role, staff.c.locale, sessions.c.csrf)
    row = connection.execute(
        select(*columns)
        .join(sessions, sessions.c.staff_id == staff.c.id)
        .where(sessions.c.digest == _compute_digest(cookie))
        .where(sessions.c.expires > int(moment.timestamp()))
        .where(staff.c.active)
    ).first()
    if row is None:
        return None
    return Member(row.id, row.name, Role(row.role), row.locale, row.csrf)


def end_session(connection: Connection, cookie: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.digest == _compute_digest(cookie)))


def set_session_cookie(response: Response, cookie: str) -> None:
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=SESSION_LIFETIME,
        path="/",
        secure=True,
        httponly=True,
        samesite="strict",
    )


def delete_session_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")


def _compute_digest(cookie: str) -> str:
    return sha256(cookie.encode()).hexdigest()
