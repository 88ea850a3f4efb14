"""The page of a member's own second factor: set it up with an app, or remove it.

Until the app has shown a code, the seed of its key exists in the page alone, signed for the
account. Setting up and removing ask for the password and a code, and end the other sessions.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import Depends
from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk.dependencies import CurrentVisitor
from entraide.desk.http_errors import INVALID
from entraide.desk.routing import REDIRECT, declare_refusals
from entraide.desk.schemas import StrictSchema
from entraide.desk.staff import second_factor, sessions
from entraide.desk.staff.access import (
    ACCOUNT_PAGE,
    ANY_MEMBER,
    FACTOR_PAGE,
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
from entraide.desk.staff.visit import StaffVisit

router = make_staff_router(ANY_MEMBER)


class NewFactor(StrictSchema):
    """The form of a new factor: the password, the page's signed seed, and a code of the app."""

    password: SentPassword
    seed: Annotated[str, Field(max_length=500)]
    code: SentCode


class NoFactor(StrictSchema):
    password: SentPassword
    code: SentCode


@router.get(f"/{FACTOR_PAGE}", summary="One's own second factor")
async def show_factor(visit: CurrentVisit) -> Response:
    """Show the key for an app as a QR code and as text, or the form that removes the factor."""
    return _render_factor(visit, second_factor.make_seed())


@router.post(f"/{FACTOR_PAGE}", summary="Set up a second factor")
@declare_refusals(INVALID)
async def add_factor(
    visit: CurrentVisit,
    visitor: CurrentVisitor,
    form: Annotated[NewFactor, Depends(StaffForm(NewFactor))],
) -> Response:
    """Store the seed if the app's code is right for it, and show the recovery codes once."""
    member, secret = visit.signed_in_member, visit.desk.settings.secret
    seed = second_factor.read_seed(secret, member.id, form.seed)
    if seed is None or member.has_factor:
        return _render_factor(visit, second_factor.make_seed(), "old")
    step = second_factor.find_step(secret, seed, form.code, visit.now)
    if step is None:
        return _render_factor(visit, seed, "code")
    account = await authenticate(visit, visitor, member.name, form.password, None)
    if account is None or account.factor:  # another request has just set one up
        return _render_factor(visit, seed, "refused")
    codes = second_factor.make_recovery_codes()

    def keep(connection: Connection) -> None:
        second_factor.keep_recovery_codes(connection, member.id, codes)

    values = {"factor": seed, "factor_step": step}
    cookie = await begin_session(visit, account, Action.FACTOR_ADDED, values, keep)
    if cookie is None:
        return _render_factor(visit, seed, "refused")
    response = await _render_in_session(visit, cookie, codes)
    sessions.set_session_cookie(response, cookie, visit.desk.settings)
    return response


@router.post(f"/{FACTOR_PAGE}removal/", summary="Take the second factor away", **REDIRECT)
@declare_refusals(INVALID)
async def remove_factor(
    visit: CurrentVisit,
    visitor: CurrentVisitor,
    form: Annotated[NoFactor, Depends(StaffForm(NoFactor))],
) -> Response:
    """Remove the second factor if a code of it, or a recovery code, is right."""
    member = visit.signed_in_member
    account = await authenticate(visit, visitor, member.name, form.password, form.code)
    if account is None:
        return _render_factor(visit, second_factor.make_seed(), "refused")

    def forget(connection: Connection) -> None:
        second_factor.forget_recovery_codes(connection, member.id)

    cookie = await begin_session(visit, account, Action.FACTOR_REMOVED, {"factor": ""}, forget)
    if cookie is None:
        return _render_factor(visit, second_factor.make_seed(), "refused")
    response = visit.redirect(ACCOUNT_PAGE, done="factor")
    sessions.set_session_cookie(response, cookie, visit.desk.settings)
    return response


async def _render_in_session(visit: StaffVisit, cookie: str, codes: Sequence[str]) -> Response:
    """Return the page of recovery codes, whose forms carry the token of the renewed session."""
    moment, settings = visit.now, visit.desk.settings
    member = await visit.desk.store.read_soon(
        lambda connection: sessions.find_member(connection, cookie, moment, settings)
    )
    return replace(visit, member=member).render("recovery_codes", codes=codes)


def _render_factor(visit: StaffVisit, seed: str, fault: str = "") -> Response:
    """Return the page; `fault` is "old", "code" or "refused"."""
    member, secret = visit.signed_in_member, visit.desk.settings.secret
    key = second_factor.make_key(secret, seed)
    address = second_factor.make_address(key, member.name, visit.locale.site_name)
    return visit.render(
        "factor",
        INVALID.status if fault else 200,
        fault=fault,
        key=key,
        address=address,
        drawing=partial(second_factor.draw_code, address),
        seed=second_factor.sign_seed(secret, member.id, seed),
        enforced=visit.desk.settings.second_factor,
    )
