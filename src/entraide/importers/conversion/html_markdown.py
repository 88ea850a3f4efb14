"""Make Markdown of a tree of HTML, by the library markdownify, in the syntax of our own texts."""

import re
from collections import Counter
from typing import Any

import markdownify
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from entraide.importers.conversion.html_blocks import (
    CALLOUT,
    NUMBER,
    TITLE,
    convert_blocks,
    find_heading_anchors,
)
from entraide.importers.conversion.html_tables import BREAK, convert_tables
from entraide.importers.conversion.html_tree import RawMarkdown, clean_tree, read_html
from entraide.importers.conversion.lost_meanings import note_lost_meanings
from entraide.importers.conversion.protected_code import protect_code, restore_code
from entraide.importers.conversion.rewriting import AddressRewriter
from entraide.importers.conversion.signs import escape_words

LANGUAGE = re.compile(r"(?:language|lang|highlight|brush:?|source)[-: ]([\w+#-]{1,30})")
BREAKS = re.compile(r"(?:\\\n([ \t]*)){2,}(?=\S)")  # two line breaks make a paragraph
BLANK_LINES = re.compile(r"\n{3,}")


# Its types do not say which methods there are.
_Library: Any = markdownify.MarkdownConverter


def convert_html(html: str, rewriter: AddressRewriter) -> str:
    """Return `html` as Markdown; HtmlExcessError if it is too much."""
    return _convert_tree(read_html(html), html, rewriter, escaped=True)


def convert_fragment(html: str, rewriter: AddressRewriter) -> str:
    """Convert an element within Markdown text, where Markdown's signs have their meaning."""
    return _convert_tree(read_html(html), html, rewriter, escaped=False)


def _convert_tree(
    tree: BeautifulSoup, source: str, rewriter: AddressRewriter, *, escaped: bool
) -> str:
    location, omissions = rewriter.text.location, rewriter.omissions
    rewriter.anchors.update(find_heading_anchors(tree))
    note_lost_meanings(tree, rewriter.text, omissions)
    clean_tree(tree, source, location, omissions)
    counts: Counter[tuple[str, str]] = Counter()
    convert_blocks(tree, rewriter)
    convert_tables(tree, counts)
    for (what, outcome), count in counts.items():
        omissions.add(location, what, outcome, count=count)
    markdown: str = _TextConverter(
        escape_words=escaped,
        heading_style="atx",
        newline_style="backslash",
        code_language_callback=_find_language,
        table_infer_header=True,
        autolinks=False,
    ).convert_soup(tree)
    return clean_markdown(markdown)


def clean_markdown(markdown: str) -> str:
    """Return `markdown` with one blank line between blocks, and one line end at its end."""
    text, code = protect_code(markdown, Counter())
    text = BREAKS.sub(r"\n\n\1", text)
    text = BLANK_LINES.sub("\n\n", "\n".join(line.rstrip(" \t") for line in text.split("\n")))
    return f"{restore_code(text, code).strip()}\n"


def _find_language(element: Tag) -> str:
    code = element.find("code")
    for each in (element, code):
        if isinstance(each, Tag):
            names = " ".join(str(name) for name in each.get("class") or ())
            if match := LANGUAGE.search(names):
                return match[1].lower()
    return ""


def _keep_tag(name: str) -> Any:  # noqa: ANN401 - a method
    """Return the method for an element that our texts have as a tag."""

    def convert(_self: object, el: Tag, text: str, parent_tags: set[str]) -> str:
        if not text.strip() or ({"_noformat"} & (parent_tags - {name}) and "pre" in parent_tags):
            return text
        del el
        return f"<{name}>{' '.join(text.split(chr(10)))}</{name}>"

    return convert


class _TextConverter(_Library):  # type: ignore[misc]
    """markdownify with our own rules where our Markdown differs.

    The library calls its methods by the names of elements, each with the Markdown of its content.
    """

    convert_kbd, convert_mark, convert_small = map(_keep_tag, ("kbd", "mark", "small"))
    convert_sub, convert_sup, convert_u = map(_keep_tag, ("sub", "sup", "u"))
    convert_ins = convert_u

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        if isinstance(el, RawMarkdown):
            return str(el)
        text: str = super().process_text(el, parent_tags)
        return text.replace("|", "\\|") if parent_tags and "table" in parent_tags else text

    def escape(self, text: str, parent_tags: set[str]) -> str:
        del parent_tags
        return escape_words(text) if self.options["escape_words"] else text

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if CALLOUT not in el.attrs:
            quote: str = super().convert_blockquote(el, text, parent_tags)
            return f"\n{quote}"
        title = escape_words(str(el.get(TITLE) or ""))
        head = f"> [!{str(el[CALLOUT]).upper()}] {title}".rstrip()
        lines = [f"> {line}".rstrip() for line in text.strip().split("\n")]
        return "\n\n" + "\n".join([head, *lines]) + "\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an item by its number: the library counts those before it, for each anew."""
        del parent_tags
        mark = f"{el[NUMBER]}. " if NUMBER in el.attrs else "- "
        first, *rest = text.strip().split("\n")
        indent = " " * len(mark)
        lines = [f"{mark}{first}", *(f"{indent}{line}" if line else "" for line in rest)]
        return "\n".join(lines) + "\n" if first else "\n"

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._emphasize(el, text, ("**", "b"), parent_tags)

    convert_strong = convert_b

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._emphasize(el, text, ("*", "i"), parent_tags)

    convert_i = convert_em

    def _emphasize(self, el: Tag, text: str, marks: tuple[str, str], parent_tags: set[str]) -> str:
        """Return words between marks, or between tags where marks would not be read as such."""
        plain = text.strip()
        mark, tag = marks
        if not plain or "_noformat" in parent_tags or {"b", "strong", "em", "i"} & parent_tags:
            return text
        before = " " if text[:1].isspace() else ""
        after = " " if text[-1:].isspace() else ""
        beside = _get_sign(el.previous_sibling, -1) if not before else " "
        behind = _get_sign(el.next_sibling, 0) if not after else " "
        words = plain.replace("\\\n", " ")
        glued = beside.isalnum() and not words[0].isalnum()
        glued = glued or (behind.isalnum() and not words[-1].isalnum())
        if glued or beside == "*" or behind == "*":
            return f"{before}<{tag}>{words}</{tag}>{after}"
        return f"{before}{mark}{words}{mark}{after}"

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        code: str = super().convert_code(
            el, " ".join(text.split(" ")).replace("\n", " "), parent_tags
        )
        return code if "pre" not in parent_tags else text

    convert_samp = convert_tt = convert_var = convert_code

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        code: str = super().convert_pre(el, text, parent_tags)
        if "```" not in text:
            return code
        return (
            code.replace("```", "~~~~")
            if "~~~~" not in text
            else f"\n\n{text.replace('```', '')}\n\n"
        )

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        cell: str = super().convert_td(el, _join_breaks(text), parent_tags)
        return cell

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        cell: str = super().convert_th(el, _join_breaks(text), parent_tags)
        return cell

    def convert_q(self, _el: Tag, text: str, parent_tags: set[str]) -> str:
        del parent_tags
        return f"“{text.strip()}”" if text.strip() else ""

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags or not el.find("summary"):
            return f"\n\n{text.strip()}\n\n"
        head, _, rest = text.partition("</summary>")
        if not rest.strip():
            return f"\n\n{head.strip().removeprefix('<summary>')}\n\n"
        return f"\n\n<details>\n{head.strip()}</summary>\n\n{rest.strip()}\n\n</details>\n\n"

    def convert_summary(self, _el: Tag, text: str, parent_tags: set[str]) -> str:
        words = " ".join(text.split())
        return f"<summary>{words}</summary>" if "details" in parent_tags else words

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a definition as we indent it; without a term before it, a paragraph."""
        if el.parent is None or el.parent.name != "dl" or not el.find_previous_sibling("dt"):
            return f"\n\n{text.strip()}\n\n"
        definition: str = super().convert_dd(el, text, parent_tags)
        return definition

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.parent is None or el.parent.name != "dl":
            return f"\n\n{text.strip()}\n\n"
        term: str = super().convert_dt(el, text, parent_tags)
        return term

    def convert_abbr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        del parent_tags
        title = re.sub(r"[\"<>{}\[\]`\n]", " ", str(el.get("title") or "")).strip()
        return f'<abbr title="{title}">{text}</abbr>' if title and text.strip() else text


def _join_breaks(text: str) -> str:
    """Return the words of a cell with one break between two lines, and none around them."""
    lines = (" ".join(line.split()) for line in text.split(BREAK))
    return BREAK.join(line for line in lines if line)


def _get_sign(node: object, at: int) -> str:
    """Return the first or last character of the text beside an element; a space if it is empty."""
    words = node.get_text() if isinstance(node, Tag) else str(node or "")
    return words[at] if words else " "
