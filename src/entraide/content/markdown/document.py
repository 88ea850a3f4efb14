"""A text as the parser reads it: its tokens, and the faults that it finds.

Reading has two stages. Segmentation needs only the first, which reads the blocks. The second reads
the inline text in them.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from entraide.content.markdown.faults import FAULTS, MarkupFault
from entraide.content.markdown.headings import TITLE
from entraide.content.markdown.limits import find_excess
from entraide.content.markdown.line_numbers import get_first_line
from entraide.content.markdown.preset import MAX_NESTING, make_staged_parsers

TOO_DEEP = MarkupFault(
    0, "this text is nested too deeply to be read", "Take lists and quotes apart"
)


class Blocks(NamedTuple):
    """The blocks of a body, whose inline text has not been read.

    `env` is what the parser noted, which the second stage needs too.
    """

    tokens: list[Token]
    env: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MarkdownDocument:
    """A text read to the end.

    `tokens` are markdown-it’s, with those of our rules; `faults` are sorted by line.
    """

    body: str
    tokens: list[Token]
    faults: tuple[MarkupFault, ...]


def read_blocks(body: str, title: str = "") -> Blocks:
    """Return the blocks of `body`, below `title`; none where it exceeds a limit."""
    env: dict[str, Any] = {TITLE: title}
    if excess := find_excess(body):
        return Blocks([], env | {FAULTS: [excess]})
    try:
        tokens = make_staged_parsers()[0].parse(body, env)
    except RecursionError:
        return Blocks([], env | {FAULTS: [TOO_DEEP]})
    deep = next((token for token in tokens if token.level >= MAX_NESTING - 1), None)
    if deep:
        line = get_first_line(deep)
        env.setdefault(FAULTS, []).append(TOO_DEEP._replace(line=line))
    return Blocks(tokens, env)


def read_inline(body: str, blocks: Blocks) -> MarkdownDocument:
    """Return all of `body`, of which `blocks` are read already.

    The tokens of `blocks` are changed, and of no more use.
    """
    parser = make_staged_parsers()[1]
    state = StateCore(body, parser, blocks.env, blocks.tokens)
    try:
        parser.core.process(state)
    except RecursionError:
        return MarkdownDocument(body, [], (TOO_DEEP,))
    return MarkdownDocument(body, state.tokens, tuple(sorted(set(blocks.env.get(FAULTS, ())))))


def read_document(body: str, title: str = "") -> MarkdownDocument:
    """Return `body`, the text below `title`, read to the end."""
    return read_inline(body, read_blocks(body, title))
