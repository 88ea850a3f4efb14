"""Read a whole project, every file of `docs/` and `data/` once, into a `Site` with its problems.

Files are parsed one by one into versions, versions are grouped by entry id, and an entry is made if
exactly one of them is a source version. What cannot be read is left out and reported; the caller
decides whether to go on.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from entraide.content.data.brand import read_brand, rename_locales
from entraide.content.data.channels import read_channels
from entraide.content.data.checklists import read_checklists
from entraide.content.data.files import read_terms
from entraide.content.data.folder import check_data_folder
from entraide.content.data.glossary import read_glossary
from entraide.content.data.ids import read_ids
from entraide.content.data.laws import read_laws
from entraide.content.data.platform import Platform, read_platform
from entraide.content.data.proposal_counts import read_proposal_counts
from entraide.content.data.ratings import read_ratings
from entraide.content.dates import resolve_day
from entraide.content.docs.entry_files import EntryFile, read_files
from entraide.content.docs.front_matter import ChangeMatter, LocalisedMatter, SourceMatter
from entraide.content.field_types import ADDRESS, SHAPES
from entraide.content.first_commits import sort_by_age
from entraide.content.settings import Settings
from entraide.content.written_addresses import normalize_address
from entraide.errors import Fault, FileLine, Problem, ProblemLog
from entraide.model.brand import Brand
from entraide.model.entry import Entry, LocalisedVersion, Version, find_status
from entraide.model.locales import get_default_locale
from entraide.model.numbers import NumberRegister
from entraide.model.operator_facts import list_stated_documents
from entraide.model.places import RESERVED_FOLDERS
from entraide.model.revision import Change
from entraide.model.site import Site


@dataclass(frozen=True, slots=True)
class SiteReading:
    """A project as read: its site, the facts of its platform, and its problems."""

    settings: Settings
    site: Site
    platform: Platform
    problems: ProblemLog = field(default_factory=ProblemLog)
    incomplete_files: frozenset[str] = (
        frozenset()
    )  # files with broken keys, of which nothing is known
    brand: Brand = field(default_factory=Brand)
    numbers: NumberRegister = field(default_factory=NumberRegister)

    @property
    def values(self) -> Mapping[str, Mapping[str, str]]:
        """The replacements of the platform's placeholders, by locale and by name."""
        return self.platform.values


def read_site(settings: Settings, today: date | None = None) -> SiteReading:
    """Read the whole project as on a day; mistakes in content are problems of the result.

    Without a day, it is the present one in the time zone of the site.
    """
    today = today or resolve_day(zone=settings.time_zone)
    reserved = RESERVED_FOLDERS | {locale.code for locale in settings.locales}
    log = ProblemLog()
    categories = read_terms(settings, "categories", log, reserved=reserved)
    tags = read_terms(settings, "tags", log)
    topics = read_terms(settings, "topics", log)
    channels, platform = read_channels(settings, log), read_platform(settings, log)
    laws, checklists = read_laws(settings, log), read_checklists(settings, log)
    glossary = read_glossary(settings, log)
    ratings, proposals = read_ratings(settings, log), read_proposal_counts(settings, log)
    brand = read_brand(settings, log)
    numbers = read_ids(settings, log)
    log.extend(check_data_folder(settings))
    files, homes = read_files(settings, log)
    default = get_default_locale(settings.locales)
    site = Site(
        rename_locales(settings.locales, brand),
        categories,
        tags,
        _apply_days(_group_entries(files, settings, log), today),
        homes,
        channels,
        topics,
        laws,
        checklists,
        glossary,
        ratings,
        proposals,
        settings.country,
        settings.parts,
        settings.home.categories,
        settings.home.featured,
        list_stated_documents(platform.values[default.code], settings.parts),
        numbers.gone,
    )
    mended = frozenset(file.parsed.path for file in files if file.incomplete)
    return SiteReading(settings, site, platform, log, mended, brand, numbers)


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
    """Yield the problems of a group without a source version, or with several, the oldest first.

    `unread` holds the places of files with mistakes: the source may be one of them.
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
    localised: dict[str, LocalisedVersion] = {}
    for file in group:
        if not isinstance(file.matter, LocalisedMatter):
            continue
        if mistake := _check_version_place(file, source, localised):
            log.append(mistake)
        else:
            localised[file.locale] = make_localised_version(file, file.matter)
    return Entry(
        category=source.category,
        slug=source.slug,
        source=make_source_version(source, matter),
        localised=localised,
        **_select_facts(matter, Entry)
        | {"moved_from": tuple(_read_former_paths(source, matter, settings, log))},
    )


def _read_former_paths(
    source: EntryFile, matter: SourceMatter, settings: Settings, log: ProblemLog
) -> Iterator[str]:
    """Yield the former paths of an entry in the one form that they have to us."""
    for index, written in enumerate(matter.moved_from):
        if path := normalize_address(written, settings):
            yield path
        else:
            line = source.parsed.document.get_line(("moved_from", index))
            what = f"“moved_from” has “{written}”"
            log.add(FileLine(source.parsed.path, line), what, SHAPES[ADDRESS])


def _check_version_place(
    file: EntryFile, source: EntryFile, localised: Mapping[str, LocalisedVersion]
) -> Problem | None:
    """Return the problem of a version that is not at its source's path, or not alone there."""
    location = file.parsed.get_location("id")
    if (file.category, file.slug) != (source.category, source.slug):
        what = f"this version of entry {file.matter.id} is not where its source is"
        cure = f"Move it to {source.category}/{source.slug}.md, or correct its id"
        return Problem(location, what, cure)
    if file.locale == source.locale or file.locale in localised:
        what = f"entry {file.matter.id} has two versions in “{file.locale}”"
        return Problem(location, what, "Keep one of them")
    return None


def make_source_version(file: EntryFile, matter: SourceMatter) -> Version:
    """Make a source version of a file and its front matter."""
    return Version(**_get_text(file), **_select_facts(matter, Version))


def make_localised_version(file: EntryFile, matter: LocalisedMatter) -> LocalisedVersion:
    """Make a localised version of a file and its front matter."""
    facts = _select_facts(matter, LocalisedVersion)
    return LocalisedVersion(**_get_text(file), **facts, revision=matter.source_revision)


def _select_facts(matter: SourceMatter | LocalisedMatter, kind: type) -> dict[str, Any]:
    """Return what `matter` says of the fields of `kind`, by name, as keyword arguments."""
    return {name: _freeze(getattr(matter, name)) for name in _list_facts(type(matter), kind)}


@cache  # the same for every file
def _list_facts(matter: type[SourceMatter | LocalisedMatter], kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name in matter.model_fields)


def _freeze(value: object) -> object:
    """Return a value of front matter as the model has it: a list is a tuple, a change a record."""
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
