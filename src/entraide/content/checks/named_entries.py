"""Entries that the settings name: each is there, and published."""

from collections.abc import Iterator

from entraide.content.checks.project import Project, advice
from entraide.content.mkdocs_yml import place_of_setting
from entraide.errors import Problem
from entraide.model.entry import Status

STATES = {Status.DRAFT: "a draft", Status.ARCHIVED: "archived"}


def unknown_entries(project: Project) -> Iterator[Problem]:
    """Pages would do without the link, in silence.

    A setting that is inherited was meant for another site as well: that is advice.
    """
    settings = project.settings
    named = {"feedback_entry": settings.feedback_entry, "safety_entry": settings.safety_entry}
    for name, number in named.items():
        if number is None or number in project.unread_ids:
            continue
        entry = project.site.entries.get(number)
        if entry is None:
            what = f"there is no entry {number}"
        elif entry.status is not Status.PUBLISHED:
            what = f"entry {number} is {STATES[entry.status]}"
        else:
            continue
        file, line = place_of_setting(settings.config_file, "extra", "entraide", name)
        what = f"extra.entraide.{name} is {number}, and {what}"
        cure = "Write the number of a published entry, or remove the line"
        problem = Problem(settings.relative(file), line, what, cure)
        yield problem if file == settings.config_file else advice(problem)
