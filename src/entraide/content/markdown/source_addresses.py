"""The addresses of links and images in the source of a Markdown text, to be rewritten there."""

import re
from collections.abc import Callable, Iterator

from entraide.content.markdown.document import Blocks, read_blocks
from entraide.model.segment import CODE

ADDRESS = re.compile(
    r"(?<=\]\()[ \t]*(?:<(?P<pointed>[^<>\n]*)>"
    r"|(?P<plain>[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*))"
    r"|^[ >]*\[[^\]\n^][^\]\n]*\]:[ \t]*(?:<(?P<defined>[^<>\n]*)>|(?P<bare>[^\s<>]+))"
    r"|<img\b[^<>]*?\ssrc=(?P<quote>[\"'])(?P<source>[^\"'<>]*)(?P=quote)",
    re.MULTILINE | re.IGNORECASE,
)
# What every block of code has: fences, or a deep indent. Other texts need not be parsed for it.
MAY_HAVE_BLOCKS = re.compile(r"```|~~~| {4}|\t")
NO_BLOCKS = Blocks([], {})
GROUPS = ("pointed", "plain", "defined", "bare", "source")
LINE = re.compile(r"[^\n]*\n?")


def rewrite_addresses(body: str, rewrite: Callable[[str], str]) -> str:
    """Return `body` with every address of a link or an image passed through `rewrite`.

    Addresses in code stay as they are.
    """
    readable = _blank_code(body, read_blocks(body) if MAY_HAVE_BLOCKS.search(body) else NO_BLOCKS)
    pieces, end = [], 0
    for match in ADDRESS.finditer(readable):
        group = next(name for name in GROUPS if match[name] is not None)
        start, stop = match.span(group)
        pieces += [body[end:start], rewrite(body[start:stop])]
        end = stop
    return "".join([*pieces, body[end:]])


def _blank_code(body: str, blocks: Blocks) -> str:
    """Return `body`, as long as before, with spaces for the characters of code."""
    lines = [match[0] for match in LINE.finditer(body)]
    for first, end in _iter_code_lines(blocks):
        for number in range(first, min(end, len(lines))):
            lines[number] = re.sub(r"[^\n]", " ", lines[number])
    return CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), "".join(lines))


def _iter_code_lines(blocks: Blocks) -> Iterator[tuple[int, int]]:
    """Yield the first line of each block of code, and the line behind its last."""
    for token in blocks.tokens:
        if token.type in {"fence", "code_block"} and token.map:
            yield token.map[0], token.map[1]
