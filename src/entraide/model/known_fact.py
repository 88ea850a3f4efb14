"""How a fact is known: whose page said it, on which day, and who opened that page.

A number that nobody has seen on the service's own page may be wrong, and a frightened reader must
know. So each record of an outside service and each line of law says where it comes from.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Origin(StrEnum):
    """Where somebody saw a fact, the most reliable place first."""

    OWN_PAGE = "own page"  # of the service, or the text of the law: a person opened it
    STORED_COPY = "stored copy"  # of that page, which nobody could reach
    SECONDARY = "secondary"  # some other page


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """The origin of the facts in a record.

    `known` is None only for records that may not be shown. `seen_on` is the day on which `seen_by`
    opened the page, or the day of a copy or of another page that says so; None where it is unknown.
    `sources` are words for staff.
    """

    known: Origin | None = None
    seen_on: date | None = None
    seen_by: str | None = None
    sources: tuple[str, ...] = ()
