"""The import of proposals that staff have accepted: all are judged, then all come in, or none.

A translation comes in as the rows of a bundle do. A correction of a source version is put into the
text of that version.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from entraide.content.contacts import find_contacts
from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading
from entraide.errors import ProblemLog, ProposalSegment, suggest_name
from entraide.exchange.bundle_import import BundleImport, find_entry_fault
from entraide.exchange.localised_file import LocalisedFile
from entraide.exchange.proposal_rows import VersionRows
from entraide.exchange.source_corrections import CorrectionFile, build_correction_files
from entraide.exchange.version_changes import ConflictSide
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.proposal import Proposal
from entraide.model.site import Site
from entraide.translation.formats.bundle import Bundle, BundlePart
from entraide.translation.job import TranslationJob, build_current_job, build_job


@dataclass
class ProposalImport:
    """The import of some proposals: the files that they would make, and their problems.

    Nothing is written here: the caller writes `files`.
    """

    reading: SiteReading
    history: EntryHistory
    today: date
    reviewer: str
    as_meant: Collection[str] = ()  # names of texts whose numbers are right, as “1029/title”
    problems: ProblemLog = field(default_factory=ProblemLog)
    localised_files: list[LocalisedFile] = field(default_factory=list)
    correction_files: list[CorrectionFile] = field(default_factory=list)

    @property
    def files(self) -> dict[Path, str]:
        """Each file to write, with its text."""
        settings = self.reading.settings
        files = dict(each for file in self.localised_files for each in file.list_files(settings))
        files |= {settings.root / each.correction.path: each.text for each in self.correction_files}
        return files

    def import_proposals(self, proposals: Iterable[Proposal]) -> None:
        """Judge `proposals`: fill both lists of files, and add every problem to `problems`."""
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
        """Return the proposals that fit this project, a list for each version, oldest first."""
        groups: defaultdict[tuple[int, str], list[Proposal]] = defaultdict(list)
        for proposal in sorted(proposals, key=lambda each: (each.day, each.id)):
            if wrong := _check_proposal(proposal, self.reading.site):
                self.problems.add(ProposalSegment(proposal.short_id), *wrong)
            else:
                groups[proposal.entry, proposal.locale].append(proposal)
        return [groups[key] for key in sorted(groups)]

    def _build_part(self, group: Sequence[Proposal]) -> BundlePart | None:
        """Return the rows of `group`, which is for one localised version; None if none come in."""
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
        return BundlePart(entry.id, max(revisions), rows=rows, credits=version_rows.credits)

    def _build_job_then(self, proposal: Proposal) -> TranslationJob | None:
        """Return the job at the revision that `proposal` was made from.

        None where nobody knows the text of that revision, or where the version is newer already.
        """
        entry = self.reading.site.entries[proposal.entry]
        version = entry.localised.get(proposal.locale)
        if version and version.revision > proposal.revision:
            return None
        return build_job(entry, proposal.locale, self.history, proposal.revision)

    def _import_parts(self, parts: Mapping[str, list[BundlePart]]) -> None:
        """Import the rows for localised versions, of which `parts` has those of each locale."""
        advice = "Those of its texts that have moved are named too"
        bundle_import = BundleImport(
            self.reading,
            self.today,
            reviewer=self.reviewer,
            advice=advice,
            as_meant=self.as_meant,
            side=ConflictSide.THEIRS,  # `VersionRows` has left out what was corrected since
        )
        langs = {locale.code: locale.lang for locale in self.reading.site.locales}
        bundles = (
            (Bundle(code, langs[code], "", tuple(each)), each[0].rows[0].location)
            for code, each in sorted(parts.items())
        )
        bundle_import.import_bundles(bundles, self.history)
        self.problems += bundle_import.problems
        self.localised_files = bundle_import.files


def _check_proposal(proposal: Proposal, site: Site) -> tuple[str, str] | None:
    """Return why nothing of `proposal` may come in, and the cure; None if it may."""
    if fault := find_entry_fault(site, proposal.entry, proposal.revision):
        return fault
    codes = [locale.code for locale in site.locales]
    if proposal.locale not in codes:
        return f"“{proposal.locale}” is no locale here", suggest_name(proposal.locale, codes)
    if what := _describe_bad_name(proposal.credit):
        return f"the name to be credited has {what}", "Ask for another name, or decline it"
    return None


def _describe_bad_name(name: str) -> str:
    """Return what in `name` may not stand on a page: an unseen sign, a contact; "" if nothing."""
    if sign := UNWRITABLE_CHARACTER.search(name):
        return f"the sign U+{ord(sign[0]):04X}, which nobody sees"
    contact = next(find_contacts(name, known=()), None)
    return f"“{contact.text}”, and a contact is no name" if contact else ""
