"""The operator's facts: what is not given for its own pages, and a security.txt that grows old."""

from collections.abc import Iterator
from datetime import date, timedelta

from entraide.content.checks.project import Project, advice
from entraide.errors import Problem, nearest
from entraide.model.operator import SHEETS, missing

EXPIRES = "security.expires"
SOON = timedelta(days=30)
YEAR = timedelta(days=366)  # RFC 9116 recommends less than a year, which may be a leap year


def unknown_category(project: Project) -> Iterator[Problem]:
    """The contact page lists the entries of a category, which must be there."""
    platform, categories = project.reading.platform, project.site.categories
    named = _value(project, "contact.category")
    if named and categories and named not in categories:
        what = f"no category is called “{named}”"
        cure = nearest(named, categories)
        yield Problem(platform.path, platform.line("contact.category"), what, cure)


def missing_facts(project: Project) -> Iterator[Problem]:
    """One line a page: what it cannot say."""
    platform = project.reading.platform
    values = platform.values[project.site.default.code]
    for sheet, facts in SHEETS.items() if values else ():  # none: it could not be read
        if names := ", ".join(name for name in missing(values, facts) if not platform.has(name)):
            what = f"“{sheet}” lacks {names}"
            cure = "Write each here, or “no” where there is none; see README.md"
            yield advice(Problem(platform.path, 1, what, cure))


def distant_security(project: Project) -> Iterator[Problem]:
    """Nobody may trust security.txt for years."""
    day = _last_day(project)
    if day and day > project.today + YEAR:
        yield _security(project, f"security.txt expires on {day}, in more than a year")


def expiring_security(project: Project) -> Iterator[Problem]:
    """Whoever finds a hole may trust security.txt through its last day."""
    day = _last_day(project)
    if day and day <= project.today + SOON:
        verb = "expired" if day < project.today else "expires"
        yield _security(project, f"security.txt {verb} on {day}")


def _last_day(project: Project) -> date | None:
    text = _value(project, EXPIRES)
    return date.fromisoformat(text) if text else None


def _security(project: Project, what: str) -> Problem:
    platform = project.reading.platform
    cure = "See that its address is still read, and write a day less than a year ahead"
    return advice(Problem(platform.path, platform.line(EXPIRES), what, cure))


def _value(project: Project, name: str) -> str:
    """The text of a fact in the default locale; nothing where it is not given."""
    return project.reading.values[project.site.default.code].get(f"platform.{name}", "")
