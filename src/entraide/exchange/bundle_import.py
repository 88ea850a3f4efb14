"""The import of bundles that translators send back: all of them are judged before any is written.

An entry with a mistake is left out whole. The other entries still come in, unless the import is
`strict`.

A bundle that was exported at an older revision is compared with the source text of that revision,
where git knows it. The version that it makes is then of that older revision, and its state says
what has changed since.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from entraide.content.gone_entries import describe_gone_entry
from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading
from entraide.content.yaml.editor import UnsafeEditError
from entraide.errors import Problem, ProblemLocation, ProblemLog, Severity, select_errors
from entraide.exchange.credits import ImportPeople
from entraide.exchange.label_import import LabelImport
from entraide.exchange.localised_file import (
    LocalisedFile,
    build_localised_file,
    check_segments,
)
from entraide.exchange.meant_numbers import check_names, mark_meant_rows
from entraide.exchange.site_preview import VersionDraft, place_problem, preview_site
from entraide.exchange.version_changes import (
    ConflictSide,
    VersionChanges,
    check_changes,
    find_changes,
    mark_changed_row,
)
from entraide.model.entry import Entry, VersionStatus
from entraide.model.segment import compute_digest
from entraide.model.site import Site
from entraide.translation.formats.bundle import Bundle, BundlePart
from entraide.translation.formats.label_rows import is_label_part
from entraide.translation.job import build_current_job, build_job
from entraide.translation.pivot import list_pivot_units


@dataclass
class BundleImport:
    """The import of some bundles: the files that they would make, and their problems.

    Nothing is written here: the caller writes `files` and the files of `labels`.
    """

    reading: SiteReading
    today: date
    translator: str | None = None
    reviewer: str | None = None  # who has judged it, if it was not the translators alone
    advice: str = "Export anew for what is behind now"  # the cure for what is of an older revision
    strict: bool = True  # a mistake anywhere keeps everything out
    side: ConflictSide | None = None  # whose text stands where both have changed, once it is said
    as_meant: Collection[str] = ()  # names of rows whose numbers are right
    unmarked: bool = False  # whether what was changed is done though its file says no state
    files: list[LocalisedFile] = field(default_factory=list)
    labels: LabelImport = field(init=False)
    refused: set[int] = field(default_factory=set)  # entries that stay out for a mistake
    problems: ProblemLog = field(default_factory=ProblemLog)
    # Rows left out: they say that somebody has to look at them; were changed, and do not say
    # whether they are done; say neither that nor what they were made from.
    fuzzy: int = 0
    stateless: int = 0
    unknown: int = 0

    def __post_init__(self) -> None:
        self.labels = LabelImport(self.reading.settings, self.side)

    def import_bundles(
        self, bundles: Iterable[tuple[Bundle, ProblemLocation]], history: EntryHistory
    ) -> None:
        """Judge `bundles`: fill `files` and `labels`, and add every problem to `problems`.

        The location beside each bundle stands for a part of it that has no rows. `entraide check`
        is run once, on the site with all the new files in it.
        """
        located = list(bundles)
        self.problems += check_names(self.as_meant, (bundle for bundle, _ in located))
        for bundle, location in located:
            self._add_bundle(bundle, history, location)
        if not (self.strict and select_errors(self.problems)):
            self._check_drafts()

    def _add_bundle(self, bundle: Bundle, history: EntryHistory, location: ProblemLocation) -> None:
        changes = []
        for part in bundle.parts:
            if is_label_part(part):
                self._add_labels(part, bundle.code)
                continue
            if wrong := self._refuse_part(part, bundle.code, location):
                self.problems.append(wrong)
                self.refused.add(part.entry)
                continue
            change = self._find_changes(part, bundle.code, history)
            problems = list(check_changes(change))
            self.problems += problems
            if select_errors(problems):
                self.refused.add(part.entry)
            else:
                changes.append(change)
        if self.strict and select_errors(self.problems):
            return
        people = ImportPeople(self.translator or bundle.credit, self.reviewer or "")
        for change in changes:
            if change.rows:
                self._add_file(change, people)

    def _add_labels(self, part: BundlePart, code: str) -> None:
        """Judge a part whose rows are labels: texts of `data/`, which belong to no entry."""
        if self.unmarked:
            part = replace(part, rows=tuple(map(mark_changed_row, part.rows)))
        self.fuzzy += sum(row.fuzzy and bool(row.target) and not row.unmarked for row in part.rows)
        self.stateless += sum(mark_changed_row(row) != row for row in part.rows)
        rows = (
            replace(row, as_meant=row.as_meant or row.name in self.as_meant) for row in part.rows
        )
        self.labels.add_part(replace(part, rows=tuple(rows)), code, self.problems)

    def _find_changes(self, part: BundlePart, code: str, history: EntryHistory) -> VersionChanges:
        """Return what `part` changes; count the rows that wait for somebody to look at them."""
        entry = self.reading.site.entries[part.entry]
        job = build_job(entry, code, history, part.revision)
        job = job or build_current_job(entry, code, history)
        if self.unmarked:
            part = replace(part, rows=tuple(map(mark_changed_row, part.rows)))
        there = {unit.key: unit.target for unit in job.units}
        rows = [row for row in part.rows if row.fuzzy and row.target]
        self.fuzzy += sum(not row.unmarked for row in rows)
        self.stateless += sum(mark_changed_row(row) != row for row in rows)
        self.unknown += sum(
            row.unmarked and row.base is None and row.target != there.get(row.key) for row in rows
        )
        part = mark_meant_rows(part, job, self.as_meant)
        earlier: Collection[str] = ()
        if job.version and not all(row.base for row in part.rows):
            earlier = history.list_earlier_digests(job.version)
        digests = {(unit.key, compute_digest(unit.source)) for unit in job.units}
        is_known = all((row.key, compute_digest(row.source)) in digests for row in part.rows)
        pivots = () if is_known else list_pivot_units(job, history)
        return find_changes(part, job, earlier, self.side, pivots)

    def _refuse_part(
        self, part: BundlePart, code: str, location: ProblemLocation
    ) -> Problem | None:
        """Return why none of the rows of `part` may come in; None where they may."""
        location = part.rows[0].location if part.rows else location
        site = self.reading.site
        wrong = find_entry_fault(site, part.entry, part.revision) or _check_revision(
            part, site.entries[part.entry], code
        )
        return Problem(location, *wrong) if wrong else None

    def _add_file(self, changes: VersionChanges, people: ImportPeople) -> None:
        settings = self.reading.settings
        try:
            file = build_localised_file(changes, settings, self.today, people)
        except UnsafeEditError as error:
            self.problems += error.problems
            self.refused.add(changes.part.entry)
            return
        if problems := list(check_segments(file)):
            self.problems += problems
            self.refused.add(changes.part.entry)
            return
        self.files.append(file)
        entry, revision = changes.job.entry, changes.job.revision
        if revision < entry.revision:
            what = f"entry {entry.id} has moved on: this is of revision {revision}, the source is "
            what, row = f"{what}at {entry.revision}", next(iter(changes.rows.values()))
            self.problems.add(row.location, what, self.advice, Severity.WARNING)

    def _check_drafts(self) -> None:
        """Run `entraide check` on the site with the new files; drop the files that it refuses.

        Each of its mistakes is located at the row that causes it. A mistake that the new files
        cause in another file, such as a link to a heading whose words have changed, is a warning
        only: it has to be mended in that other file, after the import.
        """
        while True:
            refused = self._preview_files(problems := ProblemLog())
            if self.strict or not refused:
                self.problems += problems
                return
            self.problems += select_errors(problems)
            out = (file for file in self.files if file.path in refused)
            self.refused.update(file.changes.part.entry for file in out)
            self.files = [file for file in self.files if file.path not in refused]

    def _preview_files(self, log: ProblemLog) -> set[str]:
        """Return the paths of the new files that have mistakes; add all problems to `log`."""
        drafts = (
            VersionDraft(file.changes.job.entry.id, file.changes.job.code, file.path, file.text)
            for file in self.files
        )
        preview = preview_site(self.reading, drafts, self.today)
        log.extend(preview.problems)
        files, refused = {file.path: file for file in self.files}, set[str]()
        for problem in preview.errors:
            if file := files.get(problem.path):
                changes = file.changes
                version = preview.entries[changes.job.entry.id].localised[changes.job.code]
                placed = place_problem(problem, version, changes.texts, changes.rows)
                if file.status is VersionStatus.DRAFT and placed is problem:
                    continue  # it is in what is not translated: told when readers are to get it
                log.append(placed)
                refused.add(file.path)
            elif preview.is_new(problem):
                cure = f"A build would stop here. {problem.cure}"
                log.append(replace(problem, severity=Severity.WARNING, cure=cure))
        return refused | {problem.path for problem in preview.problems} & files.keys()


def find_entry_fault(site: Site, number: int, revision: int | None) -> tuple[str, str] | None:
    """Return why nothing can come in for entry `number`, and the cure; None if it can.

    The project has no such entry, or has it at an older revision than `revision`, from which the
    text was made (None where that is unknown).
    """
    entry = site.entries.get(number)
    if entry is None:
        unknown = f"there is no entry {number} here, or its files have mistakes"
        fault = describe_gone_entry(str(number), site.gone)
        return fault or (unknown, "Run: entraide check")
    if revision and revision > entry.revision:
        what = f"this was made from revision {revision} of entry {number}, and here it is at "
        return f"{what}{entry.revision}", "Bring the project up to date first: git pull"
    return None


def _check_revision(part: BundlePart, entry: Entry, code: str) -> tuple[str, str] | None:
    """Return why the rows of `part` fit no text of `entry`, and the cure; None if they do."""
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
