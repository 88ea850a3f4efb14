"""The site as it would be with drafts in place of some files, and what a build would refuse in it.

Nothing is written: the text of a draft is read as a build reads a file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from entraide.content.checks import check_project
from entraide.content.docs.entry_files import EntryFile
from entraide.content.docs.front_matter import LocalisedMatter, SourceMatter
from entraide.content.entry_making import make_localised_version, make_source_version
from entraide.content.reader import SiteReading
from entraide.content.segmentation import cut_segments
from entraide.content.text_files import parse_text
from entraide.content.validation import validate
from entraide.errors import Problem, ProblemLog, select_errors
from entraide.model.entry import Entry, Version, VersionStatus
from entraide.model.line_ends import unify_line_ends
from entraide.model.revision import Change
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import UnitRow


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """The whole text of a version that is to be written, and the path of its file."""

    entry: int
    locale: str
    path: str
    text: str


@dataclass(frozen=True)
class SitePreview:
    """A project with `entries` as the drafts make them.

    `problems` are those of drafts that cannot be read.
    """

    reading: SiteReading
    today: date
    entries: Mapping[int, Entry]
    problems: ProblemLog

    @cached_property
    def errors(self) -> list[Problem]:
        """The mistakes that `entraide check` would find in the preview."""
        site = replace(self.reading.site, entries=self.entries)
        return select_errors(check_project(replace(self.reading, site=site), self.today))

    @cached_property
    def errors_today(self) -> frozenset[tuple[str, str]]:
        """The identities of the mistakes that `entraide check` finds in the project as it is."""
        errors = select_errors(check_project(self.reading, self.today))
        return frozenset(error.identity for error in errors)

    def is_new(self, error: Problem) -> bool:
        """Return whether the project as it is does not have the mistake `error`."""
        return error.identity not in self.errors_today


def preview_site(reading: SiteReading, drafts: Iterable[VersionDraft], today: date) -> SitePreview:
    """Return the preview of a project; a draft that cannot be read leaves its entry unchanged.

    A version that would be a draft, and so hidden from readers, is checked as if they saw it.
    """
    entries, log = dict(reading.site.entries), ProblemLog()
    for draft in drafts:
        entry = _read_back(draft, entries[draft.entry], log)
        entries[entry.id] = entry
    return SitePreview(reading, today, entries, log)


def _read_back(draft: VersionDraft, entry: Entry, log: ProblemLog) -> Entry:
    """Return `entry` with the version of `draft`, as a build would read it."""
    text = unify_line_ends(draft.text.removeprefix("\ufeff"))
    parsed = parse_text(text, draft.path, log)
    if parsed is None:
        return entry
    shape: type[SourceMatter | LocalisedMatter] = (
        SourceMatter if draft.locale == entry.source.locale else LocalisedMatter
    )
    matter = validate(shape, parsed.document, draft.path, log)
    if matter is None:
        return entry
    file = EntryFile(parsed, draft.locale, entry.category, entry.slug, matter)
    if isinstance(matter, SourceMatter):
        changes = tuple(Change(**dict(change)) for change in matter.changes)
        return replace(entry, source=make_source_version(file, matter), changes=changes)
    version = make_localised_version(file, matter)
    if version.status is VersionStatus.DRAFT:
        version = replace(version, status=VersionStatus.PARTIAL)
    return replace(entry, localised={**entry.localised, draft.locale: version})


def place_problem(
    problem: Problem,
    version: Version,
    texts: Mapping[SegmentKey, str],
    rows: Mapping[SegmentKey, UnitRow],
    verdict: str = "",
) -> Problem:
    """Return `problem`, which is in the text of `version`, with the location of its row.

    `texts` are those of the version by key, and `verdict` is added to the title of the row. Where
    no row has brought the problem, it is returned unchanged.
    """
    key = _find_key_at(problem.line, version, {key: texts[key] for key in rows})
    if key is None:
        return problem
    row = rows[key]
    return replace(
        problem, location=row.location, message=f"{row.title}{verdict}: {problem.message}"
    )


def _find_key_at(line: int, version: Version, texts: Mapping[SegmentKey, str]) -> SegmentKey | None:
    """Return the key of the text that stands on `line` of the file of `version`, if any."""
    names = [name for name, at in version.lines.items() if at == line]
    body, line = version.body, line - version.body_line
    before = [
        cut_segment
        for cut_segment in cut_segments(body)
        if body.count("\n", 0, cut_segment.runs[0].start) <= line
    ]
    text = before[-1].segment.text if line >= 0 and before else ""
    return next((key for key in texts if str(key) in names or (text and texts[key] == text)), None)
