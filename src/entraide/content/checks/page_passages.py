"""Passages: every text of a page that readers see, with the line of the file where it begins."""

from collections.abc import Iterator

from entraide.content.checks.project import Project, find_key_line
from entraide.model.entry import Entry, LocalisedVersion, PageText

Passage = tuple[str, int]  # a text, and the line of the file on which it begins


def iter_passages(project: Project) -> Iterator[tuple[PageText, list[Passage]]]:
    """Yield each page with its passages: title, summary, body, and notes on changes."""
    for entry, version in project.versions:
        yield version, [*_iter_text_passages(version), *_iter_note_passages(entry, version)]
    for home in project.site.homes.values():
        yield home, list(_iter_text_passages(home))


def _iter_text_passages(page: PageText) -> Iterator[Passage]:
    yield page.title, find_key_line(page, "title")
    yield page.summary, find_key_line(page, "summary")
    yield page.body, page.body_line


def _iter_note_passages(entry: Entry, version: PageText) -> Iterator[Passage]:
    if isinstance(version, LocalisedVersion):
        for revision, note in version.notes.items():
            yield note, find_key_line(version, f"notes.{revision}")
    else:
        for index, change in enumerate(entry.changes):
            yield change.note, find_key_line(version, f"changes.{index}.note")
