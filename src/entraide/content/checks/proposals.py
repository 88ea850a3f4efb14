"""Counts of proposals for an entry or a locale that the site lacks.

They are warnings: a desk may serve a site that is ahead of this tree.
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, to_warning
from entraide.content.data.files import read_data
from entraide.content.data.proposal_counts import FILE_NAME
from entraide.errors import FileLine, Problem, ProblemLog

CURE = "No page tells of them; if one should, count the proposals of the desk of this site"


def check_proposal_counts(project: Project) -> Iterator[Problem]:
    """Warn of counts of proposals that no page can show."""
    if not any(_describe_stray(number, code, project) for number, code in project.site.proposals):
        return  # as usual: the file need not be read again for its lines
    file = project.settings.data / FILE_NAME
    path, document = read_data(project.settings, file, ProblemLog())
    for index, row in enumerate(document.value or ()):
        if what := _describe_stray(row["entry"], row["locale"], project):
            yield to_warning(Problem(FileLine(path, document.get_line((index,))), what, CURE))


def _describe_stray(number: int, code: str, project: Project) -> str:
    """Return what the site lacks of an entry and a locale, or ""."""
    if number not in project.site.entries and number not in project.refused_ids:
        return f"these are proposals for entry {number}, which does not exist"
    if code not in [locale.code for locale in project.site.locales]:
        return f"these are proposals for “{code}”, which is no locale here"
    return ""
