"""Revisions: the changes of an entry are complete, and its translations refer to them."""

from collections.abc import Iterator

from entraide.content.checks.project import Project, make_field_problem
from entraide.errors import Problem
from entraide.model.entry import Entry, LocalisedVersion


def _iter_entries(project: Project) -> Iterator[Entry]:
    """Yield entries whose source was read without mistakes; mistakes are reported already."""
    for entry in project.entries:
        if entry.source.path not in project.reading.incomplete_files:
            yield entry


def _iter_localised(entry: Entry, project: Project) -> Iterator[LocalisedVersion]:
    """Yield the localised versions of `entry` that were read without mistakes."""
    for version in entry.localised.values():
        if version.path not in project.reading.incomplete_files:
            yield version


def check_changes(project: Project) -> Iterator[Problem]:
    """Yield entries whose `changes` are not newest first, one for each revision down to 2."""
    for entry in _iter_entries(project):
        for index, change in enumerate(entry.changes):
            expected = entry.revision - index
            if change.revision != expected:
                what = f"change {index + 1} is of revision {change.revision}"
                key = f"changes.{index}.revision"
                yield make_field_problem(
                    entry.source, key, what, _format_order_cure(entry, expected)
                )
                break
        else:
            yield from _find_missing_change(entry)


def _format_order_cure(entry: Entry, revision: int) -> str:
    if revision < 2:
        return f"Remove it, or raise revision: it is {entry.revision}"
    return f"Put revision {revision} here: newest first, one for each revision down to 2"


def _find_missing_change(entry: Entry) -> Iterator[Problem]:
    """Yield the problem that the oldest changes of `entry` are missing, if they are."""
    missing = entry.revision - len(entry.changes)
    if missing > 1:
        what = f"“changes” says nothing about revision {missing}"
        cure = f"Add {{revision: {missing}, date: …, significance: …, note: …}}, newest first"
        yield make_field_problem(
            entry.source, "changes" if entry.changes else "revision", what, cure
        )


def check_source_revisions(project: Project) -> Iterator[Problem]:
    """Yield versions made from a revision that their source has not reached."""
    for entry in _iter_entries(project):
        for version in _iter_localised(entry, project):
            if version.revision > entry.revision:
                what = f"“source_revision” is {version.revision}, beyond the source’s"
                cure = f"Write the revision you translated: the source is at {entry.revision}"
                yield make_field_problem(version, "source_revision", what, cure)


def check_localised_notes(project: Project) -> Iterator[Problem]:
    """Yield notes of localised versions on a revision that has no change."""
    for entry in _iter_entries(project):
        revisions = {change.revision for change in entry.changes}
        for version in _iter_localised(entry, project):
            for revision in version.notes.keys() - revisions:
                what = f"“notes” has a note for revision {revision}, which does not exist"
                yield make_field_problem(
                    version, f"notes.{revision}", what, _format_notes_cure(revisions)
                )


def _format_notes_cure(revisions: set[int]) -> str:
    if not revisions:
        return "Remove it: the source is at revision 1"
    return f"Known: {', '.join(map(str, sorted(revisions)))}"
