"""Markup that a proposed text adds to its segment: HTML, and blocks of Markdown.

A proposal gives words to a segment; tags, lists, callouts and anchors belong to the source. Neither
the desk nor the browser has our Markdown parser, so these are patterns, a little stricter than it.
A test compares both.
"""

import re
from dataclasses import replace

from entraide.model.part_patterns import Blanking, PartPattern, count_parts
from entraide.model.segment import CODE, COMMENT, SegmentKind

PatternsByKind = dict[str, tuple[PartPattern, ...]]  # by the kind of the segment


def _make_mark(pattern: str) -> PartPattern:
    """Return a pattern of markup that leaves its matches in the text, for the next patterns."""
    return PartPattern(re.compile(pattern), blanking=Blanking.NONE)


# What is between the signs of code is what readers see, where the source has it too.
KNOWN_CODE = PartPattern(CODE, in_source=False, in_text=False, blanking=Blanking.KNOWN)
# The comments of the source may be in a text or be left out: no reader sees them.
KNOWN_COMMENT = PartPattern(COMMENT, in_source=False, in_text=False, blanking=Blanking.COUNTED)
# Other comments, and whatever else begins like a tag and is no element.
NO_ELEMENT = PartPattern(re.compile(r"(?=<[!?])"), form="<!--")
TAG = PartPattern(
    re.compile(r"</?(?P<part>[a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])"), form="<{}>", small=True
)
TAGS: PatternsByKind = dict.fromkeys(
    SegmentKind, (KNOWN_CODE, KNOWN_COMMENT, replace(NO_ELEMENT, in_source=False), TAG)
)
# A whole section may have comments of its own where its source has one.
TAGS[SegmentKind.SECTION] = (KNOWN_CODE, NO_ELEMENT, KNOWN_COMMENT, TAG)

ATTRIBUTES = _make_mark(r"(?<!\{)\{[ \t]*(?::|[#.][^ \t\n{}]+|[^ \t\n{}=]+=)")
LINE = r"(?<![^\n])[ \t]*"
END = r"[ \t]*(?![^\n])"
# A line of a paragraph that begins like this ends it.
BLOCK_LINE = _make_mark(
    LINE + r"(?P<part>#{1,6}(?![^ \t\n])|>|[-+*:~](?=[ \t])|1[.)](?=[ \t])"
    r"|`{3,}(?=[^`\n]*(?![^\n]))|~{3,}|:::"
    r"|(?:!!!|\?\?\?)(?=\+?[ \t]*[^ \t\n])|\[\^[^\]\n]+\]:|\[![a-zA-Z]|[<|]{7}"
    r"|[-+:|=_*][-+:|=_* \t]*(?![^\n])"
    r"|<!--(?=(?s:(?!-->).)*-->(?:(?!\n)\s)*(?![^\n])))"
)
# So does the first line of a text, and of no other.
OPENING_LINE = _make_mark(
    r"\A[ \t]*(?P<part>\d{1,9}[.)](?![^ \t\n])|\[(?:(?s:\\.)|[^\\\]])+\]:|\[[ xX]\](?=[ \t])"
    rf"|\[\[?_?[tT][oO][cC]_?\]\]?(?={END}))"
)
IN_CELL = _make_mark(r"(?<!\\)\||\\\Z")
CLOSES_HEADING = _make_mark(r"(?<![^ \t\n])#+(?=[ \t]*\Z)")
# What begins, names or dresses a block.
MARKS: PatternsByKind = {
    **dict.fromkeys(SegmentKind, (ATTRIBUTES, OPENING_LINE, BLOCK_LINE)),
    SegmentKind.CELL: (ATTRIBUTES, IN_CELL),
    SegmentKind.HEADING: (ATTRIBUTES, CLOSES_HEADING),
    SegmentKind.FIELD: (),  # no Markdown
    SegmentKind.SECTION: (),  # blocks of its own
}
# What makes two segments of one.
SPLITS: PatternsByKind = {
    kind: (_make_mark(r"\n[ \t]*\n"),) if OPENING_LINE in marks else ()
    for kind, marks in MARKS.items()
}


def find_foreign_parts(patterns: tuple[PartPattern, ...], source: str, text: str) -> list[str]:
    """Return what `patterns` find in `text` and not in `source`, sorted."""
    source_counts, target_counts = count_parts(patterns, source, text)
    return sorted(target_counts.keys() - source_counts.keys())
