"""What visitors may ask of the desk: a vote, feedback after it, a challenge before a comment.

The same routes take JSON from the page's script and forms from a page without one. A form is
answered by a small page with a way back, a script by a few bytes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from entraide.desk import comments, visitor_pages, votes
from entraide.desk.bodies import WHOLE, fields_of, is_form, read_body, shaped
from entraide.desk.comments import Comment
from entraide.desk.desk import Desk
from entraide.desk.http_errors import INVALID, NOT_FOUND, UNPROVEN, Refusal, RefusalError, too_many
from entraide.desk.limits import (
    COMMENT_LIMITS,
    RATING_LIMITS,
    UNPROVEN_COMMENT_LIMITS,
    count_attempt,
)
from entraide.desk.networks import format_network
from entraide.desk.proofs import ChallengeSubject, Proof
from entraide.desk.pseudonyms import Purpose, make_pseudonym
from entraide.desk.schemas import PROPOSAL, Feedback, FeedbackAnswer, Rating, RatingAnswer
from entraide.desk.store import is_reachable
from entraide.desk.votes import Cast, Vote
from entraide.model.rating import SCALES

Sent = TypeVar("Sent", bound=BaseModel)
Answer = TypeVar("Answer", bound=BaseModel)


async def rate(request: Request) -> Response:
    """Keep a vote; one over a limit is answered alike and dropped: a script learns nothing."""
    return await _answered(request, Rating, _rate, visitor_pages.rated)


async def give_feedback(request: Request) -> Response:
    """Keep the reasons and the comment that follow a vote, or say that they were not kept."""
    return await _answered(request, Feedback, _give_feedback, visitor_pages.received)


async def challenge(request: Request) -> Response:
    """A proof of work to do before a comment on one version, or a proposal for one.

    ALTCHA's widget asks for it. A proposal may be for a version that is missing.
    """
    desk: Desk = request.app.state.desk
    number, locale, purpose = (
        request.query_params.get(name, "") for name in ("entry", "locale", "for")
    )
    published = desk.site.now
    known = {"": published.versions, PROPOSAL: published.pages}.get(purpose, {})
    if not WHOLE.fullmatch(number) or (int(number), locale) not in known:
        raise RefusalError(NOT_FOUND)
    work = ChallengeSubject(int(number), locale, proposal=purpose == PROPOSAL)
    return JSONResponse(desk.proofs.make_challenge(work, int(desk.clock().timestamp())))


async def healthz(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"ok": True})


async def readyz(request: Request) -> Response:
    """The store answers too, so that visitors may be sent here."""
    desk: Desk = request.app.state.desk
    ready = await asyncio.to_thread(is_reachable, desk.store)
    return JSONResponse({"ok": ready}, 200 if ready else 503)


async def _answered(
    request: Request,
    shape: type[Sent],
    act: Callable[[Request, Sent], Awaitable[Answer]],
    page: Callable[[Request, Sent, Answer], Response],
) -> Response:
    """Read what was sent, act on it, and answer in kind."""
    form = is_form(request)
    fields: Mapping[str, Any] = {}
    try:
        fields = fields_of(await read_body(request), form=form)
        sent = shaped(fields, shape)
        answer = await act(request, sent)
    except RefusalError as error:
        if not form:
            raise
        return visitor_pages.refused(request, error.refusal, fields)
    return page(request, sent, answer) if form else JSONResponse(answer.model_dump())


async def _rate(request: Request, rating: Rating) -> RatingAnswer:
    desk: Desk = request.app.state.desk
    version = desk.find_version(rating)
    if rating.scale != desk.site.now.scale:
        raise RefusalError(INVALID)
    address = request.state.address
    keys = await desk.keys.get_today()
    network = format_network(address, 32, desk.settings.v6_prefix)
    vote = Vote(
        entry=rating.entry,
        locale=version.locale,
        revision=rating.revision,
        voter=make_pseudonym(keys[Purpose.VOTE], "vote", rating.entry, network),
        scale=rating.scale,
        rating=rating.value,
        day=desk.clock().date().isoformat(),
    )
    attempt = await desk.make_attempt("rating", RATING_LIMITS, address, rating)
    await desk.store.write_among(votes.store_votes, Cast(vote, attempt))
    return RatingAnswer(
        token=desk.tokens.issue(rating), ask=rating.value <= SCALES[rating.scale].low
    )


async def _give_feedback(request: Request, said: Feedback) -> FeedbackAnswer:
    desk: Desk = request.app.state.desk
    desk.find_version(said)
    after = desk.tokens.read(said.token, said)
    proof = await _proof(request, said)
    comment = Comment(said, after, proof, desk.clock().date().isoformat())
    rules = COMMENT_LIMITS if comment.proven else UNPROVEN_COMMENT_LIMITS
    attempt = await desk.make_attempt("comment", rules, request.state.address, said)

    def keep(connection: Connection) -> Refusal | None:
        if wait := count_attempt(connection, attempt):
            return too_many(wait)
        return None if comments.store_comment(connection, comment) else UNPROVEN

    if refusal := await desk.store.write_soon(keep):
        raise RefusalError(refusal)
    return FeedbackAnswer()


async def _proof(request: Request, said: Feedback) -> Proof | None:
    """The proof of work of a comment. A form has none: without a script nobody can do the work."""
    desk: Desk = request.app.state.desk
    if not said.altcha:
        if said.comment and not is_form(request):
            raise RefusalError(UNPROVEN)
        return None
    at, work = int(desk.clock().timestamp()), ChallengeSubject(said.entry, said.locale)
    return await desk.store.read_soon(
        lambda connection: desk.proofs.check(said.altcha, work, at, connection)
    )
