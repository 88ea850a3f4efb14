"""Counts of votes and of proposals for what the site lacks: an entry, a locale, a revision.

They are warnings: counts outlive their texts, and a desk may serve a newer site than this one.
"""

from collections.abc import Iterator
from itertools import chain, starmap
from typing import Any

from entraide.content.checks.project import Project, to_warning
from entraide.content.data import proposal_counts, ratings
from entraide.content.data.files import read_data
from entraide.errors import FileLine, Problem, ProblemLog

VOTES_CURE = "No page shows these votes; if one should, export the ratings of the desk of this site"
PROPOSALS_CURE = (
    "No page tells of them; if one should, count the proposals of the desk of this site"
)


def check_ratings(project: Project) -> Iterator[Problem]:
    """Warn of ratings that no page can show."""

    def describe(number: int, locale: str, revision: int) -> str:
        entry = project.site.entries.get(number)
        if number in project.refused_ids or number in project.site.gone:
            return ""
        if entry is None:
            return f"these are ratings of entry {number}, which does not exist"
        if entry.get_version(locale) is None:
            return f"these are ratings of entry {number} in “{locale}”, in which it is not written"
        if revision > entry.revision:
            now = entry.revision
            return f"these are ratings of revision {revision} of entry {number}, which is at {now}"
        return ""

    tallies = chain.from_iterable(project.site.ratings.tallies.values())
    if any(describe(tally.entry, tally.locale, tally.revision) for tally in tallies):
        for location, row in _iter_rows(project, ratings.FILE_NAME):
            if what := describe(row["entry"], row["locale"], row["revision"]):
                yield to_warning(Problem(location, what, VOTES_CURE))


def check_proposal_counts(project: Project) -> Iterator[Problem]:
    """Warn of counts of proposals that no page can show."""
    codes = {locale.code for locale in project.site.locales}

    def describe(number: int, code: str) -> str:
        is_known = number in project.site.entries or number in project.site.gone
        if not is_known and number not in project.refused_ids:
            return f"these are proposals for entry {number}, which does not exist"
        if code not in codes:
            return f"these are proposals for “{code}”, which is no locale here"
        return ""

    if any(starmap(describe, project.site.proposals)):
        for location, row in _iter_rows(project, proposal_counts.FILE_NAME):
            if what := describe(row["entry"], row["locale"]):
                yield to_warning(Problem(location, what, PROPOSALS_CURE))


def _iter_rows(project: Project, name: str) -> Iterator[tuple[FileLine, Any]]:
    """Read a file of data again, for the lines of its rows: only where one is stray."""
    path, document = read_data(project.settings, project.settings.data / name, ProblemLog())
    for index, row in enumerate(document.value or ()):
        yield FileLine(path, document.get_line((index,))), row
