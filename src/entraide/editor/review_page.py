"""The review of what is being written: who looks at it, what they say of passages, and approval.

Whoever acts says who they are: on one's own machine nobody proves it, on a server the desk does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.responses import Response

from entraide.desk.http_errors import BAD_BODY, FORBIDDEN, NOT_FOUND, RefusalError
from entraide.editor.copy_reviews import (
    CopyReview,
    PassageComment,
    ReviewStep,
    add_comment,
    mark_comment,
    normalize_name,
)
from entraide.editor.editor import OpenVersion
from entraide.editor.entry_text import BLANKS, read_entry_text
from entraide.editor.page_texts import hash_text
from entraide.editor.publication import read_file
from entraide.editor.visit import EditorVisit
from entraide.editor.word_differences import compare_versions
from entraide.editor.working_copies import WorkingCopy
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.hidden_characters import HIDDEN_CHARACTER
from entraide.model.line_ends import unify_line_ends
from entraide.model.staff_roles import Role

LONGEST_NAME = 100  # letters
LONGEST_WORDS = 5_000
STEPS = {
    "draft": ReviewStep.DRAFT,
    "ask": ReviewStep.IN_REVIEW,
    "changes": ReviewStep.CHANGES_ASKED,
    "approve": ReviewStep.APPROVED,
}
JUDGEMENTS = {ReviewStep.CHANGES_ASKED, ReviewStep.APPROVED}  # of a reviewer


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment, and the line of the text where its passage stands now; 0 for none."""

    comment: PassageComment
    line: int


def show_review(visit: EditorVisit) -> Response:
    """Answer with the changes of the working copy, and what is said of them."""
    here = visit.editor.find_version(visit.number, visit.code)
    if here.copy is None:
        return visit.redirect(f"{visit.number}/{visit.code}/")
    return _render_review(visit, here, here.copy)


def update_review(visit: EditorVisit) -> Response:
    """Do what a form of the review asks for, or say why not."""
    here = visit.editor.find_version(visit.number, visit.code)
    if here.copy is None:
        raise RefusalError(NOT_FOUND)
    try:
        _change(visit, here.copy, visit.get_field("do"))
    except EntraideError as error:
        return _render_review(visit, here, here.copy, error.problems)
    return visit.redirect(f"{visit.number}/{visit.code}/review/")


def check_approval(visit: EditorVisit, copy: WorkingCopy) -> None:
    """Raise EntraideError where the site asks for two people, and nobody else has approved."""
    if not visit.editor.settings.two_people:
        return
    review = visit.editor.reviews.find(copy.entry, copy.locale)
    location, cure = Argument("review"), "Ask for a review, and publish when it is approved"
    if not review.is_approved_by_another(copy):
        what = "nobody but those who wrote it has approved this text"
        raise EntraideError(Problem(location, what, cure))
    written = copy.attempt.written if copy.attempt else copy.base
    if read_file(visit.editor.settings.root / copy.path) not in {copy.base, written}:
        what = "the file has changed since the text was approved"
        raise EntraideError(Problem(location, what, cure))


def list_comments(review: CopyReview, text: str) -> list[CommentRow]:
    """Return the comments of a review, the open ones first, with their lines in `text`."""
    parts = read_entry_text(text)
    body = parts.body if parts else text
    comments = sorted(review.comments, key=lambda each: each.is_settled)
    return [CommentRow(each, each.find_line(body)) for each in comments]


def _change(visit: EditorVisit, copy: WorkingCopy, action: str) -> None:
    writer = visit.session.writer if visit.session.is_proven else None
    name = writer.name if writer else _read_line(visit, "by")
    if not normalize_name(name) and not action.startswith("settle-"):
        raise _refuse("by", "nobody has said who they are", "Write your name")
    edit = _choose_edit(visit, copy, action, name)
    visit.editor.reviews.update(copy.entry, copy.locale, edit)


def _choose_edit(
    visit: EditorVisit, copy: WorkingCopy, action: str, name: str
) -> Callable[[CopyReview], CopyReview]:
    """Return what a form does to the review; RefusalError for what no form of ours asks."""
    if action == "comment":
        comment = _read_comment(visit, copy, name)
        return lambda review: add_comment(review, comment)
    if action.startswith("settle-") and action[7:].isdecimal():
        return lambda review: mark_comment(review, int(action[7:10]))
    if action in STEPS:
        if STEPS[action] in JUDGEMENTS and not visit.may(Role.REVIEWER):
            raise RefusalError(FORBIDDEN)
        if visit.get_field("number") != str(copy.number):
            raise _refuse("text", "it was saved meanwhile", "Read it again, then repeat this")
        return lambda review: _take_step(visit, copy, review, STEPS[action], name)
    raise RefusalError(BAD_BODY)


def _take_step(
    visit: EditorVisit, copy: WorkingCopy, review: CopyReview, step: ReviewStep, name: str
) -> CopyReview:
    """Return the review after a step; EntraideError for an approval that would mean nothing."""
    changes: dict[str, object] = {"step": step, "approver": "", "approval": ""}
    if step is ReviewStep.IN_REVIEW:
        changes["assignee"] = _read_line(visit, "assignee")
    if step is ReviewStep.APPROVED:
        if visit.editor.settings.two_people and review.has_written(name):
            what = f"{name} has written in this text"
            raise _refuse("by", what, "Let somebody else approve it")
        if read_file(visit.editor.settings.root / copy.path) != copy.base:
            what = "the file has changed since the text was begun"
            raise _refuse("text", what, "Open “Publish”, and put both together first")
        changes |= {"approver": name, "approval": hash_text(copy.text)}
    return review.model_copy(update=changes)


def _read_comment(visit: EditorVisit, copy: WorkingCopy, name: str) -> PassageComment:
    quote = visit.get_field("quote").strip()
    words = unify_line_ends(visit.get_field("words")).strip()
    if not words or len(words) > LONGEST_WORDS:
        raise _refuse("words", "a comment has 1 to 5,000 letters", "Say what should change")
    comment = PassageComment(
        number=0, writer=name, time=datetime.now(UTC), quote=quote, words=words
    )
    parts = read_entry_text(copy.text)
    is_long = len(quote) > LONGEST_WORDS
    if is_long or (quote and not comment.find_line(parts.body if parts else copy.text)):
        raise _refuse("quote", "the text has no such passage", "Copy the words as they stand there")
    return comment


def _read_line(visit: EditorVisit, name: str) -> str:
    line = BLANKS.sub(" ", visit.get_field(name)).strip()[:LONGEST_NAME]
    return HIDDEN_CHARACTER.sub("", line)


def _refuse(field: str, what: str, cure: str) -> EntraideError:
    return EntraideError(Problem(Argument(field), what, cure))


def _render_review(
    visit: EditorVisit, here: OpenVersion, copy: WorkingCopy, problems: Sequence[Problem] = ()
) -> Response:
    review = visit.editor.reviews.find(copy.entry, copy.locale)
    step = review.get_step(copy)
    return visit.render(
        "review",
        409 if problems else 200,
        here=here,
        copy=copy,
        review=review,
        step=step,
        is_stale=step is not review.step,
        comments=list_comments(review, copy.text),
        differences=compare_versions(here.file_text, copy.text),
        two_people=visit.editor.settings.two_people,
        typed={name: visit.get_field(name) for name in ("by", "quote", "words")},
        writer=visit.writer,
        problems=problems,
        words_in=visit.editor.site.build.reading.site.get_locale(visit.code),
    )
