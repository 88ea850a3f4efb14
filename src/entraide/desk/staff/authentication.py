"""Authentication: by name, password and a code of the second factor.

An unknown name, a wrong password, a wrong code and a disabled account get the same answer after the
same time. Every attempt counts against the limits of sign-in, also one that succeeds, and also the
password that somebody shows again while signed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import Connection, select, update

from entraide.desk.limits import KNOWN_DEVICE_LIMITS, SIGN_IN_LIMITS, Attempt, count_attempt
from entraide.desk.networks import Visitor
from entraide.desk.pseudonyms import Purpose
from entraide.desk.staff import audit, devices, passwords, second_factor, sessions
from entraide.desk.staff.accounts import read_unlock
from entraide.desk.staff.audit import Action
from entraide.desk.staff.passwords import LONGEST_PASSWORD, run_password_work
from entraide.desk.staff.visit import StaffVisit
from entraide.desk.tables import staff
from entraide.model.staff_roles import ACCOUNT_NAME

SentPassword = Annotated[str, Field(max_length=LONGEST_PASSWORD)]
SentCode = Annotated[str, Field(max_length=60)]


@dataclass(frozen=True, slots=True)
class SignInAccount:
    """The account with the name that somebody signs in by."""

    id: str
    name: str
    password: str  # its hash
    active: bool
    factor: str  # the seed of the second factor; "" without one
    unlock: str  # attempts before this was written do not count


async def authenticate(
    visit: StaffVisit, visitor: Visitor, name: str, password: str, code: str | None
) -> SignInAccount | None:
    """Return the account of `name`; None if anything is wrong, which the audit log records.

    `code` is verified where the account has a second factor; with None, the password alone is.
    """
    moment, secret = visit.now, visit.desk.settings.secret
    account = await visit.desk.store.read_soon(lambda connection: _find_account(connection, name))
    is_right = False
    if not await _is_too_often(visit, visitor, name, account):
        stored_hash = account.password if account else None
        is_right = await run_password_work(passwords.verify_password, password, stored_hash)

    def finish(connection: Connection) -> SignInAccount | None:
        if is_right and account and account.active:
            if code is None or not account.factor:
                return account
            if _spend_code(connection, account, code, secret, moment):
                return account
        # A name that does not exist may be a password, and is left out.
        audit.count_refused_sign_in(connection, moment, account.name if account else "")
        return None

    # One write whatever was wrong: a second one would tell that the password was right.
    return await visit.desk.store.write_soon(finish)


def _spend_code(
    connection: Connection, account: SignInAccount, code: str, secret: str, moment: datetime
) -> bool:
    """Return whether `code` is right; a code is right once."""
    if step := second_factor.find_step(secret, account.factor, code, moment):
        return second_factor.spend_step(connection, account.id, step)
    if not second_factor.spend_recovery_code(connection, account.id, code):
        return False
    audit.record(connection, moment, account.name, Action.RECOVERY_CODE)
    return True


async def begin_session(
    visit: StaffVisit,
    account: SignInAccount,
    action: Action,
    values: Mapping[str, object],
    also: Callable[[Connection], object] = lambda _connection: None,
) -> str | None:
    """Begin a session and return its cookie; None if the account has changed meanwhile.

    The session takes the place of the one whose cookie was shown. `values` are written into the
    account's row, and `also` runs in the same transaction.
    """
    moment, old_cookie = visit.now, visit.cookie
    statement = (
        update(staff)
        .where(staff.c.id == account.id, staff.c.active)
        .where(staff.c.password == account.password, staff.c.factor == account.factor)
        .values({"password": account.password, **values})
    )

    def begin(connection: Connection) -> str | None:
        if not connection.execute(statement).rowcount:
            return None
        sessions.end_session(connection, old_cookie)
        if action is not Action.SIGN_IN:  # with what has become different, every session ends
            sessions.end_others(connection, account.id, old_cookie)
        also(connection)
        audit.record(connection, moment, account.name, action)
        return sessions.begin_session(connection, account.id, moment, visit.desk.settings)

    return await visit.desk.store.write_soon(begin)


def _find_account(connection: Connection, name: str) -> SignInAccount | None:
    if not ACCOUNT_NAME.fullmatch(name):
        return None
    columns = (staff.c[each] for each in ("id", "name", "password", "active", "factor"))
    row = connection.execute(select(*columns).where(staff.c.name == name)).first()
    if row is None:
        return None
    id_, name, password, active, factor = row
    return SignInAccount(id_, name, password, active, factor, read_unlock(connection, id_))


async def _is_too_often(
    visit: StaffVisit, visitor: Visitor, name: str, account: SignInAccount | None
) -> bool:
    """Count the attempt, and return whether there were too many; a known device has its own limits.

    A new password, or `entraide desk staff unlock`, resets the limits of the account and of its
    devices.
    """
    second, rules = int(visit.now.timestamp()), SIGN_IN_LIMITS
    subjects = {"network": visitor.wide_network, "account": name}
    if account:
        # Another password or unlock makes another subject, of which nothing is counted yet.
        state = f"{account.unlock} {account.password}"
        subjects["account"] = f"{name} {state}"
        cookie = visit.request.cookies.get(devices.COOKIE, "")
        secret = visit.desk.settings.secret
        if device := devices.find_device(secret, cookie, account.id, second):
            rules, subjects = KNOWN_DEVICE_LIMITS, {"device": f"{device} {state}"}
    key = visit.desk.keys.get_today()[Purpose.LIMIT]
    attempt = Attempt("sign-in", rules, subjects, key, second)
    verdict = await visit.desk.store.write_soon(lambda writer: count_attempt(writer, attempt))
    return bool(verdict.wait)
