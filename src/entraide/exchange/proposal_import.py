"""Proposals that staff accepted, on their way into the files: all of them judged, then all or none.

What comes for a localised version comes in as a bundle does, row by row, and what corrects a source
version is spliced into it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from entraide.content.contacts import find_contacts
from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading
from entraide.errors import Problem, ProblemLog, ProposalSegment, suggest_name
from entraide.exchange.bundle_import import BundleImport, find_entry_fault
from entraide.exchange.localised_file import LocalisedFile
from entraide.exchange.proposal_rows import (
    VersionRows,
    format_segment_name,
)
from entraide.exchange.source_corrections import CorrectionFile, build_correction_files
from entraide.exchange.version_changes import VersionChanges
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.proposal import Proposal
from entraide.model.site import Site
from entraide.translation.formats.bundle import Bundle, BundlePart
from entraide.translation.job import TranslationJob, build_current_job, build_job

MANY = 5  # names in one sentence


@dataclass
class ProposalImport:
    """Some proposals, and what they come to; nothing is written yet."""

    reading: SiteReading
    history: EntryHistory
    today: date
    reviewer: str
    problems: ProblemLog = field(default_factory=ProblemLog)
    localised_files: list[LocalisedFile] = field(default_factory=list)
    correction_files: list[CorrectionFile] = field(default_factory=list)

    @property
    def files(self) -> dict[Path, str]:
        """What is to be written."""
        settings = self.reading.settings
        files = dict(each for file in self.localised_files for each in file.list_files(settings))
        files |= {settings.root / each.correction.path: each.text for each in self.correction_files}
        return files

    def import_proposals(self, proposals: Iterable[Proposal]) -> None:
        """Judge all of them: the files that they make, and whatever is wrong with them."""
        parts: defaultdict[str, list[BundlePart]] = defaultdict(list)
        corrections: list[Sequence[Proposal]] = []
        for group in self._group_by_version(proposals):
            locale, entry = group[0].locale, self.reading.site.entries[group[0].entry]
            if locale == entry.source.locale:
                corrections.append(group)
            elif part := self._build_part(group):
                parts[locale].append(part)
        self._import_parts(parts)
        self.correction_files = build_correction_files(
            corrections, self.reading, self.today, self.problems
        )

    def _group_by_version(self, proposals: Iterable[Proposal]) -> list[list[Proposal]]:
        """Return those that fit this project, by the version that they are for, oldest first."""
        groups: defaultdict[tuple[int, str], list[Proposal]] = defaultdict(list)
        for proposal in sorted(proposals, key=lambda each: (each.day, each.id)):
            if wrong := _check_proposal(proposal, self.reading.site):
                self.problems.add(ProposalSegment(proposal.short_id), *wrong)
            else:
                groups[proposal.entry, proposal.locale].append(proposal)
        return [groups[key] for key in sorted(groups)]

    def _build_part(self, group: Sequence[Proposal]) -> BundlePart | None:
        """Return the rows of proposals for one localised version; None where nothing comes in."""
        version_rows, revisions = VersionRows(self.problems), set[int]()
        entry = self.reading.site.entries[group[0].entry]
        job_now = build_current_job(entry, group[0].locale, self.history)
        for proposal in group:
            job_then = self._build_job_then(proposal) or job_now
            if version_rows.add_translations(proposal, job_then, job_now):
                revisions.add(job_then.revision)
        if len(revisions) > 1:
            what = "others for the same version were made from another revision"
            cure = "Pull one after the other, the oldest first"
            self.problems.add(ProposalSegment(group[-1].short_id), what, cure)
        if not version_rows.rows:
            return None
        rows = tuple(version_rows.rows.values())
        return BundlePart(entry.id, max(revisions), rows=rows, credit=version_rows.credit)

    def _build_job_then(self, proposal: Proposal) -> TranslationJob | None:
        """Return the job at the revision of a proposal.

        None where nobody knows that text, or the version is newer already.
        """
        entry = self.reading.site.entries[proposal.entry]
        version = entry.localised.get(proposal.locale)
        if version and version.revision > proposal.revision:
            return None
        return build_job(entry, proposal.locale, self.history, proposal.revision)

    def _import_parts(self, parts: Mapping[str, list[BundlePart]]) -> None:
        """Judge what is for localised versions, by locale."""
        advice = "Those of its texts that have moved are named too"
        bundle_import = BundleImport(
            self.reading, self.today, reviewer=self.reviewer, advice=advice
        )
        langs = {locale.code: locale.lang for locale in self.reading.site.locales}
        bundles = (
            (Bundle(code, langs[code], "", tuple(each)), each[0].rows[0].location)
            for code, each in sorted(parts.items())
        )
        bundle_import.import_bundles(bundles, self.history)
        self.problems += bundle_import.problems
        self.problems += map(_refuse_incomplete, bundle_import.incomplete)
        self.localised_files = bundle_import.files


def _check_proposal(proposal: Proposal, site: Site) -> tuple[str, str] | None:
    """Return what keeps a proposal out altogether, and the cure."""
    if fault := find_entry_fault(site, proposal.entry, proposal.revision):
        return fault
    codes = [locale.code for locale in site.locales]
    if proposal.locale not in codes:
        return f"“{proposal.locale}” is no locale here", suggest_name(proposal.locale, codes)
    if what := _describe_bad_name(proposal.credit):
        return f"the name to be credited has {what}", "Ask for another name, or decline it"
    return None


def _describe_bad_name(name: str) -> str:
    """Return what a stranger's name must not bring to the page that shows it; "" if nothing."""
    if sign := UNWRITABLE_CHARACTER.search(name):
        return f"the sign U+{ord(sign[0]):04X}, which nobody sees"
    contact = next(find_contacts(name, known=()), None)
    return f"“{contact.text}”, and a contact is no name" if contact else ""


def _refuse_incomplete(changes: VersionChanges) -> Problem:
    """Return what is wrong with rows for a version that is missing, and would not be whole."""
    entry, code = changes.job.entry, changes.job.code
    names = [format_segment_name(unit.key, unit.kind, unit.source) for unit in changes.waiting]
    more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
    row = next(iter(changes.rows.values()))
    what = f"there is no version in {code} yet, and this leaves out {', '.join(names[:MANY])}"
    cure = f"Translate the rest: entraide translate export --to {code} --id {entry.id}"
    return Problem(row.location, f"{what}{more}", cure)
