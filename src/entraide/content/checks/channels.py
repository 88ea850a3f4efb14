"""Channels: their data can be true, and staff know in time when to verify it again.

An expired record stops no build: pages show the general instruction in its place.
"""

from collections.abc import Iterator

from entraide.content.checks.lost_keys import KeyTable, KeyUse, LostKeys
from entraide.content.checks.project import Project, find_nearest_line, to_warning
from entraide.content.data.channel_numbers import can_be_dialled
from entraide.errors import FileLine, Problem, suggest_name
from entraide.model.channel import Channel, ChannelState, ChannelStatus

VERIFY_COMMAND = "entraide channels verified {} --by NAME"


def check_channel_topics(project: Project) -> Iterator[Problem]:
    """Yield topics of channels that `topics.yml` does not define."""
    topics, lost = project.site.topics, _find_lost_topics(project)
    if f"{_find_data_folder(project)}/topics.yml" in project.refused_files:
        return
    for channel in _iter_channels(project):
        for index, topic in enumerate(channel.topics):
            if topic not in topics:
                what, cure = f"there is no topic “{topic}”", suggest_name(topic, topics)
                problem = _make_channel_problem(channel, f"topics.{index}", what, cure)
                yield from lost.choose_problem(topic, problem)


def _find_lost_topics(project: Project) -> LostKeys:
    """Return which topics `topics.yml` lacks."""
    uses = (
        KeyUse(topic, channel.id, FileLine(channel.path, channel.line))
        for channel in _iter_channels(project)
        for topic in channel.topics
    )
    table = KeyTable("topics.yml", project.site.topics, "channels have it")
    return LostKeys(project.settings, table, uses)


def check_channel_numbers(project: Project) -> Iterator[Problem]:
    """Yield numbers that nobody can dial in the country of their channel."""
    for channel in _iter_channels(project):
        for key, number in _iter_numbers(channel):
            if not can_be_dialled(number, channel.country):
                what = f"nobody can dial {number} in “{channel.country}”"
                cure = "Compare it with its source: +33805805817 with its country, or 3018"
                yield _make_channel_problem(channel, key, what, cure)


def check_shared_numbers(project: Project) -> Iterator[Problem]:
    """Yield numbers that an earlier channel of the same country has too.

    Such a number is a slip of copying. Channels for emergencies are left out: one number may be
    that of several services.
    """
    first: dict[tuple[str, str, str], Channel] = {}
    for channel in _iter_channels(project):
        for key, number in () if channel.emergency else _iter_numbers(channel):
            other = first.setdefault((channel.country, key, number), channel)
            if other is not channel:
                what = f"{number} is the number of “{other.id}” too"
                yield _make_channel_problem(
                    channel, key, what, f"Correct one of them, or remove “{channel.id}”"
                )


def _iter_numbers(channel: Channel) -> Iterator[tuple[str, str]]:
    for key, number in (("phone", channel.phone), ("sms", channel.sms)):
        if number:
            yield key, number


def check_channel_days(project: Project) -> Iterator[Problem]:
    """Yield channels that pages show without a last day, or with one that makes no sense."""
    for channel in _iter_channels(project):
        if channel.status is ChannelStatus.PUBLISHED and not channel.review_by:
            what = f"“{channel.id}” is published, and has no “review_by”"
            cure = "Add “review_by: …”, or make it unverified"
            yield _make_channel_problem(channel, "status", what, cure)
        if channel.seen_on and channel.review_by and channel.review_by <= channel.seen_on:
            what = f"“review_by” is {channel.review_by}, not after “seen_on”"
            yield _make_channel_problem(
                channel, "review_by", what, "Give the day on which to verify it again"
            )


def check_channel_expiry(project: Project) -> Iterator[Problem]:
    """Warn of channels that have expired, and 30 days ahead of those that will."""
    for channel in _iter_channels(project):
        state, days_left = channel.get_state(project.today), channel.count_days_left(project.today)
        cure = f"Open its own page, then run: {VERIFY_COMMAND.format(channel.id)}"
        if state is ChannelState.EXPIRED:
            what = f"“{channel.id}” expired on {channel.review_by}: no page shows it any more"
            yield to_warning(_make_channel_problem(channel, "review_by", what, cure))
        elif state is ChannelState.DUE:
            days = "1 day" if days_left == 1 else f"{days_left} days"
            when = f"in {days}, on {channel.review_by}" if days_left else "at the end of this day"
            what = f"“{channel.id}” expires {when}"
            yield to_warning(_make_channel_problem(channel, "review_by", what, cure))


def check_unverified_channels(project: Project) -> Iterator[Problem]:
    """Warn of channels that no page shows, and of parts written from memory: one line each."""
    for channel in _iter_channels(project):
        memory = "; ".join(f"{key}: {fact}" for key, fact in channel.unverified.items())
        known = f" ({memory})" if memory else ""
        if channel.status is ChannelStatus.CONFLICT:
            what = f"the sources of “{channel.id}” do not agree, so no page shows it{known}"
            cure = f"Open its own page, then run: {VERIFY_COMMAND.format(channel.id)}"
            yield to_warning(_make_channel_problem(channel, "status", what, cure))
        elif channel.status is ChannelStatus.UNVERIFIED:
            what = f"nobody has verified “{channel.id}”, so no page shows it{known}"
            cure = f"Fill in what a source confirms, then run: {VERIFY_COMMAND.format(channel.id)}"
            yield to_warning(_make_channel_problem(channel, "status", what, cure))
        elif memory:
            what = f"nobody has verified a part of “{channel.id}”{known}"
            cure = "Move what a source confirms to its key, and delete the rest"
            yield to_warning(_make_channel_problem(channel, "unverified", what, cure))


def _iter_channels(project: Project) -> Iterator[Channel]:
    yield from project.site.channels.values()


def _find_data_folder(project: Project) -> str:
    """Return the path of the folder of data, from the root of the project."""
    return project.settings.make_relative(project.settings.data)


def _make_channel_problem(channel: Channel, key: str, what: str, cure: str) -> Problem:
    """Return a problem at `key` of `channel`, or at the nearest key around it, or at the record."""
    line = find_nearest_line(channel.lines, key, channel.line)
    return Problem(FileLine(channel.path, line), what, cure)
