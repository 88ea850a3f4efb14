"""Proposals as pages: a list, one beside the text that it changes, and the form to decide on it.

Accepting publishes nothing: the page then leads to the editor, if there is one and its reader may
publish, or names the command that writes the text into the files. If two people decide at once, or
one would overwrite a note that they have not read, the second gets a message. Where the site asks
for two people, the first acceptance is a line of the audit log, and the second one decides.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import Depends, Path
from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk import proposals
from entraide.desk.http_errors import NO_PROPOSAL, RefusalError
from entraide.desk.proposals import Decision, ProposalFilter
from entraide.desk.published_site import PublishedSnapshot
from entraide.desk.routing import REDIRECT, declare_refusals
from entraide.desk.schemas import SentComment, StrictSchema
from entraide.desk.staff import audit
from entraide.desk.staff.access import (
    MODERATOR,
    VIEWER,
    CurrentVisit,
    StaffForm,
    make_staff_router,
)
from entraide.desk.staff.api import PROPOSAL_ID
from entraide.desk.staff.audit import Action
from entraide.desk.staff.masks import split_comment, split_signs
from entraide.desk.staff.paging import make_paging
from entraide.desk.staff.review import ProposalReview, review_proposal
from entraide.desk.staff.visit import StaffVisit, format_query, list_choices
from entraide.model.proposal import LONGEST_NOTE, MOVES, Proposal, ProposalState
from entraide.model.staff_roles import Role
from entraide.published_files.entries import PublishedVersion

PROPOSALS_PATH = "proposals/"
PAGE_SIZE = 25  # on a page
NOTE = "note"  # what to do, where nothing is decided
APPROVED = "approved"  # what came of it: the first of two people has accepted it
LONGEST_REASON = 500  # characters
DECISION_ACTIONS: Mapping[str, Action] = {
    ProposalState.ACCEPTED: Action.PROPOSAL_ACCEPTED,
    ProposalState.DECLINED: Action.PROPOSAL_DECLINED,
    ProposalState.OPEN: Action.PROPOSAL_OPENED,
    NOTE: Action.PROPOSAL_NOTED,
    APPROVED: Action.PROPOSAL_APPROVED,
}
# Somebody has decided before; somebody has changed the note before; no reason is given; the same
# person has accepted it before, and a second one has to.
VerdictProblem = Literal["", "decided", "note", "reason", "second"]
PROBLEM_STATUSES: Mapping[VerdictProblem, int] = {
    "": 200,
    "decided": 409,
    "note": 409,
    "reason": 422,
    "second": 409,
}


class Verdict(StrictSchema):
    """The form of a decision and its note; `noted` is the mark of the note that it showed."""

    do: Literal["accepted", "declined", "open", "note"]
    reason: Annotated[SentComment, Field(max_length=LONGEST_REASON)] = ""
    note: Annotated[SentComment, Field(max_length=LONGEST_NOTE)] = ""
    noted: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal from the store, with the note of staff on it.

    `approver` has accepted it as the first of two people; "" for nobody.
    """

    proposal: Proposal
    note: str
    approver: str

    @property
    def subject(self) -> str:
        """Its name in the audit log."""
        return f"{self.proposal.entry} {self.proposal.locale} {self.proposal.id}"


@dataclass(frozen=True, slots=True)
class TextLanguage:
    """The language tag of a text, and its writing direction."""

    lang: str
    dir: str


router = make_staff_router(VIEWER)


async def find_stored_proposal(
    visit: CurrentVisit, id_: Annotated[str, Path(alias="id")]
) -> StoredProposal:
    """Return the stored proposal with that id; RefusalError if there is none."""

    def read(connection: Connection) -> StoredProposal | None:
        proposal = proposals.find_proposal(connection, id_)
        if proposal is None:
            return None
        stored = StoredProposal(proposal, proposals.read_staff_note(connection, id_), "")
        approver = audit.find_approver(connection, proposal.day, stored.subject)
        return replace(stored, approver=approver if proposal.state is ProposalState.OPEN else "")

    if PROPOSAL_ID.fullmatch(id_) and (stored := await visit.desk.store.read_soon(read)):
        return stored
    raise RefusalError(NO_PROPOSAL)


ProposalInPath = Annotated[StoredProposal, Depends(find_stored_proposal)]


@router.get(f"/{PROPOSALS_PATH}", summary="Proposals")
async def show_proposals(visit: CurrentVisit) -> Response:
    """Show the proposals in one state, the oldest first."""
    filters = visit.read_filters([state.value for state in ProposalState])
    proposal_filter = ProposalFilter(
        (ProposalState(filters["state"]),),
        entry=int(filters["entry"]) if filters["entry"] else None,
        locale=filters["locale"] or None,
    )
    page_number = visit.get_query("page")

    def read(connection: Connection) -> dict[str, Any]:
        page = make_paging(
            page_number, proposals.count_proposals(connection, proposal_filter), PAGE_SIZE, filters
        )
        return {
            "page": page,
            "items": proposals.list_proposals(connection, proposal_filter, page.start, PAGE_SIZE),
        }

    site = visit.desk.site.snapshot
    return visit.render(
        "proposals",
        entry=proposal_filter.entry,
        states=list_choices(filters, "state", ProposalState),
        everything=format_query(filters, entry="", locale=""),
        words_in=count_words,
        signs=split_signs,
        titled=lambda proposal: find_titled_version(site, proposal),
        site=site,
        **await visit.desk.store.read_soon(read),
    )


@router.get(f"/{PROPOSALS_PATH}{{id}}/", summary="One proposal beside the text it is about")
@declare_refusals(NO_PROPOSAL)
async def show_proposal(visit: CurrentVisit, stored: ProposalInPath) -> Response:
    """Show one proposal, what has changed on the site since it was sent, and the problems in it."""
    return await _render(visit, stored)


@router.post(
    f"/{PROPOSALS_PATH}{{id}}/",
    dependencies=[MODERATOR],
    summary="Decide on a proposal",
    **REDIRECT,
)
@declare_refusals(NO_PROPOSAL)
async def decide(
    visit: CurrentVisit,
    form: Annotated[Verdict, Depends(StaffForm(Verdict))],
    stored: ProposalInPath,
) -> Response:
    """Store the decision and show the proposal again, or say what prevented it.

    Where the site asks for two people, a proposal is accepted once a second one has accepted it.
    """
    problem: VerdictProblem = "reason" if form.do == "declined" and not form.reason else ""
    outcome = _find_outcome(visit, form, stored)

    def write(connection: Connection) -> VerdictProblem:
        return _write_outcome(connection, visit, form, stored, outcome)

    if outcome == APPROVED and stored.approver == visit.signed_in_member.name:
        problem = "second"
    problem = problem or await visit.desk.store.write_soon(write)
    if problem:
        fresh = await find_stored_proposal(visit, stored.proposal.id)
        return await _render(visit, fresh, form, problem)
    return visit.redirect(f"{PROPOSALS_PATH}{stored.proposal.id}/", done=outcome)


def _find_outcome(visit: StaffVisit, form: Verdict, stored: StoredProposal) -> str:
    """Return what comes of the form: what it says, or the first of two acceptances."""
    is_open = stored.proposal.state is ProposalState.OPEN
    asks_two = is_open and visit.desk.site.snapshot.data.two_people
    if form.do != "accepted" or not asks_two:
        return form.do
    is_second = stored.approver not in ("", visit.signed_in_member.name)
    return form.do if is_second else APPROVED


def _write_outcome(
    connection: Connection, visit: StaffVisit, form: Verdict, stored: StoredProposal, outcome: str
) -> VerdictProblem:
    """Write what comes of the form, the note on it and a line of the log, or return why not."""
    id_, name, moment = stored.proposal.id, visit.signed_in_member.name, visit.now
    note = form.note if make_mark(form.note) != form.noted else None
    if note is not None and make_mark(proposals.read_staff_note(connection, id_)) != form.noted:
        return "note"
    if outcome == APPROVED and not proposals.is_open(connection, id_):
        return "decided"
    if outcome in (NOTE, APPROVED):
        is_done = note is None or proposals.write_staff_note(connection, id_, note)
    else:
        state = ProposalState(outcome)
        reason = form.reason if state is ProposalState.DECLINED else ""
        decision = Decision(state=state, day=moment.date(), reason=reason, staff_note=note)
        is_done = proposals.decide(connection, id_, decision)
    if is_done and (outcome != NOTE or note is not None):
        audit.record(connection, moment, name, DECISION_ACTIONS[outcome], stored.subject)
    return "" if is_done else "decided"


async def _render(
    visit: StaffVisit,
    stored: StoredProposal,
    typed: Verdict | None = None,
    problem: VerdictProblem = "",
) -> Response:
    proposal, site = stored.proposal, visit.desk.site.snapshot
    review = await asyncio.to_thread(_review, visit, proposal)
    version = find_titled_version(site, proposal)
    decision = visit.get_query("done")
    return visit.render(
        "proposal",
        PROBLEM_STATUSES[problem],
        proposal=proposal,
        review=review,
        note=stored.note,
        approver=stored.approver,
        noted=make_mark(stored.note),
        typed=typed,
        problem=problem,
        done=decision if decision in DECISION_ACTIONS and typed is None else "",
        newer=version.newest_revision
        if version and proposal.revision < version.newest_revision
        else None,
        may_become={state.value: state in MOVES[proposal.state] for state in ProposalState},
        may_decide=visit.signed_in_member.may(Role.MODERATOR),
        may_publish=visit.desk.settings.editor
        and visit.signed_in_member.may(Role.PUBLISHER)
        and (proposal.state is ProposalState.ACCEPTED or not site.data.two_people),
        longest={"reason": LONGEST_REASON, "note": LONGEST_NOTE},
        version=version,
        page_url=site.pages.get((proposal.entry, proposal.locale), ""),
        target=_find_language(site, proposal.locale),
        source=_find_language(site, review.source_locale),
        words_in=count_words,
        split_comment=split_comment,
        signs=split_signs,
        site=site,
    )


def find_titled_version(site: PublishedSnapshot, proposal: Proposal) -> PublishedVersion | None:
    """Return the version whose title names the proposal: the source version, if it is alone."""
    if version := site.find_version(proposal.entry, proposal.locale):
        return version
    others = (site.find_version(proposal.entry, locale.code) for locale in site.data.locales)
    return next((version for version in others if version and version.is_source), None)


def count_words(proposal: Proposal) -> int:
    return sum(len(text.text.split()) for text in proposal.texts)


def make_mark(note: str) -> str:
    """Return the digest of a note by which a form shows which note it was given."""
    return hashlib.sha256(note.encode()).hexdigest()[:16]


def _review(visit: StaffVisit, proposal: Proposal) -> ProposalReview:
    """Compare the proposal with the site, on another thread, since a text may be long."""
    text = visit.desk.find_published_text(proposal.entry, proposal.locale)
    forbidden = visit.desk.site.snapshot.data.forbidden.get(proposal.locale, ())
    return review_proposal(proposal, text, forbidden)


def _find_language(site: PublishedSnapshot, code: str) -> TextLanguage:
    """Return the language of a locale; an empty one if the site no longer has it."""
    locale = site.get_locale(code)
    return (
        TextLanguage(locale.lang, locale.dir) if locale.code == code else TextLanguage("", "auto")
    )
