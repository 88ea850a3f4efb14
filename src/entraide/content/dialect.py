"""The Markdown that entries are written in, for the two parsers that read it.

Python-Markdown makes the pages, markdown-it-py cuts the segments and checks that every CommonMark
tool would see the same structure. Both are set up here and nowhere else. HTML in an entry is text
in both: nothing that an entry or a proposal says can become markup.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from markdown import Extension, Markdown
from markdown.extensions.toc import slugify, slugify_unicode
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

CALLOUTS = ("note", "tip", "important", "warning", "caution")
SIGNS = re.compile(r"[\\`*_\[!<&\n\x02]")  # the last stands for what has been found already


class _Plain(Extension):
    """No raw HTML: a tag in a text is shown, never obeyed."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Marked(md), "inline", 20)


class _Marked(InlineProcessor):
    """Looks for inline marks only where there is a sign of one, which is in one text of five.

    Python-Markdown tries each of its patterns on every text; each begins with one of SIGNS.
    """

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if not SIGNS.search(data):
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc,no-any-return]


class _CalloutTitles(Extension):
    """Titles of callouts in the language of the text; pymdownx.quotes knows only English."""

    def __init__(self, **words: object) -> None:
        self.config = {"titles": [{}, "Title of each kind of callout"]}
        super().__init__(**words)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(_Titles(md, self.getConfig("titles")), "callout-titles", 19.5)


class _Titles(Treeprocessor):
    def __init__(self, md: Markdown, titles: Mapping[str, str]) -> None:
        super().__init__(md)
        self.titles = {kind.title(): titles.get(kind, kind.title()) for kind in CALLOUTS}

    def run(self, root: ET.Element) -> None:
        for paragraph in root.iter("p"):
            if paragraph.get("class") == "admonition-title" and paragraph.text in self.titles:
                paragraph.text = self.titles[paragraph.text]


class _PageElements(Extension):
    """What pages need and Markdown does not give: see the three passes below."""

    def __init__(self, **words: object) -> None:
        self.config = {"table": ["Table", "Name of a table’s region"]}
        super().__init__(**words)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(_Elements(md, self.getConfig("table")), "page-elements", 4)


class _Elements(Treeprocessor):
    def __init__(self, md: Markdown, table: str) -> None:
        super().__init__(md)
        self.table = table

    def run(self, root: ET.Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag in {"th", "td"}:
                    _align(child)
                elif child.tag == "a" and child.get("class") in {"headerlink", "footnote-backref"}:
                    child.set("aria-label", child.get("title", ""))
                elif child.tag == "table":
                    parent[place] = self._region(child)

    def _region(self, table: ET.Element) -> ET.Element:
        """A box that scrolls a wide table sideways, within reach of the keyboard."""
        region = {"class": "table", "role": "region", "tabindex": "0", "aria-label": self.table}
        box = ET.Element("div", region)
        box.append(table)
        return box


def _align(cell: ET.Element) -> None:
    """A class where Markdown puts an inline style, which the pages do not allow."""
    if style := cell.attrib.pop("style", ""):
        cell.set("class", "align-" + style.removeprefix("text-align: ").rstrip(";"))


def python_markdown(words: Mapping[str, str]) -> tuple[list[str | Extension], dict[str, Any]]:
    """Extensions and their settings, for a text in the language of `words`.

    `words` holds the generated words: a title for each of CALLOUTS, `permalink` (a heading's
    link), `footnote` (a footnote's way back, with `{}` for its number), and `table`.
    """
    titles = {kind: words[kind] for kind in CALLOUTS}
    extensions: list[str | Extension] = [
        _Plain(),
        _CalloutTitles(titles=titles),
        _PageElements(table=words["table"]),
        "tables",
        "footnotes",
        "sane_lists",
        "toc",
        "pymdownx.highlight",
        "pymdownx.superfences",
        "pymdownx.quotes",
        "pymdownx.tasklist",
    ]
    settings = {
        "footnotes": {"BACKLINK_TITLE": words["footnote"]},
        "toc": {"permalink": True, "permalink_title": words["permalink"], "slugify": _anchor},
        "pymdownx.highlight": {"use_pygments": False},
        "pymdownx.quotes": {"callouts": True},
    }
    return extensions, settings


def _anchor(heading: str, separator: str) -> str:
    """The words of a heading as its id: in plain letters, or in their own where none is left."""
    return slugify(heading, separator) or slugify_unicode(heading, separator)


def markdown_it() -> MarkdownIt:
    """The CommonMark parser, with tables, footnotes and check lists, and no HTML."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.use(footnote_plugin).use(tasklists_plugin)


class Blocks(NamedTuple):
    """The blocks of a body, the text in them unread: half of the work, and all that cutting needs.

    `env` is what the parser noted on the way.
    """

    tokens: list[Token]
    env: dict[str, Any]


def blocks_of(body: str) -> Blocks:
    env: dict[str, Any] = {}
    return Blocks(_steps()[0].parse(body, env), env)


def read_through(body: str, blocks: Blocks) -> list[Token]:
    """All tokens of `body`; those of `blocks` are changed by it, and of no more use."""
    parser = _steps()[1]
    state = StateCore(body, parser, blocks.env, blocks.tokens)
    parser.core.process(state)
    return state.tokens


@cache
def _steps() -> tuple[MarkdownIt, MarkdownIt]:
    """The parser that stops after the blocks, and the one that goes on from there.

    Made once: making one takes longer than reading an entry.
    """
    first, second = markdown_it(), markdown_it()
    rules = first.get_active_rules()["core"]
    halt = rules.index("block") + 1
    first.core.ruler.enableOnly(rules[:halt])
    second.core.ruler.enableOnly(rules[halt:])
    return first, second


@dataclass(frozen=True, slots=True)
class Page:
    """What a text becomes on a page: its HTML, and the nested `toc` tokens of its headings."""

    html: str
    toc: list[dict[str, Any]]


def page_of(body: str, words: Mapping[str, str]) -> Page:
    """`body` by Python-Markdown; nothing where lists are nested deeper than it can go."""
    try:
        parser = _page_parser(tuple(words.items()))
        html = parser.reset().convert(body)
    except RecursionError:
        _page_parser.cache_clear()  # its inner state is lost
        return Page("", [])
    return Page(html, parser.toc_tokens if html else [])  # type: ignore[attr-defined]


@cache
def _page_parser(words: tuple[tuple[str, str], ...]) -> Markdown:
    """A parser that is made once and reset for each text: making it takes as long as a page."""
    extensions, settings = python_markdown(dict(words))
    return Markdown(extensions=extensions, extension_configs=settings)


ENGLISH = {
    **{kind: kind.title() for kind in CALLOUTS},
    "permalink": "Link to this section",
    "footnote": "Back to the text (note {})",
    "table": "Table",
}
