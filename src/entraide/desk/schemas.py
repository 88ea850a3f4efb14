"""What may be sent to the desk, field by field. Anything else is refused: nothing is guessed.

The same shapes make the OpenAPI description. A form sends strings; `request_bodies.py` makes
numbers of what must be one before it comes here.
"""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from entraide.desk.receipts import LONGEST_RECEIPT
from entraide.model.entry import LARGEST_NUMBER
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.line_ends import unify_line_ends
from entraide.model.proposal import LONGEST_CREDIT, LONGEST_NOTE
from entraide.model.question import LONGEST_DETAILS, LONGEST_QUESTION
from entraide.model.rating import LONGEST_COMMENT
from entraide.model.segment_keys import KEY_SHAPE

MOST_SEGMENTS = 500
LONGEST_PROOF = 2_000  # characters of Base64
PROPOSAL_PURPOSE = "proposal"  # what a challenge may be for, beside a comment
RATING_PURPOSE = "rating"
QUESTION_PURPOSE = "question"
FEWEST_LETTERS = 8  # of a question, blanks apart
MOST_MARKS = 30  # on one letter
MARKS_IN_ONE = "\u0f73\u0f75\u0f81"  # of two marks each, though of no combining class
Reason = Literal["hard", "situation", "outdated", "steps", "translation", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)  # in their order


def _check_storable(text: str) -> str:
    """Return `text`; ValueError if a store cannot take it: lone surrogates, control characters."""
    text.encode()  # UnicodeEncodeError is a ValueError
    if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in text) or "\x7f" in text:
        raise ValueError("control characters")
    return unify_line_ends(text).strip()


def normalize_text(text: str) -> str:
    """Return `text` as it is compared and stored: in NFC, with line feeds, without outer blanks.

    A text with many marks on one letter stays as it is: to sort them takes the square of their
    number.
    """
    plain = unify_line_ends(text).strip()
    return plain if _has_piled_marks(plain) else unicodedata.normalize("NFC", plain)


def _has_piled_marks(text: str) -> bool:
    """Return whether a letter has more marks than Unicode's stream-safe format allows."""
    if text.isascii():
        return False
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) or sign in MARKS_IN_ONE else 0
        if marks > MOST_MARKS:
            return True
    return False


def _refuse_piled_marks(text: str) -> str:
    """Return `text` normalized; ValueError where a letter has too many marks."""
    if _has_piled_marks(text):
        raise ValueError("too many marks on a letter")
    return normalize_text(text)


def _check_name(text: str) -> str:
    """Return a name to be shown on a page; ValueError for line breaks and unseen characters."""
    if "\n" in text or "\t" in text or UNWRITABLE_CHARACTER.search(text):
        raise ValueError("no name")
    return text


def _check_agreed(value: object) -> object:
    """Return `value` if it is `true`; else ValueError, also for 1, which is equal to it."""
    if value is not True:
        raise ValueError("not agreed")
    return value


SentNumber = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
LocaleCode = Annotated[
    str, Field(pattern=r"^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,3}$", max_length=20)
]
# Counted as stored: a form sends two characters for a new line.
SentComment = Annotated[str, AfterValidator(_check_storable), Field(max_length=LONGEST_COMMENT)]


Credit = Annotated[
    str,
    AfterValidator(_refuse_piled_marks),
    AfterValidator(_check_name),
    Field(max_length=LONGEST_CREDIT),
]
Note = Annotated[str, AfterValidator(_check_storable), Field(max_length=LONGEST_NOTE)]
SentKey = Annotated[str, Field(pattern=KEY_SHAPE)]
SentText = Annotated[str, AfterValidator(_refuse_piled_marks)]  # proposal_texts.py judges its signs


class StrictSchema(BaseModel):
    """What somebody sends: exactly these fields, of exactly these types."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class TextReference(StrictSchema):
    """Which text: the entry, the locale of the version that was read, and its revision."""

    entry: SentNumber
    locale: LocaleCode
    revision: SentNumber

    @property
    def subject(self) -> str:
        """The text, as limits count what is sent about it."""
        return f"{self.entry} {self.locale}"


class SentVote(TextReference):
    """A vote: `rating` on a site that asks from 1 to 5, `helpful` on one that asks yes or no."""

    rating: Annotated[int, Field(ge=1, le=5)] | None = None
    helpful: bool | None = None
    altcha: Annotated[str, Field(max_length=LONGEST_PROOF)] = ""  # asked for when it is crowded

    @model_validator(mode="after")
    def _check_one_answer(self) -> "SentVote":
        if (self.rating is None) == (self.helpful is None):
            raise ValueError("one of rating and helpful")
        return self

    @property
    def scale(self) -> str:
        return "helpful" if self.rating is None else "five"

    @property
    def value(self) -> int:
        return int(self.helpful or 0) if self.rating is None else self.rating


class Feedback(TextReference):
    """What was wrong: reasons, a comment, or both; `token` is what the rating was answered with."""

    reasons: Annotated[list[Reason], Field(max_length=len(REASONS))] = []
    comment: SentComment = ""
    token: Annotated[str, Field(max_length=500)]
    altcha: Annotated[str, Field(max_length=LONGEST_PROOF)] = ""  # the proof of work, Base64

    @model_validator(mode="after")
    def _check_content(self) -> "Feedback":
        if len(set(self.reasons)) != len(self.reasons):
            raise ValueError("a reason twice")
        if not self.reasons and not self.comment:
            raise ValueError("nothing said")
        return self


class ProposalSignature(StrictSchema):
    """Whom to credit, what else to say, and that one agrees to the terms that were shown."""

    credit: Credit = ""
    licence: Annotated[Literal[True], BeforeValidator(_check_agreed)]
    note: Note = ""


class SentProposal(TextReference, ProposalSignature):
    """A translation, or a correction of a source version: the texts by the key of their segment.

    `revision` is the revision of the source that it was made from.
    """

    segments: Annotated[dict[SentKey, SentText], Field(min_length=1, max_length=MOST_SEGMENTS)]
    altcha: Annotated[str, Field(max_length=LONGEST_PROOF)] = ""


class SentQuestion(StrictSchema):
    """What somebody asks, in which language, and what they add; nothing of who they are."""

    locale: LocaleCode
    question: Annotated[
        str,
        AfterValidator(_refuse_piled_marks),
        AfterValidator(_check_storable),
        AfterValidator(_check_name),
        Field(min_length=FEWEST_LETTERS, max_length=LONGEST_QUESTION),
    ]
    details: Annotated[
        str,
        AfterValidator(_refuse_piled_marks),
        AfterValidator(_check_storable),
        Field(max_length=LONGEST_DETAILS),
    ] = ""
    altcha: Annotated[str, Field(max_length=LONGEST_PROOF)] = ""  # only with JavaScript


class Withdrawal(StrictSchema):
    """By which receipt something is withdrawn; without `sure`, the page asks first."""

    receipt: Annotated[str, Field(max_length=LONGEST_RECEIPT)]
    sure: bool = False


class RatingAnswer(BaseModel):
    """The answer to a vote. `ask`: the rating is low, so the reasons may be asked for."""

    token: str
    ask: bool


class FeedbackAnswer(BaseModel):
    """The answer to feedback: the code by which its sender can withdraw it."""

    received: Literal[True] = True
    receipt: str


class ProposalAnswer(BaseModel):
    """The answer to a proposal: the address of its receipt, from the site's base on."""

    receipt: str


class Challenge(BaseModel):
    """A proof of work to do, as ALTCHA writes it."""

    parameters: dict[str, Any]
    signature: str


class Health(BaseModel):
    """`problems` has what is wrong by its part, in words for whoever runs the desk."""

    ok: bool
    problems: Mapping[str, str] = {}
