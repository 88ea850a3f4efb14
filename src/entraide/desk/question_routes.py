"""Questions as they come in: a form of the site, with a proof of work where a script runs.

A question is answered by nobody in person: staff may make an entry of it, and its sender gets the
address of a receipt, once, that leads to the entry then. Of its token the store has a digest.
"""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, Response

from entraide.desk import question_form, questions
from entraide.desk.dependencies import CurrentDesk, CurrentVisitor
from entraide.desk.desk import Desk
from entraide.desk.http_errors import (
    INVALID,
    NOT_FOUND,
    TOO_MANY,
    UNPROVEN,
    Refusal,
    RefusalError,
    make_too_many,
)
from entraide.desk.limits import (
    QUESTION_LIMITS,
    UNPROVEN_QUESTION_LIMITS,
    count_attempt,
    is_crowded,
    leave_out_crowd,
    note_crowd,
)
from entraide.desk.proofs import ChallengeSubject, Proof, spend_proof
from entraide.desk.questions import make_question
from entraide.desk.receipts import get_receipt_path, make_digest, make_token
from entraide.desk.request_bodies import FORM_TYPE, RequestBody, get_form
from entraide.desk.routing import DeskRoute, declare_refusals
from entraide.desk.schemas import QUESTION_PURPOSE, Challenge, LocaleCode, SentQuestion

NO_ENTRY = 0  # of a challenge: a question is about no entry yet


class QuestionRoute(DeskRoute):
    """A route that answers a refused form by the form, with what was typed."""

    async def answer_refusal(self, request: Request, refusal: Refusal) -> Response:
        fields = get_form(request)
        if fields is None:
            return refusal.to_response()
        return question_form.render_refusal(request, refusal, fields)


router = APIRouter(prefix="/desk", route_class=QuestionRoute, default_response_class=HTMLResponse)
challenge_router = APIRouter(prefix="/desk", route_class=DeskRoute)


@router.post("/questions/", summary="Ask a question")
@declare_refusals(NOT_FOUND, UNPROVEN, TOO_MANY)
async def ask(
    request: Request,
    desk: CurrentDesk,
    visitor: CurrentVisitor,
    body: Annotated[SentQuestion, Depends(RequestBody(SentQuestion, (FORM_TYPE,)))],
) -> Response:
    """Keep a question, and answer with the address of its receipt, which is told nowhere else."""
    _check_open(desk, body.locale)
    question = make_question(
        body.locale,
        body.question,
        body.details,
        proven=bool(body.altcha),
        day=desk.clock().date(),
    )
    proof = await _check_proof(desk, body) if body.altcha else None
    rules = QUESTION_LIMITS if proof else UNPROVEN_QUESTION_LIMITS
    if hard := proof is not None and proof.hard:
        rules = leave_out_crowd(rules)
    attempt = desk.make_attempt(QUESTION_PURPOSE, rules, visitor, body.locale)
    token = make_token()

    def store(connection: Connection) -> Refusal | None:
        verdict = count_attempt(connection, attempt)
        if verdict.crowded:
            note_crowd(connection, attempt.second)
        if verdict.wait:
            return make_too_many(verdict.wait)
        if proof and not spend_proof(connection, proof):
            return UNPROVEN
        is_proven = question.proven and (hard or not verdict.crowded)
        stored = replace(question, proven=is_proven)
        questions.store_question(connection, stored, make_digest(token))
        return None

    if refusal := await desk.store.write_soon(store):
        raise RefusalError(refusal)
    return question_form.render_thanks(request, body.locale, get_receipt_path(token))


@challenge_router.get(
    "/questions/challenge",
    response_model=Challenge,
    summary="Ask for a proof of work, for a question",
)
@declare_refusals(NOT_FOUND)
async def make_challenge(
    desk: CurrentDesk, locale: Annotated[LocaleCode, Query()]
) -> dict[str, Any]:
    """Answer with a proof of work, which ALTCHA's widget asks for."""
    _check_open(desk, locale, NOT_FOUND)
    second = int(desk.clock().timestamp())
    hard = await desk.store.read_soon(lambda connection: is_crowded(connection, second))
    return desk.proofs.make_challenge(_make_subject(locale), second, hard=hard)


def _check_open(desk: Desk, locale: str, unknown: Refusal = INVALID) -> None:
    """Raise RefusalError where the site takes no questions, or has no such language."""
    site = desk.site.snapshot
    if not site.data.takes_questions:
        raise RefusalError(NOT_FOUND)
    if site.get_locale(locale).code != locale:
        raise RefusalError(unknown)


def _make_subject(locale: str) -> ChallengeSubject:
    return ChallengeSubject(NO_ENTRY, locale, QUESTION_PURPOSE)


async def _check_proof(desk: Desk, body: SentQuestion) -> Proof:
    second = int(desk.clock().timestamp())
    return await desk.store.read_soon(
        lambda connection: desk.proofs.check(
            body.altcha, _make_subject(body.locale), second, connection
        )
    )
