"""Reviews of working copies: what others say of a text before it is published.

A review is kept beside the copy, and deleted with it. An approval is of one text, by its hash, so
an edit ends it. A comment quotes a passage, and is shown where that passage is now.
"""

import re
import threading
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, ValidationError

from entraide.content.writer import replace_text
from entraide.editor.page_texts import hash_text
from entraide.editor.working_copies import FOLDER, WorkingCopy

REVIEWS = FOLDER / "reviews"
MOST_COMMENTS = 200  # of one review: the oldest that are settled go first


class ReviewStep(StrEnum):
    """How far a text is on its way to being published."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_ASKED = "changes_asked"
    APPROVED = "approved"


class PassageComment(BaseModel):
    """A comment of `writer` on the passage `quote`; "" stands for the whole text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    writer: str
    time: datetime
    quote: str
    words: str
    is_settled: bool = False

    def find_line(self, text: str) -> int:
        """Return the line of `text`, from 1, where the passage is; 0 where it is not."""
        words = map(re.escape, self.quote.split())
        match = re.search(r"\s+".join(words), text) if self.quote else None
        return text.count("\n", 0, match.start()) + 1 if match else 0


class CopyReview(BaseModel):
    """The review of a working copy.

    `writers` are those who have written in the copy. `approval` is the hash of the text that
    `approver` has approved.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: ReviewStep = ReviewStep.DRAFT
    assignee: str = ""
    writers: tuple[str, ...] = ()
    approver: str = ""
    approval: str = ""
    comments: tuple[PassageComment, ...] = ()

    def get_step(self, copy: WorkingCopy) -> ReviewStep:
        """Return how far the review of `copy` is; an edit after an approval undoes that."""
        is_other = self.step is ReviewStep.APPROVED and self.approval != hash_text(copy.text)
        return ReviewStep.IN_REVIEW if is_other else self.step

    def has_written(self, name: str) -> bool:
        """Return whether somebody of this name has written in the copy."""
        return normalize_name(name) in map(normalize_name, self.writers)

    def is_approved_by_another(self, copy: WorkingCopy) -> bool:
        """Return whether somebody who wrote none of it has approved the text of `copy`."""
        is_approved = self.get_step(copy) is ReviewStep.APPROVED
        return is_approved and bool(self.approver) and not self.has_written(self.approver)


class CopyReviews:
    """The reviews of the working copies of the project in `root`."""

    def __init__(self, root: Path) -> None:
        self._folder = root / REVIEWS
        self._lock = threading.Lock()

    def find(self, entry: int, locale: str) -> CopyReview:
        """Return the review of a copy; an empty one where nobody has begun it."""
        try:
            return CopyReview.model_validate_json(self._make_path(entry, locale).read_bytes())
        except (OSError, ValidationError):
            return CopyReview()

    def update(
        self, entry: int, locale: str, edit: Callable[[CopyReview], CopyReview]
    ) -> CopyReview:
        """Store what `edit` makes of the last state of a review, and return it."""
        with self._lock:
            before = self.find(entry, locale)
            after = edit(before)
            if after != before:
                path = self._make_path(entry, locale)
                replace_text(path, after.model_dump_json(), private=True)
            return after

    def note_writer(self, entry: int, locale: str, name: str) -> None:
        """Store that somebody of this name has written in the copy."""

        def edit(review: CopyReview) -> CopyReview:
            if review.has_written(name):
                return review
            return review.model_copy(update={"writers": (*review.writers, name)})

        self.update(entry, locale, edit)

    def drop(self, entry: int, locale: str) -> None:
        """Delete the review of a copy."""
        with self._lock:
            self._make_path(entry, locale).unlink(missing_ok=True)

    def _make_path(self, entry: int, locale: str) -> Path:
        return self._folder / f"{entry}.{locale}.json"


def normalize_name(name: str) -> str:
    """Return a name for comparisons: only letters count, since others make no other person."""
    return "".join(filter(str.isalnum, normalize("NFKC", name))).casefold()


def add_comment(review: CopyReview, comment: PassageComment) -> CopyReview:
    """Return `review` with one more comment, which gets the next number."""
    number = max((each.number for each in review.comments), default=0) + 1
    comments = (*review.comments, comment.model_copy(update={"number": number}))
    if len(comments) > MOST_COMMENTS:
        oldest = next((each for each in comments if each.is_settled), comments[0])
        comments = tuple(each for each in comments if each is not oldest)
    return review.model_copy(update={"comments": comments})


def mark_comment(review: CopyReview, number: int) -> CopyReview:
    """Return `review` with the comment of that number settled, or open again."""
    comments = tuple(
        each.model_copy(update={"is_settled": not each.is_settled})
        if each.number == number
        else each
        for each in review.comments
    )
    return review.model_copy(update={"comments": comments})
