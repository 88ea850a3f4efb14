"""Tell the editor, a service of its own, whose session a cookie belongs to.

So one sign-in opens both, and the editor needs neither the store nor the secret of the desk. A
session that ends here ends there. Whoever has the cookie learns nothing here that the desk's pages
do not show.
"""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from entraide.desk.http_errors import NO_PROPOSAL, NO_QUESTION
from entraide.desk.questions import Question
from entraide.desk.routing import DeskRoute, declare_refusals
from entraide.desk.staff.access import VIEWER, WRITER, CurrentVisit, RequireRole
from entraide.desk.staff.proposal_pages import StoredProposal, find_stored_proposal, make_mark
from entraide.desk.staff.question_item_page import find_stored_question
from entraide.model.proposal import Proposal
from entraide.model.staff_roles import STAFF_PATH, Role

PUBLISHER = Depends(RequireRole(Role.PUBLISHER))
router = APIRouter(
    prefix=f"/{STAFF_PATH}".rstrip("/"),
    route_class=DeskRoute,
    dependencies=[VIEWER],
    tags=["staff"],
)


class SignedInMember(BaseModel):
    """Who is signed in. `locale` is "" before they choose one; `csrf` is the token of forms."""

    name: str
    role: Role
    locale: str
    csrf: str


@router.get("/session", summary="Who is signed in, for the editor")
async def show_session(visit: CurrentVisit) -> SignedInMember:
    """Answer with the member of staff whose session the cookie names."""
    member = visit.signed_in_member
    return SignedInMember(
        name=member.name, role=member.role, locale=member.locale, csrf=member.csrf
    )


class SessionProposal(BaseModel):
    """A proposal to publish, the `note` of staff on it, and the `mark` of that note."""

    proposal: Proposal
    note: str
    mark: str


@router.get(
    "/session/proposals/{id}", dependencies=[PUBLISHER], summary="A proposal, for the editor"
)
@declare_refusals(NO_PROPOSAL)
async def show_session_proposal(
    stored: Annotated[StoredProposal, Depends(find_stored_proposal)],
) -> SessionProposal:
    """Answer with the proposal that a member of staff is about to publish."""
    note = stored.note
    return SessionProposal(proposal=stored.proposal, note=note, mark=make_mark(note))


class SessionQuestion(BaseModel):
    """A question to make an entry of; `entry` is the one that was made, or 0."""

    id: str
    locale: str
    question: str
    details: str
    entry: int


@router.get("/session/questions/{id}", dependencies=[WRITER], summary="A question, for the editor")
@declare_refusals(NO_QUESTION)
async def show_session_question(
    question: Annotated[Question, Depends(find_stored_question)],
) -> SessionQuestion:
    """Answer with what somebody who writes is about to make an entry of."""
    names = SessionQuestion.model_fields
    return SessionQuestion(**{name: getattr(question, name) for name in names})
