"""The small pages that answer a form: thank you, the reasons of a low rating, or what went wrong.

They speak the language of the page that the form stood on (`?in=fr`), else that of the version.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from entraide.desk.desk import Desk
from entraide.desk.published import PublishedLocale
from entraide.desk.refusals import Refusal
from entraide.desk.shapes import LONGEST_COMMENT, REASONS, About, Feedback, Rated, Rating, Received


def rated(request: Request, sent: Rating, answer: Rated) -> Response:
    """Thank you; after a low rating, with the form for its reasons."""
    return _page(request, "rated.html", sent, sent=sent, token=answer.token, ask=answer.ask)


def received(request: Request, sent: Feedback, answer: Received) -> Response:
    del answer  # it says nothing more
    return _page(request, "received.html", sent, sent=sent)


def refused(request: Request, refusal: Refusal, fields: Mapping[str, Any]) -> Response:
    """What went wrong, in words; what was typed stays in its box, so that nothing is lost."""
    response = _page(request, "refused.html", None, refusal=refusal, fields=fields)
    response.status_code = refusal.status
    response.headers.update(refusal.headers)
    return response


def _page(request: Request, name: str, about: About | None, **values: Any) -> HTMLResponse:
    desk: Desk = request.app.state.desk
    published = desk.site.now
    asked = request.query_params.get("in") or (about.locale if about else None)
    locale: PublishedLocale = published.locale(asked)
    back = published.pages.get((about.entry, locale.code)) if about else None
    return HTMLResponse(
        desk.words.page(
            name,
            locale,
            base=desk.settings.base,
            back=desk.settings.base + (locale.home if back is None else back),
            reasons=REASONS,
            longest=LONGEST_COMMENT,
            contact=published.contact,
            **values,
        )
    )
