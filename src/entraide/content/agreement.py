"""Where two Markdown parsers read an entry differently, and what its writer can do about it.

Pages are made by Python-Markdown; translators' tools, previews and most other readers follow
CommonMark. A list that only one of them sees is a step that somebody will not get.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from entraide.content.flat_html import Block

QUOTE_MARKS = re.compile(r"^\s*(?:>\s?)+")

# The line before, the line itself, and what mends it; the first that fits is offered.
CURES = (
    (r"", r"\[!", "Use [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION], alone on a line"),
    (r"", r"#+[^#\s]", "Put a space after the #"),
    (r"", r"\d+\)", "Put a full stop after the number, not a bracket"),
    (r"", r"[*+]\s", "Begin each item of a list with a hyphen and a space"),
    (r"", r"(\s{1,3}|\s{5,7})\S", "Indent what belongs to the list item by four spaces"),
    (r"\s+\S", r"\s*(-|\d+\.)\s", "Leave a blank line before the next item of the list"),
    (r"\S", r"\s*(-|\d+\.)\s", "Leave a blank line before the list"),
    (r"\s*\S", r"\s*\|", "Leave a blank line before the table"),
    (r"\s*\S", r"\s*>", "Leave a blank line before the quote"),
    (r"\s*\S", r"\s*(```|~~~)", "Leave a blank line before and after the fenced block"),
    (r"\s*\S", r"\s*#", "Leave a blank line before the heading"),
    (r"", r"\[\^", "Remove the note, or refer to it in the text"),
    (r"", r".*\S\\$", "Remove the \\ at the end, or leave a blank line after this one"),
    (r"", r".*\]\[|\[[^\]]*\]:", "Write the link as [words](address)"),
    (r"", r".*\]\(", "Look at the link: its address has no spaces and no brackets"),
    (r"", r".*[*_]", "Put * and ** around whole words, with no space inside"),
    (r"", r".*\\", "Remove the \\"),
)
ANYTHING = "Put a blank line around lists, quotes and tables, and four spaces before what is nested"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The first place that is read in two ways; `line` counts from 0."""

    line: int
    cure: str


def disagreement(
    page: Sequence[Block], others: Sequence[Block], lines: Sequence[str]
) -> Disagreement | None:
    """The first block of `page` that `others` (which knows its lines) does not have alike."""
    pairs = zip_longest(page, others)
    for index, (ours, theirs) in enumerate(pairs):
        if ours is None or theirs is None or ours.seen != theirs.seen:
            line = min(_line(ours, others[index : index + 2], lines), max(len(lines) - 1, 0))
            return Disagreement(line, cure_of(lines, line))
    return None


def _line(ours: Block | None, theirs: Sequence[Block], lines: Sequence[str]) -> int:
    """The line on which `ours` and the first of `theirs` part."""
    if ours is None:
        return theirs[0].line
    if not theirs or ours.path[:1] == ("notes",):  # whose order is each parser's own
        start = ours.text.partition("\n")[0]
        return next((number for number, line in enumerate(lines) if start in line), len(lines))
    here, there = ours.text, theirs[0].text
    if here != there and here.startswith(there) and len(theirs) > 1:
        return theirs[1].line  # the page goes on where the others begin something new
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there)))  # noqa: B905
    ended = len(here) == alike < len(there)  # the others go on, perhaps on the next line
    return theirs[0].line + there.count("\n", 0, alike + ended)


def cure_of(lines: Sequence[str], number: int) -> str:
    """What to try on line `number` of `lines`, in words for somebody who writes no HTML."""
    line = QUOTE_MARKS.sub("", lines[number])
    before = QUOTE_MARKS.sub("", lines[number - 1]) if number else ""
    for above, here, cure in CURES:
        if re.match(above, before) and re.match(here, line):
            return cure
    return ANYTHING
