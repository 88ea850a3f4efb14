"""The page to write a version: its fields and its text, the mistakes in them, and the draft beside.

It is a plain form. Scripts send it every few seconds; the answer is the part of the page with the
state of the text, and with what was merged into it.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.responses import JSONResponse, Response

from entraide.content.inserted_words import iter_inserted_sentences
from entraide.content.readability import Readability, measure_readability
from entraide.editor.draft_page import get_draft_address
from entraide.editor.editor import OpenVersion
from entraide.editor.entry_text import (
    BODY,
    FILE,
    EntryText,
    read_entry_text,
    write_entry_text,
)
from entraide.editor.page_texts import hash_text
from entraide.editor.publication import list_fallen_behind
from entraide.editor.review_page import CommentRow, list_comments
from entraide.editor.suggestions import list_inserts, list_terms
from entraide.editor.text_merge import merge_texts
from entraide.editor.unit_pairs import list_pairs
from entraide.editor.visit import EditorVisit
from entraide.editor.word_differences import FieldDifference, compare_versions
from entraide.editor.working_copies import CopyConflictError, WorkingCopy
from entraide.errors import Problem
from entraide.model.entry import Status, VersionStatus
from entraide.model.headers import make_style_policy
from entraide.model.revision import Significance


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A problem with its line, from 1, in the text that is being written; 0 if it is elsewhere.

    `quote` is the text on that line.
    """

    problem: Problem
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class RelatedChoice:
    number: int
    title: str


def show_version(visit: EditorVisit) -> Response:
    """Answer with the page of a version, as it is being written."""
    here = visit.editor.find_version(visit.number, visit.code)
    return _render_version(visit, here, here.text)


def save_version(visit: EditorVisit) -> Response:
    """Save what the form has, and show the page; both texts where they cannot be merged."""
    here = visit.editor.find_version(visit.number, visit.code)
    number = _read_number(visit)
    before = _find_text_before(visit, here, number)
    start = here.text if before is None else before
    typed = write_entry_text(start, here.version.path, _get_values(visit, start))
    try:
        copy = _save(visit, here, before, typed, number)
    except CopyConflictError as conflict:
        return _answer_conflict(visit, here, typed, conflict.copy)
    if visit.wants_json:
        return _answer_script(visit, here, typed, copy)
    if visit.get_field("next") == "preview":
        return visit.redirect(get_draft_address(visit).removeprefix(visit.editor.root))
    step = visit.get_field("next")
    ahead = f"{step}/" if step in {"publish", "review"} else ""
    both = "?both=yes" if not ahead and visit.get_field("both") == "yes" else ""
    return visit.redirect(f"{visit.number}/{visit.code}/{ahead}{both}")


def discard_copy(visit: EditorVisit) -> Response:
    """Delete the working copy, which somebody has confirmed; not one saved meanwhile."""
    here = visit.editor.find_version(visit.number, visit.code)
    word, discard = visit.get_field("number"), visit.editor.copies.discard
    if here.copy and word.isdecimal() and discard(visit.number, visit.code, int(word)):
        visit.editor.images.drop(here.version.path)
        visit.editor.reviews.drop(visit.number, visit.code)
    return visit.redirect(f"{visit.number}/{visit.code}/")


def _get_values(visit: EditorVisit, text: str) -> Mapping[str, Sequence[str]]:
    """Return the fields of the form; those of which a browser sends nothing are empty."""
    parts = read_entry_text(text)
    if FILE in visit.form or parts is None or BODY not in visit.form:
        return visit.form
    return {each.name: [] for each in parts.fields} | dict(visit.form)


def _read_number(visit: EditorVisit) -> int:
    word = visit.get_field("number")
    return int(word) if word.isdecimal() and len(word) < 10 else 0


def _find_text_before(visit: EditorVisit, here: OpenVersion, number: int) -> str | None:
    """Return the text from which the form was made; None where it is no longer remembered."""
    name = visit.get_field("text_hash")
    if not name:
        return here.find_saved_text(number)
    return here.text if name == hash_text(here.text) else visit.editor.texts.find(name)


def _save(
    visit: EditorVisit, here: OpenVersion, before: str | None, typed: str, number: int
) -> WorkingCopy | None:
    """Save what was `typed` over `before`, merged with what others have written since.

    Return None where there is no copy and nothing to save; raise CopyConflictError.
    """
    text: str | None = typed
    if before is None or before != here.find_saved_text(
        number
    ):  # the copy or the file is a new one
        text = None if before is None else merge_texts(before, typed, here.text)
        number = here.number
    if text is None:
        raise CopyConflictError(here.copy)
    if here.copy is None and text == here.file_text:
        return None
    return visit.save(here, text, number)


def _answer_script(
    visit: EditorVisit, here: OpenVersion, typed: str, copy: WorkingCopy | None
) -> Response:
    others = visit.editor.pages.note(visit.number, visit.code, visit.get_field("page"))
    here = replace(here, copy=copy)
    values = _make_panel(visit, here, here.text) | {"others": others}
    merged = read_entry_text(here.text) if here.text != typed else None
    note = visit.editor.texts.note
    return JSONResponse(
        {
            "number": here.number,
            "text_hash": note(here.text),
            "panel": visit.render_part("panel", **values),
            "pairs": _draw_pairs(visit, here),
            # What a writer who has typed meanwhile goes on from.
            "sent": copy.find_number(typed) if copy else 0,
            "sent_hash": note(typed),
            "merged": merged.format_values() if merged else None,
            "draft": get_draft_address(visit),
        }
    )


def _draw_pairs(visit: EditorVisit, here: OpenVersion) -> str | None:
    """Return both languages as the page shows them; None where it does not."""
    if visit.get_field("both") != "yes":
        return None
    site = visit.editor.site.build.reading.site
    original = site.get_locale(here.entry.source.locale)
    words_in = site.get_locale(here.version.locale)
    pairs = list_pairs(visit, here, here.text)
    return visit.render_part("pairs", pairs=pairs, original=original, words_in=words_in)


def _answer_conflict(
    visit: EditorVisit, here: OpenVersion, text: str, copy: WorkingCopy | None
) -> Response:
    if visit.wants_json:
        return JSONResponse({"error": "conflict"}, 409)
    other = replace(here, copy=copy)
    differences = compare_versions(other.text, text)
    return _render_version(visit, other, text, differences, status=409)


def _render_version(
    visit: EditorVisit,
    here: OpenVersion,
    text: str,
    conflict: Sequence[FieldDifference] = (),
    status: int = 200,
) -> Response:
    parts = read_entry_text(text)
    site = visit.editor.site.build.reading.site
    values = parts.format_values() if parts else {FILE: [text]}
    statuses = list(Status if here.is_source else VersionStatus)
    is_paired = "yes" in {visit.get_query("both"), visit.get_field("both")}
    pairs = list_pairs(visit, here, text) if is_paired else []
    nonce = secrets.token_urlsafe(16)
    response = visit.render(
        "version",
        status,
        **_make_panel(visit, here, text),
        parts=parts,
        pairs=pairs,
        is_paired=bool(pairs),
        original=site.get_locale(here.entry.source.locale),
        values=values,
        tags=[(term, str(id_) in values.get("tags", ())) for id_, term in site.tags.items()],
        related=_list_related(visit, values.get("related", ())),
        inserts=list_inserts(visit),
        terms=list_terms(visit),
        statuses=[(each, each in values.get("status", ())) for each in statuses],
        behind=_list_behind(visit, here),
        page_name=secrets.token_urlsafe(9),
        text_hash=visit.editor.texts.note(here.text),
        style_nonce=nonce,
        draft=get_draft_address(visit),
        conflict=conflict,
        done=visit.get_query("done"),
        others=0,
    )
    response.headers.update(make_style_policy(nonce))
    return response


def _make_panel(visit: EditorVisit, here: OpenVersion, text: str) -> dict[str, object]:
    """Return the values of the part of the page that shows the state of the text."""
    parts = read_entry_text(text)
    site = visit.editor.site.build.reading.site
    problems = visit.editor.sites.check_text(here.version.path, text)
    return {
        "here": here,
        "words_in": site.get_locale(here.version.locale),
        "comments": _list_open_comments(visit, text),
        "problems": list(list_line_problems(problems, parts)),
        "reading": _measure(visit, here, parts),
    }


def _list_open_comments(visit: EditorVisit, text: str) -> list[CommentRow]:
    review = visit.editor.reviews.find(visit.number, visit.code)
    return [row for row in list_comments(review, text) if not row.comment.is_settled]


def list_line_problems(
    problems: Iterable[Problem], parts: EntryText | None
) -> Iterable[LineProblem]:
    """Yield each problem with its line in the text, those of the front matter first."""
    lines = parts.body.split("\n") if parts else []
    for problem in problems:
        line = max(problem.line - parts.body_line + 1, 0) if parts else problem.line
        quote = lines[line - 1] if 0 < line <= len(lines) else ""
        yield LineProblem(problem, line, quote)


def _measure(visit: EditorVisit, here: OpenVersion, parts: EntryText | None) -> Readability:
    reading, version = visit.editor.site.build.reading, here.version
    body = parts.body if parts else ""
    inserted = iter_inserted_sentences(body, reading.site, version.locale)
    goals = reading.settings.reading_ease, reading.settings.words
    lang = reading.site.get_locale(version.locale).lang
    return measure_readability(body, lang, inserted, *goals)


def _list_behind(visit: EditorVisit, here: OpenVersion) -> list[tuple[Significance, list[str]]]:
    """Return the languages that a revision would set back, by its significance."""
    if not here.is_source or not here.entry.localised:
        return []
    site = visit.editor.site.build.reading.site
    return [
        (
            each,
            [
                site.get_locale(code).name
                for code in list_fallen_behind(here.entry, each, visit.editor.day)
            ],
        )
        for each in Significance
    ]


def _list_related(visit: EditorVisit, numbers: Iterable[str]) -> list[RelatedChoice]:
    return [_make_choice(visit, int(each)) for each in numbers if each.isdecimal()]


def _make_choice(visit: EditorVisit, number: int) -> RelatedChoice:
    entry = visit.editor.entries.get(number)
    title = entry.get_served_version(visit.code).title if entry else ""
    return RelatedChoice(number, title)
