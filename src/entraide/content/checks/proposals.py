"""Proposals of what is not there: an entry or a locale that the site lacks.

They warn, and stop nothing: a desk may serve a site that is ahead of this tree.
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, advice
from entraide.content.data_files import read_data
from entraide.content.proposal_counts import NAME
from entraide.errors import Problem

CURE = "No page tells of them; if one should, count the proposals of the desk of this site"


def stray_proposals(project: Project) -> Iterator[Problem]:
    if not any(_stray(number, code, project) for number, code in project.site.proposals):
        return
    path, document, _ = read_data(project.settings, project.settings.data / NAME)
    for index, row in enumerate(document.value or ()):
        if what := _stray(row["entry"], row["locale"], project):
            yield advice(Problem(path, document.line((index,)), what, CURE))


def _stray(number: int, code: str, project: Project) -> str:
    """What the site lacks of it."""
    if number not in project.site.entries and number not in project.unread_ids:
        return f"these are proposals for entry {number}, which does not exist"
    if code not in [locale.code for locale in project.site.locales]:
        return f"these are proposals for “{code}”, which is no locale here"
    return ""
