"""Sessions: limited in length and in idleness, named by a cookie of which only a digest is kept.

Every sign-in begins a new one. It ends with sign-out, with a new password and with the account's
deactivation (`accounts.py`), and when its owner ends it; whoever finds an old cookie finds nothing
behind it.
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
    """Somebody who is signed in; `csrf` is in every form that they are given."""

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
    """A session, as its owner sees it; `id` names it, and opens nothing."""

    id: str
    begun: datetime
    seen: datetime
    current: bool


def begin_session(
    connection: Connection, staff_id: str, moment: datetime, settings: DeskSettings
) -> str:
    """Begin a session of that account, and return its cookie."""
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
    """Return who shows this cookie, if its session lasts and the account is active."""
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
    """Write down that the session is in use; how many there are of that cookie."""
    statement = update(sessions).where(sessions.c.digest == _compute_digest(cookie))
    return connection.execute(statement.values(seen=int(moment.timestamp()))).rowcount


def list_sessions(
    connection: Connection, staff_id: str, cookie: str, moment: datetime, settings: DeskSettings
) -> Sequence[OpenSession]:
    """Return the sessions of that account which last, the one of `cookie` first."""
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
    """End the sessions of that account but the one of `cookie`, or the one `id_`; how many."""
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
