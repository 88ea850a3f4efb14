"""What comes back from translators: everything in it judged first, then all of it or nothing.

A catalogue of an older revision is read against the text of that revision, where git knows it: the
version becomes that of the older revision, and its state says what has moved since.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from entraide.content.checks import check_project
from entraide.content.entry_files import EntryFile
from entraide.content.front_matter import LocalisedMatter, validate
from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading, make_localised_version
from entraide.content.segmentation import cut_segments
from entraide.content.text_files import parse_text
from entraide.content.yaml_editor import UnsafeEditError
from entraide.errors import Problem, Severity, select_errors
from entraide.exchange.bundle_changes import (
    BundleChanges,
    check_changes,
    find_changes,
    warn_of_moved_rows,
)
from entraide.exchange.localised_file import (
    LocalisedFile,
    build_localised_file,
    check_segments,
)
from entraide.model.entry import Entry, LocalisedVersion, Version
from entraide.model.line_ends import unify_line_ends
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import Bundle, BundlePart
from entraide.translation.job import build_job


@dataclass
class BundleImport:
    """One catalogue, read from `path`, and what it comes to; nothing is written yet."""

    path: str
    reading: SiteReading
    today: date
    translator: str | None = None
    reviewer: str | None = None  # who has judged it, if it was not the translators alone
    advice: str = "Export anew for what is behind now"  # the cure for what is of an older revision
    files: list[LocalisedFile] = field(default_factory=list)
    incomplete: list[BundleChanges] = field(
        default_factory=list
    )  # no version, and not enough for one
    problems: list[Problem] = field(default_factory=list)
    fuzzy: int = 0  # rows left out, for they say themselves that somebody has to look at them

    def add_bundle(self, catalogue: Bundle, past: EntryHistory) -> None:
        """Judge all of `catalogue`: the files that it would make, and whatever is wrong with it."""
        arrivals = []
        for part in catalogue.parts:
            found = self._arrival(part, catalogue.code, past)
            if isinstance(found, Problem):
                self.problems.append(found)
            else:
                arrivals.append(found)
                self.fuzzy += sum(row.fuzzy and bool(row.target) for row in part.rows)
                self.problems += [
                    *check_changes(found, self.path),
                    *warn_of_moved_rows(found, self.path),
                ]
        if select_errors(self.problems):
            return
        for found in arrivals:
            if found.rows:
                self._land(found)
        if not select_errors(self.problems):
            self.problems += _mistakes(self)

    def _arrival(self, part: BundlePart, code: str, past: EntryHistory) -> BundleChanges | Problem:
        entry = self.reading.site.entries.get(part.entry)
        line = part.rows[0].at if part.rows else 1
        if entry is None:
            what = f"there is no entry {part.entry} here, or its files have mistakes"
            return Problem(self.path, line, what, "Run: entraide check")
        if wrong := _refused(part, entry, code):
            return Problem(self.path, line, *wrong)
        job = build_job(entry, code, past, part.revision) or build_job(entry, code, past)
        assert job is not None  # noqa: S101 - the text of today is always known
        return find_changes(part, job)

    def _land(self, found: BundleChanges) -> None:
        settings = self.reading.settings
        try:
            made = build_localised_file(found, settings, self.today, self._people(found))
        except UnsafeEditError as error:
            self.problems.append(error.problem)
            return
        if made is None:
            self.incomplete.append(found)
            return
        self.files.append(made)
        self.problems += check_segments(made, self.path)
        entry, revision = found.job.entry, found.job.revision
        if revision < entry.revision:
            what = f"entry {entry.id} has moved on: this is of revision {revision}, the source is "
            what, line = f"{what}at {entry.revision}", next(iter(found.rows.values())).at
            self.problems.append(Problem(self.path, line, what, self.advice, Severity.WARNING))

    def _people(self, found: BundleChanges) -> dict[str, object]:
        """Who made its texts, and who has judged them, as front matter says it."""
        version, credit = found.job.version, found.part.credit
        known = version.translator if version else None
        translator = _together(known or "", credit) if credit else self.translator
        people: dict[str, object] = {"translator": translator} if translator else {}
        if self.reviewer:
            people |= {"reviewer": self.reviewer, "reviewed": self.today}
        return people


def _together(known: str, credit: str) -> str:
    """Whoever is named already, and those in `credit`: a correction takes nobody’s name away."""
    names = [name for text in (known, credit) for name in text.split(", ") if name]
    return ", ".join(dict.fromkeys(names))


def _refused(part: BundlePart, entry: Entry, code: str) -> tuple[str, str] | None:
    """What keeps the rows of an entry out altogether, and the cure."""
    name, revision = f"entry {entry.id}", part.revision
    if code == entry.source.locale:
        return f"{name} was written in “{code}”", "Edit its file, and record it: entraide revise"
    if revision is None:
        return f"nothing says which revision of {name} this was made from", "Export anew"
    if revision > entry.revision:
        what = f"this was made from revision {revision} of {name}, and here it is at "
        return f"{what}{entry.revision}", "Bring the project up to date first: git pull"
    version = entry.localised.get(code)
    if version and version.revision > revision:
        what = f"{version.path} is of revision {version.revision} already, and this of "
        return f"{what}{revision}", "Export anew, and carry your work over (PO: msgmerge)"
    return None


def _mistakes(done: BundleImport) -> Iterator[Problem]:
    """What `entraide check` would refuse in the files, told where it stands in the catalogue.

    What it would refuse elsewhere because of them, a link to a heading that has other words now,
    is a warning: it has to be mended in that file, after this.
    """
    entries = dict(done.reading.site.entries)
    for made in done.files:
        entry, code = made.changes.job.entry, made.changes.job.code
        matter, version = _read_back(made, entry, code)
        yield from matter
        if version:
            versions = {**entries[entry.id].localised, code: version}
            entries[entry.id] = replace(entries[entry.id], localised=versions)
    site = replace(done.reading.site, entries=entries)
    places = {made.path: made for made in done.files}
    refused = select_errors(check_project(replace(done.reading, site=site), done.today))
    elsewhere = [problem for problem in refused if problem.path not in places]
    before = select_errors(check_project(done.reading, done.today)) if elsewhere else []
    for problem in refused:
        if found := places.get(problem.path):
            yield _told_of(found, problem, done.path, entries[found.changes.job.entry.id])
        elif problem not in before:
            cure = f"A build would stop here. {problem.cure}"
            yield replace(problem, severity=Severity.WARNING, cure=cure)


def _read_back(
    made: LocalisedFile, entry: Entry, code: str
) -> tuple[list[Problem], LocalisedVersion | None]:
    """The file as a build would read it."""
    text = unify_line_ends(made.text.removeprefix("\ufeff"))
    parsed, problems = parse_text(text, made.path)
    if parsed is None:
        return problems, None
    matter, problems = validate(LocalisedMatter, parsed.document, made.path)
    if matter is None:
        return problems, None
    file = EntryFile(parsed, code, entry.category, entry.slug, matter)
    return [], make_localised_version(file, matter)


def _told_of(made: LocalisedFile, problem: Problem, path: str, entry: Entry) -> Problem:
    """`problem` of a file that is not there yet, at the row of the catalogue that brings it."""
    texts = {key: made.changes.texts[key] for key in made.changes.rows}
    key = find_unit_key(problem.line, entry.localised[made.changes.job.code], texts)
    if key is None:
        return problem
    row = made.changes.rows[key]
    return replace(problem, path=path, line=row.at, what=f"{row.name}: {problem.what}")


def find_unit_key(
    line: int, version: Version, texts: Mapping[SegmentKey, str]
) -> SegmentKey | None:
    """The key of the unit among `texts` that stands on a line of the file of `version`."""
    names = [name for name, at in version.lines.items() if at == line]
    body, line = version.body, line - version.body_line
    before = [one for one in cut_segments(body) if body.count("\n", 0, one.runs[0].start) <= line]
    text = before[-1].segment.text if line >= 0 and before else ""
    return next((key for key in texts if str(key) in names or (text and texts[key] == text)), None)
