"""Corrections of source versions: new texts in the file; somebody records the revision afterwards.

A correction is not compared with a source, since a number may be what it corrects. But each text
must stay one segment of its kind, and `entraide check` may find no new mistake.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from entraide.content.checks.contacts import restrict_contacts
from entraide.content.docs.entry_editor import correct_source
from entraide.content.reader import SiteReading
from entraide.content.segmentation import cut_segments, replace_segments
from entraide.content.version_text import VersionText, build_source_text
from entraide.content.yaml.editor import UnsafeEditError
from entraide.errors import Problem, ProblemKind, ProblemLog
from entraide.exchange.proposal_rows import VersionRows
from entraide.exchange.site_preview import VersionDraft, place_problem, preview_site
from entraide.exchange.version_changes import describe_objection, describe_split
from entraide.model.entry import Entry
from entraide.model.objections import find_objections
from entraide.model.proposal import Proposal
from entraide.model.segment import compute_digest
from entraide.model.segment_keys import SegmentKey, make_text_keys, select_fields, select_notes
from entraide.translation.formats.bundle import UnitRow

# What strangers send brings in no number, address or site of theirs.
BY_HAND = "Write it yourself, once you know whose it is"


@dataclass(frozen=True)
class SourceCorrection:
    """The rows that correct the source version of `entry`, by key, and the names to be credited."""

    entry: Entry
    rows: Mapping[SegmentKey, UnitRow]
    credit: str  # the front matter of a source version has no place for it

    @property
    def path(self) -> str:
        return self.entry.source.path

    @cached_property
    def source(self) -> VersionText:
        return build_source_text(self.entry)

    @cached_property
    def texts(self) -> dict[SegmentKey, str]:
        return {key: row.target for key, row in self.rows.items()}

    def splice_body(self, texts: Mapping[SegmentKey, str]) -> str:
        """Return the body of the source version with `texts` in it."""
        keys = make_text_keys(self.source.segments)
        new = {number: texts[key] for number, key in enumerate(keys) if key in texts}
        return replace_segments(self.source.body, self.source.cuts, new)

    def rewrite(self, written: str) -> str:
        """Return `written`, the whole file of today, corrected; UnsafeEditError if it cannot be."""
        texts = self.texts
        fields, notes, body = select_fields(texts), select_notes(texts), self.splice_body(texts)
        return correct_source(written, self.path, fields, notes, body)

    def find_problems(self) -> Iterator[Problem]:
        """Yield the problems for which rows may not come in."""
        refused = set[SegmentKey]()
        for key, row in self.rows.items():
            for objection in find_objections(row.source, row.target, key.kind, guarded=False):
                yield describe_objection(objection, row, key.kind)
                refused.add(key)
        for number, key in enumerate(make_text_keys(self.source.segments)):
            if key in self.texts.keys() - refused and not self._is_still_one(number, key):
                yield describe_split(self.rows[key], key.kind)

    def _is_still_one(self, number: int, key: SegmentKey) -> bool:
        """Return whether Markdown reads the new text as one segment, and all others as before."""
        signs = [(segment.kind, segment.digest) for segment in self.source.segments]
        signs[number] = (signs[number][0], compute_digest(self.texts[key]))
        there = cut_segments(self.splice_body({key: self.texts[key]}))
        return signs == [(cut.segment.kind, cut.segment.digest) for cut in there]


@dataclass(frozen=True)
class CorrectionFile:
    """The whole text of a source version’s file, corrected."""

    correction: SourceCorrection
    text: str


def build_correction_files(
    groups: Iterable[Sequence[Proposal]], reading: SiteReading, today: date, log: ProblemLog
) -> list[CorrectionFile]:
    """Return the corrected files; each of `groups` has the proposals for one source version.

    Texts that are left out, and mistakes in the corrected files, are added to `log`.
    """
    files = []
    for group in groups:
        entry = reading.site.entries[group[0].entry]
        version_rows = VersionRows(log)
        for proposal in group:
            version_rows.add_corrections(proposal, build_source_text(entry))
        correction = SourceCorrection(entry, version_rows.rows, version_rows.credit)
        wrong = list(correction.find_problems())
        log.extend(wrong)
        if not version_rows.rows or wrong:
            continue
        written = (reading.settings.root / correction.path).read_bytes().decode()
        try:
            files.append(CorrectionFile(correction, correction.rewrite(written)))
        except UnsafeEditError as error:
            log.extend(error.problems)
    if files:
        log.extend(_check_drafts(files, reading, today))
    return files


def _check_drafts(
    files: Sequence[CorrectionFile], reading: SiteReading, today: date
) -> Iterator[Problem]:
    """Yield the mistakes that `entraide check` would find in `files`, and does not find today."""
    drafts = (
        VersionDraft(one.entry.id, one.entry.source.locale, one.path, file.text)
        for file in files
        for one in [file.correction]
    )
    preview = preview_site(restrict_contacts(reading), drafts, today)
    yield from preview.problems
    corrections = {file.correction.path: file.correction for file in files}
    for problem in preview.errors:
        if preview.is_new(problem):
            if correction := corrections.get(problem.path):
                version = preview.entries[correction.entry.id].source
                rows, verdict = correction.rows, " cannot come in"
                moved = place_problem(problem, version, correction.texts, rows, verdict)
                by_hand = moved is not problem and problem.kind is ProblemKind.CONTACT
                yield replace(moved, cure=BY_HAND) if by_hand else moved
            else:
                yield problem
