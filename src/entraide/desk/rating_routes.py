"""Votes, feedback after them, and the challenge before a comment.

The same routes take JSON from the page's script and forms from a page without one. A form is
answered by a small page with a way back, a script by a few bytes.
"""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from entraide.desk import comments, visitor_pages, votes
from entraide.desk.comments import Comment
from entraide.desk.dependencies import CurrentDesk, CurrentVisitor, WholeNumber
from entraide.desk.desk import Desk
from entraide.desk.http_errors import (
    EXPIRED_TOKEN,
    INVALID,
    NOT_FOUND,
    TOO_MANY,
    UNPROVEN,
    Refusal,
    RefusalError,
    make_too_many,
)
from entraide.desk.limits import (
    COMMENT_LIMITS,
    RATING_LIMITS,
    UNPROVEN_COMMENT_LIMITS,
    count_attempt,
    is_crowded,
    leave_out_crowd,
    note_crowd,
)
from entraide.desk.proofs import ChallengeSubject, Proof, spend_proof
from entraide.desk.pseudonyms import Purpose, make_pseudonym
from entraide.desk.request_bodies import RequestBody, get_form, is_form
from entraide.desk.routing import DeskRoute, declare_refusals
from entraide.desk.schemas import (
    PROPOSAL_PURPOSE,
    RATING_PURPOSE,
    Challenge,
    Feedback,
    FeedbackAnswer,
    LocaleCode,
    RatingAnswer,
    SentVote,
)
from entraide.desk.votes import Vote
from entraide.model.rating import SCALES


class RatingRoute(DeskRoute):
    """A route that answers a refused form by a page, with what was typed."""

    async def answer_refusal(self, request: Request, refusal: Refusal) -> Response:
        fields = get_form(request)
        if fields is None:
            return refusal.to_response()
        return visitor_pages.render_refusal(request, refusal, fields)


router = APIRouter(prefix="/desk", route_class=RatingRoute)


@router.post("/ratings", response_model=RatingAnswer, summary="Rate a version")
@declare_refusals(NOT_FOUND, UNPROVEN)
async def rate(
    request: Request,
    desk: CurrentDesk,
    visitor: CurrentVisitor,
    body: Annotated[SentVote, Depends(RequestBody(SentVote))],
) -> RatingAnswer | Response:
    """Keep a vote; one over a limit is answered alike and dropped: a script learns nothing.

    When it is crowded, the page's script is asked for a proof of work.
    """
    version = desk.find_version(body)
    if body.scale != desk.site.snapshot.data.rating:
        raise RefusalError(INVALID)
    keys = desk.keys.get_today()
    vote = Vote(
        entry=body.entry,
        locale=version.locale,
        revision=body.revision,
        voter=make_pseudonym(keys[Purpose.VOTE], "vote", body.entry, visitor.narrow_network),
        scale=body.scale,
        rating=body.value,
        day=desk.clock().date().isoformat(),
        network=make_pseudonym(keys[Purpose.VOTE], "network", body.entry, visitor.wide_network),
    )
    proof = await _check_proof_of(desk, body, RATING_PURPOSE) if body.altcha else None
    rules = leave_out_crowd(RATING_LIMITS) if proof else RATING_LIMITS
    attempt = desk.make_attempt("rating", rules, visitor, body.subject)

    def write_vote(connection: Connection) -> bool:
        """Store the vote if limits allow; False where a fresh proof of work would help."""
        verdict = count_attempt(connection, attempt)
        if proof and not spend_proof(connection, proof):
            return False
        if not verdict.wait:
            votes.store_vote(connection, vote)
        return not (verdict.wait and verdict.crowded)

    if not await desk.store.write_soon(write_vote) and not is_form(request):
        raise RefusalError(UNPROVEN)
    ask = body.value <= SCALES[body.scale].low
    answer = RatingAnswer(token=desk.tokens.issue(body), ask=ask)
    if is_form(request):
        return visitor_pages.render_thanks(request, body, answer)
    return answer


@router.post(
    "/feedback", response_model=FeedbackAnswer, summary="Say what was wrong, after a rating"
)
@declare_refusals(NOT_FOUND, EXPIRED_TOKEN, UNPROVEN, TOO_MANY)
async def give_feedback(
    request: Request,
    desk: CurrentDesk,
    visitor: CurrentVisitor,
    feedback: Annotated[Feedback, Depends(RequestBody(Feedback))],
) -> FeedbackAnswer | Response:
    """Keep the reasons and the comment that follow a vote, or say that they were not kept.

    The answer has the receipt by which they can be withdrawn, which is told nowhere else.
    """
    desk.find_version(feedback)
    follow_up = desk.tokens.read(feedback.token, feedback)
    proof = await _check_proof(request, desk, feedback)
    comment = Comment(feedback, follow_up, proof, desk.clock().date().isoformat())
    rules = COMMENT_LIMITS if comment.proven else UNPROVEN_COMMENT_LIMITS
    if hard := proof is not None and proof.hard:
        rules = leave_out_crowd(rules)
    attempt = desk.make_attempt("comment", rules, visitor, feedback.subject)

    def write_comment(connection: Connection) -> Refusal | str:
        verdict = count_attempt(connection, attempt)
        if verdict.crowded:
            note_crowd(connection, attempt.second)
        if verdict.wait:
            return make_too_many(verdict.wait)
        judged = replace(comment, held=verdict.crowded and not hard)
        return comments.store_comment(connection, judged) or UNPROVEN

    receipt = await desk.store.write_soon(write_comment)
    if isinstance(receipt, Refusal):
        raise RefusalError(receipt)
    if is_form(request):
        return visitor_pages.render_receipt(request, feedback, receipt)
    return FeedbackAnswer(receipt=receipt)


@router.get("/challenge", response_model=Challenge, summary="Ask for a proof of work")
@declare_refusals(NOT_FOUND)
async def make_challenge(
    desk: CurrentDesk,
    entry: Annotated[WholeNumber, Query()],
    locale: Annotated[LocaleCode, Query()],
    purpose: Annotated[Literal["", "proposal", "rating"], Query(alias="for")] = "",
) -> dict[str, Any]:
    """Answer with a proof of work, for a comment on a version, or a proposal or a vote for one.

    ALTCHA's widget asks for it. A proposal may be for a version that is missing.
    """
    published = desk.site.snapshot
    keys = published.pages if purpose == PROPOSAL_PURPOSE else published.versions
    if (entry, locale) not in keys:
        raise RefusalError(NOT_FOUND)
    subject = ChallengeSubject(entry, locale, purpose)
    second = int(desk.clock().timestamp())
    hard = await desk.store.read_soon(lambda connection: is_crowded(connection, second))
    return desk.proofs.make_challenge(subject, second, hard=hard)


async def _check_proof(request: Request, desk: Desk, feedback: Feedback) -> Proof | None:
    """Return the proof of work of a comment; None for a form, which cannot have one."""
    if not feedback.altcha:
        if feedback.comment and not is_form(request):
            raise RefusalError(UNPROVEN)
        return None
    return await _check_proof_of(desk, feedback)


async def _check_proof_of(desk: Desk, body: Feedback | SentVote, purpose: str = "") -> Proof:
    subject = ChallengeSubject(body.entry, body.locale, purpose)
    second = int(desk.clock().timestamp())
    return await desk.store.read_soon(
        lambda connection: desk.proofs.check(body.altcha, subject, second, connection)
    )
