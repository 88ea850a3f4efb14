"""HTML reduced to a flat list of blocks, so that two parsers’ output can be compared.

A block is a text with the containers around it: `("ol1", "li2")`, “Tell **someone**”. What the two
parsers write differently without meaning anything by it is left out: paragraphs in list items,
titles of callouts, the place of footnotes, the links beside headings, how an address is encoded.

Both parsers write tags in small letters and escape < > and " wherever they are text, so two
patterns read their HTML, three times as fast as a parser of anybody's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain
from urllib.parse import unquote

from markdown_it.token import Token

from entraide.content.dialect import CALLOUTS

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CONTAINERS = HEADINGS | {"ul", "ol", "li", "blockquote", "table", "tr", "th", "td", "pre"}
BREAKS = CONTAINERS | {"p", "div", "section", "thead", "tbody", "hr"}
VOID = frozenset({"br", "hr", "img", "input"})
MARKS = {"em": "∗", "strong": "∗∗", "code": "‵"}  # not the signs one of them may leave as text
UNSEEN = frozenset({"headerlink", "footnote-backref", "admonition-title", "footnotes-sep"})
CALLOUT = re.compile(rf"\A\[!(?:{'|'.join(CALLOUTS)})\] *(?:\n|\Z)", re.IGNORECASE)
PIECE = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>|[^<]+|<")
ATTRIBUTE = re.compile(r'([^\s="/]+)="([^"]*)"')
LINE_ENDS = re.compile(r"\s*\n\s*")
SPACES = re.compile(r"\s{2,}|[^\S ]")  # whatever is not a single space, once line ends are

# Tokens of markdown-it that stand for one tag, and others that `_Flattener.walk` knows.
PAIRED = (
    *("paragraph", "heading", "bullet_list", "ordered_list", "list_item", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td", "em", "strong", "link"),
)
SINGLE = ("inline", "text", "softbreak", "hardbreak", "code_inline", "hr", "fence", "code_block")
KNOWN = {*SINGLE, *(f"{name}_{end}" for name in PAIRED for end in ("open", "close"))}

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """`text` is normalised; a line end that may matter to a reader of the source stays in it.

    `line` counts from 0 and is the line on which the block begins, where the HTML tells it.
    """

    path: Path
    text: str
    line: int = 0

    @property
    def seen(self) -> tuple[Path, str]:
        """What a reader sees of it: this is what two parsers must agree on."""
        return self.path, self.text.replace("\n", " ")


def flatten(html: str) -> tuple[list[Block], list[str]]:
    """The blocks of `html` (footnotes last), and every id it defines, in its order."""
    reader = _Flattener()
    reader.read(html)
    notes = sorted((block for block in reader.blocks if _note(block)), key=lambda note: note.text)
    return [*(block for block in reader.blocks if not _note(block)), *notes], reader.ids


def flatten_tokens(tokens: Sequence[Token]) -> list[Block] | None:
    """The blocks of what markdown-it would make of `tokens`; None where it has to make it."""
    children = (child for token in tokens for child in token.children or ())
    if any(one.type not in KNOWN for one in chain(tokens, children)):
        return None
    reader = _Flattener()
    reader.walk(tokens)
    reader.flush()
    return reader.blocks


def _note(block: Block) -> bool:
    return block.path[:1] == ("notes",)


class _Flattener:
    """Collects `blocks` and `ids` while it reads; `path` and `text` are where it stands."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.ids: list[str] = []
        self.path: Path = ()
        self.text: list[str] = []
        self.line = 0
        self.unseen = 0  # how many elements deep in what nobody compares
        self.open: list[tuple[str, Path]] = []  # what to write at its end, and the path around it
        self.counts: Counter[Path] = Counter()

    def read(self, html: str) -> None:
        for piece in PIECE.finditer(html):
            closing, tag, attributes = piece.groups()
            if not tag:
                self._data(piece[0])
            elif closing:
                self._end(tag)
            else:
                self._start(tag, attributes)
        self.flush()

    def walk(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self.walk(token.children or ())
            elif token.type == "text":
                self.text.append(token.content)
            elif token.type in {"softbreak", "hardbreak"}:
                self.text.append("\n" if token.type == "softbreak" else " ⏎ \n")
            elif token.type in {"code_inline", "fence", "code_block"}:
                self._code(token)
            elif token.hidden:
                continue
            elif token.nesting == -1:
                self._end(token.tag)
            else:
                self._begin(token.tag, {name: str(value) for name, value in token.attrs.items()})

    def _code(self, token: Token) -> None:
        block = token.type != "code_inline"
        if block:
            self._begin("pre", {})
        if token.map:
            self.line = token.map[0]
        self._begin("code", {})
        self.text.append(token.content)
        self._end("code")
        if block:
            self._end("pre")

    def _start(self, tag: str, attributes: str) -> None:
        found = ATTRIBUTE.findall(attributes) if attributes else ()
        self._begin(tag, {name: unescape(value) for name, value in found})

    def _begin(self, tag: str, given: Mapping[str, str]) -> None:
        if tag in BREAKS:
            self.flush()
        classes = given.get("class", "").split()
        if "data-line" in given:
            self.line = int(given["data-line"])
        if "id" in given:
            self.ids.append(given["id"])
        if tag in VOID:
            self._void(tag, given, classes)
        elif self.unseen or tag == "sup" or not UNSEEN.isdisjoint(classes):
            self.text += ["⟦^⟧"] if tag == "sup" else []
            self.unseen += 1
        else:
            self._enter(tag, given, classes)

    def _end(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.unseen:
            self.unseen -= 1
            return
        if tag in BREAKS:
            self.flush()
        if self.open:
            mark, self.path = self.open.pop()
            self.text += [mark] if mark else []

    def _data(self, data: str) -> None:
        if not self.unseen:
            self.text.append(unescape(data))

    def flush(self) -> None:
        """End the block here: whatever was collected becomes one, unless it is empty."""
        if not self.text:
            return
        text, line = "".join(self.text).strip("\n"), self.line
        self.text.clear()
        if "pre" not in self.path:
            text = unquote(text).strip()
            if SPACES.search(text):  # few have anything to straighten
                text = "\n".join(SPACES.sub(" ", row) for row in LINE_ENDS.split(text))
        if self.path and self.path[-1].startswith("blockquote") and (title := CALLOUT.match(text)):
            text, line = text[title.end() :], line + 1
        if text:
            self.blocks.append(Block(self.path, text, line))

    def _void(self, tag: str, given: Mapping[str, str], classes: Iterable[str]) -> None:
        if tag == "img":
            self.text.append(f"!⟦{given.get('alt', '')}⟧({unquote(given.get('src', ''))})")
        elif tag == "br":
            self.text.append(" ⏎ ")
        elif tag == "hr" and self.path != ("notes",) and UNSEEN.isdisjoint(classes):
            self.blocks.append(Block((*self.path, "hr"), "", self.line))

    def _enter(self, tag: str, given: Mapping[str, str], classes: list[str]) -> None:
        around = self.path
        mark = "" if "pre" in around else MARKS.get(tag, "")
        if name := self._container(tag, given, classes):
            self.path = (*around, name)
        if tag == "a" and "href" in given:
            self.text.append("⟦")
            self.open.append((f"⟧({unquote(given['href'])})", around))
        else:
            self.text += [mark] if mark else []
            self.open.append((mark, around))

    def _container(self, tag: str, given: Mapping[str, str], classes: list[str]) -> str:
        """The name of a container among its brothers (`li2`), or nothing where it is none."""
        if tag in {"div", "section"} and not {"footnote", "footnotes"}.isdisjoint(classes):
            return "notes"
        if self.path == ("notes",):  # their order is each parser's own
            return "note" if tag == "li" else ""
        if "admonition" in classes:
            tag = "blockquote"
        if tag not in CONTAINERS:
            return ""
        if tag == "pre" or tag in HEADINGS:
            return tag
        self.counts[(*self.path, tag)] += 1
        start = f" from {given['start']}" if given.get("start", "1") != "1" else ""
        return f"{tag}{self.counts[(*self.path, tag)]}{start}"
