"""HTML of a text: markdown-it's tokens become the parts that a page is joined from.

The markup is that of our stylesheets. Words that Markdown generates (titles of callouts, the name
of a table's region, the way back from a footnote) are in the language of the text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it.token import Token

from entraide.content.markdown.document import MarkdownDocument
from entraide.content.markdown.inline_drawing import draw_text
from entraide.content.markdown.lines import BREAKS
from entraide.content.markdown.notes import note_name
from entraide.content.markdown.parts import PageParts, PartKind, merge
from entraide.content.markdown.pen import Pen, Style
from entraide.content.markdown.typesetting import set_tokens

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LANGUAGE = re.compile(r"[\w+#.-]+")
# Blocks whose opening tag has a line of its own.
OWN_LINE = frozenset(
    f"{name}_open"
    for name in ("bullet_list", "ordered_list", "blockquote", "thead", "tbody", "tr", "dl")
)
Rule = Callable[[Pen, Token, int], None]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A text in parts. `titles`: the words of each heading, their placeholders in braces."""

    parts: PageParts
    titles: tuple[str, ...]


def draw(document: MarkdownDocument, style: Style) -> Drawing:
    """`document` in parts; its tokens are changed by it, and of no more use."""
    set_tokens(document.tokens, style.lang)
    _mark_direction(document.tokens)
    pen = Pen(document.tokens, style)
    for index, token in enumerate(document.tokens):
        if token.nesting == 1 and not token.hidden:
            pen.around.append(token.type)
        RULES.get(token.type, _draw_tag)(pen, token, index)
        if token.nesting == -1 and not token.hidden:
            pen.around.pop()
    return Drawing(merge(pen.parts), tuple(pen.titles))


def _mark_direction(tokens: Sequence[Token]) -> None:
    """A block in a script that runs the other way finds its own direction."""
    for index, token in enumerate(tokens):
        if token.type == "inline" and RIGHT_TO_LEFT.search(token.content):
            block = next(
                other
                for other in reversed(tokens[:index])
                if other.nesting == 1 and not other.hidden
            )
            block.attrSet("dir", "auto")


def _draw_tag(pen: Pen, token: Token, index: int) -> None:
    """A block that is one element."""
    del index
    if token.hidden:
        return
    if token.nesting == -1:
        if f"{token.type.removesuffix('_close')}_open" in OWN_LINE:
            pen.begin_line()
        pen.write(f"</{token.tag}>\n")
        return
    if token.type in OWN_LINE or token.type == "paragraph_open":
        pen.begin_line()
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in token.attrItems())
    pen.write(f"<{token.tag}{attributes}>" + "\n" * (token.type in OWN_LINE))


def _draw_inline(pen: Pen, token: Token, index: int) -> None:
    if not pen.tokens[index - 1].meta.get("hidden"):
        draw_text(pen, token.children or ())


def _open_paragraph(pen: Pen, token: Token, index: int) -> None:
    """A paragraph with nothing but a placeholder is whatever stands for that."""
    if placeholder := _alone(pen.tokens, index):
        token.meta["alone"] = True
        pen.begin_line()
        pen.add(PartKind.BLOCK, placeholder.content)
        pen.write("\n")
        pen.tokens[index + 1].children = []
        pen.tokens[index + 2].hidden = token.hidden = True
        pen.around.pop()
    else:
        _draw_tag(pen, token, index)


def _alone(tokens: Sequence[Token], index: int) -> Token | None:
    following = [token.type for token in tokens[index + 1 : index + 3]]
    if tokens[index].hidden or following != ["inline", "paragraph_close"]:
        return None
    children = tokens[index + 1].children or []
    found = [child for child in children if child.type != "text" or child.content.strip()]
    return found[0] if [child.type for child in found] == ["placeholder"] else None


def _open_heading(pen: Pen, token: Token, index: int) -> None:
    children = pen.tokens[index + 1].children or []
    pen.titles.append("".join(_title(child) for child in children).strip())
    if token.meta.get("hidden"):
        return
    pen.begin_line()
    direction = ' dir="auto"' if token.attrGet("dir") else ""
    pen.write(f'<{token.tag} id="')
    pen.add(PartKind.ANCHOR, len(pen.titles) - 1)
    pen.write(f'"{direction}>')


def _title(child: Token) -> str:
    if child.type == "placeholder":
        return child.markup
    if child.type in BREAKS:
        return " "
    return "" if child.type in {"tag_open", "tag_close"} else child.content


def _close_heading(pen: Pen, token: Token, index: int) -> None:
    if pen.tokens[index - 2].meta.get("hidden"):
        return
    number = len(pen.titles) - 1
    pen.add(PartKind.PERMALINK, number)
    pen.write(f"</{token.tag}>\n")
    pen.add(PartKind.BELOW, number)


def _open_list(pen: Pen, token: Token, index: int) -> None:
    if "contains-task-list" in str(token.attrGet("class")):
        token.attrs["class"] = "task-list"
    _draw_tag(pen, token, index)


def _open_item(pen: Pen, token: Token, index: int) -> None:
    _draw_tag(pen, token, index)
    if "checked" in token.meta:
        pen.write(f'<input type="checkbox" disabled{" checked" * token.meta["checked"]}/> ')


def _open_cell(pen: Pen, token: Token, index: int) -> None:
    """A class where Markdown puts an inline style, which the pages do not allow."""
    if style := str(token.attrs.pop("style", "")):
        token.attrSet("class", "align-" + style.removeprefix("text-align:").strip())
    _draw_tag(pen, token, index)


def _open_table(pen: Pen, _token: Token, _index: int) -> None:
    """A box that scrolls a wide table sideways, within reach of the keyboard."""
    name = escape(pen.style.words["table"])
    pen.begin_line()
    pen.write(f'<div aria-label="{name}" class="table" role="region" tabindex="0"><table>\n')


def _close_table(pen: Pen, _token: Token, _index: int) -> None:
    pen.write("</table>\n</div>\n")


def _open_callout(pen: Pen, token: Token, index: int) -> None:
    kind, fold = token.meta["kind"], token.meta["fold"]
    pen.folds.append(bool(fold))
    pen.begin_line()
    element = "details" if fold else "div"
    pen.write(f'<{element} class="admonition {kind}"{" open" * (fold == "open")}>\n')
    if pen.tokens[index + 1].type != "callout_title_open":
        title = "summary" if fold else "p"
        words = escape(pen.style.words[kind], quote=False)
        pen.write(f'<{title} class="admonition-title">{words}</{title}>\n')


def _close_callout(pen: Pen, _token: Token, _index: int) -> None:
    pen.begin_line()
    pen.write("</details>\n" if pen.folds.pop() else "</div>\n")


def _open_callout_title(pen: Pen, token: Token, _index: int) -> None:
    direction = ' dir="auto"' if token.attrGet("dir") else ""
    pen.write(f'<{"summary" if pen.folds[-1] else "p"} class="admonition-title"{direction}>')


def _close_callout_title(pen: Pen, _token: Token, _index: int) -> None:
    pen.write("</summary>\n" if pen.folds[-1] else "</p>\n")


def _draw_code(pen: Pen, token: Token, _index: int) -> None:
    language = LANGUAGE.match(token.info.strip().strip("{}."))
    kind = f' class="language-{escape(language[0])}"' if language else ""
    pen.begin_line()
    code = escape(token.content.removesuffix("\n"), quote=False)
    pen.write(f'<pre class="highlight"><code{kind}>{code}</code></pre>\n')


def _draw_rule(pen: Pen, _token: Token, _index: int) -> None:
    pen.begin_line()
    pen.write("<hr />\n")


def _open_notes(pen: Pen, _token: Token, _index: int) -> None:
    pen.write('<div class="footnote">\n<hr />\n<ol>\n')


def _close_notes(pen: Pen, _token: Token, _index: int) -> None:
    pen.write("</ol>\n</div>\n")


def _open_note(pen: Pen, token: Token, _index: int) -> None:
    pen.write(f'<li id="fn:{escape(note_name(token))}">\n')


def _close_note(pen: Pen, _token: Token, _index: int) -> None:
    pen.begin_line()
    pen.write("</li>\n")


def _draw_way_back(pen: Pen, token: Token, _index: int) -> None:
    if token.meta.get("subId"):
        return  # the first place that refers to it is enough
    words = escape(pen.style.words["footnote"].format(token.meta["id"] + 1))
    target = f"#fnref:{escape(note_name(token))}"
    pen.write(
        f'&#160;<a aria-label="{words}" class="footnote-backref" href="{target}" '
        f'title="{words}">&#8617;</a>'
    )


RULES: Mapping[str, Rule] = {
    "inline": _draw_inline,
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
    "fence": _draw_code,
    "code_block": _draw_code,
    "hr": _draw_rule,
    "footnote_block_open": _open_notes,
    "footnote_block_close": _close_notes,
    "footnote_open": _open_note,
    "footnote_close": _close_note,
    "footnote_anchor": _draw_way_back,
}
