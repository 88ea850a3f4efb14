"""Line numbers of inline text: markdown-it itself knows only those of blocks.

Code, links, tags and images may run over line ends, which their tokens do not tell. So the line on
which each begins is noted while it is read.
"""

from collections.abc import Sequence
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

BREAKS = frozenset({"softbreak", "hardbreak"})  # tokens that end a line
OFFSET = "offset"  # in the `meta` of a token: how many lines of its text stand above it
COUNTED_TYPES = frozenset({"html_inline", "image", "link_open", "placeholder"})


class _LineCountingState(StateInline):
    """Notes on which line of its text each token of COUNTED_TYPES begins."""

    counted_up_to = 0  # the position up to which ends of lines were counted
    lines = 0

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        if ttype in COUNTED_TYPES:
            self.lines += self.src.count("\n", self.counted_up_to, self.pos)
            self.counted_up_to = self.pos
            token.meta[OFFSET] = self.lines
        return token


class _LineCountingParser(ParserInline):
    """markdown-it’s inline parser, with the state above for texts of several lines."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        if "\n" not in src:
            return super().parse(src, md, env, tokens)
        state = _LineCountingState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def track_lines(parser: MarkdownIt) -> None:
    """Plugin for `parser`: make `get_line_offset` know the lines of what it reads."""
    placed = _LineCountingParser()
    placed.ruler, placed.ruler2 = parser.inline.ruler, parser.inline.ruler2
    parser.inline = placed


def get_first_line(block: Token) -> int:
    """Return the line on which `block` begins, from 0."""
    return block.map[0] if block.map else 0


def get_line_offset(token: Token) -> int:
    """Return how many lines of its text stand above a link, an image, a tag or a placeholder."""
    return int(token.meta.get(OFFSET, 0))


def find_line(lines: Sequence[str], offset: int, written: str) -> int:
    """Return the number of the one of `lines`, the source of a passage, that has `written`.

    It is line `offset` or one after it. Use it for signs that stayed text and have no token.
    """
    start = written.split("\n", 1)[0].strip()
    if len(lines) == 1 or not start:
        return offset
    below = (number for number in range(max(offset, 0), len(lines)) if start in lines[number])
    return next(below, offset)
