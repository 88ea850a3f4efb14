"""Verifying outside services: which to look at first, and which verifications are refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from entraide.errors import Argument, FileLine, Problem
from entraide.model.channel import Channel, ChannelState, ChannelStatus
from entraide.model.known_fact import Origin

STATES = (ChannelState.EXPIRED, ChannelState.DUE, ChannelState.CURRENT, ChannelState.UNVERIFIED)
RISKS = (Origin.SECONDARY, Origin.STORED_COPY, Origin.OWN_PAGE)  # the greatest first
# Where a wrong number does most harm, beside emergencies: ids of data/topics.yml.
URGENT_TOPICS = frozenset({"danger", "support"})


@dataclass(frozen=True, slots=True)
class ChannelVerification:
    """The fact that somebody opened the own page of `channel` on a day, valid until another.

    `source` is the page, if it is to be added. `prefix` goes before the names of arguments in
    messages, as in `--on`.
    """

    channel: Channel
    on: date
    until: date
    source: str | None = None
    prefix: str = ""

    def iter_mistakes(self, today: date) -> Iterator[Problem]:
        """Yield impossible days, and a problem if the channel has no number or address to show."""
        channel, on, until = self.channel, self.on, self.until
        on_argument, until_argument = (Argument(f"{self.prefix}{each}") for each in ("on", "until"))
        if on > today:
            yield Problem(on_argument, f"{on} is in the future", "Give the day you did it")
        elif channel.seen_on and on < channel.seen_on:
            what = f"{on} is before the day on which it was last seen, {channel.seen_on}"
            yield Problem(on_argument, what, "Give that day or a later one")
        elif until <= max(on, today):
            what = f"{until} is not after {max(on, today)}"
            yield Problem(until_argument, what, "Give a later day")
        shown = (channel.url, channel.email, channel.phone, channel.sms)
        if channel.status is ChannelStatus.UNVERIFIED and not any(shown):
            memory = f" (from memory: {format_memory(channel)})" if channel.unverified else ""
            what = f"“{channel.id}” has nothing to show yet{memory}"
            cure = "Write its url, email, phone or sms first"
            yield Problem(FileLine(channel.path, channel.line), what, cure)
        elif not (channel.sources or channel.url or self.source):
            what = f"“{channel.id}” has neither sources nor a url"
            cure = "Give the address of the page"
            yield Problem(Argument(f"{self.prefix}source"), what, cure)

    @property
    def page(self) -> str | None:
        """The page to add to the front of the sources; None where they stay as they are."""
        return self.source or (None if self.channel.sources else self.channel.url)


def rank_channel(channel: Channel, today: date) -> tuple[bool, int, int, bool, date, str]:
    """Return a sort key for channels: those to verify first, by risk, then the others."""
    state = channel.get_state(today)
    return (
        state is ChannelState.CURRENT and channel.known is Origin.OWN_PAGE,
        STATES.index(state),
        RISKS.index(channel.known) if channel.known else len(RISKS),
        not (channel.emergency or URGENT_TOPICS & set(channel.topics)),
        channel.seen_on or date.min,
        channel.id,
    )


def format_memory(channel: Channel) -> str:
    """Return the facts of a channel that somebody wrote from memory alone."""
    return "; ".join(f"{key}: {fact}" for key, fact in channel.unverified.items())
