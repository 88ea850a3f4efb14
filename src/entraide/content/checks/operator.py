"""The operator’s facts: what its pages lack, and how long its security.txt is valid."""

from collections.abc import Iterator
from datetime import date, timedelta

from entraide.content.checks.project import Project, to_warning
from entraide.errors import Problem, suggest_name
from entraide.model.operator_facts import FACTS_BY_DOCUMENT, iter_missing_facts

EXPIRES = "security.expires"
RENEWAL = timedelta(days=30)
YEAR = timedelta(days=366)  # RFC 9116 recommends less than a year, which may be a leap year


def check_contact_category(project: Project) -> Iterator[Problem]:
    """Yield the category of the contact page, where there is no such category."""
    platform, categories = project.reading.platform, project.site.categories
    named = _get_fact(project, "contact.category")
    if named and categories and named not in categories:
        what = f"no category is called “{named}”"
        cure = suggest_name(named, categories)
        yield Problem(platform.get_location("contact.category"), what, cure)


def check_operator_facts(project: Project) -> Iterator[Problem]:
    """Warn of the facts that each of the operator’s pages lacks, one line a page."""
    platform = project.reading.platform
    values = platform.values[project.site.default_locale.code]
    for sheet, facts in (
        FACTS_BY_DOCUMENT.items() if values else ()
    ):  # no values: the file could not be read
        missing = iter_missing_facts(values, facts, project.site.parts)
        if names := [name for name in missing if not platform.has_fact(name)]:
            what = f"“{sheet}” lacks {', '.join(names)}"
            cure = (
                "Write each here, or “no” where there is none; "
                "read: entraide handbook make-it-your-own"
            )
            yield to_warning(Problem(platform.get_location(names[0]), what, cure))


def check_security_lifetime(project: Project) -> Iterator[Problem]:
    """Warn where security.txt is valid for more than a year: RFC 9116 advises against it."""
    day = _read_expiry(project)
    if day and day > project.today + YEAR:
        yield _make_expiry_warning(project, f"security.txt expires on {day}, in more than a year")


def check_security_expiry(project: Project) -> Iterator[Problem]:
    """Warn where security.txt has expired, or will within 30 days."""
    day = _read_expiry(project)
    if day and day <= project.today + RENEWAL:
        verb = "expired" if day < project.today else "expires"
        yield _make_expiry_warning(project, f"security.txt {verb} on {day}")


def _read_expiry(project: Project) -> date | None:
    """Return the last day on which security.txt is valid, or None where it has none."""
    text = _get_fact(project, EXPIRES) if project.site.parts.security else ""
    return date.fromisoformat(text) if text else None


def _make_expiry_warning(project: Project, what: str) -> Problem:
    platform = project.reading.platform
    cure = "See that its address is still read, and write a day less than a year ahead"
    return to_warning(Problem(platform.get_location(EXPIRES), what, cure))


def _get_fact(project: Project, name: str) -> str:
    """Return the value of a fact of the operator in the default locale, or ""."""
    return project.reading.values[project.site.default_locale.code].get(f"platform.{name}", "")
