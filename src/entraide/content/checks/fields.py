"""Fields of front matter: plain text, in which no markup is read."""

from collections.abc import Iterator

from entraide.content.checks.project import Project, make_field_problem
from entraide.content.plain_text import find_page_signs
from entraide.errors import Problem
from entraide.model.entry import LocalisedVersion, PageText


def check_field_markup(project: Project) -> Iterator[Problem]:
    """Yield signs of Markdown, HTML or dialects in fields: pages would show them as typed."""
    for page, key, field, text in _iter_fields(project):
        for what, cure in dict.fromkeys(find_page_signs(text, field)):
            yield make_field_problem(page, key, what, cure)


def _iter_fields(project: Project) -> Iterator[tuple[PageText, str, str, str]]:
    """Yield every field that pages show: its page, its key, what to call it, and its text."""
    for page in project.pages:
        yield page, "title", "a title", page.title
        yield page, "summary", "a summary", page.summary
    for entry, version in project.versions:
        if isinstance(version, LocalisedVersion):
            for revision, note in version.notes.items():
                yield version, f"notes.{revision}", "a note", note
            yield version, "translator", "a name", version.translator or ""
            yield version, "reviewer", "a name", version.reviewer or ""
        else:
            for index, change in enumerate(entry.changes):
                yield version, f"changes.{index}.note", "a note", change.note
            yield version, "author", "a name", entry.author
