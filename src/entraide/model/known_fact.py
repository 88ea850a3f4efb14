"""How a fact is known: whose page said it, on which day, and who opened that page.

A number that nobody has seen on the service's own page may be wrong, and a frightened reader must
know. So each record of an outside service and each line of law says where it comes from.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Origin(StrEnum):
    """Where a fact was seen, the surest first."""

    OWN_PAGE = "own page"  # of the service, or the text of the law: a person opened it
    STORED_COPY = "stored copy"  # of that page, which nobody could reach
    SECONDARY = "secondary"  # some other page


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """What every record says of its facts.

    `known` is None only where they may not be shown. `seen_on` is the day on which the page was
    opened, or that of the copy or of the other page; None where nobody knows it. `seen_by` opened
    the page. `sources` are words for staff.
    """

    known: Origin | None = None
    seen_on: date | None = None
    seen_by: str | None = None
    sources: tuple[str, ...] = ()
