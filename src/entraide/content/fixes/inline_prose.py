"""The prose within the Markdown of one segment, and where each of its characters is written.

Marks of emphasis and of links are left out, as a page leaves them out; code, images, placeholders,
footnote marks and addresses become STAND_INs. The parser tells no places within a line, so these
are patterns; callers read the result again with the parser and compare.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from entraide.content.typography import STAND_IN
from entraide.model.placeholders import PLACEHOLDER_SHAPE

TITLE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))"""
ADDRESS = rf"\(\s*(?:<[^<>\n]*>|(?:[^\s()<>]|\([^\s()]*\))*)(?:\s+{TITLE})?\s*\)"
ATTRIBUTE = r"""(?:[#.][\w:.-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))"""
MASKED = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("escape", r"\\[!-/:-@\[-`{-~]"),
            ("code", r"(?<!`)(?P<ticks>`+)(?!`)(?:.|\n)+?(?<!`)(?P=ticks)(?!`)"),
            ("placeholder", PLACEHOLDER_SHAPE),
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


class SourceSpan(NamedTuple):
    """Where one character of the prose is written, and whether it may be changed there."""

    start: int
    end: int
    free: bool = True


class Prose(NamedTuple):
    """The text without markup, and the place of each of its characters in the Markdown."""

    text: str
    spans: tuple[SourceSpan, ...]


def find_prose(markdown: str) -> Prose:
    """Return the prose in a segment’s Markdown."""
    signs = list(_iter_characters(markdown))
    return Prose("".join(sign for sign, _ in signs), tuple(span for _, span in signs))


def _iter_characters(markdown: str) -> Iterator[tuple[str, SourceSpan]]:
    """Yield each character of the prose with its place."""
    at = 0
    for match in MASKED.finditer(markdown):
        yield from _iter_free_characters(markdown, at, match.start())
        yield from _iter_markup_characters(match)
        at = match.end()
    yield from _iter_free_characters(markdown, at, len(markdown))


def _iter_free_characters(markdown: str, start: int, end: int) -> Iterator[tuple[str, SourceSpan]]:
    for at in range(start, end):
        yield markdown[at], SourceSpan(at, at + 1)


def _iter_markup_characters(match: re.Match[str]) -> Iterator[tuple[str, SourceSpan]]:
    """Yield what takes the place of a piece of markup in the prose."""
    span = SourceSpan(*match.span(), free=False)
    if match.lastgroup in LEFT_OUT:
        return
    if match.lastgroup == "escape":
        yield match[0][1], span
    elif match.lastgroup == "break":
        yield "\n", span
    elif match.lastgroup == "entity":
        yield unescape(match[0])[:1], span
    else:
        yield STAND_IN, span
