"""The pages of proposals without JavaScript: the form, the thanks, the refusal, the receipt.

What somebody typed is shown again when it could not be stored, each text in its own area. A text
whose segment no longer exists is shown at the end, to be copied, so that an hour of work is not
lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from entraide.desk.desk import Desk
from entraide.desk.http_errors import INVALID, Refusal
from entraide.desk.proposal_texts import find_objection, is_different
from entraide.desk.schemas import ProposalSignature, normalize_text
from entraide.desk.visitor_pages import render_page
from entraide.model.line_ends import unify_line_ends
from entraide.model.objections import Objection, get_length_limit
from entraide.model.proposal import LONGEST_CREDIT, LONGEST_NOTE, Proposal
from entraide.model.segment import SegmentState
from entraide.published_files.entries import PublishedSegment, PublishedText

TEXT_FIELD_PREFIX = "text-"  # begins the name of a segment’s field
PENDING_STATES = (SegmentState.CHANGED, SegmentState.MISSING)
LINE_LENGTH = 60  # signs of a line in an area, about
FEWEST_LINES, MOST_LINES = 2, 14


@dataclass(frozen=True, slots=True)
class FormRow:
    """A segment in the form: its area holds the text `typed`, and is `lines` high."""

    number: int
    segment: PublishedSegment
    typed: str
    lines: int
    objection: Objection | None
    limit: int  # of the signs of a text here


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """The fields of a form: `typed` by key, and texts `unplaced` whose segment is gone."""

    typed: Mapping[str, str] = field(default_factory=dict)
    unplaced: Sequence[str] = ()
    credit: str = ""
    note: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class FormFaults:
    """What is wrong in the fields beside the texts.

    `credit` and `note` are “long”, or have a “sign”: a character that nobody sees.
    """

    nothing: bool = False  # no text was changed or filled in
    licence: bool = False
    credit: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.nothing or self.licence or self.credit or self.note)


def render_form(request: Request, text: PublishedText) -> Response:
    return _render_form(request, text, ProposalDraft(), None)


def render_refusal(
    request: Request, text: PublishedText | None, refusal: Refusal, fields: Mapping[str, Any]
) -> Response:
    """Return what went wrong, in words; with the form, if there is one, and all that was typed."""
    draft = _read_draft(fields, text)
    if text and fields:
        response = _render_form(request, text, draft, refusal)
    else:
        response = _render(request, "propose_refused.html", text, refusal=refusal, draft=draft)
    response.status_code = refusal.status
    response.headers.update(refusal.headers)
    return response


def render_thanks(request: Request, text: PublishedText | None, receipt: str) -> Response:
    return _render(request, "proposed.html", text, receipt=receipt)


def render_receipt(request: Request, proposal: Proposal | None, token: str) -> Response:
    """Return the state of `proposal`, and the way to withdraw it by its `token`.

    Without a proposal it is the same page for every possible address.
    """
    desk: Desk = request.app.state.desk
    published, base = desk.site.snapshot, desk.settings.base
    values: dict[str, Any] = {}
    text = None
    if proposal:
        page = published.pages.get((proposal.entry, proposal.locale))
        text = desk.find_published_text(proposal.entry, proposal.locale)
        values = {
            "token": token,
            "page": f"{base}{page}",
            "target": published.get_locale(proposal.locale),
            "spoken": published.get_locale(text.title_locale) if text else None,
            "kept_until": proposal.day + timedelta(days=desk.settings.open_proposal_days),
        }
    response = _render(request, "receipt.html", text, proposal=proposal, **values)
    response.status_code = 200 if proposal else 404
    # The address is the key. Browsers without Sec-Fetch-Site have to say where a form comes from.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _render_form(
    request: Request, text: PublishedText, draft: ProposalDraft, refusal: Refusal | None
) -> HTMLResponse:
    published = request.app.state.desk.site.snapshot

    def arrange_rows() -> Mapping[str, Any]:
        rows = list(_make_rows(text, draft, checked=refusal is INVALID))
        return {
            "changed": [row for row in rows if row.segment.state is SegmentState.CHANGED],
            "missing": [row for row in rows if row.segment.state is SegmentState.MISSING],
            "settled": [row for row in rows if row.segment.state not in PENDING_STATES],
            "objected": [row for row in rows if row.objection],
            "faults": _find_faults(draft, rows) if refusal is INVALID else FormFaults(),
        }

    return _render(
        request,
        "propose_form.html",
        text,
        compute=arrange_rows,
        draft=draft,
        refusal=refusal,
        source=published.get_locale(text.source_locale),
        target=published.get_locale(text.locale),
        licence=published.data.licence,
        longest_credit=LONGEST_CREDIT,
        longest_note=LONGEST_NOTE,
    )


def _make_rows(text: PublishedText, draft: ProposalDraft, *, checked: bool) -> Iterator[FormRow]:
    for number, segment in enumerate(text.segments, 1):
        typed = draft.typed.get(segment.key, segment.text)
        text_to_check = normalize_text(typed)
        yield FormRow(
            number=number,
            segment=segment,
            typed=typed,
            lines=_count_lines(max(typed, segment.source_text, key=len)),
            objection=find_objection(segment, text_to_check)
            if checked and is_different(segment, text_to_check)
            else None,
            limit=get_length_limit(segment.source_text or segment.text, segment.kind),
        )


def _count_lines(text: str) -> int:
    """Return about how many lines `text` takes in an area of the form."""
    lines = sum(1 + len(line) // LINE_LENGTH for line in text.split("\n"))
    return min(MOST_LINES, max(FEWEST_LINES, lines))


def _find_faults(draft: ProposalDraft, rows: Sequence[FormRow]) -> FormFaults:
    """Return what is wrong in the fields beside the texts."""
    fields = dict[str, str]()  # name of a field -> the type of its mistake
    try:
        ProposalSignature(licence=draft.agreed, credit=draft.credit, note=draft.note)  # type: ignore[arg-type]
    except ValidationError as error:
        fields |= {
            str(detail["loc"][0]): detail["type"] for detail in error.errors(include_input=False)
        }
    changed = any(is_different(row.segment, normalize_text(row.typed)) for row in rows)
    return FormFaults(
        nothing=not changed,
        licence="licence" in fields,
        credit=_name_fault(fields.get("credit")),
        note=_name_fault(fields.get("note")),
    )


def _name_fault(mistake: str | None) -> str:
    """Return the word in `FormFaults` for a mistake of that type in a field."""
    return "" if mistake is None else "long" if mistake.endswith("too_long") else "sign"


def _read_draft(fields: Mapping[str, Any], text: PublishedText | None) -> ProposalDraft:
    typed = {
        name.removeprefix(TEXT_FIELD_PREFIX): unify_line_ends(value)
        for name, value in fields.items()
        if name.startswith(TEXT_FIELD_PREFIX) and isinstance(value, str)
    }
    segments = text.by_key if text else {}
    return ProposalDraft(
        typed={key: value for key, value in typed.items() if key in segments},
        unplaced=[value for key, value in typed.items() if key not in segments and value.strip()],
        credit=str(fields.get("credit", "")),
        note=str(fields.get("note", "")),
        agreed=fields.get("licence") is True,
    )


def _render(request: Request, name: str, text: PublishedText | None, **values: Any) -> HTMLResponse:
    return render_page(request, name, text, text=text, **values)
