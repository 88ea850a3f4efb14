"""The urgency of a section: `{.now}` or `{.later}` after its heading.

The numbered steps of such a section can be ticked off on a page. The mark is no part of the words:
it belongs to no segment and to no digest, so adding it needs no revision.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from entraide.content.markdown.faults import add_fault
from entraide.content.markdown.line_numbers import get_first_line

NOW, LATER = "now", "later"
URGENCIES = (NOW, LATER)
URGENCY = "urgency"  # of a heading, in its meta
ENDS_SECTION = frozenset({"h1", "h2"})
# As it is written behind the words of a heading, alone or beside an id.
WRITTEN = re.compile(r"(?m)^(##[ \t].*\{(?:#[\w-]+[ \t]+)?)\.(?:now|later)(?=[ \t}])")
EMPTY_LIST = re.compile(r"(?m)^(##[ \t].*?)[ \t]*\{[ \t]*\}[ \t]*$")


def get_urgency(heading: Token) -> str:
    """Return the urgency of a section, given the opening of its heading; "" for most."""
    return str(heading.meta.get(URGENCY, ""))


def remove_urgency(body: str) -> str:
    """Return `body` without the urgencies of its sections."""
    return EMPTY_LIST.sub(r"\1", WRITTEN.sub(r"\1", body)) if "{" in body else body


def report_urgencies(state: StateCore) -> None:
    """Core rule: report an urgency where it would mean nothing, and sections in a wrong order."""
    sections = list(_iter_sections(state.tokens))
    for heading, below in sections:
        line, urgency = get_first_line(heading), get_urgency(heading)
        if heading.tag != "h2" or heading.level:
            what = f"“.{urgency}” stands behind a heading that begins no section"
            add_fault(state.env, line, what, "Write it behind one that begins with ##", minor=True)
            del heading.meta[URGENCY]
        elif urgency == NOW and not any(_is_list_of_steps(token) for token in below):
            what = "a section with “.now” has no numbered steps"
            cure = "Number what is to be done, 1. 2. 3., or remove “.now”"
            add_fault(state.env, line, what, cure, minor=True)
    _report_order(state, [heading for heading, _ in sections if URGENCY in heading.meta])


def _is_list_of_steps(token: Token) -> bool:
    return token.type == "ordered_list_open" and not token.level


def _report_order(state: StateCore, headings: Sequence[Token]) -> None:
    """Report what comes later where nothing is for now, and what is for now behind it."""
    if headings and get_urgency(headings[0]) == LATER:
        what = "“.later” stands here, and no section above it has “.now”"
        cure = "Write {.now} behind the heading of what comes first"
        add_fault(state.env, get_first_line(headings[0]), what, cure, minor=True)
    for before, heading in pairwise(headings):
        if (get_urgency(before), get_urgency(heading)) == (LATER, NOW):
            what = "a section with “.now” stands below one with “.later”"
            cure = "Put first what cannot wait"
            add_fault(state.env, get_first_line(heading), what, cure, minor=True)


def _iter_sections(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Yield each heading that has an urgency, with the blocks of its section."""
    for index, token in enumerate(tokens):
        if URGENCY in token.meta:
            ends = (
                place
                for place in range(index + 1, len(tokens))
                if tokens[place].type == "heading_open" and tokens[place].tag in ENDS_SECTION
            )
            yield token, tokens[index + 1 : next(ends, len(tokens))]
