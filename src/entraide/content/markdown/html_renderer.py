"""The HTML of a text: markdown-it’s tokens become the parts from which pages are joined.

The markup is that of our stylesheets. Words that Markdown generates (titles of callouts, the name
of a table’s region, the way back from a footnote) are in the language of the text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it.token import Token

from entraide.content.markdown.block_languages import (
    format_language,
    mark_borrowed,
    mark_direction,
)
from entraide.content.markdown.document import MarkdownDocument
from entraide.content.markdown.footnotes import make_footnote_name
from entraide.content.markdown.html_writer import HtmlWriter, RenderStyle
from entraide.content.markdown.inline_html import TAGS
from entraide.content.markdown.inline_renderer import render_inline
from entraide.content.markdown.line_numbers import BREAKS
from entraide.content.markdown.parts import PageParts, PartKind, merge_parts
from entraide.content.markdown.typesetting import typeset_tokens
from entraide.content.markdown.urgency import ENDS_SECTION, get_urgency

LANGUAGE = re.compile(r"[\w+#.-]+")
# Blocks whose opening tag has a line of its own.
OPENS_LINE = frozenset(
    f"{name}_open"
    for name in ("bullet_list", "ordered_list", "blockquote", "thead", "tbody", "tr", "dl")
)
BlockRule = Callable[[HtmlWriter, Token, int], None]


@dataclass(frozen=True, slots=True)
class RenderedText:
    """A text in parts. `titles`: the words of each heading, their placeholders in braces."""

    parts: PageParts
    titles: tuple[str, ...]


def render_document(document: MarkdownDocument, style: RenderStyle) -> RenderedText:
    """Return `document` in parts; its tokens are changed, and of no more use."""
    if style.borrowed:
        mark_borrowed(document.tokens, style.borrowed)
    typeset_tokens(document.tokens, style.lang)
    mark_direction(document.tokens)
    writer = HtmlWriter(document.tokens, style)
    for index, token in enumerate(document.tokens):
        if token.nesting == 1 and not token.hidden:
            writer.around.append(token.type)
        RULES.get(token.type, _render_tag)(writer, token, index)
        if token.nesting == -1 and not token.hidden:
            writer.around.pop()
    return RenderedText(merge_parts(writer.parts), tuple(writer.titles))


def _render_tag(writer: HtmlWriter, token: Token, index: int) -> None:
    """Write the tag of a block that is one element."""
    del index
    if token.hidden:
        return
    if token.nesting == -1:
        if f"{token.type.removesuffix('_close')}_open" in OPENS_LINE:
            writer.begin_line()
        writer.write(f"</{token.tag}>\n")
        return
    if token.type in OPENS_LINE or token.type == "paragraph_open":
        writer.begin_line()
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in token.attrItems())
    writer.write(f"<{token.tag}{attributes}>" + "\n" * (token.type in OPENS_LINE))


def _render_text(writer: HtmlWriter, token: Token, index: int) -> None:
    if not writer.tokens[index - 1].meta.get("hidden"):
        render_inline(writer, token.children or ())


def _open_paragraph(writer: HtmlWriter, token: Token, index: int) -> None:
    """Open a paragraph; one with nothing but a placeholder becomes a part instead."""
    if placeholder := _find_lone_placeholder(writer.tokens, index):
        token.meta["alone"] = True
        writer.begin_line()
        writer.add(PartKind.BLOCK, placeholder.content)
        writer.write("\n")
        writer.tokens[index + 1].children = []
        writer.tokens[index + 2].hidden = token.hidden = True
        writer.around.pop()
    else:
        _render_tag(writer, token, index)


def _find_lone_placeholder(tokens: Sequence[Token], index: int) -> Token | None:
    """Return the placeholder that is all of the paragraph at `index`, or None."""
    following = [token.type for token in tokens[index + 1 : index + 3]]
    if tokens[index].hidden or following != ["inline", "paragraph_close"]:
        return None
    children = tokens[index + 1].children or []
    children_with_content = [
        child for child in children if child.type != "text" or child.content.strip()
    ]
    return (
        children_with_content[0]
        if [child.type for child in children_with_content] == ["placeholder"]
        else None
    )


def _open_heading(writer: HtmlWriter, token: Token, index: int) -> None:
    children = writer.tokens[index + 1].children or []
    writer.titles.append("".join(_get_title_words(child) for child in children).strip())
    if token.meta.get("hidden"):
        return
    writer.begin_line()
    if token.tag in ENDS_SECTION:
        writer.urgency = get_urgency(token)
    writer.write(f'<{token.tag} id="')
    writer.add(PartKind.ANCHOR, len(writer.titles) - 1)
    writer.write(f'"{format_language(token)}>')
    if get_urgency(token):
        _mark_urgency(writer)


def _mark_urgency(writer: HtmlWriter) -> None:
    """Say in a heading how urgent its section is, unless its own words do."""
    words = writer.style.words[writer.urgency]
    if not re.search(rf"\b{re.escape(words)}\b", writer.titles[-1], re.IGNORECASE):
        mark = f'<span class="urgency {writer.urgency}">{escape(words)}</span> '
        writer.add(PartKind.CONTROL, mark)


def _get_title_words(child: Token) -> str:
    """Return the words of a token of a heading, for lists of contents."""
    if child.type == "placeholder":
        return child.markup
    if child.type in BREAKS:
        return " "
    return "" if child.type in TAGS else child.content


def _close_heading(writer: HtmlWriter, token: Token, index: int) -> None:
    if writer.tokens[index - 2].meta.get("hidden"):
        return
    number = len(writer.titles) - 1
    writer.add(PartKind.PERMALINK, number)
    writer.write(f"</{token.tag}>\n")
    writer.add(PartKind.BELOW, number)


def _open_list(writer: HtmlWriter, token: Token, index: int) -> None:
    if "contains-task-list" in str(token.attrGet("class")):
        token.attrs["class"] = "task-list"
    if _has_boxes(writer, token):
        writer.step = int(str(token.attrGet("start") or 1)) - 1
        token.attrSet("class", f"steps-{writer.urgency}")
    _render_tag(writer, token, index)


def _has_boxes(writer: HtmlWriter, token: Token) -> bool:
    """Return whether the steps of the list that `token` opens can be ticked off."""
    return bool(writer.urgency) and token.type == "ordered_list_open" and not token.level


def _open_item(writer: HtmlWriter, token: Token, index: int) -> None:
    _render_tag(writer, token, index)
    if "checked" in token.meta:
        writer.write(f'<input type="checkbox" disabled{" checked" * token.meta["checked"]}/> ')
    elif writer.urgency and writer.around == ["ordered_list_open", "list_item_open"]:
        writer.step += 1
        name = escape(writer.style.words["step"].format(writer.step))
        box = f'<input type="checkbox" class="tick" aria-label="{name}" />'
        writer.add(PartKind.CONTROL, box)


def _open_cell(writer: HtmlWriter, token: Token, index: int) -> None:
    """Open a cell, with a class for the inline style of Markdown, which our policy forbids."""
    if style := str(token.attrs.pop("style", "")):
        token.attrSet("class", "align-" + style.removeprefix("text-align:").strip())
    _render_tag(writer, token, index)


def _open_table(writer: HtmlWriter, _token: Token, _index: int) -> None:
    """Open a table, in a box that scrolls sideways and is within reach of the keyboard."""
    name = escape(writer.style.words["table"])
    writer.begin_line()
    writer.write(f'<div aria-label="{name}" class="table" role="region" tabindex="0"><table>\n')


def _close_table(writer: HtmlWriter, _token: Token, _index: int) -> None:
    writer.write("</table>\n</div>\n")


def _open_callout(writer: HtmlWriter, token: Token, index: int) -> None:
    kind, fold = token.meta["kind"], token.meta["fold"]
    writer.folds.append(bool(fold))
    writer.begin_line()
    element = "details" if fold else "div"
    writer.write(f'<{element} class="admonition {kind}"{" open" * (fold == "open")}>\n')
    if writer.tokens[index + 1].type != "callout_title_open":
        title = "summary" if fold else "p"
        words = escape(writer.style.words[kind], quote=False)
        writer.write(f'<{title} class="admonition-title">{words}</{title}>\n')


def _close_callout(writer: HtmlWriter, _token: Token, _index: int) -> None:
    writer.begin_line()
    writer.write("</details>\n" if writer.folds.pop() else "</div>\n")


def _open_callout_title(writer: HtmlWriter, token: Token, _index: int) -> None:
    tag = "summary" if writer.folds[-1] else "p"
    writer.write(f'<{tag} class="admonition-title"{format_language(token)}>')


def _close_callout_title(writer: HtmlWriter, _token: Token, _index: int) -> None:
    writer.write("</summary>\n" if writer.folds[-1] else "</p>\n")


def _render_code(writer: HtmlWriter, token: Token, _index: int) -> None:
    language = LANGUAGE.match(token.info.strip().strip("{}."))
    kind = f' class="language-{escape(language[0])}"' if language else ""
    writer.begin_line()
    code = escape(token.content.removesuffix("\n"), quote=False)
    writer.write(f'<pre class="highlight"><code{kind}>{code}</code></pre>\n')


def _render_rule(writer: HtmlWriter, _token: Token, _index: int) -> None:
    writer.begin_line()
    writer.write("<hr />\n")


def _open_notes(writer: HtmlWriter, _token: Token, _index: int) -> None:
    writer.write('<div class="footnote">\n<hr />\n<ol>\n')


def _close_notes(writer: HtmlWriter, _token: Token, _index: int) -> None:
    writer.write("</ol>\n</div>\n")


def _open_note(writer: HtmlWriter, token: Token, _index: int) -> None:
    writer.write(f'<li id="fn:{escape(make_footnote_name(token))}">\n')


def _close_note(writer: HtmlWriter, _token: Token, _index: int) -> None:
    writer.begin_line()
    writer.write("</li>\n")


def _render_way_back(writer: HtmlWriter, token: Token, _index: int) -> None:
    """Write the link from a footnote back to the first place that refers to it."""
    if token.meta.get("subId"):
        return  # another place refers to it: one way back is enough
    words = escape(writer.style.words["footnote"].format(token.meta["id"] + 1))
    target = f"#fnref:{escape(make_footnote_name(token))}"
    writer.write(
        f'&#160;<a aria-label="{words}" class="footnote-backref" href="{target}" '
        f'title="{words}">&#8617;</a>'
    )


RULES: Mapping[str, BlockRule] = {
    "inline": _render_text,
    "paragraph_open": _open_paragraph,
    "heading_open": _open_heading,
    "heading_close": _close_heading,
    "bullet_list_open": _open_list,
    "ordered_list_open": _open_list,
    "list_item_open": _open_item,
    "th_open": _open_cell,
    "td_open": _open_cell,
    "table_open": _open_table,
    "table_close": _close_table,
    "callout_open": _open_callout,
    "callout_close": _close_callout,
    "callout_title_open": _open_callout_title,
    "callout_title_close": _close_callout_title,
    "fence": _render_code,
    "code_block": _render_code,
    "hr": _render_rule,
    "footnote_block_open": _open_notes,
    "footnote_block_close": _close_notes,
    "footnote_open": _open_note,
    "footnote_close": _close_note,
    "footnote_anchor": _render_way_back,
}
