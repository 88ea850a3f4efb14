"""Taking back what one has sent, by its receipt: asked for, confirmed, done.

The receipt is in the body of a form at every step, never in an address. Every receipt that nothing
has is answered alike, whether it never was one or what it was of has gone.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, Response

from entraide.desk import withdrawals
from entraide.desk.dependencies import CurrentDesk
from entraide.desk.desk import Desk
from entraide.desk.http_errors import NOT_FOUND, Refusal, RefusalError
from entraide.desk.receipts import LONGEST_RECEIPT, make_digest, read_receipt
from entraide.desk.request_bodies import FORM_TYPE, RequestBody, get_form
from entraide.desk.routing import DeskRoute, declare_refusals
from entraide.desk.schemas import Withdrawal
from entraide.desk.visitor_pages import render_page
from entraide.desk.withdrawals import SentItem

PATH = "/withdraw/"


class WithdrawalRoute(DeskRoute):
    """A route that answers a refused form by the form, with the receipt that was typed."""

    async def answer_refusal(self, request: Request, refusal: Refusal) -> Response:
        typed = (get_form(request) or {}).get("receipt", "")
        response = _render(request, typed=typed, refusal=refusal)
        response.status_code = refusal.status
        response.headers.update(refusal.headers)
        return response


router = APIRouter(prefix="/desk", route_class=WithdrawalRoute, default_response_class=HTMLResponse)


@router.get(PATH, summary="The form that withdraws feedback or a proposal")
async def show_form(request: Request) -> Response:
    """Show the form that asks for a receipt."""
    return _render(request)


@router.post(PATH, summary="Withdraw feedback or a proposal")
@declare_refusals(NOT_FOUND)
async def withdraw(
    request: Request,
    desk: CurrentDesk,
    form: Annotated[Withdrawal, Depends(RequestBody(Withdrawal, (FORM_TYPE,)))],
) -> Response:
    """Say what has that receipt and what goes; delete it when the sender is sure."""
    receipt = read_receipt(form.receipt)
    if receipt is None:
        raise RefusalError(NOT_FOUND)
    digest, day = make_digest(receipt), desk.clock().date()

    def delete(connection: Connection) -> SentItem | None:
        return withdrawals.withdraw(connection, digest, day)

    def find(connection: Connection) -> SentItem | None:
        return withdrawals.find_item(connection, digest)

    item = await (desk.store.write_soon(delete) if form.sure else desk.store.read_soon(find))
    if item is None:
        raise RefusalError(NOT_FOUND)
    return _render(request, item, typed=form.receipt, is_over=form.sure)


def _render(
    request: Request,
    item: SentItem | None = None,
    *,
    typed: str = "",
    is_over: bool = False,
    refusal: Refusal | None = None,
) -> Response:
    desk: Desk = request.app.state.desk
    published = desk.site.snapshot
    text = desk.find_published_text(item.entry, item.locale) if item else None
    return render_page(
        request,
        "withdraw.html",
        item,
        item=item,
        text=text,
        spoken=published.get_locale(text.title_locale) if text else None,
        typed=typed,
        is_over=is_over,
        refusal=refusal,
        contact=published.data.contact,
        longest=LONGEST_RECEIPT,
    )
