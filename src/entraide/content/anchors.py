"""Anchors of translated headings: each gets the anchor of the heading that it translates.

So a deep link made in one language works in the others, and so does the language switch. A heading
whose writer chose an id keeps it; one without a counterpart is named by its own words. This module
pairs headings where the translation is current; `heading_pairs` does it for one that is behind.
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
    """Return the anchor of each heading of a translation on its page.

    `pairs` maps the index of a heading in `headings` to its counterpart in `source`. A heading
    without an address, such as the page's title, has an empty anchor.
    """
    anchors = [
        heading.anchor if heading.own_id or number not in pairs else source[pairs[number]].anchor
        for number, heading in enumerate(headings)
    ]
    first = [
        number for number in range(len(headings)) if headings[number].own_id or number in pairs
    ]
    others = [number for number in range(len(headings)) if number not in first]
    used_anchors: set[str] = set()
    # Shared anchors first: of two headings that want one, the one that others link to gets it.
    for number in (*first, *others):
        if anchors[number]:
            anchors[number] = make_unique(anchors[number], used_anchors)
    return tuple(anchors)


def pair_headings(headings: Sequence[Heading], source: Sequence[Heading]) -> HeadingPairs:
    """Pair the headings of a current translation with those of its source.

    Equal numbers of headings are paired in order. Otherwise headings are paired where level and
    kinds of text below are the same, in the longest runs that agree.
    """
    if len(headings) == len(source):
        return {number: number for number in range(len(headings)) if source[number].anchor}
    here_shapes, there_shapes = (
        [(heading.level, heading.shape) for heading in side] for side in (headings, source)
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
    fragment: str,
    headings: Sequence[Heading],
    shared: Sequence[str],
    source: Sequence[Heading] = (),
    pairs: HeadingPairs = MappingProxyType({}),
) -> str | None:
    """Return the anchor on a page that the `fragment` of a link means; None if none does.

    A fragment may be the anchor itself, the words of the heading on this page or in its source, or
    the name that GitHub would give to either. A fragment that names the title means TOP.
    """
    if fragment in shared:
        return fragment
    if any(heading.title and fragment in _list_names(heading) for heading in (*headings, *source)):
        return TOP
    if (number := _find_number(fragment, headings)) is not None:
        return shared[number]
    theirs = _find_number(fragment, source)
    return next((shared[here] for here, there in pairs.items() if there == theirs), None)


def _find_number(fragment: str, headings: Sequence[Heading]) -> int | None:
    """Return the index of the heading whose anchor, or else whose GitHub name, is `fragment`."""
    for names in ([heading.anchor for heading in headings], _make_github_names(headings)):
        if fragment in names:
            return names.index(fragment)
    return None


def _list_names(heading: Heading) -> tuple[str, str]:
    """Return the two anchors that the words of `heading` can make: ours and GitHub's."""
    return make_slug(heading.text), make_github_slug(heading.text)


def _make_github_names(headings: Sequence[Heading]) -> list[str]:
    """Return the anchors that GitHub would give to `headings`, in order."""
    used_names: set[str] = set()
    return [make_unique(make_github_slug(heading.text), used_names) for heading in headings]
