"""Making entries from files: versions are grouped by the number of their entry.

An entry is made if exactly one of its versions is a source. What cannot be used is left out and
reported.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from entraide.content.borrowed_texts import find_borrowed
from entraide.content.docs.entry_files import EntryFile
from entraide.content.docs.front_matter import ChangeMatter, LocalisedMatter, SourceMatter
from entraide.content.docs.misplaced_versions import explain_two_places
from entraide.content.field_types import ADDRESS, choose_cure
from entraide.content.first_commits import sort_by_age
from entraide.content.settings import Settings
from entraide.content.written_addresses import normalize_address
from entraide.errors import Fault, FileLine, Problem, ProblemLog
from entraide.model.entry import Entry, LocalisedVersion, Version, find_status
from entraide.model.revision import Change


def make_entries(
    files: list[EntryFile], settings: Settings, today: date, log: ProblemLog
) -> dict[int, Entry]:
    """Make the entries of `files`, by ascending number, with the status they have on that day."""
    return _apply_days(_group_entries(files, settings, log), today)


def _apply_days(entries: dict[int, Entry], today: date) -> dict[int, Entry]:
    """Return the entries with the status that they have on that day."""
    return {
        number: replace(
            entry,
            status=find_status(entry.status, entry.publish_on, entry.archive_on, today),
        )
        if entry.publish_on or entry.archive_on
        else entry
        for number, entry in entries.items()
    }


def _group_entries(files: list[EntryFile], settings: Settings, log: ProblemLog) -> dict[int, Entry]:
    """Group `files` by entry id, and make each entry that has exactly one source version."""
    groups: defaultdict[int, list[EntryFile]] = defaultdict(list)
    for file in files:
        groups[file.matter.id].append(file)
    entries = {}
    unread = {"/".join(problem.path.split("/")[-2:]) for problem in log}
    for number, group in sorted(groups.items()):
        sources = [file for file in group if isinstance(file.matter, SourceMatter)]
        if len(sources) == 1:
            entries[number] = _make_entry(sources[0], group, settings, log)
        else:
            by_age = _sort_by_age(sources, settings.root)
            log.extend(_check_sources(number, group, by_age, unread))
    return entries


def _sort_by_age(files: list[EntryFile], root: Path) -> list[EntryFile]:
    """Sort files by their first commit: of two with one id, the newer is to blame."""
    paths = sort_by_age(root, (file.parsed.path for file in files))
    return sorted(files, key=lambda file: paths.index(file.parsed.path))


def _check_sources(
    number: int,
    group: list[EntryFile],
    sources: list[EntryFile],
    unread: Container[str],
) -> Iterator[Problem]:
    """Yield the problems of a group without a source, or with several, the oldest first.

    `unread` has the places of files with mistakes, one of which may be the missing source.
    """
    for file in group if not sources else ():
        if f"{file.category}/{file.slug}.md" not in unread:
            what = f"entry {number} has no source version"
            cure = "Write it, or remove source_revision from the file that is it"
            yield Problem(file.parsed.get_location("id"), what, cure)
    for file in sources[1:]:
        yield Problem(file.parsed.get_location("id"), *_explain_second_source(file, sources[0]))


def _explain_second_source(file: EntryFile, first: EntryFile) -> Fault:
    """Return what is wrong with a second source version, and the cure."""
    number, where = file.matter.id, first.parsed.path
    if (file.category, file.slug) == (first.category, first.slug):
        what = f"entry {number} has two source versions, here and in {where}"
        return what, "Give its source_revision to the one that is a translation"
    what = f"the id {number} is used twice, here and in {where}"
    cure = f"Give this entry the next free number: entraide renumber {file.category}/{file.slug}"
    return what, cure


def _make_entry(
    source: EntryFile, group: list[EntryFile], settings: Settings, log: ProblemLog
) -> Entry:
    """Make an entry of its source and the other versions of `group`."""
    matter = source.matter
    assert isinstance(matter, SourceMatter)  # noqa: S101 - chosen by _group_entries
    source_version = make_source_version(source, matter)
    localised: dict[str, LocalisedVersion] = {}
    for file in group:
        if not isinstance(file.matter, LocalisedMatter):
            continue
        if mistake := _check_version_place(file, source, localised, settings.root):
            if mistake not in log:  # a source that has moved alone has left all languages behind
                log.append(mistake)
        else:
            version = make_localised_version(file, file.matter)
            localised[file.locale] = find_borrowed(version, source_version, settings)
    return Entry(
        category=source.category,
        slug=source.slug,
        source=source_version,
        localised=localised,
        **_select_values(matter, Entry)
        | {"moved_from": tuple(_read_former_paths(source, matter, settings, log))},
    )


def _read_former_paths(
    source: EntryFile, matter: SourceMatter, settings: Settings, log: ProblemLog
) -> Iterator[str]:
    """Yield the former paths of an entry, each in its normal form."""
    for index, written in enumerate(matter.moved_from):
        if path := normalize_address(written, settings):
            yield path
        else:
            line = source.parsed.document.get_line(("moved_from", index))
            what = f"“moved_from” has “{written}”"
            log.add(FileLine(source.parsed.path, line), what, choose_cure(ADDRESS, written))


def _check_version_place(
    file: EntryFile, source: EntryFile, localised: Mapping[str, LocalisedVersion], root: Path
) -> Problem | None:
    """Return the problem of a version that is not at its source's path, or not alone there."""
    location = file.parsed.get_location("id")
    if (file.category, file.slug) != (source.category, source.slug):
        return explain_two_places(file, source, root)
    if file.locale == source.locale or file.locale in localised:
        what = f"entry {file.matter.id} has two versions in “{file.locale}”"
        return Problem(location, what, "Keep one of them")
    return None


def make_source_version(file: EntryFile, matter: SourceMatter) -> Version:
    """Make a source version of a file and its front matter."""
    return Version(**_get_text(file), **_select_values(matter, Version))


def make_localised_version(file: EntryFile, matter: LocalisedMatter) -> LocalisedVersion:
    """Make a localised version of a file and its front matter."""
    facts = _select_values(matter, LocalisedVersion)
    return LocalisedVersion(**_get_text(file), **facts, revision=matter.source_revision)


def _select_values(matter: SourceMatter | LocalisedMatter, kind: type) -> dict[str, Any]:
    """Return the values of `matter` for the fields of `kind`, as keyword arguments."""
    return {name: _freeze(getattr(matter, name)) for name in _list_fields(type(matter), kind)}


@cache  # the same for every file
def _list_fields(matter: type[SourceMatter | LocalisedMatter], kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name in matter.model_fields)


def _freeze(value: object) -> object:
    """Return a value of front matter as the model has it: a tuple for a list, and so on."""
    if isinstance(value, list):
        return tuple(_freeze(item) for item in value)
    return Change(**dict(value)) if isinstance(value, ChangeMatter) else value


def _get_text(file: EntryFile) -> dict[str, Any]:
    """Return where a version stands and its body, as keyword arguments."""
    return {
        "locale": file.locale,
        "path": file.parsed.path,
        "body": file.parsed.body,
        "body_line": file.parsed.body_line,
        "lines": file.parsed.key_lines,
    }
