"""What somebody proposes, beside what it was made from; and what keeps it out.

Refused here is what nobody could read for what it is, signs that nobody sees and texts without end,
and what would build more of the page than its segment: tags, blocks of Markdown. Whether a link is
missing or a wording is wrong, staff see and judge.
"""

from collections.abc import Mapping

from entraide.desk.http_errors import INVALID, MOVED, RefusalError
from entraide.desk.schemas import normalize_text
from entraide.model.objections import Objection, find_objections
from entraide.model.proposal import ProposedText
from entraide.model.segment import SegmentState
from entraide.published_files.entries import PublishedSegment, PublishedText


def select_texts(
    text: PublishedText, segments: Mapping[str, str], *, chosen: bool
) -> tuple[ProposedText, ...]:
    """Return those of `segments`, by key, that differ from what is there, as the text has them.

    Where each was `chosen`, one that is behind may be the same: somebody found it right as it is.
    Refused as a whole where one is of another text, may not be, or none is left.
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
    """Return whether `text` says something else; an empty one says nothing."""
    return bool(text) and text != normalize_text(segment.text)


def find_objection(segment: PublishedSegment, text: str) -> Objection | None:
    """Return what keeps `text` out; what only the target has is measured by itself."""
    source = segment.source_text or segment.text
    return next(find_objections(source, text, segment.kind, guarded=False), None)
