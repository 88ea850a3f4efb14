"""Bundles that come back: everything in them judged first, then all of it is written, or nothing.

A bundle of an older revision is read against the text of that revision, where git knows it: the
version becomes that of the older revision, and its state says what has moved since.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading
from entraide.content.yaml.editor import UnsafeEditError
from entraide.errors import Problem, ProblemLocation, ProblemLog, Severity, select_errors
from entraide.exchange.localised_file import (
    LocalisedFile,
    build_localised_file,
    check_segments,
)
from entraide.exchange.site_preview import VersionDraft, place_problem, preview_site
from entraide.exchange.version_changes import VersionChanges, check_changes, find_changes
from entraide.model.entry import Entry
from entraide.model.site import Site
from entraide.translation.formats.bundle import Bundle, BundlePart
from entraide.translation.job import build_current_job, build_job


@dataclass
class BundleImport:
    """Bundles, and what they come to; nothing is written yet."""

    reading: SiteReading
    today: date
    translator: str | None = None
    reviewer: str | None = None  # who has judged it, if it was not the translators alone
    advice: str = "Export anew for what is behind now"  # the cure for what is of an older revision
    files: list[LocalisedFile] = field(default_factory=list)
    incomplete: list[VersionChanges] = field(default_factory=list)  # too little for a new version
    problems: ProblemLog = field(default_factory=ProblemLog)
    fuzzy: int = 0  # rows left out, for they say themselves that somebody has to look at them

    def import_bundles(
        self, bundles: Iterable[tuple[Bundle, ProblemLocation]], history: EntryHistory
    ) -> None:
        """Judge all of `bundles`: the files that they would make, and whatever is wrong with them.

        Each comes with the place of a part without rows. The site is checked once, with all files.
        """
        for bundle, location in bundles:
            self._add_bundle(bundle, history, location)
        if not select_errors(self.problems):
            self.problems += self._check_drafts()

    def _add_bundle(self, bundle: Bundle, history: EntryHistory, location: ProblemLocation) -> None:
        changes = []
        for part in bundle.parts:
            if wrong := self._refuse_part(part, bundle.code, location):
                self.problems.append(wrong)
                continue
            entry = self.reading.site.entries[part.entry]
            job = build_job(entry, bundle.code, history, part.revision)
            change = find_changes(part, job or build_current_job(entry, bundle.code, history))
            changes.append(change)
            self.fuzzy += sum(row.fuzzy and bool(row.target) for row in part.rows)
            self.problems += check_changes(change)
        if select_errors(self.problems):
            return
        for change in changes:
            if change.rows:
                self._add_file(change)

    def _refuse_part(
        self, part: BundlePart, code: str, location: ProblemLocation
    ) -> Problem | None:
        """Return what keeps the rows of an entry out altogether."""
        location = part.rows[0].location if part.rows else location
        site = self.reading.site
        wrong = find_entry_fault(site, part.entry, part.revision) or _check_revision(
            part, site.entries[part.entry], code
        )
        return Problem(location, *wrong) if wrong else None

    def _add_file(self, changes: VersionChanges) -> None:
        settings = self.reading.settings
        try:
            people = self._collect_people(changes)
            file = build_localised_file(changes, settings, self.today, people)
        except UnsafeEditError as error:
            self.problems += error.problems
            return
        if file is None:
            self.incomplete.append(changes)
            return
        self.files.append(file)
        self.problems += check_segments(file)
        entry, revision = changes.job.entry, changes.job.revision
        if revision < entry.revision:
            what = f"entry {entry.id} has moved on: this is of revision {revision}, the source is "
            what, row = f"{what}at {entry.revision}", next(iter(changes.rows.values()))
            self.problems.add(row.location, what, self.advice, Severity.WARNING)

    def _collect_people(self, changes: VersionChanges) -> dict[str, object]:
        """Return who made its texts, and who has judged them, as front matter says it."""
        version, credit = changes.job.version, changes.part.credit
        known = version.translator if version else None
        translator = _merge_names(known or "", credit) if credit else self.translator
        people: dict[str, object] = {"translator": translator} if translator else {}
        if self.reviewer:
            people |= {"reviewer": self.reviewer, "reviewed": self.today}
        return people

    def _check_drafts(self) -> Iterator[Problem]:
        """Yield what `entraide check` would refuse, at the rows that bring it.

        What it would refuse elsewhere because of them, a link to a heading that has other words
        now, is a warning: it has to be mended in that file, after this.
        """
        drafts = (
            VersionDraft(file.changes.job.entry.id, file.changes.job.code, file.path, file.text)
            for file in self.files
        )
        preview = preview_site(self.reading, drafts, self.today)
        yield from preview.problems
        files = {file.path: file for file in self.files}
        for problem in preview.errors:
            if file := files.get(problem.path):
                changes = file.changes
                version = preview.entries[changes.job.entry.id].localised[changes.job.code]
                yield place_problem(problem, version, changes.texts, changes.rows)
            elif problem not in preview.errors_today:
                cure = f"A build would stop here. {problem.cure}"
                yield replace(problem, severity=Severity.WARNING, cure=cure)


def find_entry_fault(site: Site, number: int, revision: int | None) -> tuple[str, str] | None:
    """Return why nothing can come in for entry `number`, and the cure: it is missing or older.

    `revision` is the one that a text was made from, if it is known.
    """
    entry = site.entries.get(number)
    if entry is None:
        what = f"there is no entry {number} here, or its files have mistakes"
        return what, "Run: entraide check"
    if revision and revision > entry.revision:
        what = f"this was made from revision {revision} of entry {number}, and here it is at "
        return f"{what}{entry.revision}", "Bring the project up to date first: git pull"
    return None


def _check_revision(part: BundlePart, entry: Entry, code: str) -> tuple[str, str] | None:
    """Return why the rows fit no text of `entry`, and the cure."""
    name, revision = f"entry {entry.id}", part.revision
    if code == entry.source.locale:
        return f"{name} was written in “{code}”", "Edit its file, and record it: entraide revise"
    if revision is None:
        return f"nothing says which revision of {name} this was made from", "Export anew"
    version = entry.localised.get(code)
    if version and version.revision > revision:
        what = f"{version.path} is of revision {version.revision} already, and this of "
        return f"{what}{revision}", "Export anew, and carry your work over (PO: msgmerge)"
    return None


def _merge_names(known: str, credit: str) -> str:
    """Return whoever is named already, and those in `credit`: nobody’s name is taken away."""
    names = [name for text in (known, credit) for name in text.split(", ") if name]
    return ", ".join(dict.fromkeys(names))
