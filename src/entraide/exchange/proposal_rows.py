"""The texts of a proposal as rows: those that come in, beside what stands there, and stood there.

A text is left out, with a warning, whose source has changed since, or in whose place somebody has
put something else: nobody's later work is lost by an older one. What says the same already is no
change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from entraide.content.version_text import VersionText
from entraide.errors import ProblemLog, ProposalSegment, Severity
from entraide.exchange.version_changes import clean_text
from entraide.model.proposal import Proposal, ProposedText
from entraide.model.segment import SegmentKind, compute_digest
from entraide.model.segment_keys import SegmentKey, make_text_keys, parse_key
from entraide.translation.formats.bundle import UnitRow
from entraide.translation.job import TranslationJob
from entraide.translation.units import TranslationUnit

LONGEST_NAME = 40  # signs of a text that names its segment
OTHER = "is not what it was when this was proposed"


def format_segment_name(key: SegmentKey | str, kind: str, text: str) -> str:
    """Return what people call a segment: a field by its name, any other by how it begins."""
    if kind == SegmentKind.FIELD:
        return str(key)
    text = " ".join(text.split())
    return f"{kind} “{text if len(text) <= LONGEST_NAME else f'{text[: LONGEST_NAME - 1]}…'}”"


@dataclass
class VersionRows:
    """Rows of proposals for one version, and who wants to be named for them.

    What does not come in, and what two proposals disagree about, is a problem.
    """

    log: ProblemLog
    rows: dict[SegmentKey, UnitRow] = field(default_factory=dict)
    names: dict[SegmentKey, str] = field(default_factory=dict)

    @property
    def credit(self) -> str:
        """Whoever wants to be named, in the order of the rows."""
        return ", ".join(dict.fromkeys(filter(None, self.names.values())))

    def add_translations(
        self, proposal: Proposal, job_then: TranslationJob, job_now: TranslationJob
    ) -> bool:
        """Add what comes in for a localised version; return whether anything does.

        `job_then` is that of the proposal's revision where that is known, `job_now` that of today.
        """
        rows = list(self._select_translations(proposal, job_then, job_now))
        self._merge(proposal, rows)
        return bool(rows)

    def add_corrections(self, proposal: Proposal, source: VersionText) -> None:
        """Add what comes in for the source version, whose texts are named by what they say."""
        self._merge(proposal, list(self._select_corrections(proposal, source)))

    def _select_translations(
        self, proposal: Proposal, job_then: TranslationJob, job_now: TranslationJob
    ) -> Iterator[UnitRow]:
        units_then, units_now = map(_index_by_text, (job_then.units, job_now.units))
        for text in proposal.texts:
            unit_name = text.key, compute_digest(text.source)
            unit = units_then.get(unit_name)
            since = f"has another source since revision {proposal.revision}"
            if unit is None:
                export = f"entraide translate export --to {job_then.code} --id {job_then.entry.id}"
                self._warn(proposal, text, since, f"Left out. To bring it up to date: {export}")
                continue
            row = _build_row(proposal, text, unit.key, text.source)
            if unit.is_done and unit.target == row.target:
                continue
            if unit.target and not _is_same(unit.target, text.old_text, row.target):
                self._leave_out(proposal, text)
                continue
            if unit_name not in units_now:
                cure = f"It comes in as of revision {job_then.revision}, and pages say so"
                self._warn(proposal, text, since, cure)
            yield row

    def _select_corrections(self, proposal: Proposal, source: VersionText) -> Iterator[UnitRow]:
        there = index_source_texts(source)
        for text in proposal.texts:
            key = parse_key(text.key)
            if key is None:
                self._leave_out(proposal, text)
                continue
            now, row = there.get(key), _build_row(proposal, text, key, text.old_text)
            if row.target in ("", now) or (now is None and row.target in there.values()):
                continue  # nothing, or it stands there already, under a name of its own
            if now is None or (text.old_text and not _is_same(now, text.old_text)):
                self._leave_out(proposal, text)
            else:
                yield row

    def _merge(self, proposal: Proposal, rows: Iterable[UnitRow]) -> None:
        """Put `rows` among those there are; two may not say different things of one segment."""
        for row in rows:
            other = self.rows.setdefault(row.key, row)
            self.names.setdefault(row.key, " ".join(proposal.credit.split()))
            if other.target != row.target:
                what = f"{row.title} says something else in {other.location}"
                cure = "Decline one of them, or pull one alone"
                self.log.add(row.location, what, cure)

    def _leave_out(self, proposal: Proposal, text: ProposedText) -> None:
        compare = f"Compare the two: entraide proposals show {proposal.short_id}"
        self._warn(proposal, text, OTHER, f"Left out. {compare}")

    def _warn(self, proposal: Proposal, text: ProposedText, what: str, cure: str) -> None:
        what = f"{_format_label(text)} {what}"
        location = ProposalSegment(proposal.short_id, text.key)
        self.log.add(location, what, cure, Severity.WARNING)


def _build_row(proposal: Proposal, text: ProposedText, key: SegmentKey, source: str) -> UnitRow:
    """Return a text as it would be written; `source` is what it is measured by."""
    return UnitRow(
        proposal.entry,
        key,
        source,
        clean_text(text.text, key),
        location=ProposalSegment(proposal.short_id, text.key),
        label=_format_label(text),
    )


def _format_label(text: ProposedText) -> str:
    return format_segment_name(text.key, text.kind, text.source or text.old_text)


def _index_by_text(units: Iterable[TranslationUnit]) -> dict[tuple[str, str], TranslationUnit]:
    """Return units by their keys as proposals write them, and the digests of their sources."""
    return {(str(unit.key), compute_digest(unit.source)): unit for unit in units}


def _is_same(there: str, *others: str) -> bool:
    """Return whether a text is one of the others, however lines are broken."""
    return compute_digest(there) in map(compute_digest, others)


def index_source_texts(source: VersionText) -> Mapping[SegmentKey, str]:
    """Return what can be corrected in a source version, by key."""
    texts = (segment.text for segment in source.segments)
    return {**source.matter, **dict(zip(make_text_keys(source.segments), texts, strict=True))}
