"""Proposals that staff accepted, on their way into the files: all of them judged, then all or none.

What comes for a localised version comes in as a catalogue does, segment by segment, and what
corrects a source version is spliced into it; `proposed` says what of it is news.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading
from entraide.errors import Problem, suggest_name
from entraide.exchange.bundle_changes import BundleChanges
from entraide.exchange.bundle_import import BundleImport
from entraide.exchange.localised_file import LocalisedFile
from entraide.exchange.proposal_changes import (
    ProposalChange,
    find_translations,
    format_proposal_name,
    format_segment_name,
    join_credits,
    merge_changes,
)
from entraide.exchange.source_corrections import CorrectionFile, build_correction_files
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from entraide.model.proposal import Proposal
from entraide.model.segment_keys import SegmentKey
from entraide.translation.formats.bundle import Bundle, BundlePart, BundleRow
from entraide.translation.job import TranslationJob, build_job

SENT = "proposals"  # the path of what is in no file
MANY = 5  # names in one sentence


@dataclass
class ProposalImport:
    """Some proposals, and what they come to; nothing is written yet."""

    reading: SiteReading
    past: EntryHistory
    today: date
    reviewer: str
    problems: list[Problem] = field(default_factory=list)
    localised_files: list[LocalisedFile] = field(default_factory=list)
    correction_files: list[CorrectionFile] = field(default_factory=list)
    _rows: list[ProposalChange] = field(
        default_factory=list
    )  # by the line of their problems, from 1

    @property
    def files(self) -> dict[Path, str]:
        """What is to be written."""
        settings = self.reading.settings
        files = dict(
            each for landing in self.localised_files for each in landing.list_files(settings)
        )
        files |= {settings.root / each.correction.path: each.text for each in self.correction_files}
        return files

    def add_proposals(self, proposals: Iterable[Proposal]) -> None:
        """Judge all of them: the files that they make, and whatever is wrong with them."""
        parts: defaultdict[str, list[BundlePart]] = defaultdict(list)
        own: list[Sequence[Proposal]] = []
        for group in self._groups(proposals):
            locale, entry = group[0].locale, self.reading.site.entries[group[0].entry]
            if locale == entry.source.locale:
                own.append(group)
            elif part := self._part(group):
                parts[locale].append(part)
        self._bring_in(parts)
        self.correction_files = build_correction_files(own, self.reading, self.today, self.problems)

    def _groups(self, proposals: Iterable[Proposal]) -> list[list[Proposal]]:
        """Those that fit this project, by the version that they are for, oldest first."""
        groups: defaultdict[tuple[int, str], list[Proposal]] = defaultdict(list)
        for proposal in sorted(proposals, key=lambda each: (each.day, each.id)):
            if wrong := self._wrong(proposal):
                self.problems.append(Problem(format_proposal_name(proposal), 0, *wrong))
            else:
                groups[proposal.entry, proposal.locale].append(proposal)
        return [groups[key] for key in sorted(groups)]

    def _wrong(self, proposal: Proposal) -> tuple[str, str] | None:
        """What keeps a proposal out altogether, and the cure."""
        site, number = self.reading.site, proposal.entry
        entry, codes = site.entries.get(number), [locale.code for locale in site.locales]
        if entry is None:
            what = f"there is no entry {number} here, or its files have mistakes"
            return what, "Run: entraide check"
        if proposal.locale not in codes:
            return f"“{proposal.locale}” is no locale here", suggest_name(proposal.locale, codes)
        if proposal.revision > entry.revision:
            what = f"it was made from revision {proposal.revision} of entry {number}, and here it "
            return f"{what}is at {entry.revision}", "Bring the project up to date first: git pull"
        if sign := UNWRITABLE_CHARACTER.search(proposal.credit):
            what = f"the name to be credited has the sign U+{ord(sign[0]):04X}, which nobody sees"
            return what, "Ask for another name, or decline it"
        return None

    def _part(self, group: Sequence[Proposal]) -> BundlePart | None:
        """The rows of proposals for one localised version; None where nothing of them is new."""
        found: dict[SegmentKey, ProposalChange] = {}
        revisions: set[int] = set()
        entry = self.reading.site.entries[group[0].entry]
        now = self._work_now(group[0])
        for proposal in group:
            job = self._work_then(proposal) or now
            fresh = list(find_translations(proposal, job, now, self.problems))
            revisions |= {job.revision} if fresh else set()
            merge_changes(fresh, found, self.problems)
        if len(revisions) > 1:
            what = "others for the same version were made from another revision"
            cure = "Pull one after the other, the oldest first"
            self.problems.append(Problem(format_proposal_name(group[-1]), 0, what, cure))
        if not found:
            return None
        rows = tuple(map(self._row, found.values()))
        return BundlePart(entry.id, max(revisions), rows=rows, credit=join_credits(found.values()))

    def _work_now(self, proposal: Proposal) -> TranslationJob:
        job = build_job(self.reading.site.entries[proposal.entry], proposal.locale, self.past)
        assert job is not None  # noqa: S101 - the text of today is always known
        return job

    def _work_then(self, proposal: Proposal) -> TranslationJob | None:
        """What it was made from; None where nobody knows that, or the version is newer already."""
        entry = self.reading.site.entries[proposal.entry]
        version = entry.localised.get(proposal.locale)
        if version and version.revision > proposal.revision:
            return None
        return build_job(entry, proposal.locale, self.past, proposal.revision)

    def _row(self, each: ProposalChange) -> BundleRow:
        self._rows.append(each)
        text = each.text
        return BundleRow(
            each.proposal.entry, each.key, text.source, each.new_text, at=len(self._rows)
        )

    def _bring_in(self, parts: dict[str, list[BundlePart]]) -> None:
        """Judge what is for localised versions."""
        anew = "Those of its texts that have moved are named too"
        done = BundleImport(SENT, self.reading, self.today, reviewer=self.reviewer, advice=anew)
        for code, each in sorted(parts.items()):
            lang = self.reading.site.get_locale(code).lang
            done.add_bundle(Bundle(code, lang, "", tuple(each)), self.past)
        self.problems += map(self._in_words, done.problems)
        self.problems += map(self._lacking, done.incomplete)
        self.localised_files = done.files

    def _in_words(self, problem: Problem) -> Problem:
        """`problem` of a line that no file has, by its proposal and what the segment says."""
        if problem.path != SENT:
            return problem
        each = self._rows[problem.line - 1]
        text, what = each.text, problem.what
        name = f"{each.proposal.entry}/{text.key}"
        if what.startswith(name):
            words = format_segment_name(text.key, text.kind, text.source or text.was)
            what = words + what.removeprefix(name)
        return replace(problem, path=format_proposal_name(each.proposal), line=0, what=what)

    def _lacking(self, found: BundleChanges) -> Problem:
        """What is wrong with a proposal for a version that is not there, and not whole either."""
        entry, code = found.job.entry, found.job.code
        names = [format_segment_name(unit.key, unit.kind, unit.source) for unit in found.waiting]
        more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
        each = self._rows[next(iter(found.rows.values())).at - 1]
        what = f"there is no version in {code} yet, and this leaves out {', '.join(names[:MANY])}"
        cure = f"Translate the rest: entraide translate export --to {code} --id {entry.id}"
        return Problem(format_proposal_name(each.proposal), 0, f"{what}{more}", cure)
