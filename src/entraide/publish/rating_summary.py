"""The published rating of a version, for its pages and for programs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.rating import SCALES
from entraide.model.site import Site


@dataclass(frozen=True, slots=True)
class RatingBar:
    """How many gave one answer; `twentieths` of all, at least one where anybody did."""

    answer: int
    votes: int
    twentieths: int


@dataclass(frozen=True, slots=True)
class RatingView:
    """A rating on its page, the highest answer first; `average` is for the scale of five."""

    scale: str  # five | helpful
    count: int
    average: Decimal
    since: date | None  # of the important change after which votes count
    bars: tuple[RatingBar, ...]


def build_rating_view(entry: Entry, site: Site, locale: Locale) -> RatingView | None:
    """Build the rating of the text that readers of `locale` get; None where none is published."""
    found = site.ratings.summarize(entry, locale.code)
    if found is None:
        return None
    return RatingView(
        scale=found.scale,
        count=found.count,
        average=found.average,
        since=found.since.date if found.since else None,
        bars=tuple(
            RatingBar(answer, votes, max(round(20 * votes / found.count), min(votes, 1)))
            for answer, votes in zip(
                reversed(SCALES[found.scale].values), reversed(found.votes), strict=True
            )
        ),
    )


def build_rating_row(entry: Entry, site: Site, locale: Locale) -> dict[str, Any]:
    """Return the key `ratings` of the corpus; empty where nothing is published."""
    found = site.ratings.summarize(entry, locale.code)
    if found is None:
        return {}
    return {
        "ratings": {
            "scale": found.scale,
            "since_revision": found.since.revision if found.since else 1,
            "count": found.count,
            "average": float(found.average),
            "votes": dict(zip(SCALES[found.scale].names, found.votes, strict=True)),
        }
    }
