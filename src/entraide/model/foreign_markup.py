"""Markup that a translated text adds to its segment: HTML, and blocks of Markdown.

Whoever proposes a text gives words to a segment; tags, lists, callouts and anchors belong to the
source. Neither the desk nor the browser has our parser, so these are patterns, a little stricter
than it is; a test compares them. While somebody types, structure.js applies the same rules.
"""

import re
from collections import Counter
from collections.abc import Iterator

from entraide.model.segment import CODE, COMMENT, SegmentKind

TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])|<[!?]")
NO_ELEMENT = "<!--"  # comments, and whatever else is no element
ATTRIBUTES = re.compile(r"(?<!\{)\{[ \t]*(?::|[#.][^ \t\n{}]+|[^ \t\n{}=]+=)")
LINE = r"(?<![^\n])[ \t]*"
END = r"[ \t]*(?![^\n])"
# A line of a paragraph that begins like this ends it.
BLOCK_LINE = re.compile(
    LINE
    + r"(#{1,6}(?![^ \t\n])|>|[-+*:~](?=[ \t])|1[.)](?=[ \t])|`{3,}(?=[^`\n]*(?![^\n]))|~{3,}|:::"
    r"|(?:!!!|\?\?\?)(?=\+?[ \t]*[^ \t\n])|\[\^[^\]\n]+\]:|\[![a-zA-Z]|[<|]{7}"
    r"|[-+:|=_*][-+:|=_* \t]*(?![^\n])"
    r"|<!--(?=(?s:(?!-->).)*-->[^\S\n]*(?![^\n])))"
)
# So does the first line of a text, and of no other.
OPENING_LINE = re.compile(
    r"[ \t]*(\d{1,9}[.)](?![^ \t\n])|\[(?:\\.|[^\\\]])+\]:|\[[ xX]\](?=[ \t])"
    rf"|\[\[?_?[tT][oO][cC]_?\]\]?(?={END}))",
    re.DOTALL,
)
IN_CELL = re.compile(r"(?<!\\)\||\\\Z")
CLOSES_HEADING = re.compile(r"(?<![^ \t\n])#+(?=[ \t]*\Z)")
EMPTY_LINE = re.compile(r"\n[ \t]*\n")
ONE_LINE_KINDS = frozenset({SegmentKind.HEADING, SegmentKind.CELL})
FREE_KINDS = frozenset(
    {SegmentKind.FIELD, SegmentKind.SECTION}
)  # no Markdown, and blocks of their own


def find_foreign_tags(source: str, text: str, kind: str) -> list[str]:
    """Return the tags of `text` that `source` lacks, as `<b>`, and `<!--` for comments of its own.

    The comments of `source` may be in `text` or be left out: no reader sees them.
    """
    codes = set(_iter_codes(source))
    shown = set(_iter_codes(text))
    if shown <= codes:  # then what is between the signs of code is what readers see
        text = CODE.sub(" ", text)
    source = CODE.sub(" ", source)
    if _count_comments(text) <= _count_comments(source):
        text = COMMENT.sub(" ", text)
    known = find_tags(COMMENT.sub(" ", source)) - {NO_ELEMENT}
    if kind == SegmentKind.SECTION:
        known |= find_tags(source) & {NO_ELEMENT}
    return sorted(find_tags(text) - known)


def _count_comments(text: str) -> Counter[str]:
    return Counter(found[0] for found in COMMENT.finditer(text))


def _iter_codes(text: str) -> Iterator[str]:
    return (found[0] for found in CODE.finditer(text))


def find_tags(text: str) -> frozenset[str]:
    """Return everything in `text` that may be HTML, as `<name>` in small letters."""
    names = (found[1] for found in TAG.finditer(text))
    return frozenset(f"<{name.lower()}>" if name else NO_ELEMENT for name in names)


def find_foreign_blocks(source: str, text: str, kind: str) -> list[str]:
    """Return the marks with which `text` would begin, name or dress a block, unlike `source`.

    Both are segments of that kind.
    """
    return sorted(_find_marks(text, kind) - _find_marks(source, kind))


def is_split(text: str, kind: str) -> bool:
    """Return whether `text` has an empty line that would make two segments of it."""
    return kind not in FREE_KINDS | ONE_LINE_KINDS and bool(EMPTY_LINE.search(text))


def _find_marks(text: str, kind: str) -> set[str]:
    if kind in FREE_KINDS:
        return set()
    signs = set(ATTRIBUTES.findall(text))
    if kind == SegmentKind.CELL:
        return signs | set(IN_CELL.findall(text))
    if kind == SegmentKind.HEADING:
        return signs | set(CLOSES_HEADING.findall(text))
    opening = OPENING_LINE.match(text)
    return signs | set(BLOCK_LINE.findall(text)) | ({opening[1]} if opening else set())
