"""Ratings: what the votes on a version add up to, and when that may be published.

A vote belongs to the revision that was read. It counts from the last major revision on, while no
step and no fact has changed. Sums of fewer votes than the minimum are not published: they say
little about a text, and might tell something about the voters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from entraide.model.entry import Entry
from entraide.model.revision import Change, Significance

MINIMUM_VOTES = 5
LONGEST_COMMENT = 2_000  # characters of what somebody adds to a vote
ScaleName = Literal["five", "helpful"]


@dataclass(frozen=True, slots=True)
class Scale:
    """A way to answer “Was this helpful?”: its values from the lowest, each with its name in files.

    Somebody who answers `low` or less is asked for reasons. Several votes together have the average
    of their values, or the share of those that say yes.
    """

    values: tuple[int, ...]
    names: tuple[str, ...]
    low: int
    has_average: bool  # else a share of yes


SCALES: Mapping[str, Scale] = {  # the first is the one of a site that says nothing
    "five": Scale((1, 2, 3, 4, 5), ("1", "2", "3", "4", "5"), low=2, has_average=True),
    "helpful": Scale((0, 1), ("no", "yes"), low=0, has_average=False),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on a version from `revision` on, one count for each answer of the scale."""

    entry: int
    locale: str
    revision: int
    scale: str
    votes: tuple[int, ...]

    @property
    def count(self) -> int:
        """The number of votes."""
        return sum(self.votes)


@dataclass(frozen=True, slots=True)
class RatingSummary:
    """The votes that count for a version; `votes` by answer, the lowest first.

    `since` is the major change after which they were given; None where all count.
    """

    scale: ScaleName
    votes: tuple[int, ...]
    since: Change | None

    @property
    def count(self) -> int:
        """The number of votes."""
        return sum(self.votes)

    @property
    def average(self) -> Decimal:
        """The mean answer, rounded half up to a tenth."""
        answers = zip(SCALES[self.scale].values, self.votes, strict=True)
        total = Decimal(sum(answer * votes for answer, votes in answers))
        return compute_tenths(total / self.count)


def compute_tenths(value: Decimal | float) -> Decimal:
    """Return `value` with one decimal, half up: readers and staff see the same average."""
    return Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Ratings:
    """Every tally by entry and locale, whatever its scale; the site is set to one."""

    scale: ScaleName = "five"
    tallies: Mapping[tuple[int, str], tuple[Tally, ...]] = field(default_factory=dict)

    def summarize(self, entry: Entry, locale: str) -> RatingSummary | None:
        """Summarise the votes on the text that a reader of `locale` gets.

        None where nothing may be published: too few votes, or an entry that is not listed.
        """
        text = entry.get_served_version(locale)
        since = _find_last_major(entry, text.revision)
        revisions = find_counted_revisions(entry, text.locale)
        votes = [
            tally.votes
            for tally in self.tallies.get((entry.id, text.locale), ())
            if tally.scale == self.scale and tally.revision in revisions
        ]
        summary = RatingSummary(self.scale, tuple(map(sum, zip(*votes, strict=True))), since)
        return summary if entry.is_listed and summary.count >= MINIMUM_VOTES else None


def find_counted_revisions(entry: Entry, locale: str) -> range:
    """Return the revisions of the text of `locale` whose votes count: from the last major one."""
    last = entry.get_served_version(locale).revision
    since = _find_last_major(entry, last)
    return range(since.revision if since else 1, last + 1)


def sum_tallies(entry: Entry, locale: str, tallies: Iterable[Tally]) -> list[Tally]:
    """Add up those of `tallies` that count for the text of `locale`: one for each scale."""
    revisions = find_counted_revisions(entry, locale)
    sums: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for tally in tallies:
        if (tally.entry, tally.locale) == (entry.id, locale) and tally.revision in revisions:
            sums[tally.scale].append(tally.votes)
    return [
        Tally(entry.id, locale, revisions.start, scale, tuple(map(sum, zip(*votes, strict=True))))
        for scale, votes in sorted(sums.items())
    ]


def _find_last_major(entry: Entry, revision: int) -> Change | None:
    """Return the last major change up to `revision`; `changes` are newest first."""
    return next(
        (
            change
            for change in entry.changes
            if change.revision <= revision and change.significance is Significance.MAJOR
        ),
        None,
    )
