"""Tokens: a program of a member of staff shows one to the desk in place of a cookie.

A command makes a token for an account and shows it once; the store has its digest. A token reads
what its account may read. It ends when it is revoked or when its account is disabled.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from entraide.desk.clock import Clock, get_now
from entraide.desk.staff import accounts, audit
from entraide.desk.staff.accounts import ACCOUNT_ARGUMENT, AccountError
from entraide.desk.staff.audit import BY_COMMAND, Action
from entraide.desk.tables import staff, staff_tokens
from entraide.errors import Argument, Problem
from entraide.model.staff_roles import Role

START_OF_TOKENS = "entraide_"  # by which people, and programs that look for leaks, know one


@dataclass(frozen=True, slots=True)
class StaffToken:
    """A token in the list of tokens; `name` is what it is for."""

    id: str
    account: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Holder:
    """The account whose token a request shows."""

    name: str
    role: Role


def make_token(
    connection: Connection, account: str, name: str = "", *, clock: Clock = get_now
) -> str:
    """Make a token of that account and return it; AccountError without an active account."""
    row_of_account = accounts.get_account(connection, account)
    if not row_of_account.active:
        cure = f"Let it in first: entraide desk staff enable {account}"
        raise AccountError(Problem(ACCOUNT_ARGUMENT, f"“{account}” is disabled", cure))
    token = START_OF_TOKENS + secrets.token_urlsafe(32)
    row = {
        "id": secrets.token_hex(6),
        "staff_id": row_of_account.id,
        "digest": _compute_digest(token),
        "name": name,
        "day": clock().date().isoformat(),
    }
    connection.execute(insert(staff_tokens), row)
    _note(connection, clock, Action.TOKEN_MADE, account, row["id"])
    return token


def revoke_token(connection: Connection, id_: str, *, clock: Clock = get_now) -> StaffToken:
    """End the token with that id and return its row; AccountError if there is none."""
    token = next(
        (listed_token for listed_token in list_tokens(connection) if listed_token.id == id_), None
    )
    if token is None:
        what, cure = f"there is no token “{id_}”", "See them all: entraide desk staff tokens"
        raise AccountError(Problem(Argument("ID"), what, cure))
    connection.execute(delete(staff_tokens).where(staff_tokens.c.id == id_))
    _note(connection, clock, Action.TOKEN_REVOKED, token.account, id_)
    return token


def list_tokens(connection: Connection) -> Sequence[StaffToken]:
    """Return every token, by account, the oldest first."""
    columns = (staff_tokens.c.id, staff.c.name, staff_tokens.c.name, staff_tokens.c.day)
    rows = connection.execute(
        select(*columns)
        .join(staff, staff.c.id == staff_tokens.c.staff_id)
        .order_by(staff.c.name, staff_tokens.c.day, staff_tokens.c.id)
    )
    return [
        StaffToken(id_, account, name, date.fromisoformat(day)) for id_, account, name, day in rows
    ]


def find_holder(connection: Connection, token: str) -> Holder | None:
    """Return the holder of the token; None for an unknown one, and for a disabled account."""
    digest = _compute_digest(token)
    row = connection.execute(
        select(staff_tokens.c.digest, staff.c.name, staff.c.role)
        .join(staff, staff.c.id == staff_tokens.c.staff_id)
        .where(staff_tokens.c.digest == digest, staff.c.active)
    ).first()
    # A database compares as fast as it can; what it may tell that way is about a digest only.
    if row is None or not secrets.compare_digest(row.digest, digest):
        return None
    return Holder(row.name, Role(row.role))


def _note(connection: Connection, clock: Clock, action: Action, account: str, id_: str) -> None:
    audit.record(connection, clock(), BY_COMMAND, action, f"{account} {id_}")


def _compute_digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
