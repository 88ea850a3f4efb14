"""Channels: what they say can be true, and staff know in time when to verify it again.

A record that is too old stops nothing: pages show the general instruction in its place.
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, advice
from entraide.content.numbers import can_be_dialled
from entraide.errors import Problem, nearest
from entraide.model.channel import Channel, ChannelState, Verification

RECORD = "entraide channels verified {} --source URL"


def unknown_topics(project: Project) -> Iterator[Problem]:
    topics = project.site.topics
    for channel in _channels(project):
        for index, topic in enumerate(channel.topics):
            if topic not in topics and f"{_data(project)}/topics.yml" not in project.unread:
                what = f"there is no topic “{topic}”"
                yield _at(channel, f"topics.{index}", what, nearest(topic, topics))


def impossible_numbers(project: Project) -> Iterator[Problem]:
    for channel in _channels(project):
        for key, number in _numbers(channel):
            if not can_be_dialled(number, channel.country):
                what = f"nobody can dial {number} in “{channel.country}”"
                cure = "Compare it with its source: +33805805817 with its country, or 3018"
                yield _at(channel, key, what, cure)


def shared_numbers(project: Project) -> Iterator[Problem]:
    """One number of two services is a slip of copying, except where it is the emergency's."""
    first: dict[tuple[str, str, str], Channel] = {}
    for channel in _channels(project):
        for key, number in () if channel.emergency else _numbers(channel):
            other = first.setdefault((channel.country, key, number), channel)
            if other is not channel:
                what = f"{number} is the number of “{other.id}” too"
                yield _at(channel, key, what, f"Correct one of them, or remove “{channel.id}”")


def _numbers(channel: Channel) -> Iterator[tuple[str, str]]:
    for key, number in (("phone", channel.phone), ("sms", channel.sms)):
        if number:
            yield key, number


def unfounded_channels(project: Project) -> Iterator[Problem]:
    """Whatever is shown says who told it, when that was checked, and until when it may be shown."""
    for channel in _channels(project):
        if channel.status is Verification.UNVERIFIED:
            continue
        for key in ("source", "checked_on", "review_by"):
            if not getattr(channel, key):
                what = f"“{channel.id}” is {channel.status}, and has no “{key}”"
                yield _at(channel, "status", what, f"Add “{key}: …”, or make it unverified")
        if channel.checked_on and channel.review_by and channel.review_by <= channel.checked_on:
            what = f"“review_by” is {channel.review_by}, not after “checked_on”"
            yield _at(channel, "review_by", what, "Give the day on which to verify it again")


def ageing_channels(project: Project) -> Iterator[Problem]:
    """Warns of what has expired, and 30 days ahead of what will."""
    for channel in _channels(project):
        state, left = channel.state(project.today), channel.days_left(project.today)
        cure = f"Compare it with its source, then run: {RECORD.format(channel.id)}"
        if state is ChannelState.EXPIRED:
            what = f"“{channel.id}” expired on {channel.review_by}: no page shows it any more"
            yield advice(_at(channel, "review_by", what, cure))
        elif state is ChannelState.DUE:
            days = "1 day" if left == 1 else f"{left} days"
            when = f"in {days}, on {channel.review_by}" if left else "at the end of this day"
            what = f"“{channel.id}” expires {when}"
            yield advice(_at(channel, "review_by", what, cure))


def unsettled_channels(project: Project) -> Iterator[Problem]:
    """What is from memory only, one line a record: a person has to find out, or to delete it."""
    for channel in _channels(project):
        memory = "; ".join(f"{key}: {fact}" for key, fact in channel.unverified.items())
        known = f" ({memory})" if memory else ""
        if channel.status is Verification.UNVERIFIED:
            what = f"nobody has verified “{channel.id}”, so no page shows it{known}"
            cure = f"Fill in what a source confirms, then run: {RECORD.format(channel.id)}"
            yield advice(_at(channel, "status", what, cure))
        elif memory:
            what = f"nobody has verified a part of “{channel.id}”{known}"
            cure = "Move what a source confirms to its key, and delete the rest"
            yield advice(_at(channel, "unverified", what, cure))


def _channels(project: Project) -> Iterator[Channel]:
    yield from project.site.channels.values()


def _data(project: Project) -> str:
    return project.settings.relative(project.settings.data)


def _at(channel: Channel, key: str, what: str, cure: str) -> Problem:
    """A problem at `key`, or at the nearest key around it, or at the record."""
    while key and key not in channel.lines:
        key = key.rpartition(".")[0]
    return Problem(channel.path, channel.lines.get(key, channel.line), what, cure)
