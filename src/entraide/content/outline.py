"""The outline of a body: what it contains, on which lines, and what of it no page can show.

Every check asks an outline, which is made from one reading of the text. Lines count from 0, from
the start of the body.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.token import Token

from entraide.content.markdown.addresses import get_address
from entraide.content.markdown.document import MarkdownDocument, read_blocks, read_document
from entraide.content.markdown.faults import MarkupFault
from entraide.content.markdown.footnotes import make_footnote_name
from entraide.content.markdown.headings import WRITTEN_LEVEL, make_anchors
from entraide.content.markdown.inline_html import TAGS
from entraide.content.markdown.line_numbers import BREAKS, get_first_line, get_line_offset
from entraide.content.markdown.urgency import get_urgency
from entraide.content.nesting import MisplacedBlock, find_lost_steps, nest_blocks
from entraide.model.placeholders import PLACEHOLDER

SHAPES = {  # a letter for each kind of text below a heading
    "th_open": "c",
    "td_open": "c",
    "list_item_open": "i",
    "dt_open": "t",
    "dd_open": "d",
    "callout_open": "q",
    "blockquote_open": "q",
}


class Heading(NamedTuple):  # these travel between processes by the thousand
    """A heading; its `level` on the page, from 1, and its level as written, which may be higher.

    `shape` has a letter for each text below it, by its kind; equal shapes are built alike.
    """

    level: int
    text: str
    anchor: str  # the id that it has on a page of its own language
    line: int
    own_id: bool = False  # whether the writer chose the anchor
    title: bool = False  # whether it is the page's title, said again
    shape: str = ""
    written_level: int = 0
    urgency: str = ""


class Span(NamedTuple):
    """A stretch of the text."""

    text: str
    line: int


class TextLink(NamedTuple):
    """A link: its address, and the words on which it stands."""

    address: str
    line: int
    words: str = ""


class Placeholder(NamedTuple):
    """A placeholder: `alone` in its paragraph, or `plain` within a link or an attribute."""

    name: str
    line: int
    alone: bool = False
    plain: bool = False


class Image(NamedTuple):
    """An image; `described`: it has an alternative text, or an empty one on purpose."""

    text: str  # where it lies
    line: int
    described: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """What a body contains."""

    headings: tuple[Heading, ...] = ()
    links: tuple[TextLink, ...] = ()
    images: tuple[Image, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    prose: tuple[Span, ...] = ()  # what is read: no addresses, no markers, no blocks of code
    steps: tuple[int, ...] = ()  # lines of the items of ordered lists
    anchors: frozenset[str] = field(default_factory=frozenset)  # every id that the page defines
    faults: tuple[MarkupFault, ...] = ()


def read_outline(body: str, title: str = "") -> Outline:
    """Parse `body`, the text of a page called `title`, and return its outline."""
    return build_outline(read_document(body, title))


def build_outline(document: MarkdownDocument) -> Outline:
    """Return the outline of a document that was parsed already."""
    tokens = document.tokens
    headings = tuple(_find_headings(tokens))
    anchors = {heading.anchor for heading in headings if not heading.title}
    return Outline(
        headings=headings,
        links=tuple(_find_links(tokens)),
        images=tuple(_find_images(tokens)),
        placeholders=tuple(_find_placeholders(tokens)),
        prose=tuple(_find_prose(tokens)),
        steps=tuple(_find_steps(tokens)),
        anchors=frozenset(anchors | set(_list_note_anchors(tokens))),
        faults=tuple(sorted({*document.faults, *_find_block_faults(document)})),
    )


def get_heading_text(children: Sequence[Token]) -> str:
    """Return the words of a heading, from which its anchor is made."""
    words = (" " if child.type in BREAKS else child.content for child in children)
    return "".join(
        word for word, child in zip(words, children, strict=True) if child.type not in TAGS
    ).strip()


def _find_headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    opens = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    words = [get_heading_text(tokens[index + 1].children or ()) for index in opens]
    ids = [str(tokens[index].attrGet("id") or "") for index in opens]
    shown = [index for index in range(len(opens)) if not tokens[opens[index]].meta.get("hidden")]
    anchors = dict(
        zip(shown, make_anchors([(ids[index], words[index]) for index in shown]), strict=True)
    )
    ends = [*opens, len(tokens)][1:]
    for number, (index, end) in enumerate(zip(opens, ends, strict=True)):
        token = tokens[index]
        yield Heading(
            int(token.tag[1]),
            words[number],
            anchors.get(number, ""),
            get_first_line(token),
            own_id=bool(ids[number]),
            title=number not in anchors,
            shape="".join(_iter_shape(tokens[index + 2 : end])),
            written_level=token.meta.get(WRITTEN_LEVEL, int(token.tag[1])),
            urgency=get_urgency(token),
        )


def _iter_shape(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the letter of each text among `tokens`."""
    around: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            around.append(SHAPES.get(token.type, around[-1] if around else "p"))
        elif token.nesting == -1 and around:
            around.pop()
        elif token.type == "inline":
            yield around[-1] if around else "p"


def iter_inline_tokens(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Yield every inline token with its line; words have the line of what stands before them.

    The tokens within an image are not among them.
    """
    for token in tokens:
        offset = 0
        for child in token.children or ():
            offset = max(offset, get_line_offset(child))
            yield child, get_first_line(token) + offset


def _find_links(tokens: Sequence[Token]) -> Iterator[TextLink]:
    link: TextLink | None = None
    for token, line in iter_inline_tokens(tokens):
        if token.type == "link_open":
            link = TextLink(get_address(token, "href"), line)
        elif token.type == "link_close" and link:
            yield link
            link = None
        elif link and token.type not in TAGS:
            words = " " if token.type in BREAKS else token.content
            link = link._replace(words=link.words + words)


def _find_images(tokens: Sequence[Token]) -> Iterator[Image]:
    for token, line in iter_inline_tokens(tokens):
        if token.type == "image":
            described = bool(token.content.strip()) or bool(token.meta.get("described"))
            yield Image(get_address(token, "src"), line, described)


def _find_placeholders(tokens: Sequence[Token]) -> Iterator[Placeholder]:
    for index, block in enumerate(tokens):
        links = 0
        for child, line in iter_inline_tokens([block]) if block.children else ():
            links += child.nesting if child.type in {"link_open", "link_close"} else 0
            if child.type == "placeholder":
                alone = _is_alone(tokens[index - 1], block)
                yield Placeholder(child.content, line, alone, plain=links > 0)
            for name in _find_names(child) if child.attrs else ():
                yield Placeholder(name, line, plain=True)


def _is_alone(above: Token, block: Token) -> bool:
    words = (one for one in block.children or () if one.type != "text" or one.content.strip())
    return above.type == "paragraph_open" and not above.hidden and len(list(words)) == 1


def _find_names(token: Token) -> Iterator[str]:
    """Yield the placeholders in the attributes of a token, and in what describes an image."""
    for attribute in ("href", "src", "title"):
        yield from PLACEHOLDER.findall(get_address(token, attribute))
    if token.type == "image":
        yield from PLACEHOLDER.findall(token.content)


def _find_prose(tokens: Sequence[Token]) -> Iterator[Span]:
    """Yield the words of each block; addresses that stand as they are (autolinks) are left out."""
    for token in tokens:
        words, automatic = [], False
        for child in token.children or ():
            if child.type in {"link_open", "link_close"}:
                automatic = child.type == "link_open" and child.info == "auto"
            elif child.type in BREAKS:
                words.append("\n")
            elif child.type == "placeholder":
                words.append(child.markup)
            elif not automatic and child.type not in TAGS:
                words.append(child.content)
        if words:
            yield Span("".join(words), get_first_line(token))


def _find_steps(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the line of each item of an ordered list."""
    lists: list[str] = []
    for token in tokens:
        if token.type.endswith("list_open"):
            lists.append(token.type)
        elif token.type.endswith("list_close"):
            lists.pop()
        elif token.type == "list_item_open" and lists[-1:] == ["ordered_list_open"]:
            yield get_first_line(token)


def _list_note_anchors(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the ids that a page gives to footnotes and to their references."""
    for token in tokens:
        if token.type == "footnote_open":
            name = make_footnote_name(token)
            yield from (f"fn:{name}", f"fnref:{name}")


def _find_block_faults(document: MarkdownDocument) -> Iterator[MarkupFault]:
    """Yield the faults of blocks: code never closed, code by indentation, misplaced blocks."""
    lines = document.body.split("\n")
    yield from _find_misplaced_blocks(document)
    for token in document.tokens:
        if token.type == "fence" and not _is_closed(token, lines):
            cure = f"End it with a line of the same signs: {token.markup}"
            yield MarkupFault(get_first_line(token), "this fenced block is never closed", cure)
        elif token.type == "code_block":
            cure = "Begin it at the margin or below its list item, or put it between lines of ```"
            what = "these spaces make the text a block of code"
            yield MarkupFault(get_first_line(token), what, cure, minor=True)


def _find_misplaced_blocks(document: MarkdownDocument) -> Iterator[MarkupFault]:
    """Yield blocks beside the item they were meant for, and steps that became text otherwise."""
    tokens = document.tokens
    nested = nest_blocks(document.body, tokens)
    yield from map(_make_nesting_fault, nested.nestings)
    if nested.nestings:
        tokens = read_blocks(nested.body).tokens
    for line, number in find_lost_steps(nested.body, tokens):
        why = "the paragraph above it ends the list, and goes on"
        what = f"“{number}.” is read as text, not as a step: {why}"
        yield MarkupFault(
            line, what, "Indent that paragraph to below its step, or put a blank line here"
        )


def _make_nesting_fault(block: MisplacedBlock) -> MarkupFault:
    """Return the fault of a misplaced block; it is an error only if a step becomes text by it."""
    item = f"step {block.step}" if block.step is not None else "the item above"
    what = f"this line is indented by {block.indent} and stands beside {item}, not below it"
    if block.loses:
        what += ": a step after it becomes text"
    cure = f"Indent it by {block.wanted}, or run: entraide fix"
    return MarkupFault(block.line, what, cure, minor=not block.loses)


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    start, end = token.map or (0, 0)
    last = lines[min(end, len(lines)) - 1].strip(" \t>")
    return end - start > 1 and last.startswith(token.markup) and not last.strip("`~")
