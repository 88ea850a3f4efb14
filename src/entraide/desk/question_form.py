"""The pages that answer a question: thanks, the form again where it was refused, the receipt.

The form itself is a page of the site. What somebody typed is shown again when it could not be
stored, since nothing else has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from entraide.desk.desk import Desk
from entraide.desk.http_errors import INVALID, NOT_FOUND, Refusal
from entraide.desk.questions import Question
from entraide.desk.schemas import FEWEST_LETTERS, normalize_text
from entraide.desk.visitor_pages import render_page
from entraide.model.question import LONGEST_DETAILS, LONGEST_QUESTION


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """The fields of a form, stored or not."""

    locale: str = ""
    question: str = ""
    details: str = ""

    @property
    def fault(self) -> str:
        """The name of the field that cannot be so, and why, or ""."""
        if len(normalize_text(self.question)) < FEWEST_LETTERS:
            return "question-short"
        if len(normalize_text(self.question)) > LONGEST_QUESTION:
            return "question-long"
        if len(normalize_text(self.details)) > LONGEST_DETAILS:
            return "details-long"
        return ""


def render_thanks(request: Request, locale: str, receipt: str) -> Response:
    """Return the thanks, with the link to the receipt."""
    return _render(request, "asked.html", locale, receipt=receipt)


def render_refusal(request: Request, refusal: Refusal, fields: Mapping[str, Any]) -> Response:
    """Return what went wrong, in words, and the form with all that was typed."""
    site = request.app.state.desk.site.snapshot
    texts = {name: _get_text(fields, name) for name in ("locale", "question", "details")}
    draft = QuestionDraft(**texts)
    is_open = site.data.takes_questions and refusal != NOT_FOUND
    response = _render(
        request,
        "ask_refused.html",
        draft.locale,
        refusal=refusal,
        draft=draft,
        fault=draft.fault if refusal == INVALID else "",
        language=site.get_locale(draft.locale).code if is_open else "",
        longest=LONGEST_QUESTION,
        longest_details=LONGEST_DETAILS,
    )
    response.status_code = refusal.status
    response.headers.update(refusal.headers)
    return response


def render_receipt(request: Request, question: Question, token: str) -> Response:
    """Return what became of a question, and the way to withdraw it by its `token`; no words of it.

    It leads to the entry that answers it, once that is published, in the language that it was asked
    in.
    """
    desk: Desk = request.app.state.desk
    site = desk.site.snapshot
    page = site.pages.get((question.entry, question.locale))
    text = desk.find_published_text(question.entry, question.locale) if page is not None else None
    response = _render(
        request,
        "question_receipt.html",
        question.locale,
        question=question,
        token=token,
        page=None if page is None else desk.settings.base + page,
        text=text,
        spoken=site.get_locale(text.title_locale) if text else None,
        target=site.get_locale(question.locale),
        kept_until=question.day + timedelta(days=desk.settings.feedback_days),
    )
    # The address is the key. Browsers without Sec-Fetch-Site have to say where a form comes from.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _get_text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


def _render(request: Request, name: str, locale: str, **values: Any) -> HTMLResponse:
    return render_page(request, name, None, spoken_in=locale, **values)
