"""The small pages that answer a visitor's form: thanks, the reasons of a low rating, refusals.

They are in the language of the page that the form was on (`?in=fr`), else in that of the version.
What somebody typed is shown again when it could not be stored, since nothing else has it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial
from typing import Any, Literal

from babel.dates import format_timedelta
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from entraide.desk.desk import Desk
from entraide.desk.http_errors import EXPIRED_TOKEN, INVALID, NOT_FOUND, STORE_FAILED, Refusal
from entraide.desk.page_templates import PageTemplates
from entraide.desk.schemas import (
    REASONS,
    Feedback,
    RatingAnswer,
    SentVote,
    TextReference,
)
from entraide.desk.withdrawals import SentItem
from entraide.desk.workbench import LatePage
from entraide.model.line_ends import unify_line_ends
from entraide.model.locales import to_gettext_code
from entraide.model.rating import LONGEST_COMMENT
from entraide.published_files.entries import PublishedText, PublishedVersion
from entraide.published_files.site import PublishedLocale


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """The fields of a feedback form, stored or not."""

    reasons: tuple[str, ...] = ()
    comment: str = ""


def render_thanks(request: Request, vote: SentVote, answer: RatingAnswer) -> Response:
    """Return the thanks for a vote; after a low rating, with the form for its reasons."""
    return _render(
        request, "rated.html", vote, token=answer.token, ask=answer.ask, draft=FeedbackDraft()
    )


def render_receipt(request: Request, feedback: Feedback, receipt: str) -> Response:
    """Return the thanks for feedback, with the code to withdraw it by."""
    return _render(request, "received.html", feedback, receipt=receipt)


def render_refusal(request: Request, refusal: Refusal, fields: Mapping[str, Any]) -> Response:
    """Return what went wrong, in words; what was typed stays in its box, and nothing is lost."""
    desk: Desk = request.app.state.desk
    reference = _find_reference(fields)
    token = desk.tokens.renew(_get_text(fields, "token"), reference) if reference else ""
    reasons = fields.get("reasons", [])
    draft = FeedbackDraft(tuple(reasons), unify_line_ends(_get_text(fields, "comment")).strip())
    problem = _name_problem(refusal, draft, has_token=bool(token))
    if problem == "old-page" and request.url.path.endswith("/ratings"):
        problem = problem if ANSWERS & fields.keys() else "unchosen"
    values = {"refusal": refusal, "problem": problem, "token": token, "draft": draft}
    response = _render(request, "refused.html", reference, **values)
    response.status_code = refusal.status
    response.headers.update(refusal.headers)
    return response


ANSWERS = frozenset({"rating", "helpful"})  # fields, of which a vote has one
FormProblem = Literal[
    "too-many",
    "store",
    "expired",
    "not-found",
    "long",
    "empty",
    "unchosen",
    "old-page",
    "unreadable",
]


def _name_problem(refusal: Refusal, draft: FeedbackDraft, *, has_token: bool) -> FormProblem:
    """Return the name of the words that say why a form was refused."""
    if refusal == NOT_FOUND:
        return "not-found"
    if refusal == STORE_FAILED or refusal.word == "too-many":
        return "store" if refusal == STORE_FAILED else "too-many"
    if has_token:
        if refusal == EXPIRED_TOKEN:
            return "expired"
        if len(draft.comment) > LONGEST_COMMENT:
            return "long"
        if not draft.comment and not draft.reasons:
            return "empty"
    return "old-page" if refusal.status == INVALID.status else "unreadable"


def _list_reasons(
    version: PublishedVersion | None, draft: FeedbackDraft | None
) -> list[tuple[str, bool]]:
    """Return the reasons to choose from, and whether each was chosen; not all fit a source."""
    reasons = (reason for reason in REASONS if reason != "translation" or _is_localised(version))
    return [(reason, draft is not None and reason in draft.reasons) for reason in reasons]


def _is_localised(version: PublishedVersion | None) -> bool:
    return version is not None and not version.is_source


def _find_reference(fields: Mapping[str, Any]) -> TextReference | None:
    """Return the text that a refused form was about; None where its fields do not say."""
    try:
        return TextReference.model_validate(
            {name: fields.get(name) for name in TextReference.model_fields}
        )
    except ValidationError:
        return None


def _get_text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


def _render(
    request: Request, name: str, reference: TextReference | None, **values: Any
) -> HTMLResponse:
    published = request.app.state.desk.site.snapshot
    version = published.find_version(reference.entry, reference.locale) if reference else None
    return render_page(
        request,
        name,
        reference,
        reference=reference,
        reasons=_list_reasons(version, values.get("draft")),
        longest=LONGEST_COMMENT,
        contact=published.data.contact,
        **values,
    )


def render_page(
    request: Request,
    name: str,
    subject: TextReference | PublishedText | SentItem | None,
    /,
    *,
    compute: Callable[[], Mapping[str, Any]] = dict,
    spoken_in: str = "",
    **values: Any,
) -> HTMLResponse:
    """Return a page for a visitor in the language asked for, with a link back to `subject`.

    Without a choice it is in the language of `subject`, or in `spoken_in`. It is rendered on the
    workbench, with `values` and with what `compute` returns.
    """
    desk: Desk = request.app.state.desk
    published, base = desk.site.snapshot, desk.settings.base
    locale_code = request.query_params.get("in") or (subject.locale if subject else spoken_in)
    locale = published.get_locale(locale_code)
    back = published.pages.get((subject.entry, locale.code)) if subject else None
    refusal: Refusal | None = values.get("refusal")
    return LatePage(
        request,
        lambda: desk.templates.render(
            name,
            locale,
            base=base,
            back=base + (locale.home if back is None else back),
            when=_format_wait(refusal, locale) if refusal else "",
            **values,
            **compute(),
        ),
        refuse=partial(_make_over_budget_page, desk, locale),
    )


def render_over_budget(request: Request, path: str, refusal: Refusal) -> Response:
    """Return a page, cheap to make, for a network over its budget; `path` is after desk/."""
    desk: Desk = request.app.state.desk
    named = path.split("/")[2:3]
    locale = desk.site.snapshot.get_locale(request.query_params.get("in") or "".join(named))
    return _make_over_budget_page(desk, locale, refusal)


def _make_over_budget_page(desk: Desk, locale: PublishedLocale, refusal: Refusal) -> Response:
    text = _render_over_budget(desk.templates, locale, desk.settings.base)
    return HTMLResponse(text, refusal.status, refusal.headers)


@lru_cache(maxsize=64)
def _render_over_budget(templates: PageTemplates, locale: PublishedLocale, base: str) -> str:
    return templates.render("over_budget.html", locale, base=base, back=base + locale.home)


def _format_wait(refusal: Refusal, locale: PublishedLocale) -> str:
    """Return when to try again, in words: “in 5 minutes”."""
    minutes = -(-int(refusal.headers.get("Retry-After", "60")) // 60)
    wait = timedelta(minutes=minutes) if minutes < 60 else timedelta(hours=-(-minutes // 60))
    code = to_gettext_code(locale.lang)
    return format_timedelta(wait, threshold=1, add_direction=True, locale=code)
