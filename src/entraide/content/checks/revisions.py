"""Revisions: the history of an entry is whole, and its translations point into it."""

from collections.abc import Iterator

from entraide.content.checks.project import Project, in_matter
from entraide.errors import Problem
from entraide.model.entry import Entry, LocalisedVersion


def _known(project: Project) -> Iterator[Entry]:
    """The entries whose history can be read; a broken one has been reported."""
    for entry in project.site.entries.values():
        if entry.source.path not in project.reading.mended:
            yield entry


def _readable(entry: Entry, project: Project) -> Iterator[LocalisedVersion]:
    for version in entry.localised.values():
        if version.path not in project.reading.mended:
            yield version


def broken_history(project: Project) -> Iterator[Problem]:
    """`changes` is newest first, one for each revision from the present one down to 2."""
    for entry in _known(project):
        for index, change in enumerate(entry.changes):
            expected = entry.revision - index
            if change.revision != expected:
                what = f"change {index + 1} is of revision {change.revision}"
                key = f"changes.{index}.revision"
                yield in_matter(entry.source, key, what, _expected(entry, expected))
                break
        else:
            yield from _missing_change(entry)


def _expected(entry: Entry, revision: int) -> str:
    if revision < 2:
        return f"Remove it, or raise revision: it is {entry.revision}"
    return f"Put revision {revision} here: newest first, one for each revision down to 2"


def _missing_change(entry: Entry) -> Iterator[Problem]:
    missing = entry.revision - len(entry.changes)
    if missing > 1:
        what = f"“changes” says nothing about revision {missing}"
        cure = f"Add {{revision: {missing}, date: …, significance: …, note: …}}, newest first"
        yield in_matter(entry.source, "changes" if entry.changes else "revision", what, cure)


def future_sources(project: Project) -> Iterator[Problem]:
    for entry in _known(project):
        for version in _readable(entry, project):
            if version.source_revision > entry.revision:
                what = f"“source_revision” is {version.source_revision}, beyond the source’s"
                cure = f"Write the revision you translated: the source is at {entry.revision}"
                yield in_matter(version, "source_revision", what, cure)


def stray_notes(project: Project) -> Iterator[Problem]:
    """A localised note belongs to a change of the source."""
    for entry in _known(project):
        revisions = {change.revision for change in entry.changes}
        for version in _readable(entry, project):
            for revision in version.notes.keys() - revisions:
                what = f"“notes” has a note for revision {revision}, which does not exist"
                yield in_matter(version, f"notes.{revision}", what, _noted(revisions))


def _noted(revisions: set[int]) -> str:
    if not revisions:
        return "Remove it: the source is at revision 1"
    return f"Known: {', '.join(map(str, sorted(revisions)))}"
