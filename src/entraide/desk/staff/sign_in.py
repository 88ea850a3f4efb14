"""Sign-in, sign-out, and the language that somebody prefers."""

import re
from typing import Annotated

from fastapi import Depends
from pydantic import Field
from sqlalchemy import Connection, update
from starlette.responses import Response

from entraide.desk.dependencies import CurrentVisitor
from entraide.desk.http_errors import SIGN_IN
from entraide.desk.request_bodies import FORM_TYPE, RequestBody
from entraide.desk.routing import REDIRECT, declare_refusals
from entraide.desk.schemas import StrictSchema
from entraide.desk.staff import audit, devices, passwords, sessions
from entraide.desk.staff.access import (
    ANY_MEMBER,
    SIGN_IN_PAGE,
    CurrentVisit,
    StaffForm,
    make_staff_router,
)
from entraide.desk.staff.audit import Action
from entraide.desk.staff.authentication import (
    SentCode,
    SentPassword,
    authenticate,
    begin_session,
)
from entraide.desk.staff.passwords import run_password_work
from entraide.desk.staff.visit import StaffVisit, format_query
from entraide.desk.tables import staff

RETURN_PATH = re.compile(r"[A-Za-z0-9/_.~%?=&+-]*")


class SignIn(StrictSchema):
    name: Annotated[str, Field(max_length=100)]
    password: SentPassword
    code: SentCode = ""


class EmptyForm(StrictSchema):
    """A form with nothing but the session's token."""


class Preference(StrictSchema):
    locale: Annotated[str, Field(max_length=20)]
    back: Annotated[str, Field(max_length=500)] = ""


entrance = make_staff_router()  # before sign-in: what is added here is open to everybody
router = make_staff_router(ANY_MEMBER)


@entrance.get("", summary="Go to the desk", **REDIRECT)
async def enter(visit: CurrentVisit) -> Response:
    """Redirect the address without its last slash to the desk."""
    return visit.redirect()


@entrance.get(f"/{SIGN_IN_PAGE}", summary="The form to sign in")
async def show_sign_in(visit: CurrentVisit) -> Response:
    """Show the form, or redirect a member who is signed in to the desk."""
    if visit.member:
        return visit.redirect()
    return _render_form(visit)


@entrance.post(f"/{SIGN_IN_PAGE}", summary="Sign in", **REDIRECT)
@declare_refusals(SIGN_IN)
async def sign_in(
    visit: CurrentVisit,
    visitor: CurrentVisitor,
    form: Annotated[SignIn, Depends(RequestBody(SignIn, (FORM_TYPE,)))],
) -> Response:
    """Begin a session, or show the form again; it does not say which of the values was wrong."""
    name = form.name.strip().lower()
    account = await authenticate(visit, visitor, name, form.password, form.code)
    if account is None:
        return _render_form(visit, 401)
    stored_hash = account.password
    if passwords.needs_rehash(stored_hash):
        stored_hash = await run_password_work(passwords.hash_password, form.password)
    is_chosen = visit.get_query("in") == visit.locale.code
    values = {"password": stored_hash} | ({"locale": visit.locale.code} if is_chosen else {})
    cookie = await begin_session(visit, account, Action.SIGN_IN, values)
    if cookie is None:
        return _render_form(visit, 401)
    response = visit.redirect()
    sessions.set_session_cookie(response, cookie, visit.desk.settings)
    second = int(visit.now.timestamp())
    shown_cookie = visit.request.cookies.get(devices.COOKIE, "")
    secret = visit.desk.settings.secret
    device = devices.make_device_cookie(secret, account.id, second, shown_cookie)
    devices.set_device_cookie(response, device)
    return response


@router.post("/sign-out/", summary="Sign out", **REDIRECT)
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


@router.post("/language/", summary="Choose the language of the pages", **REDIRECT)
async def choose_language(
    visit: CurrentVisit, form: Annotated[Preference, Depends(StaffForm(Preference))]
) -> Response:
    """Store the language of the account's pages, and redirect to the page it was chosen on."""
    code = visit.desk.site.snapshot.get_locale(form.locale).code
    statement = update(staff).where(staff.c.id == visit.signed_in_member.id).values(locale=code)
    await visit.desk.store.write_soon(lambda connection: connection.execute(statement).rowcount)
    path = form.back.removeprefix(visit.root)
    is_staff_page = form.back.startswith(visit.root) and RETURN_PATH.fullmatch(path)
    return visit.redirect(path if is_staff_page else "")


def _render_form(visit: StaffVisit, status: int = 200) -> Response:
    """Return the form; a language in the query is sent along, and stored with the account."""
    is_chosen = visit.get_query("in") == visit.locale.code
    return visit.render(
        "sign_in",
        status,
        query=format_query({"in": visit.locale.code}) if is_chosen else "",
        refused=status != 200,
    )
