"""One text, converted once: what the checks read of it, what its pages show, where it is cut.

This is the dear part of a build, about 5 ms a text. It is a pure function of the text and of the
words that Markdown generates, so it may run in any process (`workers`) and be kept (`cache`).
"""

import zlib
from dataclasses import dataclass
from typing import Any

from entraide.content import cut
from entraide.content.dialect import blocks_of, page_of
from entraide.content.outline import Outline, outline_beside

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A body as written, and with its placeholders filled; `words` are in its own language."""

    body: str
    filled: str
    words: Words


@dataclass(frozen=True, slots=True)
class Converted:
    """The outline and the cuts of the body as written; HTML and `toc` tokens of the filled one.

    `packed_html` stays packed until a page shows it: thousands of them wait in memory.
    """

    outline: Outline
    packed_html: bytes
    toc: list[dict[str, Any]]
    packed_cuts: bytes


def converted(text: Text) -> Converted:
    words = dict(text.words)
    page = page_of(text.filled, words)
    written = page if text.body == text.filled else page_of(text.body, words)
    blocks = blocks_of(text.body)
    cuts = cut.packed(cut.cut_in(text.body, blocks.tokens))
    outline = outline_beside(text.body, written.html, blocks)
    return Converted(outline, packed(page.html), page.toc, cuts)


def packed(html: str) -> bytes:
    return zlib.compress(html.encode(), 1)


def unpacked(html: bytes) -> str:
    return zlib.decompress(html).decode()
