"""The structure of a body: what it contains, on which lines, and whether it reads in one way.

`outline` is a pure function of the text and the dear part of every check (about 4 ms an entry):
it parses the body with both Markdown parsers. A build, which needs the page anyway, hands it to
`outline_beside`. Lines count from 0, from the start of the body.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from entraide.content.agreement import Disagreement, disagreement
from entraide.content.dialect import (
    ENGLISH,
    Blocks,
    blocks_of,
    markdown_it,
    page_of,
    read_through,
)
from entraide.content.flat_html import Block, flatten, flatten_tokens

TAG = re.compile(r"<(?:/?[a-zA-Z][\w-]*(?=[\s/>]|$)|!--)[^>]*>?")
HEADING_ID = re.compile(r'<h[1-6] id="([^"]*)"')


class Heading(NamedTuple):  # these three travel between processes by the thousand
    level: int
    text: str
    anchor: str  # the id it has on the page; empty where the parsers do not see the same headings
    line: int


class Span(NamedTuple):
    """A piece of the text: where a link or an image leads, a tag, a passage of prose."""

    text: str
    line: int


class Fence(NamedTuple):
    closed: bool
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    headings: tuple[Heading, ...]
    links: tuple[Span, ...]
    images: tuple[Span, ...]
    prose: tuple[Span, ...]  # what is read: no addresses, no markers, no blocks of code
    tags: tuple[Span, ...]  # HTML, which pages show as text
    fences: tuple[Fence, ...]
    indented: tuple[int, ...]  # lines on which an indented block of code begins
    steps: tuple[int, ...]  # lines of the items of ordered lists
    anchors: frozenset[str]  # every id that the page defines
    disagreement: Disagreement | None


def outline(body: str) -> Outline:
    """The outline of `body`; every text has one."""
    return outline_beside(body, page_of(body, ENGLISH).html, blocks_of(body))


def outline_beside(body: str, page: str, written: Blocks) -> Outline:
    """The outline of `body`, whose HTML on a page is `page`, in whatever generated words.

    `written` are its blocks, which are of no use afterwards.
    """
    tokens, blocks = _commonmark(body, written)
    page_blocks, ids = flatten(page)
    lines = body.split("\n")
    return Outline(
        headings=tuple(_headings(tokens, HEADING_ID.findall(page))),
        links=tuple(_targets(tokens, "link_open", "href")),
        images=tuple(_targets(tokens, "image", "src")),
        prose=tuple(_prose(tokens)),
        tags=tuple(_tags(tokens)),
        fences=tuple(_fences(tokens, lines)),
        indented=tuple(_line(token) for token in tokens if token.type == "code_block"),
        steps=tuple(_steps(tokens)),
        anchors=frozenset(ids),
        disagreement=disagreement(page_blocks, blocks, lines),
    )


@cache
def _commonmark_parser() -> MarkdownIt:
    return markdown_it()


def _commonmark(body: str, written: Blocks) -> tuple[list[Token], list[Block]]:
    """The tokens of `body`, and the blocks of their HTML with the line of each."""
    parser = _commonmark_parser()
    tokens = read_through(body, written)
    for token in tokens:
        if token.map:
            token.attrSet("data-line", str(token.map[0]))
    blocks = flatten_tokens(tokens)
    if blocks is None:
        blocks, _ = flatten(parser.renderer.render(tokens, parser.options, {}))
    return tokens, blocks


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _headings(tokens: Sequence[Token], ids: Sequence[str]) -> Iterator[Heading]:
    opens = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    anchors = ids if len(ids) == len(opens) else [""] * len(opens)
    for index, anchor in zip(opens, anchors, strict=True):
        words = "".join(child.content for child in tokens[index + 1].children or ())
        yield Heading(int(tokens[index].tag[1]), words, anchor, _line(tokens[index]))


def _inline(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Every piece of running text with its line."""
    for token in tokens:
        line = _line(token)
        for child in token.children or ():
            yield child, line
            line += child.type in {"softbreak", "hardbreak"}


def _targets(tokens: Sequence[Token], kind: str, attribute: str) -> Iterator[Span]:
    """Addresses, percent-encoded as browsers want them, except for the braces of placeholders."""
    for token, line in _inline(tokens):
        if token.type == kind:
            address = str(token.attrs.get(attribute, ""))
            yield Span(address.replace("%7B", "{").replace("%7D", "}"), line)


def _prose(tokens: Sequence[Token]) -> Iterator[Span]:
    for token in tokens:
        words, address = [], False
        for child in token.children or ():
            if child.type in {"link_open", "link_close"}:
                address = child.type == "link_open" and child.info == "auto"
            elif child.type in {"softbreak", "hardbreak"}:
                words.append("\n")
            elif not address and child.type != "html_inline":
                words.append(child.content)
        if words:
            yield Span("".join(words), _line(token))


def _tags(tokens: Sequence[Token]) -> Iterator[Span]:
    """HTML in running text; what is written as `&lt;b&gt;` means its brackets."""
    for token in tokens:
        line = _line(token)
        for child in token.children or ():
            line += child.type in {"softbreak", "hardbreak"}
            for found in TAG.finditer(child.content) if child.type == "text" else ():
                if found[0] in token.content:
                    yield Span(found[0], line)


def _fences(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Fence]:
    for token in tokens:
        if token.type == "fence" and token.map:
            start, end = token.map
            last = lines[min(end, len(lines)) - 1].strip(" \t>")
            closed = end - start > 1 and last.startswith(token.markup) and not last.strip("`~")
            yield Fence(closed, start)


def _steps(tokens: Sequence[Token]) -> Iterator[int]:
    lists: list[str] = []
    for token in tokens:
        if token.type.endswith("list_open"):
            lists.append(token.type)
        elif token.type.endswith("list_close"):
            lists.pop()
        elif token.type == "list_item_open" and lists[-1:] == ["ordered_list_open"]:
            yield _line(token)
