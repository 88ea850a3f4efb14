"""Trees of elements, to compare what we draw with what a specification expects.

Left out is what our pages add: anchors, classes of code, direction, the box around a table.
Addresses are as they are written, and the language is one without a typography of its own.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from entraide.content.markdown.document import read_document
from entraide.content.markdown.html_renderer import render_document
from entraide.content.markdown.html_writer import RenderStyle
from entraide.content.markdown.parts import PartKind, join_parts

CELLS = ("table", "thead", "tbody", "tr", "th", "td")
BLOCKS = frozenset(
    ("blockquote", "br", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul", *CELLS),
)
HEADINGS = re.compile("h[1-6]")
ROOT = "[document]"  # BeautifulSoup's name for it


def is_same_tree(markdown: str, html: str) -> bool:
    """Whether we draw `markdown` as `html`."""
    return list(iter_nodes(draw_tree(markdown))) == list(iter_nodes(parse_tree(html)))


def draw_tree(markdown: str) -> BeautifulSoup:
    """What we draw, in a language without a typography of its own."""
    parts = render_document(read_document(markdown), RenderStyle(lang="la")).parts
    tree = BeautifulSoup(join_parts(parts, _write_value), "html.parser")
    for heading in tree.find_all(HEADINGS):
        del heading["id"]
    for block in tree.select("pre.highlight, .task-list, .task-list-item"):
        del block["class"]
    for box in tree.select("div.table"):
        box.unwrap()
    for block in tree.select("[dir]"):
        del block["dir"]
    return tree


def _write_value(kind: PartKind, value: object) -> str:
    return escape(str(value)) if kind in {PartKind.PROSE, PartKind.ADDRESS} else ""


def parse_tree(html: str) -> BeautifulSoup:
    """What the specification expects, below the title that every page has."""
    tree = BeautifulSoup(html, "html.parser")
    if tree.find("h1"):
        for heading in tree.find_all(HEADINGS):
            heading.name = f"h{min(int(heading.name[1]) + 1, 6)}"
    for code in tree.select("pre > code"):
        code.string = code.get_text().removesuffix("\n")
    return tree


def iter_nodes(tree: Tag) -> Iterator[tuple[object, ...]]:
    """A tree as its tags and texts, in their order; space beside a block is none."""
    yield (tree.name, *sorted((name, str(value)) for name, value in tree.attrs.items()))
    children = list(tree.children)
    for place, child in enumerate(children):
        if isinstance(child, Tag):
            yield from iter_nodes(child)
        elif text := _normalize_text(child, tree, children[:place], children[place + 1 :]):
            yield ("text", text)
    yield ("end", tree.name)


def _normalize_text(
    text: object, parent: Tag, before: Sequence[object], after: Sequence[object]
) -> str:
    if not isinstance(text, NavigableString) or parent.name == "code":
        return str(text)
    words = re.sub(r"\s+", " ", text)
    inside = parent.name in BLOCKS or parent.name == ROOT
    if _is_block(before[-1]) if before else inside:
        words = words.lstrip()
    if _is_block(after[0]) if after else inside:
        words = words.rstrip()
    return words


def _is_block(node: object) -> bool:
    return isinstance(node, Tag) and node.name in BLOCKS
