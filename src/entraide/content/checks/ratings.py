"""Ratings of an entry, a locale or a revision that the site lacks.

They are warnings: counts outlive the text that they are of, and a desk may serve a site that is
ahead of this tree.
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, to_warning
from entraide.content.data.files import read_data
from entraide.content.data.ratings import FILE_NAME
from entraide.errors import FileLine, Problem, ProblemLog

CURE = "No page shows these votes; if one should, export the ratings of the desk of this site"


def check_ratings(project: Project) -> Iterator[Problem]:
    """Warn of ratings that no page can show."""
    tallies = [each for group in project.site.ratings.tallies.values() for each in group]
    if not any(
        _describe_stray(tally.entry, tally.locale, tally.revision, project) for tally in tallies
    ):
        return  # as usual: the file need not be read again for its lines
    file = project.settings.data / FILE_NAME
    path, document = read_data(project.settings, file, ProblemLog())
    for index, row in enumerate(document.value or ()):
        if what := _describe_stray(row["entry"], row["locale"], row["revision"], project):
            yield to_warning(Problem(FileLine(path, document.get_line((index,))), what, CURE))


def _describe_stray(number: int, locale: str, revision: int, project: Project) -> str:
    """Return what the site lacks of an entry, a locale and a revision, or ""."""
    entry = project.site.entries.get(number)
    if number in project.refused_ids:
        return ""
    if entry is None:
        return f"these are ratings of entry {number}, which does not exist"
    if entry.get_version(locale) is None:
        return f"these are ratings of entry {number} in “{locale}”, in which it is not written"
    if revision > entry.revision:
        now = entry.revision
        return f"these are ratings of revision {revision} of entry {number}, which is at {now}"
    return ""
