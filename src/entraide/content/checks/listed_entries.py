"""What the data leads to: entries that readers see, and topics that exist."""

from collections.abc import Iterable, Iterator

from entraide.content.checks.project import Project
from entraide.content.checks.settings_entries import STATUS_NAMES
from entraide.errors import FileLine, Problem, suggest_name
from entraide.model.entry import Status


def check_listed_entries(
    project: Project, location: FileLine, name: str, numbers: Iterable[int | None]
) -> Iterator[Problem]:
    """Yield a problem at `location` for each number that is of no published entry.

    `name` is what leads there.
    """
    for number in filter(None, numbers):
        entry = project.site.entries.get(number)
        if number not in project.refused_ids and not (entry and entry.is_listed):
            status = STATUS_NAMES.get(entry.status if entry else Status.PUBLISHED, "no entry")
            what = f"“{name}” leads to {number}, which is {status}"
            yield Problem(location, what, "Write the number of a published entry")


def check_topic_names(
    project: Project, location: FileLine, name: str, topics: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem at `location` for each topic of `name` that the data has not."""
    for topic in topics:
        if topic not in project.site.topics:
            what = f"“{name}” has the topic “{topic}”, and none is called so"
            cure = suggest_name(topic, project.site.topics)
            if not project.site.topics:
                cure = "Write it into data/topics.yml, or take it out"
            yield Problem(location, what, cure)
