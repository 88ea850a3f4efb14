"""Dates of past events, which may not lie in the future; and reviews that are overdue.

One day of grace is for other time zones. Planned days (`review_by`, `in_force`, `expires`) may lie
in the future as far as anybody likes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from entraide.content.checks.project import Project, find_key_place, make_field_problem, to_warning
from entraide.errors import FileLine, Problem
from entraide.model.entry import LocalisedVersion, Status

GRACE = timedelta(days=1)
TESTED_ON = "accessibility.tested_on"
DatedField = tuple[FileLine, str, date | None]  # place, name, day


def check_dates(project: Project) -> Iterator[Problem]:
    """Yield days of the past tense (`updated`, `seen_on` …) that have not come yet."""
    # `--as-of` may ask about a day in the past; what was written since is no mistake.
    today = max(project.today, datetime.now(UTC).date())
    for location, name, day in (*_iter_entry_dates(project), *_iter_data_dates(project)):
        if day and day > today + GRACE:
            what = f"“{name}” is {day}, a day that has not come yet (today is {today})"
            yield Problem(location, what, "Write the day on which it was done, as YYYY-MM-DD")


def check_review_dates(project: Project) -> Iterator[Problem]:
    """Warn of entries whose `review_by` is past; archived ones are left in peace."""
    for entry in project.entries:
        due = entry.review_by
        if due and due < project.today and entry.status is not Status.ARCHIVED:
            what = f"this entry was to be reviewed by {due}"
            cure = "Read it again, mend what is no longer true, and set the next date"
            yield to_warning(make_field_problem(entry.source, "review_by", what, cure))


def check_planned_days(project: Project) -> Iterator[Problem]:
    """Yield entries that would be archived before they are published."""
    for entry in project.entries:
        first, last = entry.publish_on, entry.archive_on
        if first and last and last <= first:
            what = f"“archive_on” is {last}, and “publish_on” {first}"
            yield make_field_problem(entry.source, "archive_on", what, "Give it a later day")


def check_waiting_days(project: Project) -> Iterator[Problem]:
    """Warn of drafts that a day is to archive, and that none publishes: the day does nothing."""
    for entry in project.entries:
        if entry.status is Status.DRAFT and entry.archive_on and not entry.publish_on:
            what = (
                f"“archive_on” is {entry.archive_on}, and does nothing as long as this is a draft"
            )
            cure = (
                f"Publish it: entraide entry publish {entry.id}; on a day: entraide entry schedule "
                f"{entry.id} --publish-on DATE; or take the day out: --never"
            )
            yield to_warning(make_field_problem(entry.source, "archive_on", what, cure))


def check_past_days(project: Project) -> Iterator[Problem]:
    """Warn of days that were over before the text was written: a year that somebody mistyped.

    Such a day publishes or archives at once, by the next build.
    """
    for entry in project.entries:
        written, last = entry.source.updated, entry.archive_on
        first = entry.publish_on if entry.revision == 1 else None
        if first and first < written and entry.status is not Status.DRAFT:
            what = f"“publish_on” is {first}, a day before the text was written ({written})"
            cure = (
                "It is public since then. Look at the year; if it is right, take the day out, and "
            )
            cure += f"write status: {Status.PUBLISHED.value}"
            yield to_warning(make_field_problem(entry.source, "publish_on", what, cure))
        if last and last < written and entry.status is Status.ARCHIVED:
            what = f"“archive_on” is {last}, a day before the text was revised ({written})"
            cure = "Look at the year. To end it for good: "
            cure += (
                f"entraide entry archive {entry.id}; to show it: entraide entry publish {entry.id}"
            )
            yield to_warning(make_field_problem(entry.source, "archive_on", what, cure))


def _iter_entry_dates(project: Project) -> Iterator[DatedField]:
    """Yield the days in the front matter of every version."""
    for entry, version in project.versions:
        yield find_key_place(version, "updated"), "updated", version.updated
        yield find_key_place(version, "reviewed"), "reviewed", version.reviewed
        if isinstance(version, LocalisedVersion):
            continue
        for index, change in enumerate(entry.changes):
            yield find_key_place(version, f"changes.{index}.date"), "changes.date", change.date


def _iter_data_dates(project: Project) -> Iterator[DatedField]:
    """Yield the days of channels, laws and the operator’s facts."""
    for channel in project.site.channels.values():
        location = FileLine(channel.path, channel.lines.get("seen_on", channel.line))
        yield location, "seen_on", channel.seen_on
    laws = project.settings.make_relative(project.settings.data / "law.yml")
    for law in project.site.laws.values():
        yield FileLine(laws, law.file_line), "seen_on", law.seen_on
    platform = project.reading.platform
    tested = project.reading.values[project.site.default_locale.code].get(
        f"platform.{TESTED_ON}", ""
    )
    day = date.fromisoformat(tested) if tested else None
    yield platform.get_location(TESTED_ON), TESTED_ON, day
