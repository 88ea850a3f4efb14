"""The page of a member's own account: its password and its open sessions.

Each change asks for the password again, ends all other sessions and renews the member's own.
"""

from typing import Annotated, Literal

from fastapi import Depends
from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk.dependencies import CurrentVisitor
from entraide.desk.http_errors import INVALID
from entraide.desk.routing import REDIRECT, declare_refusals
from entraide.desk.schemas import StrictSchema
from entraide.desk.staff import audit, passwords, sessions
from entraide.desk.staff.access import (
    ACCOUNT_PAGE,
    ANY_MEMBER,
    CurrentVisit,
    StaffForm,
    make_staff_router,
)
from entraide.desk.staff.audit import Action
from entraide.desk.staff.authentication import SentPassword, authenticate, begin_session
from entraide.desk.staff.passwords import SHORTEST_PASSWORD, PasswordFault, run_password_work
from entraide.desk.staff.visit import StaffVisit

OTHERS = "others"
AccountFault = PasswordFault | Literal["refused", "differ", "same"]

router = make_staff_router(ANY_MEMBER)


class OwnPassword(StrictSchema):
    password: SentPassword  # the one that they have
    new: SentPassword
    again: SentPassword


class EndSession(StrictSchema):
    """The form that ends sessions: `id` of one, or `others` for all but the member's own."""

    password: SentPassword
    session: Annotated[str, Field(pattern=r"^([0-9a-f]{64}|others)$")]


@router.get(f"/{ACCOUNT_PAGE}", summary="One's own account")
async def show_account(visit: CurrentVisit) -> Response:
    """Show the password, the second factor and the open sessions of whoever is signed in."""
    return await _render_account(visit)


@router.post(f"/{ACCOUNT_PAGE}password/", summary="Choose a new password", **REDIRECT)
@declare_refusals(INVALID)
async def choose_password(
    visit: CurrentVisit,
    visitor: CurrentVisitor,
    form: Annotated[OwnPassword, Depends(StaffForm(OwnPassword))],
) -> Response:
    """Replace the password if the old one is right and the new one will do; end other sessions."""
    if fault := await _find_fault(visit, form):
        return await _render_account(visit, fault)
    account = await authenticate(visit, visitor, visit.signed_in_member.name, form.password, None)
    if account is None:
        return await _render_account(visit, "refused")
    new_hash = await run_password_work(passwords.hash_password, form.new)
    values = {"password": new_hash, "initial": False}
    cookie = await begin_session(visit, account, Action.OWN_PASSWORD, values)
    if cookie is None:
        return await _render_account(visit, "refused")
    response = visit.redirect(ACCOUNT_PAGE, done="password")
    sessions.set_session_cookie(response, cookie, visit.desk.settings)
    return response


@router.post(f"/{ACCOUNT_PAGE}sessions/", summary="End one's own sessions", **REDIRECT)
@declare_refusals(INVALID)
async def end_sessions(
    visit: CurrentVisit,
    visitor: CurrentVisitor,
    form: Annotated[EndSession, Depends(StaffForm(EndSession))],
) -> Response:
    """End one session, or all but the member's own."""
    member, cookie, moment = visit.signed_in_member, visit.cookie, visit.now
    if await authenticate(visit, visitor, member.name, form.password, None) is None:
        return await _render_account(visit, "refused", "sessions")
    id_ = "" if form.session == OTHERS else form.session

    def end(connection: Connection) -> None:
        ended = sessions.end_others(connection, member.id, cookie, id_)
        audit.record(connection, moment, member.name, Action.SESSIONS_ENDED, str(ended))

    await visit.desk.store.write_soon(end)
    return visit.redirect(ACCOUNT_PAGE, done="sessions")


async def _find_fault(visit: StaffVisit, form: OwnPassword) -> AccountFault | None:
    """Return what is wrong with the new password; the old one has not been verified yet."""
    if form.new != form.again:
        return "differ"
    if form.new == form.password:
        return "same"
    host = visit.request.url.hostname or ""
    known = (visit.signed_in_member.name, *visit.locale.site_name.split(), *host.split("."))
    return await run_password_work(passwords.find_fault, form.new, known)


async def _render_account(
    visit: StaffVisit, fault: AccountFault | None = None, form: str = "password"
) -> Response:
    """Return the page; `fault` says what is wrong with its form for the password or sessions."""
    member, cookie, moment = visit.signed_in_member, visit.cookie, visit.now
    settings = visit.desk.settings
    open_sessions = await visit.desk.store.read_soon(
        lambda connection: sessions.list_sessions(connection, member.id, cookie, moment, settings)
    )
    return visit.render(
        "account",
        INVALID.status if fault else 200,
        password_fault=fault if form == "password" else None,
        session_fault=fault if form == "sessions" else None,
        done=visit.get_query("done"),
        sessions=open_sessions,
        has_other_sessions=len(open_sessions) > 1,
        settings=settings,
        shortest=SHORTEST_PASSWORD,
    )
