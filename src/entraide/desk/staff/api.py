"""The interface for programs of staff: it gives them proposals, for whoever shows a token.

It only reads. It accepts no cookie, so no page that a member of staff opens can use it in their
name. A wrong token, a revoked one and one of a disabled account get the same answer.
"""

import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Security
from fastapi.security import HTTPBearer
from pydantic import BaseModel, RootModel, WithJsonSchema

from entraide.desk import proposals
from entraide.desk.dependencies import CurrentDesk, CurrentVisitor, WholeNumber
from entraide.desk.desk import Desk
from entraide.desk.http_errors import (
    FORBIDDEN,
    INVALID,
    NO_TOKEN,
    NOT_FOUND,
    TOO_MANY,
    RefusalError,
    make_too_many,
)
from entraide.desk.limits import STAFF_TOKEN_LIMITS, Attempt, count_attempt
from entraide.desk.proposals import ProposalFilter
from entraide.desk.pseudonyms import Purpose
from entraide.desk.routing import DeskRoute, declare_refusals
from entraide.desk.staff import audit, tokens
from entraide.desk.staff.audit import Action
from entraide.desk.staff.tokens import Holder
from entraide.model.proposal import Proposal, ProposalState
from entraide.model.staff_roles import STAFF_PATH, Role

BEARER_HEADER = re.compile(r"bearer +([\w.~+/=-]{1,200})", re.IGNORECASE | re.ASCII)
PROPOSAL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
STATE_SCHEMA = {"type": "string", "enum": [state.value for state in ProposalState]}
PAGE_SIZE = 25  # proposals in one answer: each may be as long as an entry
SCHEME = HTTPBearer(
    auto_error=False,  # for the description: the token is read, and refused, below
    scheme_name="staffToken",
    description="A token that `entraide desk staff token` made.",
)


class ApiRoute(DeskRoute):
    """A route that answers an invalid query with the JSON error of an invalid body."""

    parameter_refusal = INVALID


class RequireToken:
    """A dependency that returns the holder of a request's token; RefusalError without `role`.

    Wrong tokens are counted, and after some of them their network has to wait.
    """

    refusals = (NO_TOKEN, FORBIDDEN, TOO_MANY)

    def __init__(self, role: Role) -> None:
        self.roles = (role,)

    async def __call__(
        self, request: Request, desk: CurrentDesk, visitor: CurrentVisitor
    ) -> Holder:
        holder = await _find_holder(request, desk)
        if holder is None:
            keys = desk.keys.get_today()
            subjects, second = {"network": visitor.wide_network}, int(desk.clock().timestamp())
            key = keys[Purpose.LIMIT]
            attempt = Attempt("staff-token", STAFF_TOKEN_LIMITS, subjects, key, second)
            verdict = await desk.store.write_soon(lambda writer: count_attempt(writer, attempt))
            raise RefusalError(make_too_many(verdict.wait) if verdict.wait else NO_TOKEN)
        if not any(map(holder.role.can_act_as, self.roles)):
            raise RefusalError(FORBIDDEN)
        return holder


async def _find_holder(request: Request, desk: Desk) -> Holder | None:
    headers = request.headers.getlist("authorization")
    bearer = BEARER_HEADER.fullmatch(headers[0]) if len(headers) == 1 else None
    if bearer is None:
        return None
    return await desk.store.read_soon(lambda connection: tokens.find_holder(connection, bearer[1]))


CurrentHolder = Annotated[Holder, Depends(RequireToken(Role.VIEWER))]
router = APIRouter(
    prefix=f"/{STAFF_PATH}api",
    route_class=ApiRoute,
    dependencies=[Security(SCHEME)],
    tags=["staff"],
)


class ProposalDetail(RootModel[Proposal]):
    """The answer of `show_proposal`: one proposal."""


class ProposalListing(BaseModel):
    """A page of 25 proposals at most: those with a proof of work first, then the oldest first."""

    proposals: list[Proposal]


@router.get(
    "/proposals",
    summary="Proposals, with all their texts, a page at a time",
)
@declare_refusals(INVALID)
async def list_proposals(
    desk: CurrentDesk,
    holder: CurrentHolder,
    state: Annotated[ProposalState | None, Query(), WithJsonSchema(STATE_SCHEMA)] = None,
    page: Annotated[WholeNumber, Query()] = 1,
) -> ProposalListing:
    """Answer with a page of proposals and all their texts. The audit log records who read them."""
    proposal_filter = ProposalFilter([state] if state else list(ProposalState))
    start = (page - 1) * PAGE_SIZE
    page_proposals = await desk.store.read_soon(
        lambda connection: proposals.list_proposals(connection, proposal_filter, start, PAGE_SIZE)
    )
    await _record_reading(desk, holder, page_proposals)
    return ProposalListing(proposals=page_proposals)


@router.get("/proposals/{id}", summary="One proposal, with all its texts")
@declare_refusals(NOT_FOUND)
async def show_proposal(
    desk: CurrentDesk, holder: CurrentHolder, id_: Annotated[str, Path(alias="id")]
) -> ProposalDetail:
    """Answer with one proposal and all its texts. The audit log records who read it."""
    if not PROPOSAL_ID.fullmatch(id_):
        raise RefusalError(NOT_FOUND)
    proposal = await desk.store.read_soon(
        lambda connection: proposals.find_proposal(connection, id_)
    )
    if proposal is None:
        raise RefusalError(NOT_FOUND)
    await _record_reading(desk, holder, [proposal])
    return ProposalDetail(proposal)


async def _record_reading(desk: Desk, holder: Holder, shown_proposals: Sequence[Proposal]) -> None:
    moment, name = desk.clock(), holder.name
    subjects = [
        f"{shown_proposal.entry} {shown_proposal.locale} {shown_proposal.id}"
        for shown_proposal in shown_proposals
    ]
    if subjects:  # a listing is one line
        await desk.store.write_soon(
            lambda connection: audit.record(
                connection, moment, name, Action.PROPOSAL_READ, ", ".join(subjects)
            )
        )
