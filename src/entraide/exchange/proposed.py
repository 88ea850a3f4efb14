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
from entraide.model.segment import SegmentKind, digest_of, keys_of

SHOWN = 8  # signs of an id
LONGEST = 40  # signs of a text that names its segment
COMPARE = "Left out. Compare the two: entraide proposals show {}"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One text of a proposal, and how it would be written."""

    proposal: Proposal
    text: ProposedText

    @property
    def written(self) -> str:
        return cleaned(self.text.text, self.text.key, self.text.kind)

    def left_out(self, what: str, cure: str) -> Problem:
        name = named(self.text.key, self.text.kind, self.text.source or self.text.was)
        return Problem(called(self.proposal), 0, f"{name} {what}", cure, Severity.WARNING)


def called(proposal: Proposal) -> str:
    """How people name a proposal."""
    return f"proposal {proposal.id[:SHOWN]}"


def named(key: str, kind: str, words: str) -> str:
    """How people name a segment: a field by its name, any other by how it begins."""
    if kind == SegmentKind.FIELD:
        return key
    words = " ".join(words.split())
    return f"{kind} “{words if len(words) <= LONGEST else f'{words[: LONGEST - 1]}…'}”"


def news(proposal: Proposal, work: Work, now: Work, problems: list[Problem]) -> Iterator[Proposed]:
    """What of it comes in; `work` is that of its revision where that is known, `now` today's."""
    pieces, today = _by_text(work.pieces), _by_text(now.pieces)
    for text in proposal.texts:
        each = Proposed(proposal, text)
        piece = pieces.get((text.key, digest_of(text.source)))
        moved = (text.key, digest_of(text.source)) not in today
        since = f"has another source since revision {proposal.revision}"
        if piece is None:
            export = f"entraide translate export --to {work.code} --id {work.entry.id}"
            problems.append(each.left_out(since, f"Left out. To bring it up to date: {export}"))
        elif piece.done and piece.target == each.written:
            continue
        elif piece.target and not _same(piece.target, text.was, each.written):
            what = "is not what it was when this was proposed"
            problems.append(each.left_out(what, COMPARE.format(proposal.id[:SHOWN])))
        else:
            if moved:
                cure = f"It comes in as of revision {work.revision}, and pages say so"
                problems.append(each.left_out(since, cure))
            yield each


def _by_text(pieces: Iterable[Piece]) -> dict[tuple[str, str], Piece]:
    return {(piece.key, digest_of(piece.source)): piece for piece in pieces}


def _same(there: str, *others: str) -> bool:
    """Whether what stands there is one of the others, however lines are broken."""
    return digest_of(there) in map(digest_of, others)


def corrections(
    proposal: Proposal, source: VersionText, problems: list[Problem]
) -> Iterator[Proposed]:
    """The same of a proposal for the source version, whose texts are named by what they say."""
    there = standing(source)
    for text in proposal.texts:
        each = Proposed(proposal, text)
        now = there.get(text.key)
        if each.written in ("", now) or (now is None and each.written in there.values()):
            continue  # nothing, or it stands there already, under a name of its own
        if now is None or (text.was and not _same(now, text.was)):
            what = "is not what it was when this was proposed"
            problems.append(each.left_out(what, COMPARE.format(proposal.id[:SHOWN])))
        else:
            yield each


def standing(source: VersionText) -> Mapping[str, str]:
    """What can be corrected in a source version, by its name."""
    texts = (segment.text for segment in source.segments)
    return {**source.fields, **dict(zip(keys_of(source.segments), texts, strict=True))}


def merge(fresh: Iterable[Proposed], found: dict[str, Proposed], problems: list[Problem]) -> None:
    """Put `fresh` among those `found` for the same version; two may not say different things."""
    for each in fresh:
        text, other = each.text, found.setdefault(each.text.key, each)
        if other.written != each.written:
            name = named(text.key, text.kind, text.source or text.was)
            what = f"{name} says something else in {called(other.proposal)}"
            cure = "Decline one of them, or pull one alone"
            problems.append(Problem(called(each.proposal), 0, what, cure))


def credit_of(found: Iterable[Proposed]) -> str:
    """Whoever wants to be named, in their order."""
    names = (" ".join(each.proposal.credit.split()) for each in found)
    return ", ".join(dict.fromkeys(filter(None, names)))
