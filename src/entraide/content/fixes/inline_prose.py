"""The prose within the Markdown of one segment, and where each of its characters stands.

Marks of emphasis and of links are left out, as they are from what a page shows; code, images,
placeholders, notes and addresses become STAND_INs. The parser says nothing of places within a line,
so these are patterns; whoever uses them reads the result again and compares.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from entraide.content.typography import STAND_IN

TITLE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))"""
ADDRESS = rf"\(\s*(?:<[^<>\n]*>|(?:[^\s()<>]|\([^\s()]*\))*)(?:\s+{TITLE})?\s*\)"
ATTRIBUTE = r"""(?:[#.][\w:.-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))"""
MASKED = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("escape", r"\\[!-/:-@\[-`{-~]"),
            ("code", r"(?<!`)(?P<ticks>`+)(?!`)(?:.|\n)+?(?<!`)(?P=ticks)(?!`)"),
            ("placeholder", r"\{\{[^{}\n]*\}\}"),
            ("image", rf"!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:{ADDRESS}|\[[^\[\]]*\])?"),
            ("note", r"\[\^[^\[\]\s]+\]:?"),
            ("marker", r"^\[(?:![A-Za-z]+\][+-]?|[ xX]\](?=\s))|^(?:!!!|\?\?\?\+?|:::+).*$"),
            ("automatic", r"<(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>"),
            ("link", rf"\]{ADDRESS}|\]\[[^\[\]]*\]"),
            ("break", r"<br\s*/?>"),
            ("tag", r"<!--(?:.|\n)*?-->|</?[A-Za-z][^<>]*>"),
            ("attributes", rf"\{{:?[ \t]*{ATTRIBUTE}[^{{}}\n]*\}}"),
            ("entity", r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"),
            ("emphasis", r"\*+|~~|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)"),
        )
    ),
    re.MULTILINE,
)
LEFT_OUT = frozenset({"link", "tag", "attributes", "emphasis"})


class SourcePlace(NamedTuple):
    """Where one character of the prose is written, and whether it may be changed there."""

    start: int
    end: int
    free: bool = True


class Prose(NamedTuple):
    """The text without markup, and the place of each of its characters in the Markdown."""

    text: str
    places: tuple[SourcePlace, ...]


def find_prose(markdown: str) -> Prose:
    """The prose of a segment's Markdown."""
    signs = list(_signs(markdown))
    return Prose("".join(sign for sign, _ in signs), tuple(place for _, place in signs))


def _signs(markdown: str) -> Iterator[tuple[str, SourcePlace]]:
    at = 0
    for match in MASKED.finditer(markdown):
        yield from _free(markdown, at, match.start())
        yield from _masked(match)
        at = match.end()
    yield from _free(markdown, at, len(markdown))


def _free(markdown: str, start: int, end: int) -> Iterator[tuple[str, SourcePlace]]:
    for at in range(start, end):
        yield markdown[at], SourcePlace(at, at + 1)


def _masked(match: re.Match[str]) -> Iterator[tuple[str, SourcePlace]]:
    """What stands in the prose for a piece of markup."""
    place = SourcePlace(*match.span(), free=False)
    if match.lastgroup in LEFT_OUT:
        return
    if match.lastgroup == "escape":
        yield match[0][1], place
    elif match.lastgroup == "break":
        yield "\n", place
    elif match.lastgroup == "entity":
        yield unescape(match[0])[:1], place
    else:
        yield STAND_IN, place
