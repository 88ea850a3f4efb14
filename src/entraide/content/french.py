"""French typography: the spaces before and within marks, and the marks themselves.

A space that breaks leaves a question mark alone at the start of a line on a phone, and a straight
quote is a typewriter's. All of it is mechanical, so each slip comes with its correction.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

NARROW, FIXED = "\u202f", "\u00a0"
ELSEWHERE = {"fr-CA"}  # language tags: Canada has its own spaces
OTHER = "[ \t\u00a0\u2009]"  # spaces that are not narrow and unbreakable both

FENCED = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+).*?^ {0,3}(?P=fence)[`~]*[ \t]*$", re.MULTILINE | re.DOTALL
)
# No words: code, what links lead to, placeholders, addresses, notes, HTML, and the marks of
# Markdown that are no punctuation. To the rules they are words without a mark.
OUTSIDE = re.compile(
    r"`[^`]+`|\]\([^()\s]*\)|\{\{[^{}]*\}{0,2}|https?://[^\s<>»]+|<[^<>]+>"
    r"|\[\^[^\]]*\]:?|\[![A-Z]+\]|!\[|^[ \t>|:-]+$|^ {0,3}\[[^\]]+\]:.*$"
    r"|&#?\w+;|\\[!-/:-@\[-`{-~]|\d:\d"
)


class _Rule(NamedTuple):
    """A slip, what is wrong there, and what stands instead of all that matched."""

    slip: re.Pattern[str]
    what: str
    mended: str


RULES = (
    _Rule(
        re.compile(rf"(?<![\s!?;(…]){OTHER}*(?P<mark>[;!?])"),
        "there is no narrow no-break space before “{mark}”",
        NARROW + "{mark}",
    ),
    _Rule(
        re.compile(r"(?<![\s:])[ \t\u2009]*(?P<mark>:)"),
        "there is no no-break space before “{mark}”",
        FIXED + "{mark}",
    ),
    _Rule(
        re.compile(rf"(?P<mark>«)(?:{OTHER}+|(?!\s))"),
        "there is no narrow no-break space after “{mark}”",
        "{mark}" + NARROW,
    ),
    _Rule(
        re.compile(rf"(?:{OTHER}+|(?<!\s))(?P<mark>»)"),
        "there is no narrow no-break space before “{mark}”",
        NARROW + "{mark}",
    ),
    _Rule(re.compile(r"(?<=[^\W\d_])(?P<mark>')"), "there is a straight apostrophe", "’"),
    _Rule(re.compile(r'(?P<mark>")(?=\w)'), "there is a straight quotation mark", "«" + NARROW),
    _Rule(re.compile(r'(?P<mark>")(?!\w)'), "there is a straight quotation mark", NARROW + "»"),
    _Rule(re.compile(r"(?P<mark>\.\.\.+)"), "three points stand for “…”", "…"),
    _Rule(
        re.compile(r"(?<=\S)[ \t\u00a0\u202f]+(?P<mark>[,.])(?![\w.])"),
        "there is a space before “{mark}”",
        "{mark}",
    ),
)
# What any of them needs: most lines have nothing of it. A set comes first, which is sought fast.
ANY = re.compile(
    rf"[;!?:«»'\".,](?:(?<=[;!?])(?<![{NARROW}!?;(\[…].)|(?<=:)(?<![{FIXED}{NARROW}].)"
    rf"|(?<=«)(?!{NARROW})|(?<=»)(?<!{NARROW}.)|(?<=['\"])|(?<=\.)(?=\.\.)"
    rf"|(?<=[ \t{FIXED}{NARROW}][.,]))"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """`line` counts from 0; `mended` is the place as it should be, with the words around it."""

    what: str
    mended: str
    line: int


def has_these_marks(lang: str) -> bool:
    """Whether texts in the language of the tag `lang` follow the rules of this module."""
    return lang.partition("-")[0] == "fr" and lang not in ELSEWHERE


def slips(text: str) -> Iterator[Slip]:
    """Every slip of typography in `text`, Markdown in French."""
    if "```" in text or "~~~" in text:
        text = FENCED.sub(_as_words, text)
    for number, line in enumerate(text.split("\n")):
        if ANY.search(line):
            yield from _slips_in(line, number)


def _slips_in(line: str, number: int) -> Iterator[Slip]:
    words = OUTSIDE.sub(_as_words, line)
    for rule in RULES:
        for found in rule.slip.finditer(words):
            mark = found["mark"]
            before = line[: found.start()].rpartition(" ")[2]
            after = line[found.end() :].partition(" ")[0]
            mended = f"{before}{rule.mended.format(mark=mark)}{after}"
            yield Slip(rule.what.format(mark=mark), mended, number)


def _as_words(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "x", found[0])
