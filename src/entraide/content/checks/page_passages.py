"""Passages: every text of a page that readers see, with the line of the file where it begins."""

from collections.abc import Iterator

from entraide.content.checks.project import Project
from entraide.content.checks.prose_fields import NOTE, iter_page_fields
from entraide.model.entry import Entry, PageText
from entraide.model.text_fields import SENTENCE_FIELDS

Passage = tuple[str, int]  # a text, and the line of the file on which it begins
SHOWN = SENTENCE_FIELDS | {NOTE}


def iter_passages(project: Project) -> Iterator[tuple[PageText, list[Passage]]]:
    """Yield each page with its passages: title, summary, notes on changes, and body."""
    for entry, version in project.versions:
        yield version, list(_iter_page_passages(version, entry))
    for home in project.site.homes.values():
        yield home, list(_iter_page_passages(home, None))


def _iter_page_passages(page: PageText, entry: Entry | None) -> Iterator[Passage]:
    for field in iter_page_fields(page, entry):
        if field.kind in SHOWN:
            yield field.text, field.location.line
    yield page.body, page.body_line
