"""HTML within a text: a short list of tags that help texts need, and a fault for every other.

What a writer typed never reaches a page: nh3 (the sanitiser of Rust’s ammonia) reads each tag as a
browser would, and only the attributes listed here are written again, with the values that nh3 read.
Tags that do not pair up within their text stay visible, as text, and are reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import nh3
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from entraide.content.markdown.attributes import set_alt_text
from entraide.content.markdown.faults import add_fault, has_block_fault
from entraide.content.markdown.line_numbers import OFFSET, get_first_line, get_line_offset

PAIRED = frozenset({"abbr", "b", "i", "kbd", "mark", "small", "sub", "sup", "u"})
ATTRIBUTES = {
    "abbr": {"title", "lang"},
    "img": {"src", "alt", "title", "width", "height"},
}
BLOCKS = frozenset({"details", "summary"})  # see disclosures
ALLOWED = PAIRED | BLOCKS | {"br", "img"}
TAGS = frozenset({"tag_open", "tag_close"})  # tokens
NAME = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")

# What to write instead, by the name of the tag.
CURES = {
    "a": "Write the link as [words](address)",
    **dict.fromkeys(("strong", "em"), "Write **strong** or *emphasis*"),
    **dict.fromkeys(("del", "s", "strike"), "Write ~~struck out~~"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "Write the heading as ## words"),
    **dict.fromkeys(("ul", "li", "menu"), "Begin each item of the list with a hyphen and a space"),
    "ol": "Begin each step of the list with a number and a full stop",
    **dict.fromkeys(
        ("dl", "dt", "dd"), "Write the term, and below it a colon, a space and what it means"
    ),
    **dict.fromkeys(
        ("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "col", "colgroup"),
        "Write the table with | between its cells and | --- | below its head",
    ),
    **dict.fromkeys(("code", "tt", "samp", "var"), "Put ` around it"),
    "pre": "Put it between two lines of ```",
    **dict.fromkeys(("blockquote", "q"), "Begin each line of the quote with >"),
    "hr": "Write --- between two blank lines",
    **dict.fromkeys(
        ("p", "div", "span", "center", "font", "section", "article", "nobr", "big"),
        "Leave the tag out: the page has its own design",
    ),
    **dict.fromkeys(
        ("iframe", "video", "audio", "embed", "object", "source"),
        "Link to it: a page loads nothing from elsewhere",
    ),
    **dict.fromkeys(
        ("picture", "figure", "svg"),
        "Write the image as ![what it shows](file.png), the file beside the entry",
    ),
    "figcaption": "Write it as a paragraph below the image",
    **dict.fromkeys(
        ("script", "style", "link", "meta"), "Remove it: a text brings no code and no style"
    ),
    **dict.fromkeys(
        ("form", "input", "button", "select", "textarea"), "Remove it: a text has no forms"
    ),
    "ins": "Leave the tag out",
    "wbr": "Write a soft hyphen, or leave the tag out",
}
DETAILS_CURE = "Begin a line with it: <details><summary>words</summary>, and </details> at the end"
ANCHOR_CURE = "Write {#name} at the end of the heading that links lead to"
IS_ANCHOR = re.compile(r"<a\s+(?:id|name)\s*=", re.IGNORECASE)
OTHER_CURE = "Leave it out, or put ` around it if readers should see it"


def resolve_tags(state: StateCore) -> None:
    """Core rule: make tokens of the tags that a text may have, and text of the others."""
    if "<" not in state.src:
        return
    for token in state.tokens:
        children = token.children or []
        if any(child.type == "html_inline" for child in children):
            token.children = _TagResolver(state.env, get_first_line(token)).resolve(children)


class _OpenElement(NamedTuple):
    """A tag (by its name), emphasis or a link (by its type) that is open, and where it began."""

    name: str
    number: int
    line: int

    @property
    def is_tag(self) -> bool:
        return not self.name.endswith("_open")


@dataclass
class _TagResolver:
    """Resolves the tags of one text.

    `resolved_tokens` are its new tokens, `refused` the names of tags that were reported.
    """

    env: EnvType
    first: int  # the line on which the text begins
    line: int = 0  # that of the tag reached
    resolved_tokens: list[Token] = field(default_factory=list)
    open: list[_OpenElement] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def resolve(self, children: Sequence[Token]) -> list[Token]:
        """Return `children` with their tags resolved."""
        for child in children:
            if child.type == "html_inline":
                self.line = self.first + get_line_offset(child)
                self.resolved_tokens += self._resolve_tag(child)
            else:
                self.resolved_tokens.append(child)
                self._nest(child)
        for element in self.open:
            self._leave_open(element)
        return self.resolved_tokens

    def _nest(self, child: Token) -> None:
        """Note that emphasis or a link opens or closes: no tag may cross it."""
        if child.nesting == 1:
            self.open.append(_OpenElement(child.type, len(self.resolved_tokens) - 1, self.line))
        elif child.nesting == -1:
            while self.open and self.open[-1].is_tag:
                self._leave_open(self.open.pop())
            if self.open:
                self.open.pop()

    def _leave_open(self, element: _OpenElement) -> None:
        """Make text of a tag that nothing closes, and report it."""
        if element.is_tag:
            self.resolved_tokens[element.number] = _make_text_token(
                self.resolved_tokens[element.number]
            )
            cure = f"Write </{element.name}> in the same paragraph, or leave it out"
            add_fault(self.env, element.line, f"“<{element.name}>” is never closed", cure)

    def _resolve_tag(self, child: Token) -> Iterator[Token]:
        """Yield what one tag becomes: nothing for a comment, text for what is refused."""
        match = NAME.match(child.content)
        if child.content.startswith("<!--"):
            return
        name = match[2].lower() if match else ""
        closes = bool(match and match[1])
        if name not in ALLOWED or name in BLOCKS:
            self._refuse(child, name, closes=closes)
            yield _make_text_token(child)
        elif name == "img":
            yield from () if closes else [_make_image(child)]
        elif name == "br":
            yield Token("hardbreak", "br", 0, meta={"tag": True})
        elif not closes:
            self.open.append(_OpenElement(name, len(self.resolved_tokens), self.line))
            meta = {"written": child.content, OFFSET: get_line_offset(child)}
            attributes = _read_attributes(child.content, name)
            yield Token("tag_open", name, 1, attrs=attributes, meta=meta)
        elif self.open and self.open[-1].name == name:
            self.open.pop()
            yield Token("tag_close", name, -1, content=f"</{name}>")
        else:
            cure = "Remove it, or open it in the same paragraph"
            add_fault(self.env, self.line, f"“</{name}>” closes nothing", cure)
            yield _make_text_token(child)

    def _refuse(self, child: Token, name: str, *, closes: bool) -> None:
        """Report a tag once; what closes it follows from that."""
        if (closes and name in self.refused) or has_block_fault(self.env, self.line):
            return
        self.refused.add(name)
        written = " ".join(child.content.split())
        what, cure = f"a page has no “{written}”", CURES.get(name, OTHER_CURE)
        if name in BLOCKS:
            what, cure = f"“{written}” stands within a text", DETAILS_CURE
        elif IS_ANCHOR.match(written):
            cure = ANCHOR_CURE
        add_fault(self.env, self.line, what, cure)


def _make_text_token(token: Token) -> Token:
    """Return a tag as it was typed, for readers to see: it is escaped as any text."""
    return Token("refused_tag", "", 0, content=token.meta.get("written", token.content))


def _read_attributes(tag: str, name: str) -> dict[str, str | int | float]:
    """Return the attributes of an opening tag that may stay, as nh3 reads them."""
    values: dict[str, str | int | float] = {}

    def collect(_tag: str, attribute: str, value: str) -> str:
        values[attribute] = value
        return value

    allowed = {name: ATTRIBUTES.get(name, set())}
    nh3.clean(tag, tags={name}, attributes=allowed, attribute_filter=collect, link_rel=None)
    return values


def _make_image(child: Token) -> Token:
    """Return `<img>` as Markdown’s own image, which checks and pages treat alike."""
    values = _read_attributes(child.content, "img")
    attributes: dict[str, str | int | float] = {"src": values.get("src", ""), "alt": ""}
    image = Token("image", "img", 0, attrs=attributes, meta={OFFSET: get_line_offset(child)})
    if "alt" in values:
        set_alt_text(image, str(values["alt"]))
    if "title" in values:
        image.attrSet("title", values["title"])
    for name in ("width", "height"):
        if str(values.get(name, "")).isdecimal():
            image.attrSet(name, values[name])
    return image
