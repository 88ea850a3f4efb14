"""Sign-in, sign-out, and the language that somebody prefers.

Whatever is wrong with a sign-in, the answer is the same and takes as long: an unknown name, a wrong
password, a deactivated account. Every attempt counts against the limits, also one that succeeds.
"""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection, select, update
from starlette.responses import Response

from entraide.desk.limits import SIGN_IN_LIMITS, UNKNOWN_NAME_LIMITS, Attempt, Rules, count_attempt
from entraide.desk.networks import format_network
from entraide.desk.pseudonyms import Purpose
from entraide.desk.staff import audit, passwords, sessions
from entraide.desk.staff.access import SIGN_IN_PAGE
from entraide.desk.staff.accounts import NAME
from entraide.desk.staff.audit import Action
from entraide.desk.staff.visit import StaffVisit, format_query
from entraide.desk.tables import staff

# A password takes 64 MiB and a twentieth of a second: one at a time, and not where visitors wait.
ONE_AT_A_TIME = ThreadPoolExecutor(1, "desk-password")
AFTER_CHANGE = re.compile(r"[A-Za-z0-9/_.~%?=&+-]*")


@dataclass(frozen=True, slots=True)
class SignInAccount:
    """An account by whose name somebody tries to sign in."""

    id: str
    name: str
    password: str  # its hash
    active: bool


class _Form(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class SignIn(_Form):
    name: Annotated[str, Field(max_length=100)]
    password: Annotated[str, Field(max_length=200)]


class EmptyForm(_Form):
    """A form with its token only."""


class Preference(_Form):
    locale: Annotated[str, Field(max_length=20)]
    back: Annotated[str, Field(max_length=500)] = ""


async def ask(visit: StaffVisit) -> Response:
    if visit.member:
        return visit.redirect()
    return _page(visit)


async def sign_in(visit: StaffVisit, form: SignIn) -> Response:
    name = form.name.strip().lower()
    if await _is_too_often(visit, "sign-in", SIGN_IN_LIMITS, account=name):
        return _refused(visit)
    account = await visit.desk.store.read_soon(lambda connection: _account(connection, name))
    kept = account.password if account else None
    if await _apart(passwords.matches_hash, form.password, kept) and account and account.active:
        old = passwords.needs_rehash(account.password)
        fresh = await _apart(passwords.hash_password, form.password) if old else account.password
        if cookie := await _begun(visit, account, fresh):
            response = visit.redirect()
            sessions.set_session_cookie(response, cookie)
            return response
    await _note_refused(visit, account)
    return _refused(visit)


async def sign_out(visit: StaffVisit, _form: EmptyForm) -> Response:
    name, cookie, at = visit.somebody.name, visit.cookie, visit.at

    def end(connection: Connection) -> None:
        sessions.end_session(connection, cookie)
        audit.record(connection, at, name, Action.SIGN_OUT)

    await visit.desk.store.write_soon(end)
    response = visit.redirect(SIGN_IN_PAGE)
    sessions.delete_session_cookie(response)
    return response


async def prefer(visit: StaffVisit, form: Preference) -> Response:
    """Keep the language of the pages, and go back to the one it was chosen on."""
    code = visit.desk.site.now.get_locale(form.locale).code
    chosen = update(staff).where(staff.c.id == visit.somebody.id).values(locale=code)
    await visit.desk.store.write_soon(lambda connection: connection.execute(chosen).rowcount)
    path = form.back.removeprefix(visit.root)
    inside = form.back.startswith(visit.root) and AFTER_CHANGE.fullmatch(path)
    return visit.redirect(path if inside else "")


def _refused(visit: StaffVisit) -> Response:
    return _page(visit, 401)


def _page(visit: StaffVisit, status: int = 200) -> Response:
    """The form; a language that was asked for goes with it, and is kept with the account."""
    chosen = visit.get_query("in") == visit.locale.code
    return visit.render(
        "sign_in",
        status,
        query=format_query({"in": visit.locale.code}) if chosen else "",
        refused=status != 200,
    )


def _account(connection: Connection, name: str) -> SignInAccount | None:
    if not NAME.fullmatch(name):
        return None
    columns = (staff.c.id, staff.c.name, staff.c.password, staff.c.active)
    found = connection.execute(select(*columns).where(staff.c.name == name)).first()
    return SignInAccount(*found) if found else None


async def _begun(visit: StaffVisit, account: SignInAccount, password: str) -> str | None:
    """A new session's cookie, in place of the one shown; None if the account changed meanwhile."""
    at, shown = visit.at, visit.cookie
    chosen = visit.get_query("in") == visit.locale.code
    locale = {"locale": visit.locale.code} if chosen else {}
    unchanged = (
        update(staff)
        .where(staff.c.id == account.id, staff.c.active, staff.c.password == account.password)
        .values(password=password, **locale)
    )

    def begin(connection: Connection) -> str | None:
        if not connection.execute(unchanged).rowcount:
            return None
        sessions.end_session(connection, shown)
        audit.record(connection, at, account.name, Action.SIGN_IN)
        return sessions.begin_session(connection, account.id, at)

    return await visit.desk.store.write_soon(begin)


async def _note_refused(visit: StaffVisit, account: SignInAccount | None) -> None:
    """A name that does not exist is not written down: it may be somebody's password."""
    if account is None and await _is_too_often(visit, "unknown-name", UNKNOWN_NAME_LIMITS):
        return
    name, at = (account.name if account else ""), visit.at
    await visit.desk.store.write_soon(
        lambda connection: audit.record(connection, at, name, Action.SIGN_IN_REFUSED)
    )


async def _is_too_often(visit: StaffVisit, purpose: str, rules: Rules, **subjects: str) -> bool:
    keys = await visit.desk.keys.get_today()
    network = format_network(visit.request.state.address, 24, 48)
    about = {"network": network, **subjects}
    at = int(visit.at.timestamp())
    attempt = Attempt(purpose, rules, about, keys[Purpose.LIMIT], at)
    return bool(await visit.desk.store.write_soon(lambda writer: count_attempt(writer, attempt)))


async def _apart(work: Any, *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(ONE_AT_A_TIME, work, *arguments)
