"""The review of a proposal: its texts beside source and published text, and the problems in it.

The site may have changed since the proposal was sent. A segment is found by its key or, where its
source has changed, by the earlier source that the site remembers. Texts are divided into runs, in
which an invisible character is shown by its code point.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from entraide.desk.staff.masks import Sign, split_signs
from entraide.model.objections import Objection, find_objections
from entraide.model.placeholders import PLACEHOLDER
from entraide.model.proposal import Proposal, ProposedText
from entraide.model.segment import AUTOLINK, CODE, TARGET, SegmentState, compute_digest
from entraide.model.text_fields import TEXT_FIELDS
from entraide.model.word_diff import Side, Stretch, compare_words
from entraide.model.wordings import (
    WordingPatterns,
    compile_wordings,
    find_wordings,
    to_nfc,
    to_small_letters,
)
from entraide.published_files.entries import PublishedSegment, PublishedText

Forbidden = tuple[tuple[str, str], ...]  # a wording, and what to say in its place
FREE_FIELDS = {name for name, field in TEXT_FIELDS.items() if field.is_free}


class TextState(StrEnum):
    """What has happened to a segment since the proposal was sent."""

    SAME = "same"
    MOVED = "moved"  # what it was made from says something else now
    GONE = "gone"  # nothing on the site is what it was made from
    DONE = "done"  # the site says what is proposed
    CONFIRMED = "confirmed"  # so too, though its source has changed: it is still right
    UNKNOWN = "unknown"  # the site has no such entry any more


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of a comparison: text that is in both of two texts, or in one of them."""

    side: Side
    signs: Sequence[Sign]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewText:
    """One segment of a proposal; lists of runs are empty where there is nothing to show."""

    number: int
    kind: str
    heading: str
    state: TextState
    source: Sequence[TextRun]
    published: Sequence[TextRun]
    old_text: Sequence[TextRun]  # what stood there when it was sent, where that is something else
    proposed: Sequence[TextRun]
    objections: Sequence[Objection]
    forbidden: Forbidden


@dataclass(frozen=True, slots=True)
class ProposalReview:
    source_locale: str  # "" where the site has no such entry
    texts: Sequence[ReviewText]
    lacking: Sequence[Sequence[Sign]]  # sources that a whole version needs, of one not there yet

    def select_texts(self, *states: str) -> Sequence[ReviewText]:
        return [text for text in self.texts if text.state in states]


def review_proposal(
    proposal: Proposal, text: PublishedText | None, forbidden: Forbidden
) -> ProposalReview:
    """Compare a proposal with `text`, the published version; None for an unknown entry."""
    numbered = enumerate(proposal.texts, start=1)
    texts = [_review_text(number, proposed, text, forbidden) for number, proposed in numbered]
    return ProposalReview(text.source_locale if text else "", texts, _list_lacking(proposal, text))


def _review_text(
    number: int, proposed: ProposedText, text: PublishedText | None, forbidden: Forbidden
) -> ReviewText:
    segment = _find_segment(proposed, text) if text else None
    published = segment.text if segment else proposed.old_text
    diff = (
        compare_words(published, proposed.text)
        if published
        else [Stretch(Side.BOTH, proposed.text)]
    )
    guarded = segment.guarded if segment else proposed.key not in FREE_FIELDS
    return ReviewText(
        number=number,
        kind=proposed.key if proposed.key in TEXT_FIELDS else proposed.kind,
        heading=segment.heading if segment else "",
        state=_find_state(proposed, text, segment),
        source=_make_runs(_compare_source(proposed, text, segment)),
        published=_make_runs(
            stretch for stretch in diff if stretch.side is not Side.NEW and published
        ),
        old_text=_make_runs(
            [Stretch(Side.BOTH, proposed.old_text)]
            if _is_different(proposed.old_text, published)
            else []
        ),
        proposed=_make_runs(stretch for stretch in diff if stretch.side is not Side.OLD),
        objections=tuple(
            find_objections(
                proposed.source or proposed.old_text, proposed.text, proposed.kind, guarded=guarded
            )
        ),
        forbidden=() if proposed.key in FREE_FIELDS else _find_forbidden(proposed.text, forbidden),
    )


def _find_segment(proposed: ProposedText, text: PublishedText) -> PublishedSegment | None:
    """Return the published segment that `proposed` is a text for."""
    if segment := text.by_key.get(proposed.key):
        return segment
    candidates = [candidate for candidate in text.segments if candidate.kind == proposed.kind]
    # Its source changed, and the site knows what it said; or it was published, in a source text.
    return next(
        (candidate for candidate in candidates if _is_same(candidate.previous, proposed.source)),
        None,
    ) or next(
        (
            candidate
            for candidate in candidates
            if text.is_source and _is_same(candidate.text, proposed.text)
        ),
        None,
    )


def _find_state(
    proposed: ProposedText, text: PublishedText | None, segment: PublishedSegment | None
) -> TextState:
    if text is None:
        return TextState.UNKNOWN
    if segment is None:
        return TextState.GONE
    if _is_same(segment.text, proposed.text) and not _is_confirmation(proposed, segment):
        return TextState.DONE
    old_text, new_text = (
        (proposed.old_text, segment.text)
        if text.is_source
        else (proposed.source, segment.source_text)
    )
    if _is_different(old_text, new_text):
        return TextState.MOVED
    return TextState.CONFIRMED if _is_confirmation(proposed, segment) else TextState.SAME


def _is_confirmation(proposed: ProposedText, segment: PublishedSegment) -> bool:
    """Return whether `proposed` confirms a translation whose source has changed."""
    return (
        segment.state is SegmentState.CHANGED
        and _is_same(segment.text, proposed.text)
        and _is_same(proposed.old_text, proposed.text)
    )


def _compare_source(
    proposed: ProposedText, text: PublishedText | None, segment: PublishedSegment | None
) -> Sequence[Stretch]:
    """Return the source a text was made from, compared with today's; nothing for source texts."""
    if (text and text.is_source) or (not text and proposed.source == proposed.old_text):
        return ()
    if segment and _is_different(proposed.source, segment.source_text):
        return compare_words(proposed.source, segment.source_text)
    # `previous` is what the published one was made from.
    if segment and segment.state is SegmentState.CHANGED and segment.previous:
        return compare_words(segment.previous, segment.source_text)
    return [Stretch(Side.BOTH, proposed.source)] if proposed.source else ()


def _list_lacking(proposal: Proposal, text: PublishedText | None) -> Sequence[Sequence[Sign]]:
    if text is None or not text.is_missing:
        return ()
    sent_keys = {segment.key for segment in proposal.texts}
    needed_segments = (
        segment
        for segment in text.segments
        if segment.needed and not segment.text and segment.key not in sent_keys
    )
    return [split_signs(segment.source_text) for segment in needed_segments]


def _find_forbidden(text: str, forbidden: Forbidden) -> Forbidden:
    """Return the `forbidden` wordings that stand in `text`, outside code and addresses."""
    for pattern in (CODE, PLACEHOLDER, TARGET, AUTOLINK):
        text = pattern.sub(" ", text)
    small = to_small_letters(to_nfc(text))
    return tuple(
        pair for pair, wording in _make_patterns(forbidden) if find_wordings(wording, small)
    )


@lru_cache(maxsize=16)
def _make_patterns(forbidden: Forbidden) -> Sequence[tuple[tuple[str, str], WordingPatterns]]:
    return [(pair, compile_wordings([pair[0]])) for pair in forbidden]


def _is_same(text: str, other: str) -> bool:
    return bool(text) and compute_digest(text) == compute_digest(other)


def _is_different(text: str, other: str) -> bool:
    return bool(text) and compute_digest(text) != compute_digest(other)


def _make_runs(stretches: Iterable[Stretch]) -> Sequence[TextRun]:
    return [TextRun(stretch.side, split_signs(stretch.text)) for stretch in stretches]
