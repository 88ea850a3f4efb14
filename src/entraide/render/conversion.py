"""The conversion of one text: what checks ask of it, what its pages show, where it is cut.

It is a pure function of the text, so it may run in any process (`workers`), and its result may be
cached (`text_cache`).
"""

from dataclasses import dataclass

from entraide.content import segmentation
from entraide.content.markdown.document import read_blocks, read_inline
from entraide.content.markdown.html_renderer import render_document
from entraide.content.markdown.html_writer import BorrowedTexts, RenderStyle
from entraide.content.markdown.parts import pack_parts
from entraide.content.outline import Outline, build_outline

GeneratedWords = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RawText:
    """A body as written, below `title`; `words` are those that Markdown generates for it."""

    body: str
    title: str
    lang: str  # a BCP 47 tag
    words: GeneratedWords
    shows_hosts: bool = False
    borrowed: BorrowedTexts | None = None


@dataclass(frozen=True, slots=True)
class ConvertedText:
    """The result of a conversion. `titles`: the words of each heading, placeholders in braces.

    Parts and cuts stay packed until a page shows them: thousands of them wait in memory.
    """

    outline: Outline
    packed_parts: bytes
    titles: tuple[str, ...]
    packed_cuts: bytes


def convert_text(text: RawText) -> ConvertedText:
    """Convert `text`: cut it into segments, outline it, and draw its parts."""
    blocks = read_blocks(text.body, text.title)
    cuts = segmentation.pack_cuts(segmentation.cut_blocks(text.body, blocks.tokens))
    document = read_inline(text.body, blocks)
    outline = build_outline(document)
    style = RenderStyle(text.lang, dict(text.words), text.shows_hosts, text.borrowed)
    drawing = render_document(document, style)
    return ConvertedText(outline, pack_parts(drawing.parts), drawing.titles, cuts)
