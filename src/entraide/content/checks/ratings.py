"""Ratings of what is not there: an entry or a locale that the site lacks, a revision to come.

They warn, and stop nothing: counts outlive the text they are of, and a desk may serve a site that
is ahead of this tree.
"""

from collections.abc import Iterator

from entraide.content.checks.project import Project, advice
from entraide.content.data_files import read_data
from entraide.content.ratings import NAME
from entraide.errors import Problem

CURE = "No page shows these votes; if one should, export the ratings of the desk of this site"


def stray_ratings(project: Project) -> Iterator[Problem]:
    tallies = [each for group in project.site.ratings.tallies.values() for each in group]
    if not any(_stray(each.entry, each.locale, each.revision, project) for each in tallies):
        return
    path, document, _ = read_data(project.settings, project.settings.data / NAME)
    for index, row in enumerate(document.value or ()):
        if what := _stray(row["entry"], row["locale"], row["revision"], project):
            yield advice(Problem(path, document.line((index,)), what, CURE))


def _stray(number: int, locale: str, revision: int, project: Project) -> str:
    """What the site lacks of it."""
    entry = project.site.entries.get(number)
    if number in project.unread_ids:
        return ""
    if entry is None:
        return f"these are ratings of entry {number}, which does not exist"
    if entry.version(locale) is None:
        return f"these are ratings of entry {number} in “{locale}”, in which it is not written"
    if revision > entry.revision:
        now = entry.revision
        return f"these are ratings of revision {revision} of entry {number}, which is at {now}"
    return ""
