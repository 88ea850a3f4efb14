"""Anchors across languages: a heading has the address of the one that it is a translation of.

So a deep link made in one language holds in the others, and so does the switch between them. A
heading whose writer gave it an id of its own keeps that; one without a counterpart has its own
words. Which are counterparts is told here for a text that is current; for one that is behind by
`find_heading_pairs`.
"""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from types import MappingProxyType

from entraide.content.markdown.headings import make_github_slug, make_slug, make_unique
from entraide.content.outline import Heading

HeadingPairs = Mapping[int, int]  # the number of a heading -> that of its counterpart in the source
TOP = "main.text"  # the id of what follows the frame of a page


def assign_anchors(
    headings: Sequence[Heading], source: Sequence[Heading], pairs: HeadingPairs
) -> tuple[str, ...]:
    """The anchor of each of `headings` on its page, whose text is a translation of `source`'s."""
    anchors = [
        heading.anchor if heading.own_id or number not in pairs else source[pairs[number]].anchor
        for number, heading in enumerate(headings)
    ]
    first = [
        number for number in range(len(headings)) if headings[number].own_id or number in pairs
    ]
    others = [number for number in range(len(headings)) if number not in first]
    taken: set[str] = set()
    for number in (*first, *others):
        if anchors[number]:
            anchors[number] = make_unique(anchors[number], taken)
    return tuple(anchors)


def pair_headings(headings: Sequence[Heading], source: Sequence[Heading]) -> HeadingPairs:
    """Which heading of `source` each is a translation of, where the text is a current one.

    As many on both sides are taken for each other in order; else those with the same level and
    the same kinds of text below them.
    """
    if len(headings) == len(source):
        return {number: number for number in range(len(headings)) if source[number].anchor}
    here_shapes, there_shapes = (
        [(one.level, one.shape) for one in side] for side in (headings, source)
    )
    matcher = SequenceMatcher(None, here_shapes, there_shapes, autojunk=False)
    blocks = matcher.get_matching_blocks()
    return {
        here + step: there + step
        for here, there, size in blocks
        for step in range(size)
        if source[there + step].anchor
    }


def find_anchor(
    wanted: str,
    headings: Sequence[Heading],
    shared: Sequence[str],
    source: Sequence[Heading] = (),
    pairs: HeadingPairs = MappingProxyType({}),
) -> str | None:
    """What a page calls the heading that a link means by `wanted`; None where it has none.

    The page's own name for it, the words of its text, those of its source, and what GitHub would
    call it are all understood.
    """
    if wanted in shared:
        return wanted
    if any(one.title and wanted in _list_names(one) for one in (*headings, *source)):
        return TOP
    if (own := _find_number(wanted, headings)) is not None:
        return shared[own]
    theirs = _find_number(wanted, source)
    return next((shared[here] for here, there in pairs.items() if there == theirs), None)


def _find_number(wanted: str, headings: Sequence[Heading]) -> int | None:
    for names in ([heading.anchor for heading in headings], _make_github_names(headings)):
        if wanted in names:
            return names.index(wanted)
    return None


def _list_names(heading: Heading) -> tuple[str, str]:
    return make_slug(heading.text), make_github_slug(heading.text)


def _make_github_names(headings: Sequence[Heading]) -> list[str]:
    taken: set[str] = set()
    return [make_unique(make_github_slug(heading.text), taken) for heading in headings]
