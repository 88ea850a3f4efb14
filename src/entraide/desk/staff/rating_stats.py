"""Statistics of votes, by version and revision.

On the scale “five” a value is an average from 1 to 5, on “helpful” a share of yes from 0 to 1. Only
votes on the scale that the site uses now count. Versions are sorted by the share of low ratings
that is certain: the lower end of Wilson's interval (E. B. Wilson, 1927). So two bad votes of two do
not come before fifty of sixty.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul
from typing import Any

from entraide.desk.published_site import PublishedSnapshot
from entraide.desk.votes import VoteCount
from entraide.model.rating import MINIMUM_VOTES, SCALES

Z = 1.96  # standard deviations: 95% of all intervals have the true share in them
VersionKey = tuple[int, str]  # entry, locale


@dataclass(frozen=True, slots=True)
class RevisionVotes:
    """The votes on one revision; `counts` has the number of each rating, the lowest first."""

    revision: int
    scale: str
    counts: tuple[int, ...]

    @property
    def votes(self) -> int:
        return sum(self.counts)

    @property
    def points(self) -> int:
        """The sum of all ratings."""
        return sum(map(mul, SCALES[self.scale].values, self.counts))

    @property
    def low(self) -> int:
        """The number of low ratings, those after which the page asks for reasons."""
        scale = SCALES[self.scale]
        return sum(
            count
            for value, count in zip(scale.values, self.counts, strict=True)
            if value <= scale.low
        )

    @property
    def value(self) -> float:
        return self.points / self.votes


@dataclass(frozen=True, slots=True)
class Trend:
    """The value of `revision` minus that of `before`, the revision with votes that precedes it."""

    change: float  # rounded as it is shown: tenths of the scale’s points, or percent
    revision: int
    before: int

    @property
    def is_better(self) -> bool:
        return self.change > 0


@dataclass(frozen=True, slots=True)
class VersionStats:
    """One row of the dashboard."""

    entry: int
    locale: str
    title: str  # "" when it is no longer published
    category: str
    votes: int
    value: float | None  # None without votes
    low_share: float | None  # of low ratings, at least; None with too few votes to say
    trend: Trend | None  # None before two revisions have votes
    open: int  # feedback that waits


Order = Callable[[VersionStats], tuple[Any, ...]]
ORDERS: Mapping[str, Order] = {
    "worst": lambda row: (
        row.low_share is None,
        -(row.low_share or 0),
        row.value is None,
        row.value or 0,
        -row.votes,
        row.entry,
        row.locale,
    ),
    "votes": lambda row: (-row.votes, row.entry, row.locale),
    "open": lambda row: (-row.open, -row.votes, row.entry, row.locale),
}


def group_by_revision(
    counts: Iterable[VoteCount], scale: str
) -> Mapping[VersionKey, Sequence[RevisionVotes]]:
    """Return the votes on `scale` by version, each version's oldest revision first."""
    ratings = SCALES[scale].values
    version_counts: defaultdict[VersionKey, dict[int, list[int]]] = defaultdict(dict)
    for count in counts:
        if count.scale == scale:
            revisions = version_counts[count.entry, count.locale]
            numbers = revisions.setdefault(count.revision, [0] * len(ratings))
            numbers[count.rating - ratings[0]] = count.votes
    return {
        key: [
            RevisionVotes(revision, scale, tuple(numbers))
            for revision, numbers in sorted(revisions.items())
        ]
        for key, revisions in version_counts.items()
    }


def make_version_stats(
    site: PublishedSnapshot, counts: Iterable[VoteCount], waiting: Mapping[VersionKey, int]
) -> list[VersionStats]:
    """Return a row for every version that is published, or has votes or open feedback."""
    votes = group_by_revision(counts, site.data.rating)
    rows = []
    for entry, locale in site.versions.keys() | votes.keys() | waiting.keys():
        version = site.find_version(entry, locale)
        revisions = votes.get((entry, locale), ())
        row = VersionStats(
            entry=entry,
            locale=locale,
            title=version.title if version else "",
            category=version.category if version else "",
            votes=sum(revision.votes for revision in revisions),
            value=compute_value(revisions),
            low_share=compute_low_share(revisions),
            trend=compute_trend(revisions),
            open=waiting.get((entry, locale), 0),
        )
        rows.append(row)
    return rows


def compute_value(revisions: Sequence[RevisionVotes]) -> float | None:
    """Return the value of all revisions together."""
    votes = sum(revision.votes for revision in revisions)
    return sum(revision.points for revision in revisions) / votes if votes else None


def compute_low_share(revisions: Sequence[RevisionVotes]) -> float | None:
    """Return the share of low ratings of all revisions that is certain; None with too few votes."""
    votes = sum(revision.votes for revision in revisions)
    if votes < MINIMUM_VOTES:
        return None
    return compute_lower_bound(sum(revision.low for revision in revisions), votes)


def compute_lower_bound(low: int, votes: int) -> float:
    """Return the lower end of Wilson's interval, at 95 %, for a share of `low` in `votes`."""
    share, z2 = low / votes, Z * Z
    margin = Z * sqrt((share * (1 - share) + z2 / (4 * votes)) / votes)
    return max(0.0, (share + z2 / (2 * votes) - margin) / (1 + z2 / votes))


def compute_trend(revisions: Sequence[RevisionVotes]) -> Trend | None:
    if len(revisions) < 2:
        return None
    before, last = revisions[-2:]
    change = last.value - before.value
    has_average = SCALES[last.scale].has_average
    rounded_change = round(change, 1) if has_average else round(change * 100)
    return Trend(rounded_change, last.revision, before.revision)
