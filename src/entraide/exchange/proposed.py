"""What of a proposal is news: each of its texts beside what stands there, and stood there then.

A text is left out, and told, whose source has changed since, or in whose place somebody has put
something else; nobody's later work is lost by an older one. What says the same already is no news.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from entraide.content.version_text import VersionText
from entraide.errors import Problem, Severity
from entraide.exchange.arrivals import cleaned
from entraide.exchange.pieces import Piece
from entraide.exchange.work import Work
from entraide.model.proposal import Proposal, ProposedText
from entraide.model.segment import SegmentKind, digest_of
from entraide.model.segment_keys import SegmentKey, keys_of, parse_key

SHOWN = 8  # signs of an id
LONGEST = 40  # signs of a text that names its segment
OTHER = "is not what it was when this was proposed"
COMPARE = "Left out. Compare the two: entraide proposals show {}"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One text of a proposal, for the segment of that key, and how it would be written."""

    proposal: Proposal
    text: ProposedText
    key: SegmentKey

    @property
    def written(self) -> str:
        return cleaned(self.text.text, self.key)


def left_out(proposal: Proposal, text: ProposedText, what: str, cure: str) -> Problem:
    name = named(text.key, text.kind, text.source or text.was)
    return Problem(called(proposal), 0, f"{name} {what}", cure, Severity.WARNING)


def called(proposal: Proposal) -> str:
    """How people name a proposal."""
    return f"proposal {proposal.id[:SHOWN]}"


def named(key: SegmentKey | str, kind: str, words: str) -> str:
    """How people name a segment: a field by its name, any other by how it begins."""
    if kind == SegmentKind.FIELD:
        return str(key)
    words = " ".join(words.split())
    return f"{kind} “{words if len(words) <= LONGEST else f'{words[: LONGEST - 1]}…'}”"


def news(proposal: Proposal, work: Work, now: Work, problems: list[Problem]) -> Iterator[Proposed]:
    """What of it comes in; `work` is that of its revision where that is known, `now` today's."""
    pieces, today = _by_text(work.pieces), _by_text(now.pieces)
    for text in proposal.texts:
        name = text.key, digest_of(text.source)
        piece = pieces.get(name)
        since = f"has another source since revision {proposal.revision}"
        if piece is None:
            export = f"entraide translate export --to {work.code} --id {work.entry.id}"
            cure = f"Left out. To bring it up to date: {export}"
            problems.append(left_out(proposal, text, since, cure))
            continue
        each = Proposed(proposal, text, piece.key)
        if piece.done and piece.target == each.written:
            continue
        if piece.target and not _same(piece.target, text.was, each.written):
            problems.append(left_out(proposal, text, OTHER, COMPARE.format(proposal.id[:SHOWN])))
            continue
        if name not in today:
            cure = f"It comes in as of revision {work.revision}, and pages say so"
            problems.append(left_out(proposal, text, since, cure))
        yield each


def _by_text(pieces: Iterable[Piece]) -> dict[tuple[str, str], Piece]:
    """By the key as proposals write it, and the digest of the source."""
    return {(str(piece.key), digest_of(piece.source)): piece for piece in pieces}


def _same(there: str, *others: str) -> bool:
    """Whether what stands there is one of the others, however lines are broken."""
    return digest_of(there) in map(digest_of, others)


def corrections(
    proposal: Proposal, source: VersionText, problems: list[Problem]
) -> Iterator[Proposed]:
    """The same of a proposal for the source version, whose texts are named by what they say."""
    there = standing(source)
    for text in proposal.texts:
        key = parse_key(text.key)
        now = there.get(key) if key else None
        if key is None:
            problems.append(left_out(proposal, text, OTHER, COMPARE.format(proposal.id[:SHOWN])))
            continue
        each = Proposed(proposal, text, key)
        if each.written in ("", now) or (now is None and each.written in there.values()):
            continue  # nothing, or it stands there already, under a name of its own
        if now is None or (text.was and not _same(now, text.was)):
            problems.append(left_out(proposal, text, OTHER, COMPARE.format(proposal.id[:SHOWN])))
        else:
            yield each


def standing(source: VersionText) -> Mapping[SegmentKey, str]:
    """What can be corrected in a source version."""
    texts = (segment.text for segment in source.segments)
    return {**source.matter, **dict(zip(keys_of(source.segments), texts, strict=True))}


def merge(
    fresh: Iterable[Proposed], found: dict[SegmentKey, Proposed], problems: list[Problem]
) -> None:
    """Put `fresh` among those `found` for the same version; two may not say different things."""
    for each in fresh:
        text, other = each.text, found.setdefault(each.key, each)
        if other.written != each.written:
            name = named(text.key, text.kind, text.source or text.was)
            what = f"{name} says something else in {called(other.proposal)}"
            cure = "Decline one of them, or pull one alone"
            problems.append(Problem(called(each.proposal), 0, what, cure))


def credit_of(found: Iterable[Proposed]) -> str:
    """Whoever wants to be named, in their order."""
    names = (" ".join(each.proposal.credit.split()) for each in found)
    return ", ".join(dict.fromkeys(filter(None, names)))
