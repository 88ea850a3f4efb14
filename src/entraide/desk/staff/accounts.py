"""Accounts of staff: the operator's commands make, change and list them; nobody signs up.

The first password is made here, shown once and stored as a hash; its owner has to choose another at
the first sign-in (`account_pages.py`). A new password, the removal of a second factor and a
deactivation end every session of the account; a deactivation ends its tokens too. The audit log
records each change.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from entraide.desk.clock import Clock, get_now
from entraide.desk.staff import audit
from entraide.desk.staff.audit import BY_COMMAND, Action
from entraide.desk.staff.passwords import hash_password, make_password
from entraide.desk.staff.second_factor import forget_recovery_codes
from entraide.desk.store_state import read_state, write_state
from entraide.desk.tables import sessions, staff, staff_tokens
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.staff_roles import ACCOUNT_NAME, Role

UNLOCK = "unlock "  # begins the rows of `desk_state` of accounts that were unlocked
ACCOUNT_ARGUMENT = Argument("NAME")


class AccountError(EntraideError):
    """An account that cannot be made, or is not there."""


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    role: Role
    active: bool
    has_factor: bool


def add_account(
    connection: Connection, name: str, role: str, *, initial: bool = True, clock: Clock = get_now
) -> str:
    """Make an account and return its password, which is not readable later.

    An `initial` password has to be changed at the first sign-in. Raise AccountError if the name is
    taken or is no name.
    """
    if not ACCOUNT_NAME.fullmatch(name):
        cure = "Write 2 to 40 of a-z, 0-9, dots, hyphens and underscores, a letter first"
        raise AccountError(Problem(ACCOUNT_ARGUMENT, f"“{name}” is no name of an account", cure))
    if role not in set(Role):
        cure = f"Write one of these: {', '.join(Role)}"
        raise AccountError(Problem(Argument("--role"), f"“{role}” is no role", cure))
    if _find_account(connection, name):
        raise AccountError(Problem(ACCOUNT_ARGUMENT, f"“{name}” is taken", "Write another one"))
    password = make_password()
    row = {
        "id": secrets.token_urlsafe(12),
        "name": name,
        "password": hash_password(password),
        "role": role,
        "locale": "",
        "active": True,
        "initial": initial,
    }
    connection.execute(insert(staff), row)
    audit.record(connection, clock(), BY_COMMAND, Action.ACCOUNT_ADDED, f"{name} {role}")
    return password


def set_password(
    connection: Connection, name: str, *, initial: bool = True, clock: Clock = get_now
) -> str:
    """Give the account a new password and return it; end its sessions."""
    account = get_account(connection, name)
    password = make_password()
    _change(connection, account.id, password=hash_password(password), initial=initial)
    audit.record(connection, clock(), BY_COMMAND, Action.ACCOUNT_PASSWORD, name)
    return password


def unlock(connection: Connection, name: str, *, clock: Clock = get_now) -> None:
    """Let the account sign in again at once, after too many attempts in its name."""
    account = get_account(connection, name)
    write_state(connection, f"{UNLOCK}{account.id}", secrets.token_hex(8))
    audit.record(connection, clock(), BY_COMMAND, Action.ACCOUNT_UNLOCKED, name)


def read_unlock(connection: Connection, account_id: str) -> str:
    """Return the value that the last `unlock` wrote; "" if there was none."""
    return read_state(connection, f"{UNLOCK}{account_id}") or ""


def reset_factor(connection: Connection, name: str, *, clock: Clock = get_now) -> None:
    """Remove the second factor of an account whose owner has lost it; end its sessions."""
    account = get_account(connection, name)
    _change(connection, account.id, factor="")
    forget_recovery_codes(connection, account.id)
    audit.record(connection, clock(), BY_COMMAND, Action.FACTOR_RESET, name)


def set_active(connection: Connection, name: str, *, active: bool, clock: Clock = get_now) -> None:
    """Enable or disable an account; its sessions end either way, its tokens when it is disabled."""
    account = get_account(connection, name)
    _change(connection, account.id, active=active)
    if not active:
        connection.execute(delete(staff_tokens).where(staff_tokens.c.staff_id == account.id))
    action = Action.ACCOUNT_ENABLED if active else Action.ACCOUNT_DISABLED
    audit.record(connection, clock(), BY_COMMAND, action, name)


def list_accounts(connection: Connection) -> Sequence[Account]:
    """Return every account, by name."""
    columns = (staff.c.name, staff.c.role, staff.c.active, staff.c.factor)
    rows = connection.execute(select(*columns).order_by(staff.c.name))
    return [Account(name, Role(role), active, bool(seed)) for name, role, active, seed in rows]


def _find_account(connection: Connection, name: str) -> Row[Any, Any] | None:
    columns = (staff.c.id, staff.c.active)
    return connection.execute(select(*columns).where(staff.c.name == name)).first()


def get_account(connection: Connection, name: str) -> Row[Any, Any]:
    """Return the `id` of the account and whether it is `active`; AccountError if there is none."""
    if account := _find_account(connection, name):
        return account
    cure = "See them all: entraide desk staff list"
    raise AccountError(Problem(ACCOUNT_ARGUMENT, f"there is no account “{name}”", cure))


def _change(connection: Connection, staff_id: str, **values: object) -> None:
    connection.execute(update(staff).where(staff.c.id == staff_id).values(values))
    connection.execute(delete(sessions).where(sessions.c.staff_id == staff_id))
