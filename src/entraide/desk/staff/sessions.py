"""Sessions: limited in length and in idle time; the store has only the digest of their cookie.

Every sign-in begins a new one. A session ends with sign-out, a new password, the account's
deactivation (`accounts.py`), and when its owner ends it.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update
from starlette.responses import Response

from entraide.desk.settings import DeskSettings
from entraide.desk.tables import sessions, staff
from entraide.model.staff_roles import SESSION_COOKIE, Role

NOTED_EVERY = 60  # seconds: a session in use is written down as used so often, not at each page


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff who is signed in; `csrf` is the token in their forms."""

    id: str
    name: str
    role: Role
    locale: str  # chosen for the pages; "" before they chose
    csrf: str
    has_initial_password: bool  # the one that we made, which they have to change
    has_factor: bool  # a second one
    seen: int  # when the session was used last, in seconds since 1970

    @property
    def is_moderator(self) -> bool:
        return self.may(Role.MODERATOR)

    def may(self, role: Role) -> bool:
        """Return whether they may do what `role` may."""
        return self.role.can_act_as(role)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session in the list of its owner; `id` names it and cannot be used as a cookie."""

    id: str
    begun: datetime
    seen: datetime
    current: bool


def begin_session(
    connection: Connection, staff_id: str, moment: datetime, settings: DeskSettings
) -> str:
    """Begin a session of that account and return its cookie."""
    cookie, now = secrets.token_urlsafe(32), int(moment.timestamp())
    row = {
        "digest": _compute_digest(cookie),
        "staff_id": staff_id,
        "csrf": secrets.token_urlsafe(32),
        "expires": now + settings.session_seconds,
        "begun": now,
        "seen": now,
    }
    connection.execute(insert(sessions), row)
    return cookie


def find_member(
    connection: Connection, cookie: str, moment: datetime, settings: DeskSettings
) -> Member | None:
    """Return the member whose cookie this is; None if the session or the account has ended."""
    columns = (
        *(staff.c[name] for name in ("id", "name", "role", "locale", "initial", "factor")),
        *(sessions.c[name] for name in ("csrf", "seen")),
    )
    row = connection.execute(
        select(*columns)
        .join(sessions, sessions.c.staff_id == staff.c.id)
        .where(sessions.c.digest == _compute_digest(cookie))
        .where(_lasts(moment, settings), staff.c.active)
    ).first()
    if row is None:
        return None
    return Member(
        row.id,
        row.name,
        Role(row.role),
        row.locale,
        row.csrf,
        has_initial_password=row.initial,
        has_factor=bool(row.factor),
        seen=row.seen,
    )


def touch_session(connection: Connection, cookie: str, moment: datetime) -> int:
    """Record that the session is in use; return the number of sessions with that cookie, 0 or 1."""
    statement = update(sessions).where(sessions.c.digest == _compute_digest(cookie))
    return connection.execute(statement.values(seen=int(moment.timestamp()))).rowcount


def list_sessions(
    connection: Connection, staff_id: str, cookie: str, moment: datetime, settings: DeskSettings
) -> Sequence[OpenSession]:
    """Return the valid sessions of that account, the one of `cookie` first."""
    rows = connection.execute(
        select(sessions.c.digest, sessions.c.begun, sessions.c.seen)
        .where(sessions.c.staff_id == staff_id, _lasts(moment, settings))
        .order_by(
            sessions.c.digest != _compute_digest(cookie), sessions.c.seen.desc(), sessions.c.digest
        )
    )
    return [
        OpenSession(
            digest,
            datetime.fromtimestamp(start, UTC),
            datetime.fromtimestamp(seen, UTC),
            current=digest == _compute_digest(cookie),
        )
        for digest, start, seen in rows
    ]


def end_session(connection: Connection, cookie: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.digest == _compute_digest(cookie)))


def end_others(connection: Connection, staff_id: str, cookie: str, id_: str = "") -> int:
    """End all sessions of the account but that of `cookie`, or the one `id_`; return how many."""
    others = delete(sessions).where(
        sessions.c.staff_id == staff_id, sessions.c.digest != _compute_digest(cookie)
    )
    statement = others.where(sessions.c.digest == id_) if id_ else others
    return connection.execute(statement).rowcount


def set_session_cookie(response: Response, cookie: str, settings: DeskSettings) -> None:
    response.set_cookie(
        SESSION_COOKIE,
        cookie,
        max_age=settings.session_seconds,
        path="/",
        secure=True,
        httponly=True,
        samesite="strict",
    )


def delete_session_cookie(response: Response) -> None:
    response.delete_cookie(SESSION_COOKIE, path="/", secure=True, httponly=True, samesite="strict")


def _lasts(moment: datetime, settings: DeskSettings) -> ColumnElement[bool]:
    now = int(moment.timestamp())
    return and_(sessions.c.expires > now, sessions.c.seen > now - settings.idle_seconds)


def _compute_digest(cookie: str) -> str:
    return sha256(cookie.encode()).hexdigest()
