"""Channels: outside services to report to or to call, as dated facts.

A number that has changed can lead to a stranger. So every record says how it is known
(`model/known_fact.py`) and until when it may be trusted. After that day, and while it is not
published, pages show a general instruction instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from entraide.model.known_fact import KnownFact

WARNING_PERIOD = timedelta(days=30)  # how long before `review_by` staff are told
WORLD = "international"  # the `country` of a service that knows no border
EUROPE = "europe"  # that of the countries of Europe which have no file of their own
REGIONS = (EUROPE, WORLD)  # what stands after all countries, in this order


class ChannelStatus(StrEnum):
    """Whether pages may show a record."""

    PUBLISHED = "published"
    CONFLICT = "conflict"  # its sources disagree on how to reach it
    UNVERIFIED = "unverified"  # nothing but memory


class ChannelState(StrEnum):
    """Whether a record may be trusted on a given day."""

    CURRENT = "current"
    DUE = "due"  # still shown, to be verified within 30 days
    EXPIRED = "expired"
    UNVERIFIED = "unverified"  # not published, because of memory or a conflict

    @property
    def is_shown(self) -> bool:
        """Whether pages may show a channel in this state."""
        return self in {ChannelState.CURRENT, ChannelState.DUE}


class Identity(StrEnum):
    """Whether a service asks its callers who they are."""

    ASKED = "asked"
    OPTIONAL = "optional"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(KnownFact):
    """One service. Texts are keyed by locale code; an unknown value is empty or None.

    `phone` and `sms` are E.164 (`+33805805817`), or a short number as dialled there (`3018`).
    `unverified` holds facts of the record that nobody has verified yet: never shown.
    """

    id: str
    path: str  # of its file
    line: int
    country: str  # ISO 3166-1 alpha-2 in capitals, or one of REGIONS
    topics: tuple[str, ...]
    name: Mapping[str, str]
    official_in: tuple[str, ...]  # locales in which `name` is the service's own
    purpose: Mapping[str, str]
    not_for: Mapping[str, str]
    url: str | None = None
    email: str | None = None
    phone: str | None = None
    sms: str | None = None
    hours: Mapping[str, str] = field(default_factory=dict)
    cost: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()  # BCP 47 tags, those spoken there
    identity: Identity = Identity.UNKNOWN
    minors_only: bool = False
    emergency: bool = False
    status: ChannelStatus
    review_by: date | None = None
    unverified: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)  # of each key: `phone`, `name.fr`

    def get_state(self, day: date) -> ChannelState:
        """Return the state on `day`; a record is trusted until the end of its `review_by`."""
        if self.status is not ChannelStatus.PUBLISHED or self.review_by is None:
            return ChannelState.UNVERIFIED
        if day > self.review_by:
            return ChannelState.EXPIRED
        return ChannelState.DUE if day >= self.review_by - WARNING_PERIOD else ChannelState.CURRENT

    def count_days_left(self, day: date) -> int | None:
        """Return the days until `review_by`, negative after it; None where it has none."""
        return None if self.review_by is None else (self.review_by - day).days
