"""All that readers are shown of each page, in pieces: title, summary, text, notes on changes."""

from collections.abc import Iterator

from entraide.content.checks.project import Project, at
from entraide.model.entry import Entry, LocalisedVersion, PageText

Passage = tuple[str, int]  # words, and the line of the file on which they begin


def passages(project: Project) -> Iterator[tuple[PageText, list[Passage]]]:
    for entry, version in project.versions:
        yield version, [*_text(version), *_notes(entry, version)]
    for home in project.site.homes.values():
        yield home, list(_text(home))


def _text(page: PageText) -> Iterator[Passage]:
    yield page.title, at(page, "title")
    yield page.summary, at(page, "summary")
    yield page.body, page.body_line


def _notes(entry: Entry, version: PageText) -> Iterator[Passage]:
    if isinstance(version, LocalisedVersion):
        for revision, note in version.notes.items():
            yield note, at(version, f"notes.{revision}")
    else:
        for index, change in enumerate(entry.changes):
            yield change.note, at(version, f"changes.{index}.note")
