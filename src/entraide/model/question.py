"""Questions that visitors ask: how long they may be, and what becomes of them."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_QUESTION = 150  # characters: it may become the title of an entry
LONGEST_DETAILS = 1_500


class QuestionState(StrEnum):
    """What staff make of a question."""

    OPEN = "open"
    WORK = "work"
    ANSWERED = "answered"  # by an entry, which may be a draft still
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class QuestionWork:
    """What staff make of a question; `entry` answers it, or 0."""

    state: QuestionState
    assignee: str = ""  # of the staff; "" for nobody
    note: str = ""  # among staff
    entry: int = 0
