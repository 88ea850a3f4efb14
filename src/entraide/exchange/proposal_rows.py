"""The texts of proposals as rows of a bundle, each compared with the text that the version has now.

A text is left out, with a warning, where its source has changed since it was proposed, or where
somebody has changed the same place of the version: older work never replaces newer work. A text
that the version says already is no row.
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
    """Return how messages name a segment: a field by its name, any other by its first words."""
    if kind == SegmentKind.FIELD:
        return str(key)
    text = " ".join(text.split())
    return f"{kind} “{text if len(text) <= LONGEST_NAME else f'{text[: LONGEST_NAME - 1]}…'}”"


@dataclass
class VersionRows:
    """The rows that proposals make for one version, and the names of who is to be credited.

    A text that is left out, and two proposals that disagree about a text, are problems in `log`.
    """

    log: ProblemLog
    rows: dict[SegmentKey, UnitRow] = field(default_factory=dict)
    names: dict[SegmentKey, str] = field(default_factory=dict)

    @property
    def credit(self) -> str:
        """The names to be credited, each once, in the order of the rows."""
        return ", ".join(dict.fromkeys(filter(None, self.names.values())))

    @property
    def credits(self) -> dict[str, str]:
        """The name to be credited for each row, by the name of the row."""
        return {self.rows[key].name: name for key, name in self.names.items() if name}

    def add_translations(
        self, proposal: Proposal, job_then: TranslationJob, job_now: TranslationJob
    ) -> bool:
        """Add the texts of `proposal` for a localised version; return whether any comes in.

        `job_then` is the job at the revision of the proposal, where that is known, and `job_now`
        the job at the newest revision.
        """
        rows = list(self._select_translations(proposal, job_then, job_now))
        self._merge(proposal, rows)
        return bool(rows)

    def add_corrections(self, proposal: Proposal, source: VersionText) -> None:
        """Add the texts of `proposal` for the source version.

        The key of each is made of the text that it corrects.
        """
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
        """Add `rows` to those of earlier proposals; two texts for one segment are a problem."""
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
    """Return the row of `text`; `source` is the text with which its checks compare it."""
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
    """Return units by their key, as text, and the digest of their source."""
    return {(str(unit.key), compute_digest(unit.source)): unit for unit in units}


def _is_same(there: str, *others: str) -> bool:
    """Return whether `there` is one of `others`, line breaks aside."""
    return compute_digest(there) in map(compute_digest, others)


def index_source_texts(source: VersionText) -> Mapping[SegmentKey, str]:
    """Return every text of a source version that can be corrected, by its key."""
    texts = (segment.text for segment in source.segments)
    return {**source.matter, **dict(zip(make_text_keys(source.segments), texts, strict=True))}
