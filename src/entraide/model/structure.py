"""What a text would build besides the one segment that it is: HTML, and blocks of Markdown.

Whoever proposes a text gives words to a segment; tags, lists, callouts and anchors belong to the
source. No parser is asked, for the desk and the browser have none of ours: the patterns are a
little stricter than it is, and a test holds them to what it reads. What people are told while they
type is worked out by structure.js, which says the same.
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
BEGINS = re.compile(
    LINE
    + r"(#{1,6}(?![^ \t\n])|>|[-+*:~](?=[ \t])|1[.)](?=[ \t])|`{3,}(?=[^`\n]*(?![^\n]))|~{3,}|:::"
    r"|(?:!!!|\?\?\?)(?=\+?[ \t]*[^ \t\n])|\[\^[^\]\n]+\]:|\[![a-zA-Z]|[<|]{7}"
    r"|[-+:|=_*][-+:|=_* \t]*(?![^\n])"
    r"|<!--(?=(?s:(?!-->).)*-->[^\S\n]*(?![^\n])))"
)
# So does the first line of a text, and of no other.
OPENS = re.compile(
    r"[ \t]*(\d{1,9}[.)](?![^ \t\n])|\[(?:\\.|[^\\\]])+\]:|\[[ xX]\](?=[ \t])"
    rf"|\[\[?_?[tT][oO][cC]_?\]\]?(?={END}))",
    re.DOTALL,
)
IN_CELL = re.compile(r"(?<!\\)\||\\\Z")
CLOSES_HEADING = re.compile(r"(?<![^ \t\n])#+(?=[ \t]*\Z)")
EMPTY_LINE = re.compile(r"\n[ \t]*\n")
ONE_LINE = frozenset({SegmentKind.HEADING, SegmentKind.CELL})
FREE = frozenset({SegmentKind.FIELD, SegmentKind.SECTION})  # no Markdown, and blocks of their own


def foreign_tags(source: str, text: str, kind: str) -> list[str]:
    """The tags of `text` that `source` has not, as `<b>`; and `<!--` for comments of its own.

    The comments of `source` may come back or be left out: no reader sees them.
    """
    codes = set(_codes(source))
    shown = set(_codes(text))
    if shown <= codes:  # then what is between the signs of code is what readers see
        text = CODE.sub(" ", text)
    source = CODE.sub(" ", source)
    if _comments(text) <= _comments(source):
        text = COMMENT.sub(" ", text)
    known = tags_in(COMMENT.sub(" ", source)) - {NO_ELEMENT}
    if kind == SegmentKind.SECTION:
        known |= tags_in(source) & {NO_ELEMENT}
    return sorted(tags_in(text) - known)


def _comments(text: str) -> Counter[str]:
    return Counter(found[0] for found in COMMENT.finditer(text))


def _codes(text: str) -> Iterator[str]:
    return (found[0] for found in CODE.finditer(text))


def tags_in(text: str) -> frozenset[str]:
    """Everything in `text` that may be HTML, by the names of elements in small letters."""
    names = (found[1] for found in TAG.finditer(text))
    return frozenset(f"<{name.lower()}>" if name else NO_ELEMENT for name in names)


def foreign_blocks(source: str, text: str, kind: str) -> list[str]:
    """The signs with which `text`, a segment of that kind, would begin, name or dress a block."""
    return sorted(_signs(text, kind) - _signs(source, kind))


def is_split(text: str, kind: str) -> bool:
    """Whether an empty line would make two of a segment."""
    return kind not in FREE | ONE_LINE and bool(EMPTY_LINE.search(text))


def _signs(text: str, kind: str) -> set[str]:
    if kind in FREE:
        return set()
    signs = set(ATTRIBUTES.findall(text))
    if kind == SegmentKind.CELL:
        return signs | set(IN_CELL.findall(text))
    if kind == SegmentKind.HEADING:
        return signs | set(CLOSES_HEADING.findall(text))
    opening = OPENS.match(text)
    return signs | set(BEGINS.findall(text)) | ({opening[1]} if opening else set())
