"""What somebody proposes, beside what it was made from; and what keeps it out.

Refused here is what nobody could read for what it is, signs that nobody sees and texts without end,
and what would build more of the page than its segment: tags, blocks of Markdown. Whether a link is
missing or a wording is wrong, staff see and judge.
"""

from collections.abc import Mapping

from entraide.desk.published_texts import PublishedSegment, PublishedText
from entraide.desk.refusals import INVALID, MOVED, Refused
from entraide.desk.shapes import normal
from entraide.model.objections import Objection, find_objections
from entraide.model.proposal import ProposedText

BEHIND = "changed"  # the state of a segment whose source has changed since


def texts_of(
    text: PublishedText, segments: Mapping[str, str], *, chosen: bool
) -> tuple[ProposedText, ...]:
    """Those of `segments`, by key, that differ from what stands there, in the order of the text.

    Where each was `chosen`, one that is behind may be the same: somebody found it right as it is.
    Refused as a whole where one is of another text, may not be, or none is left.
    """
    if not segments.keys() <= text.by_key.keys():
        raise Refused(MOVED)
    changed = [
        segment
        for segment in text.segments
        if (said := segments.get(segment.key))
        and (differs(segment, said) or (chosen and segment.state == BEHIND))
    ]
    if not changed or any(objection_to(one, segments[one.key]) for one in changed):
        raise Refused(INVALID)
    return tuple(
        ProposedText(
            key=one.key, kind=one.kind, source=one.source, was=one.text, text=segments[one.key]
        )
        for one in changed
    )


def differs(segment: PublishedSegment, text: str) -> bool:
    """Whether `text` says something else; an empty one says nothing."""
    return bool(text) and text != normal(segment.text)


def objection_to(segment: PublishedSegment, text: str) -> Objection | None:
    """What keeps `text` out; what only the target has is measured by itself."""
    source = segment.source or segment.text
    return next(find_objections(source, text, segment.kind, guarded=False), None)
