"""Proposals as they come in: JSON from the page that makes them, or a form without JavaScript.

Both are judged alike; a form has no proof of work, so stricter limits hold for it. The sender is
given the address of a receipt, once: of its token the store has a digest, and no line of the log
has more than the route.
"""

import secrets
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, RedirectResponse, Response

from entraide.desk import proposal_form, proposals, question_form, questions
from entraide.desk.dependencies import (
    CurrentDesk,
    CurrentVisitor,
    EntryInPath,
    LocaleInPath,
    WholeNumber,
)
from entraide.desk.desk import Desk
from entraide.desk.http_errors import (
    INVALID,
    MOVED,
    NOT_FOUND,
    TOO_MANY,
    UNPROVEN,
    Refusal,
    RefusalError,
    make_too_many,
)
from entraide.desk.limits import (
    PROPOSAL_LIMITS,
    UNPROVEN_PROPOSAL_LIMITS,
    count_attempt,
    leave_out_crowd,
    note_crowd,
)
from entraide.desk.networks import Visitor
from entraide.desk.proofs import ChallengeSubject, Proof, spend_proof
from entraide.desk.proposal_form import TEXT_FIELD_PREFIX
from entraide.desk.proposal_texts import select_texts
from entraide.desk.receipts import TOKEN, get_receipt_path, make_digest, make_token
from entraide.desk.request_bodies import (
    FORM_TYPE,
    JSON_TYPE,
    PROPOSAL_SIZE,
    WHOLE_NUMBER,
    RequestBody,
    get_form,
    read_fields,
    validate_apart,
)
from entraide.desk.routing import REDIRECT, DeskRoute, declare_refusals
from entraide.desk.schemas import PROPOSAL_PURPOSE, LocaleCode, ProposalAnswer, SentProposal
from entraide.desk.workbench import run_apart
from entraide.model.proposal import Proposal, ProposalState
from entraide.published_files.entries import PublishedText

FORM_PATH = "/propose/{entry}/{locale}/"
ADDRESS_FIELDS = frozenset({"entry", "locale", "segments"})  # no field of a form may say it again

router = APIRouter(prefix="/desk", route_class=DeskRoute)


class ProposalPageRoute(DeskRoute):
    """A route that answers by pages; a refusal shows all that was typed again."""

    async def answer_refusal(self, request: Request, refusal: Refusal) -> Response:
        """Return the page; JSON for whoever sent no form."""
        fields = get_form(request)
        if fields is None and request.method == "POST":
            return refusal.to_response()
        text: PublishedText | None = getattr(request.state, "text", None)
        return proposal_form.render_refusal(request, text, refusal, fields or {})


page_router = APIRouter(
    prefix="/desk", route_class=ProposalPageRoute, default_response_class=HTMLResponse
)


async def find_text_in_path(
    request: Request, desk: CurrentDesk, entry: EntryInPath, locale: LocaleInPath
) -> PublishedText | None:
    """Return the text that the address names; it is kept for the page of a refusal, too."""
    is_open = desk.site.snapshot.data.takes_proposals and WHOLE_NUMBER.fullmatch(entry)
    text = desk.find_published_text(int(entry), locale) if is_open else None
    request.state.text = text
    return text


TextInPath = Annotated[PublishedText | None, Depends(find_text_in_path)]


class ProposalFormBody(RequestBody[SentProposal]):
    """The form for a text, as the same schema that JSON has; areas left empty are dropped."""

    def __init__(self) -> None:
        super().__init__(SentProposal, (FORM_TYPE,), PROPOSAL_SIZE)

    async def __call__(  # type: ignore[override]  # FastAPI gives it the text
        self, request: Request, text: TextInPath
    ) -> SentProposal:
        fields = await read_fields(request, self.media_types, self.limit)
        if text is None:  # said only now: what was typed is shown again even then
            raise RefusalError(NOT_FOUND)
        if ADDRESS_FIELDS & fields.keys():
            raise RefusalError(INVALID)
        text_fields = {
            name: fields.pop(name) for name in list(fields) if name.startswith(TEXT_FIELD_PREFIX)
        }
        texts = {
            name.removeprefix(TEXT_FIELD_PREFIX): typed_text
            for name, typed_text in text_fields.items()
            if typed_text.strip()
        }
        other_fields = {"entry": text.entry, "locale": text.locale, "segments": texts}
        return await validate_apart(request, fields | other_fields, self.schema)

    def describe_form(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema with a field for each text, without what the address says."""
        form = super().describe_form(schema)
        fields = {
            name: field for name, field in form["properties"].items() if name not in ADDRESS_FIELDS
        }
        required = [name for name in schema["required"] if name in fields]
        texts = {f"^{TEXT_FIELD_PREFIX}": {"type": "string"}}
        return form | {"properties": fields, "required": required, "patternProperties": texts}


@router.post(
    "/proposals",
    summary="Propose a translation, or a correction of a source version",
)
@declare_refusals(NOT_FOUND, MOVED, UNPROVEN, TOO_MANY)
async def propose(
    request: Request,
    desk: CurrentDesk,
    visitor: CurrentVisitor,
    body: Annotated[SentProposal, Depends(RequestBody(SentProposal, (JSON_TYPE,), PROPOSAL_SIZE))],
) -> ProposalAnswer:
    """Keep a proposal; the answer has the address of its receipt, which is told nowhere else."""
    token = await _store(request, desk, visitor, body, proven=True)
    return ProposalAnswer(receipt=get_receipt_path(token))


@page_router.get("/propose/", summary="Lead to the form of a proposal", **REDIRECT)
@declare_refusals(NOT_FOUND)
async def find_form(
    request: Request,
    desk: CurrentDesk,
    entry: Annotated[WholeNumber, Query()],
    locale: Annotated[LocaleCode, Query()],
) -> Response:
    """Lead to the form for the text that the query names."""
    site = desk.site.snapshot
    if (entry, locale) not in site.pages or not site.data.takes_proposals:
        raise RefusalError(NOT_FOUND)
    page_locale = site.get_locale(request.query_params.get("in") or locale).code
    address = f"{desk.settings.base}desk/propose/{entry}/{locale}/?in={page_locale}"
    return RedirectResponse(address, 303)


@page_router.get(FORM_PATH, summary="The form of a proposal, without JavaScript")
@declare_refusals(NOT_FOUND)
async def show_form(request: Request, text: TextInPath) -> Response:
    """Show the form of one text: an area for each of its segments, what waits first."""
    if text is None:
        raise RefusalError(NOT_FOUND)
    return proposal_form.render_form(request, text)


@page_router.post(
    FORM_PATH,
    summary="Send the form of a proposal",
)
@declare_refusals(NOT_FOUND, MOVED, UNPROVEN, TOO_MANY)
async def send_form(
    request: Request,
    desk: CurrentDesk,
    visitor: CurrentVisitor,
    text: TextInPath,
    body: Annotated[SentProposal, Depends(ProposalFormBody())],
) -> Response:
    """Keep what the form holds, or show it again with what is wrong."""
    token = await _store(request, desk, visitor, body, proven=bool(body.altcha))
    return proposal_form.render_thanks(request, text, get_receipt_path(token))


@page_router.get("/receipts/{token}/", summary="What became of a proposal or a question")
@declare_refusals(NOT_FOUND)
async def show_receipt(request: Request, desk: CurrentDesk, token: str) -> Response:
    """Show what became of a proposal or a question: its state and why, never its words."""
    proposal = None
    if TOKEN.fullmatch(token):
        digest = make_digest(token)
        proposal, question = await desk.store.read_soon(
            lambda connection: (
                proposals.find_by_receipt(connection, digest),
                questions.find_by_receipt(connection, digest),
            )
        )
        if question:
            return question_form.render_receipt(request, question, token)
    return proposal_form.render_receipt(request, proposal, token)


async def _store(
    request: Request, desk: Desk, visitor: Visitor, body: SentProposal, *, proven: bool
) -> str:
    """Store a proposal if limits and checks let it in; return the token of its receipt."""
    proposal = await run_apart(request, partial(_make_proposal, desk, body, proven=proven))
    proof = await _check_proof(desk, body) if proven else None
    rules = PROPOSAL_LIMITS if proven else UNPROVEN_PROPOSAL_LIMITS
    if hard := proof is not None and proof.hard:
        rules = leave_out_crowd(rules)
    attempt = desk.make_attempt("proposal", rules, visitor, body.subject)
    token = make_token()
    digest = make_digest(token)

    def store(connection: Connection) -> Refusal | None:
        verdict = count_attempt(connection, attempt)
        if verdict.crowded:
            note_crowd(connection, attempt.second)
        if verdict.wait:
            return make_too_many(verdict.wait)
        if proof and not spend_proof(connection, proof):
            return UNPROVEN
        is_uncertain = verdict.crowded and not hard
        proposals.store_proposal(
            connection, replace(proposal, proven=proven and not is_uncertain), digest
        )
        return None

    if refusal := await desk.store.write_soon(store):
        raise RefusalError(refusal)
    return token


def _make_proposal(desk: Desk, body: SentProposal, *, proven: bool) -> Proposal:
    text, published = desk.find_published_text(body.entry, body.locale), desk.site.snapshot.data
    licence = published.licence
    if text is None or not published.takes_proposals:
        raise RefusalError(NOT_FOUND)
    if body.revision > text.newest_revision:
        raise RefusalError(INVALID)
    return Proposal(
        id=secrets.token_hex(8),
        entry=body.entry,
        locale=body.locale,
        revision=body.revision,
        texts=select_texts(text, body.segments, chosen=proven),  # a form sends every area it has
        credit=body.credit,
        licence=licence.name if licence else "",
        note=body.note,
        proven=proven,
        state=ProposalState.OPEN,
        reason="",
        day=desk.clock().date(),
    )


async def _check_proof(desk: Desk, body: SentProposal) -> Proof:
    if not body.altcha:
        raise RefusalError(UNPROVEN)
    second = int(desk.clock().timestamp())
    subject = ChallengeSubject(body.entry, body.locale, PROPOSAL_PURPOSE)
    return await desk.store.read_soon(
        lambda connection: desk.proofs.check(body.altcha, subject, second, connection)
    )
