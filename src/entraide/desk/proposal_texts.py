"""The texts of a proposal, each beside the text that it was made from, and what is refused in them.

Refused are characters that nobody sees, texts without end, and whatever would build more of the
page than its segment: tags, blocks of Markdown. Whether a link is missing or a wording is wrong,
staff see and judge.
"""

from collections.abc import Mapping

from entraide.desk.http_errors import INVALID, MOVED, RefusalError
from entraide.desk.schemas import normalize_text
from entraide.model.objections import MINOR_OBJECTIONS, Objection, find_objections
from entraide.model.proposal import ProposedText
from entraide.model.segment import SegmentState
from entraide.published_files.entries import PublishedSegment, PublishedText


def select_texts(
    text: PublishedText, segments: Mapping[str, str], *, chosen: bool
) -> tuple[ProposedText, ...]:
    """Return those of `segments`, texts by key, that differ from the published `text`, in order.

    With `chosen`, the sender has marked each of them; then a text that is behind its source may be
    unchanged, as one that they found right. Raise RefusalError where a key is not of this text,
    where a text has an objection, or where nothing is left.
    """
    if not segments.keys() <= text.by_key.keys():
        raise RefusalError(MOVED)
    changed_segments = [
        segment
        for segment in text.segments
        if (proposed := segments.get(segment.key))
        and (is_different(segment, proposed) or (chosen and segment.state is SegmentState.CHANGED))
    ]
    if not changed_segments or any(
        find_objection(segment, segments[segment.key]) for segment in changed_segments
    ):
        raise RefusalError(INVALID)
    return tuple(
        ProposedText(
            key=segment.key,
            kind=segment.kind,
            source=segment.source_text,
            old_text=segment.text,
            text=segments[segment.key],
        )
        for segment in changed_segments
    )


def is_different(segment: PublishedSegment, text: str) -> bool:
    """Return whether `text` is neither empty nor the text of the segment."""
    return bool(text) and text != normalize_text(segment.text)


def find_objection(segment: PublishedSegment, text: str) -> Objection | None:
    """Return what is wrong with `text`; one that only the target has is compared with itself."""
    source = segment.source_text or segment.text
    objections = find_objections(source, text, segment.kind, guarded=False)
    return next((each for each in objections if each.kind not in MINOR_OBJECTIONS), None)
