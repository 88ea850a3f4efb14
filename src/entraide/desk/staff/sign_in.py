"""Sign-in, sign-out, and the language that somebody prefers.

Whatever is wrong with a sign-in, the answer is the same and takes as long: an unknown name, a wrong
password, a deactivated account. Every attempt counts against the limits, also one that succeeds.
"""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from pydantic import Field
from sqlalchemy import Connection, select, update
from starlette.responses import RedirectResponse, Response

from entraide.desk.dependencies import CurrentVisitor
from entraide.desk.http_errors import SIGN_IN
from entraide.desk.limits import SIGN_IN_LIMITS, UNKNOWN_NAME_LIMITS, Attempt, Rules, count_attempt
from entraide.desk.networks import Visitor
from entraide.desk.pseudonyms import Purpose
from entraide.desk.request_bodies import FORM_TYPE, RequestBody
from entraide.desk.routing import declare_refusals
from entraide.desk.schemas import StrictSchema
from entraide.desk.staff import audit, passwords, sessions
from entraide.desk.staff.access import (
    SIGN_IN_PAGE,
    VIEWER,
    CurrentVisit,
    StaffForm,
    make_staff_router,
)
from entraide.desk.staff.accounts import ACCOUNT_NAME
from entraide.desk.staff.audit import Action
from entraide.desk.staff.visit import StaffVisit, format_query
from entraide.desk.tables import staff

# A password takes 64 MiB and a twentieth of a second: one at a time, and not where visitors wait.
PASSWORD_EXECUTOR = ThreadPoolExecutor(1, "desk-password")
RETURN_PATH = re.compile(r"[A-Za-z0-9/_.~%?=&+-]*")


@dataclass(frozen=True, slots=True)
class SignInAccount:
    """An account by whose name somebody tries to sign in."""

    id: str
    name: str
    password: str  # its hash
    active: bool


class SignIn(StrictSchema):
    name: Annotated[str, Field(max_length=100)]
    password: Annotated[str, Field(max_length=200)]


class EmptyForm(StrictSchema):
    """A form with its token only."""


class Preference(StrictSchema):
    locale: Annotated[str, Field(max_length=20)]
    back: Annotated[str, Field(max_length=500)] = ""


entrance = make_staff_router()  # before sign-in: what is added here is open to everybody
router = make_staff_router(VIEWER)


@entrance.get("", status_code=303, response_class=RedirectResponse, summary="Go to the desk")
async def enter(visit: CurrentVisit) -> Response:
    """The address as people type it, without its last slash."""
    return visit.redirect()


@entrance.get(f"/{SIGN_IN_PAGE}", summary="The form to sign in")
async def show_sign_in(visit: CurrentVisit) -> Response:
    """The form; whoever is signed in goes on."""
    if visit.member:
        return visit.redirect()
    return _render_form(visit)


@entrance.post(
    f"/{SIGN_IN_PAGE}", status_code=303, response_class=RedirectResponse, summary="Sign in"
)
@declare_refusals(SIGN_IN)
async def sign_in(
    visit: CurrentVisit,
    visitor: CurrentVisitor,
    form: Annotated[SignIn, Depends(RequestBody(SignIn, (FORM_TYPE,)))],
) -> Response:
    """Begin a session; what was wrong is not said."""
    name = form.name.strip().lower()
    if await _is_too_often(visit, visitor, "sign-in", SIGN_IN_LIMITS, account=name):
        return _refuse(visit)
    account = await visit.desk.store.read_soon(lambda connection: _find_account(connection, name))
    stored_hash = account.password if account else None
    if (
        await _run_apart(passwords.verify_password, form.password, stored_hash)
        and account
        and account.active
    ):
        must_rehash = passwords.needs_rehash(account.password)
        new_hash = (
            await _run_apart(passwords.hash_password, form.password)
            if must_rehash
            else account.password
        )
        if cookie := await _begin_session(visit, account, new_hash):
            response = visit.redirect()
            sessions.set_session_cookie(response, cookie)
            return response
    await _note_refused(visit, visitor, account)
    return _refuse(visit)


@router.post("/sign-out/", status_code=303, response_class=RedirectResponse, summary="Sign out")
async def sign_out(
    visit: CurrentVisit, _form: Annotated[EmptyForm, Depends(StaffForm(EmptyForm))]
) -> Response:
    """End the session."""
    name, cookie, moment = visit.signed_in_member.name, visit.cookie, visit.now

    def end(connection: Connection) -> None:
        sessions.end_session(connection, cookie)
        audit.record(connection, moment, name, Action.SIGN_OUT)

    await visit.desk.store.write_soon(end)
    response = visit.redirect(SIGN_IN_PAGE)
    sessions.delete_session_cookie(response)
    return response


@router.post(
    "/language/",
    status_code=303,
    response_class=RedirectResponse,
    summary="Choose the language of the pages",
)
async def choose_language(
    visit: CurrentVisit, form: Annotated[Preference, Depends(StaffForm(Preference))]
) -> Response:
    """Keep the language of the pages, and go back to the one it was chosen on."""
    code = visit.desk.site.snapshot.get_locale(form.locale).code
    statement = update(staff).where(staff.c.id == visit.signed_in_member.id).values(locale=code)
    await visit.desk.store.write_soon(lambda connection: connection.execute(statement).rowcount)
    path = form.back.removeprefix(visit.root)
    is_staff_page = form.back.startswith(visit.root) and RETURN_PATH.fullmatch(path)
    return visit.redirect(path if is_staff_page else "")


def _refuse(visit: StaffVisit) -> Response:
    return _render_form(visit, 401)


def _render_form(visit: StaffVisit, status: int = 200) -> Response:
    """Return the form; a language that was asked for goes with it, and is kept with the account."""
    is_chosen = visit.get_query("in") == visit.locale.code
    return visit.render(
        "sign_in",
        status,
        query=format_query({"in": visit.locale.code}) if is_chosen else "",
        refused=status != 200,
    )


def _find_account(connection: Connection, name: str) -> SignInAccount | None:
    if not ACCOUNT_NAME.fullmatch(name):
        return None
    columns = (staff.c.id, staff.c.name, staff.c.password, staff.c.active)
    row = connection.execute(select(*columns).where(staff.c.name == name)).first()
    return SignInAccount(*row) if row else None


async def _begin_session(
    visit: StaffVisit, account: SignInAccount, password_hash: str
) -> str | None:
    """Return a new session's cookie, in place of the one shown; None if the account has changed."""
    moment, old_cookie = visit.now, visit.cookie
    is_chosen = visit.get_query("in") == visit.locale.code
    locale = {"locale": visit.locale.code} if is_chosen else {}
    statement = (
        update(staff)
        .where(staff.c.id == account.id, staff.c.active, staff.c.password == account.password)
        .values(password=password_hash, **locale)
    )

    def begin(connection: Connection) -> str | None:
        if not connection.execute(statement).rowcount:
            return None
        sessions.end_session(connection, old_cookie)
        audit.record(connection, moment, account.name, Action.SIGN_IN)
        return sessions.begin_session(connection, account.id, moment)

    return await visit.desk.store.write_soon(begin)


async def _note_refused(visit: StaffVisit, visitor: Visitor, account: SignInAccount | None) -> None:
    """Record a refused sign-in; a name that does not exist may be a password, and is left out."""
    if account is None and await _is_too_often(visit, visitor, "unknown-name", UNKNOWN_NAME_LIMITS):
        return
    name, moment = (account.name if account else ""), visit.now
    await visit.desk.store.write_soon(
        lambda connection: audit.record(connection, moment, name, Action.SIGN_IN_REFUSED)
    )


async def _is_too_often(
    visit: StaffVisit, visitor: Visitor, purpose: str, rules: Rules, **subjects: str
) -> bool:
    keys = visit.desk.keys.get_today()
    all_subjects = {"network": visitor.network, **subjects}
    second = int(visit.now.timestamp())
    attempt = Attempt(purpose, rules, all_subjects, keys[Purpose.LIMIT], second)
    return bool(await visit.desk.store.write_soon(lambda writer: count_attempt(writer, attempt)))


async def _run_apart(work: Any, *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(PASSWORD_EXECUTOR, work, *arguments)
