"""What of a proposal is news: each of its texts beside what stands there, and stood there then.

A text is left out, and told, whose source has changed since, or in whose place somebody has put
something else; nobody's later work is lost by an older one. What says the same already is no news.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from entraide.content.version_text import VersionText
from entraide.errors import Problem, Severity
from entraide.exchange.bundle_changes import clean_text
from entraide.model.proposal import Proposal, ProposedText
from entraide.model.segment import SegmentKind, compute_digest
from entraide.model.segment_keys import SegmentKey, make_text_keys, parse_key
from entraide.translation.job import TranslationJob
from entraide.translation.units import TranslationUnit

SHOWN = 8  # signs of an id
LONGEST = 40  # signs of a text that names its segment
OTHER = "is not what it was when this was proposed"
COMPARE = "Left out. Compare the two: entraide proposals show {}"


@dataclass(frozen=True, slots=True)
class ProposalChange:
    """One text of a proposal, for the segment of that key, and how it would be written."""

    proposal: Proposal
    text: ProposedText
    key: SegmentKey

    @property
    def new_text(self) -> str:
        return clean_text(self.text.text, self.key)


def make_warning(proposal: Proposal, text: ProposedText, what: str, cure: str) -> Problem:
    name = format_segment_name(text.key, text.kind, text.source or text.was)
    return Problem(format_proposal_name(proposal), 0, f"{name} {what}", cure, Severity.WARNING)


def format_proposal_name(proposal: Proposal) -> str:
    """How people name a proposal."""
    return f"proposal {proposal.id[:SHOWN]}"


def format_segment_name(key: SegmentKey | str, kind: str, words: str) -> str:
    """How people name a segment: a field by its name, any other by how it begins."""
    if kind == SegmentKind.FIELD:
        return str(key)
    words = " ".join(words.split())
    return f"{kind} “{words if len(words) <= LONGEST else f'{words[: LONGEST - 1]}…'}”"


def find_translations(
    proposal: Proposal, job: TranslationJob, now: TranslationJob, problems: list[Problem]
) -> Iterator[ProposalChange]:
    """What of it comes in; `job` is that of its revision where that is known, `now` today's."""
    units, today = _by_text(job.units), _by_text(now.units)
    for text in proposal.texts:
        name = text.key, compute_digest(text.source)
        unit = units.get(name)
        since = f"has another source since revision {proposal.revision}"
        if unit is None:
            export = f"entraide translate export --to {job.code} --id {job.entry.id}"
            cure = f"Left out. To bring it up to date: {export}"
            problems.append(make_warning(proposal, text, since, cure))
            continue
        each = ProposalChange(proposal, text, unit.key)
        if unit.is_done and unit.target == each.new_text:
            continue
        if unit.target and not _same(unit.target, text.was, each.new_text):
            problems.append(
                make_warning(proposal, text, OTHER, COMPARE.format(proposal.id[:SHOWN]))
            )
            continue
        if name not in today:
            cure = f"It comes in as of revision {job.revision}, and pages say so"
            problems.append(make_warning(proposal, text, since, cure))
        yield each


def _by_text(units: Iterable[TranslationUnit]) -> dict[tuple[str, str], TranslationUnit]:
    """By the key as proposals write it, and the digest of the source."""
    return {(str(unit.key), compute_digest(unit.source)): unit for unit in units}


def _same(there: str, *others: str) -> bool:
    """Whether what stands there is one of the others, however lines are broken."""
    return compute_digest(there) in map(compute_digest, others)


def find_corrections(
    proposal: Proposal, source: VersionText, problems: list[Problem]
) -> Iterator[ProposalChange]:
    """The same of a proposal for the source version, whose texts are named by what they say."""
    there = index_source_texts(source)
    for text in proposal.texts:
        key = parse_key(text.key)
        now = there.get(key) if key else None
        if key is None:
            problems.append(
                make_warning(proposal, text, OTHER, COMPARE.format(proposal.id[:SHOWN]))
            )
            continue
        each = ProposalChange(proposal, text, key)
        if each.new_text in ("", now) or (now is None and each.new_text in there.values()):
            continue  # nothing, or it stands there already, under a name of its own
        if now is None or (text.was and not _same(now, text.was)):
            problems.append(
                make_warning(proposal, text, OTHER, COMPARE.format(proposal.id[:SHOWN]))
            )
        else:
            yield each


def index_source_texts(source: VersionText) -> Mapping[SegmentKey, str]:
    """What can be corrected in a source version."""
    texts = (segment.text for segment in source.segments)
    return {**source.matter, **dict(zip(make_text_keys(source.segments), texts, strict=True))}


def merge_changes(
    fresh: Iterable[ProposalChange],
    found: dict[SegmentKey, ProposalChange],
    problems: list[Problem],
) -> None:
    """Put `fresh` among those `found` for the same version; two may not say different things."""
    for each in fresh:
        text, other = each.text, found.setdefault(each.key, each)
        if other.new_text != each.new_text:
            name = format_segment_name(text.key, text.kind, text.source or text.was)
            what = f"{name} says something else in {format_proposal_name(other.proposal)}"
            cure = "Decline one of them, or pull one alone"
            problems.append(Problem(format_proposal_name(each.proposal), 0, what, cure))


def join_credits(found: Iterable[ProposalChange]) -> str:
    """Whoever wants to be named, in their order."""
    names = (" ".join(each.proposal.credit.split()) for each in found)
    return ", ".join(dict.fromkeys(filter(None, names)))
