"""Corrections of a source version: other words in its file, and a revision that somebody records.

No text is held to its source here: a correction may well be of a number. What it may not do is
become anything else than the segment that it stands for, or make `entraide check` find mistakes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from entraide.content.checks import check_project
from entraide.content.checks.contacts import is_contact_problem, restrict_contacts
from entraide.content.entry_editor import correct_source
from entraide.content.front_matter import SourceMatter, validate
from entraide.content.reader import SiteReading
from entraide.content.segmentation import cut_segments, replace_segments
from entraide.content.text_files import parse_text
from entraide.content.version_text import VersionText, build_source_text
from entraide.content.yaml_editor import UnsafeEditError
from entraide.errors import Problem, select_errors
from entraide.exchange.bundle_changes import describe_objection
from entraide.exchange.bundle_import import find_unit_key
from entraide.exchange.proposal_changes import (
    ProposalChange,
    find_corrections,
    format_proposal_name,
    format_segment_name,
    join_credits,
    merge_changes,
)
from entraide.model.entry import Entry
from entraide.model.line_ends import unify_line_ends
from entraide.model.objections import find_objections
from entraide.model.proposal import Proposal
from entraide.model.revision import Change
from entraide.model.segment import compute_digest
from entraide.model.segment_keys import SegmentKey, make_text_keys, select_fields, select_notes
from entraide.translation.formats.bundle import BundleRow


@dataclass(frozen=True)
class SourceCorrection:
    """What is new for the source version of `entry`."""

    entry: Entry
    changes: Mapping[SegmentKey, ProposalChange]

    @property
    def path(self) -> str:
        return self.entry.source.path

    @cached_property
    def source(self) -> VersionText:
        return build_source_text(self.entry)

    @cached_property
    def texts(self) -> dict[SegmentKey, str]:
        return {key: each.new_text for key, each in self.changes.items()}

    @property
    def credit(self) -> str:
        """Who wants to be named; the front matter of a source version has no place for them."""
        return join_credits(self.changes.values())

    def compose_body(self, texts: Mapping[SegmentKey, str]) -> str:
        """The body with some of the texts."""
        keys = make_text_keys(self.source.segments)
        new = {number: texts[key] for number, key in enumerate(keys) if key in texts}
        return replace_segments(self.source.body, self.source.cuts, new)

    def rewrite_file(self, written: str) -> str:
        """The whole file, which is `written` now. UnsafeEditError where that cannot be done."""
        texts = self.texts
        fields, notes, body = select_fields(texts), select_notes(texts), self.compose_body(texts)
        return correct_source(written, self.path, fields, notes, body)

    def find_problems(self) -> Iterator[Problem]:
        """What keeps one of the texts out."""
        refused = set[SegmentKey]()
        for key, each in self.changes.items():
            kind = each.text.kind
            row = BundleRow(self.entry.id, key, each.text.was, each.new_text)
            for objection in find_objections(row.source, row.target, kind, guarded=False):
                what, cure = describe_objection(objection, row, kind)
                yield self.make_problem(key, what.removeprefix(f"{row.name} "), cure)
                refused.add(key)
        for number, key in enumerate(make_text_keys(self.source.segments)):
            if key in self.texts.keys() - refused and not self._stays_one(number, key):
                kind = self.source.segments[number].kind
                cure = "Write it without blank lines, and without signs of Markdown at its start"
                yield self.make_problem(key, f"would no longer be one {kind}", cure)

    def _stays_one(self, number: int, key: SegmentKey) -> bool:
        """Whether Markdown takes the new text for what the old one is, and all else as before."""
        signs = [(one.kind, one.digest) for one in self.source.segments]
        signs[number] = (signs[number][0], compute_digest(self.texts[key]))
        there = cut_segments(self.compose_body({key: self.texts[key]}))
        return signs == [(one.segment.kind, one.segment.digest) for one in there]

    def make_problem(self, key: SegmentKey, what: str, cure: str) -> Problem:
        each = self.changes[key]
        name = format_segment_name(key, each.text.kind, each.text.was)
        return Problem(format_proposal_name(each.proposal), 0, f"{name} {what}", cure)


# What strangers send brings in no number, address or site of theirs.
BY_HAND = "Write it yourself, once you know whose it is"


@dataclass(frozen=True)
class CorrectionFile:
    """A file as it will be."""

    correction: SourceCorrection
    text: str


def build_correction_files(
    groups: Iterable[Sequence[Proposal]], reading: SiteReading, today: date, problems: list[Problem]
) -> list[CorrectionFile]:
    """The files that proposals for source versions make, each group for one of them."""
    made = []
    for group in groups:
        entry = reading.site.entries[group[0].entry]
        found: dict[SegmentKey, ProposalChange] = {}
        for proposal in group:
            merge_changes(
                find_corrections(proposal, build_source_text(entry), problems), found, problems
            )
        correction = SourceCorrection(entry, found)
        wrong = list(correction.find_problems())
        problems += wrong
        if not found or wrong:
            continue
        written = (reading.settings.root / correction.path).read_bytes().decode()
        try:
            made.append(CorrectionFile(correction, correction.rewrite_file(written)))
        except UnsafeEditError as error:
            problems.append(error.problem)
    problems += _mistakes(made, reading, today)
    return made


def _mistakes(
    made: Sequence[CorrectionFile], reading: SiteReading, today: date
) -> Iterator[Problem]:
    """What `entraide check` would refuse then, and does not refuse today."""
    if not made:
        return
    entries = dict(reading.site.entries)
    for each in made:
        entry, problems = _read_back(each.correction.entry, each.text)
        yield from problems
        entries[entry.id] = entry
    site = replace(reading.site, entries=entries)
    strict = restrict_contacts(reading)
    found = select_errors(check_project(replace(strict, site=site), today))
    known = {(one.path, one.what) for one in check_project(strict, today)} if found else set()
    changed = {each.correction.path: each.correction for each in made}
    for problem in found:
        if (problem.path, problem.what) in known:
            continue
        correction = changed.get(problem.path)
        yield _located(problem, correction, entries) if correction else problem


def _located(
    problem: Problem, correction: SourceCorrection, entries: Mapping[int, Entry]
) -> Problem:
    """`problem` of a file that is not there yet, at the text that brings it."""
    version = entries[correction.entry.id].source
    key = find_unit_key(problem.line, version, correction.texts)
    what = f"cannot come in: {problem.what}"
    cure = BY_HAND if is_contact_problem(problem) else problem.cure
    return correction.make_problem(key, what, cure) if key else problem


def _read_back(entry: Entry, text: str) -> tuple[Entry, list[Problem]]:
    """`entry` as a build would read it from the corrected file."""
    path = entry.source.path
    parsed, problems = parse_text(unify_line_ends(text.removeprefix("\ufeff")), path)
    if parsed is None:
        return entry, problems
    matter, problems = validate(SourceMatter, parsed.document, path)
    if matter is None:
        return entry, problems
    source = replace(
        entry.source,
        title=matter.title,
        summary=matter.summary,
        keywords=tuple(matter.keywords),
        body=parsed.body,
        body_line=parsed.body_line,
        lines=parsed.key_lines,
    )
    changes = tuple(Change(**dict(change)) for change in matter.changes)
    return replace(entry, source=source, changes=changes), []
