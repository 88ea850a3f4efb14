"""Proposals as they come in: JSON from the page that makes them, or a form without JavaScript.

Both are judged alike; a form has no proof of work, so stricter limits hold for it. The sender is
given the address of a receipt, once: of its token the store has a digest, and no line of the log
has more than the route.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from entraide.desk import proposal_form, proposals
from entraide.desk.bodies import (
    OF_A_PROPOSAL,
    WHOLE,
    fields_of,
    is_form,
    read_body,
    shaped,
)
from entraide.desk.desk import Desk
from entraide.desk.http_errors import (
    CONTENT_TYPE,
    INVALID,
    NOT_FOUND,
    UNPROVEN,
    Refusal,
    RefusalError,
    too_many,
)
from entraide.desk.limits import PROPOSAL_LIMITS, UNPROVEN_PROPOSAL_LIMITS, count_attempt
from entraide.desk.proofs import ChallengeSubject, Proof, spend
from entraide.desk.proposal_form import TEXT
from entraide.desk.proposal_texts import select_texts
from entraide.desk.published_texts import PublishedText
from entraide.desk.schemas import ProposalAnswer, SentProposal
from entraide.model.proposal import Proposal, ProposalState

TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")  # of a receipt: 192 bits
OF_THE_ADDRESS = frozenset({"entry", "locale", "segments"})  # no field of a form may say it again


async def propose(request: Request) -> Response:
    """Keep a proposal; the answer has the address of its receipt, which is told nowhere else."""
    if is_form(request):
        raise RefusalError(CONTENT_TYPE)
    fields = fields_of(await read_body(request, OF_A_PROPOSAL), form=False)
    token = await _keep(request, shaped(fields, SentProposal), proven=True)
    return JSONResponse(ProposalAnswer(receipt=receipt_path(token)).model_dump())


async def find_form(request: Request) -> Response:
    """On to the form for the text that the query names."""
    desk: Desk = request.app.state.desk
    number, locale = (request.query_params.get(name, "") for name in ("entry", "locale"))
    if not _has_page(desk, number, locale):
        return proposal_form.refused(request, None, NOT_FOUND, {})
    spoken = desk.site.now.get_locale(request.query_params.get("in") or locale).code
    address = f"{desk.settings.base}desk/propose/{int(number)}/{locale}/?in={spoken}"
    return RedirectResponse(address, 303)


async def show_form(request: Request) -> Response:
    """The form of one text: an area for each of its segments, what waits first."""
    text = _text(request)
    if text is None:
        return proposal_form.refused(request, None, NOT_FOUND, {})
    return proposal_form.form(request, text)


async def send_form(request: Request) -> Response:
    """Keep what the form holds, or show it again with what is wrong."""
    if not is_form(request):
        raise RefusalError(CONTENT_TYPE)
    fields: Mapping[str, Any] = {}
    text = _text(request)
    try:
        body = await read_body(request, OF_A_PROPOSAL)
        fields = fields_of(body, form=True, most=OF_A_PROPOSAL.fields)
        sent = shaped(_named(fields, text), SentProposal)
        token = await _keep(request, sent, proven=bool(sent.altcha))
    except RefusalError as error:
        return proposal_form.refused(request, text, error.refusal, fields)
    return proposal_form.proposed(request, text, receipt_path(token))


async def show_receipt(request: Request) -> Response:
    """What became of a proposal: its state and why, never its words."""
    desk: Desk = request.app.state.desk
    token = request.path_params["token"]
    proposal = None
    if TOKEN.fullmatch(token):
        digest = digest_of(token)
        proposal = await desk.store.read_soon(
            lambda connection: proposals.find_by_receipt(connection, digest)
        )
    return proposal_form.receipt(request, proposal)


def receipt_path(token: str) -> str:
    """The address of a receipt, from the site's base on."""
    return f"desk/receipts/{token}/"


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _has_page(desk: Desk, number: str, locale: str) -> bool:
    return bool(WHOLE.fullmatch(number)) and (int(number), locale) in desk.site.now.pages


def _text(request: Request) -> PublishedText | None:
    """The text that the address names."""
    desk: Desk = request.app.state.desk
    number, locale = request.path_params["entry"], request.path_params["locale"]
    return desk.texts.find(int(number), locale) if _has_page(desk, number, locale) else None


def _named(fields: Mapping[str, Any], text: PublishedText | None) -> Mapping[str, Any]:
    """The fields of a form as JSON would have them; areas left empty are left out."""
    if text is None:  # said only now: what was typed is shown again even then
        raise RefusalError(NOT_FOUND)
    if OF_THE_ADDRESS & fields.keys():
        raise RefusalError(INVALID)
    typed = {name: value for name, value in fields.items() if name.startswith(TEXT)}
    rest = {name: value for name, value in fields.items() if name not in typed}
    segments = {name.removeprefix(TEXT): value for name, value in typed.items() if value.strip()}
    return rest | {"entry": text.entry, "locale": text.locale, "segments": segments}


async def _keep(request: Request, sent: SentProposal, *, proven: bool) -> str:
    """Store what was sent, if it may be; the token of its receipt."""
    desk: Desk = request.app.state.desk
    proposal = _proposal(desk, sent, proven=proven)
    proof = await _proof(desk, sent) if proven else None
    rules = PROPOSAL_LIMITS if proven else UNPROVEN_PROPOSAL_LIMITS
    attempt = await desk.make_attempt("proposal", rules, request.state.address, sent)
    token = secrets.token_urlsafe(24)
    digest = digest_of(token)

    def keep(connection: Connection) -> Refusal | None:
        if wait := count_attempt(connection, attempt):
            return too_many(wait)
        if proof and not spend(connection, proof):
            return UNPROVEN
        proposals.store_proposal(connection, proposal, digest)
        return None

    if refusal := await desk.store.write_soon(keep):
        raise RefusalError(refusal)
    return token


def _proposal(desk: Desk, sent: SentProposal, *, proven: bool) -> Proposal:
    text, licence = desk.find_text(sent.entry, sent.locale), desk.site.now.licence
    if sent.revision > text.revision:
        raise RefusalError(INVALID)
    return Proposal(
        id=secrets.token_hex(8),
        entry=sent.entry,
        locale=sent.locale,
        revision=sent.revision,
        texts=select_texts(text, sent.segments, chosen=proven),  # a form sends every area it has
        credit=sent.credit,
        licence=licence.name if licence else "",
        note=sent.note,
        proven=proven,
        state=ProposalState.OPEN,
        reason="",
        day=desk.clock().date(),
    )


async def _proof(desk: Desk, sent: SentProposal) -> Proof:
    if not sent.altcha:
        raise RefusalError(UNPROVEN)
    work, at = (
        ChallengeSubject(sent.entry, sent.locale, proposal=True),
        int(desk.clock().timestamp()),
    )
    return await desk.store.read_soon(
        lambda connection: desk.proofs.check(sent.altcha, work, at, connection)
    )
