"""Reviews: entries that nobody has read again by the day they were to be."""

from collections.abc import Iterator

from entraide.content.checks.project import Project, make_field_problem, to_warning
from entraide.errors import Problem
from entraide.model.entry import Status


def check_review_dates(project: Project) -> Iterator[Problem]:
    """Warn of entries whose `review_by` is past; archived ones are left in peace."""
    for entry in project.site.entries.values():
        due = entry.review_by
        if due and due < project.today and entry.status is not Status.ARCHIVED:
            what = f"this entry was to be reviewed by {due}"
            cure = "Read it again, mend what is no longer true, and set the next date"
            yield to_warning(make_field_problem(entry.source, "review_by", what, cure))
