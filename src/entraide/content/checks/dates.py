"""Dates of what has been done: none of them lies in the future.

One day of grace is for other time zones. Planned days (`review_by`, `in_force`, `expires`) may lie
as far ahead as somebody likes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from entraide.content.checks.project import Project, find_key_place
from entraide.errors import FileLine, Problem
from entraide.model.entry import LocalisedVersion

GRACE = timedelta(days=1)
TESTED_ON = "accessibility.tested_on"
DatedField = tuple[FileLine, str, date | None]  # place, name, day


def check_dates(project: Project) -> Iterator[Problem]:
    """Yield days of the past tense (`updated`, `checked_on` …) that have not come yet."""
    # `--as-of` may ask about a day in the past; what was written since is no mistake.
    today = max(project.today, datetime.now(UTC).date())
    for place, name, day in (*_iter_entry_dates(project), *_iter_data_dates(project)):
        if day and day > today + GRACE:
            what = f"“{name}” is {day}, a day that has not come yet (today is {today})"
            yield Problem(place, what, "Write the day on which it was done, as YYYY-MM-DD")


def _iter_entry_dates(project: Project) -> Iterator[DatedField]:
    """Yield the days in the front matter of every version."""
    for entry, version in project.versions:
        yield find_key_place(version, "updated"), "updated", version.updated
        if isinstance(version, LocalisedVersion):
            yield find_key_place(version, "reviewed"), "reviewed", version.reviewed
            continue
        for index, change in enumerate(entry.changes):
            yield find_key_place(version, f"changes.{index}.date"), "changes.date", change.date


def _iter_data_dates(project: Project) -> Iterator[DatedField]:
    """Yield the days of channels, laws and the operator’s facts."""
    for channel in project.site.channels.values():
        for name, day in (("checked_on", channel.checked_on), ("source_date", channel.source_date)):
            yield FileLine(channel.path, channel.lines.get(name, channel.line)), name, day
    laws = project.settings.make_relative(project.settings.data / "law.yml")
    for law in project.site.laws.values():
        yield FileLine(laws, law.file_line), "checked_on", law.checked_on
    platform = project.reading.platform
    tested = project.reading.values[project.site.default_locale.code].get(
        f"platform.{TESTED_ON}", ""
    )
    day = date.fromisoformat(tested) if tested else None
    yield platform.get_place(TESTED_ON), TESTED_ON, day
