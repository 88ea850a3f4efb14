"""French typography: which spaces stand before and within marks, and which marks are French.

A space that breaks leaves a question mark alone on the next line of a phone, and a straight quote
is a typewriter's. What the marks should be is mechanical, so each slip comes with its correction.
"""

import re
from typing import NamedTuple

NARROW, FIXED = "\u202f", "\u00a0"
BREAKING = " \t"

# Not words: code, what links lead to, placeholders, addresses, numbers of notes, HTML, marks of
# Markdown that begin a line (a callout, a table's rule, a check list).
OUTSIDE = re.compile(
    r"(?ms)^(?P<fence>```+|~~~+).*?^(?P=fence)[`~]*[ \t]*$"
    r"|`+[^`\n]+`+|\]\([^()\s]*\)|\{\{[^{}\n]*\}\}|https?://[^\s<>»]+|<[^<>\n]+>|\[\^[^\]\n]*\]:?"
    r"|^[ \t>]*\[![A-Z]+\]|^[ \t]*\|[\s|:-]+$|^[ \t]*-{3,}$|^ {0,3}\[[^\]\n]+\]:.*$|&#?\w+;|\\."
    r"|\d:\d"
)


class _Rule(NamedTuple):
    """A slip, what is wrong with it in words, and what mends it."""

    slip: re.Pattern[str]
    what: str
    mended: str


def _rule(slip: str, what: str, mended: str) -> _Rule:
    return _Rule(re.compile(slip), what, mended)


RULES = (
    _rule(r"(?<=\w)'(?=\w)|(?<=\w)'(?=\{)", "has a straight apostrophe", "’"),
    _rule(r'"([^"\n]*)"', "has straight quotes", f"«{NARROW}\\1{NARROW}»"),
    _rule(r"“([^”\n]*)”", "has English quotes", f"«{NARROW}\\1{NARROW}»"),
    _rule(r"\.\.\.", "has three points", "…"),
    _rule(rf"[{BREAKING}{FIXED}]*([;!?]+)(?<![{NARROW};!?(…]\1)", "lacks its narrow space", rf"{NARROW}\1"),
)
