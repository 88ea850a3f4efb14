"""What programs of staff may ask, with a token: proposals, to bring them into the files.

They only read. No cookie opens anything here, so no page that staff look at can ask in their name;
a wrong token, a revoked one and that of a disabled account are answered alike.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, RootModel
from starlette.requests import Request
from starlette.responses import Response

from entraide.desk import proposals
from entraide.desk.bodies import JSON_TYPE, WHOLE
from entraide.desk.desk import Desk
from entraide.desk.http_errors import (
    FORBIDDEN,
    INVALID,
    NO_TOKEN,
    NOT_FOUND,
    RefusalError,
    too_many,
)
from entraide.desk.limits import STAFF_TOKEN_LIMITS, Attempt, count_attempt
from entraide.desk.networks import format_network
from entraide.desk.proposals import ProposalFilter
from entraide.desk.pseudonyms import Purpose
from entraide.desk.staff import audit, tokens
from entraide.desk.staff.accounts import Role
from entraide.desk.staff.audit import Action
from entraide.desk.staff.tokens import Holder
from entraide.model.proposal import Proposal, ProposalState

ROOT = "desk/staff/api/"  # below the site's base
BEARER = re.compile(r"bearer +([\w.~+/=-]{1,200})", re.IGNORECASE | re.ASCII)
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
AT_ONCE = 25  # proposals in one answer: each may be as long as an entry


@dataclass(frozen=True, slots=True)
class Asked:
    request: Request
    desk: Desk
    holder: Holder


@dataclass(frozen=True, slots=True)
class Call:
    """What a program may ask, if its token's account has that role; the answer is JSON."""

    path: str  # below the site's base
    role: Role
    answer: Callable[[Asked], Awaitable[BaseModel]]
    does: str
    gives: type[BaseModel]
    asks: Mapping[str, Any] = field(default_factory=dict)  # in its query: name -> schema
    method = "GET"


class ToldProposal(RootModel[Proposal]):
    """One proposal."""


class ToldProposals(BaseModel):
    """Up to 25, those with a proof of work first, the oldest first; fewer on the last page."""

    proposals: list[Proposal]


async def list_proposals(asked: Asked) -> BaseModel:
    """Those of a page, whole; the log says who had them."""
    query = asked.request.query_params
    state, page = query.get("state"), query.get("page", "1")
    if state not in {None, *ProposalState} or not WHOLE.fullmatch(page) or not int(page):
        raise RefusalError(INVALID)
    which = ProposalFilter([ProposalState(state)] if state else list(ProposalState))
    start = (int(page) - 1) * AT_ONCE
    found = await asked.desk.store.read_soon(
        lambda connection: proposals.list_proposals(connection, which, start, AT_ONCE)
    )
    await _noted(asked, found)
    return ToldProposals(proposals=found)


async def show_proposal(asked: Asked) -> BaseModel:
    """One, whole; the log says who had it."""
    id_ = asked.request.path_params["id"]
    if not ID.fullmatch(id_):
        raise RefusalError(NOT_FOUND)
    found = await asked.desk.store.read_soon(
        lambda connection: proposals.find_proposal(connection, id_)
    )
    if found is None:
        raise RefusalError(NOT_FOUND)
    await _noted(asked, [found])
    return ToldProposal(found)


async def _noted(asked: Asked, read: Sequence[Proposal]) -> None:
    at, name = asked.desk.clock(), asked.holder.name
    subjects = [f"{each.entry} {each.locale} {each.id}" for each in read]
    if subjects:
        await asked.desk.store.write_soon(
            lambda connection: audit.record(connection, at, name, Action.PROPOSAL_READ, *subjects)
        )


API = (
    Call(
        ROOT + "proposals",
        Role.VIEWER,
        list_proposals,
        "Proposals, with all their texts, a page at a time",
        gives=ToldProposals,
        asks={
            "state": {"type": "string", "enum": [state.value for state in ProposalState]},
            "page": {"type": "integer", "minimum": 1, "default": 1},
        },
    ),
    Call(
        ROOT + "proposals/{id}",
        Role.VIEWER,
        show_proposal,
        "One proposal, with all its texts",
        gives=ToldProposal,
    ),
)


def behind_token(call: Call) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of `call`, for those who show a token."""

    async def answer(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        holder = await _holder(request, desk)
        if not holder.role.covers(call.role):
            raise RefusalError(FORBIDDEN)
        told = await call.answer(Asked(request, desk, holder))
        return Response(told.model_dump_json(), media_type=JSON_TYPE)

    return answer


async def _holder(request: Request, desk: Desk) -> Holder:
    """Whose token the request shows; those that are none are counted, and soon have to wait."""
    shown = request.headers.getlist("authorization")
    if len(shown) == 1 and (bearer := BEARER.fullmatch(shown[0])):
        token = bearer[1]
        holder = await desk.store.read_soon(
            lambda connection: tokens.find_holder(connection, token)
        )
        if holder:
            return holder
    keys = await desk.keys.get_today()
    about = {"network": format_network(request.state.address, 24, 48)}
    at = int(desk.clock().timestamp())
    attempt = Attempt("staff-token", STAFF_TOKEN_LIMITS, about, keys[Purpose.LIMIT], at)
    wait = await desk.store.write_soon(lambda connection: count_attempt(connection, attempt))
    raise RefusalError(too_many(wait) if wait else NO_TOKEN)
