"""The conversion of one text: what checks ask of it, what its pages show, where it is cut.

It is a pure function of the text, so it may run in any process (`workers`), and its result may be
cached (`text_cache`).
"""

from dataclasses import dataclass

from entraide.content import cut
from entraide.content.markdown.document import read_blocks, read_through
from entraide.content.markdown.drawing import draw
from entraide.content.markdown.parts import pack
from entraide.content.markdown.pen import Style
from entraide.content.outline import Outline, outline_of

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A body as written, below `title`; `words` are those that Markdown generates for it."""

    body: str
    title: str
    lang: str  # a BCP 47 tag
    words: Words
    shows_hosts: bool = False


@dataclass(frozen=True, slots=True)
class Converted:
    """The result of a conversion. `titles`: the words of each heading, placeholders in braces.

    Parts and cuts stay packed until a page shows them: thousands of them wait in memory.
    """

    outline: Outline
    packed_parts: bytes
    titles: tuple[str, ...]
    packed_cuts: bytes


def converted(text: Text) -> Converted:
    """Convert `text`: cut it into segments, outline it, and draw its parts."""
    blocks = read_blocks(text.body, text.title)
    cuts = cut.packed(cut.cut_in(text.body, blocks.tokens))
    document = read_through(text.body, blocks)
    outline = outline_of(document)
    drawing = draw(document, Style(text.lang, dict(text.words), text.shows_hosts))
    return Converted(outline, pack(drawing.parts), drawing.titles, cuts)
