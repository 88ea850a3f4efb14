"""One text, converted once: what the checks read of it, and what its pages show.

This is the dear part of a build, about 5 ms a text. It is a pure function of the text and of the
words that Markdown generates, so it may run in any process (`workers`) and be kept (`cache`).
"""

import zlib
from dataclasses import dataclass
from typing import Any

from entraide.content.dialect import page_of
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
    """The outline of the body as written; the HTML and `toc` tokens of the filled one.

    `packed_html` stays packed until a page shows it: thousands of them wait in memory.
    """

    outline: Outline
    packed_html: bytes
    toc: list[dict[str, Any]]


def converted(text: Text) -> Converted:
    words = dict(text.words)
    page = page_of(text.filled, words)
    written = page if text.body == text.filled else page_of(text.body, words)
    return Converted(outline_beside(text.body, written.html), packed(page.html), page.toc)


def packed(html: str) -> bytes:
    return zlib.compress(html.encode(), 1)


def unpacked(html: bytes) -> str:
    return zlib.decompress(html).decode()
