"""HTML of the inline text of a block: a function for each type of token."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import takewhile

from markdown_it.token import Token

from entraide.content.markdown.addresses import get_address
from entraide.content.markdown.footnotes import make_footnote_name
from entraide.content.markdown.html_writer import HtmlWriter
from entraide.content.markdown.parts import PartKind
from entraide.model.web_address import format_visible_host

PHRASES = ("em", "strong", "s")
InlineRule = Callable[[HtmlWriter, Token], None]


def render_inline(writer: HtmlWriter, children: Sequence[Token]) -> None:
    """Write every one of `children`."""
    for index, child in enumerate(children):
        if child.type == "link_open":
            _open_link(writer, child, children[index + 1 :])
        else:
            RULES[child.type](writer, child)


def _open_link(writer: HtmlWriter, link: Token, following: Sequence[Token]) -> None:
    address = get_address(link, "href")
    writer.write('<a href="')
    writer.write_address(address)
    writer.write('"')
    _write_attributes(writer, link, {"title", "lang", "hreflang"})
    writer.write(">")
    writer.depth += 1
    if writer.style.shows_hosts and "{{" not in address:
        writer.host = format_visible_host(address, _join_link_words(following))


def _join_link_words(following: Sequence[Token]) -> str:
    """Return the words of a link; `following` are its tokens and all that comes after it."""
    words = takewhile(lambda token: token.type != "link_close", following)
    return "".join(token.content for token in words)


def _close_link(writer: HtmlWriter, _link: Token) -> None:
    writer.depth -= 1
    writer.write("</a>")
    if writer.host:
        writer.write(f' <span class="host">({escape(writer.host)})</span>')
        writer.host = ""


def _write_attributes(writer: HtmlWriter, token: Token, names: set[str]) -> None:
    for name, value in token.attrItems():
        if name in names:
            writer.write_attribute(name, str(value))


def _render_words(writer: HtmlWriter, token: Token) -> None:
    writer.write_words(token.content)


def _render_soft_break(writer: HtmlWriter, _token: Token) -> None:
    writer.write_words("\n")


def _render_hard_break(writer: HtmlWriter, token: Token) -> None:
    writer.write("<br />" if token.meta.get("tag") else "<br />\n")


def _render_code(writer: HtmlWriter, token: Token) -> None:
    writer.write("<code")
    _write_attributes(writer, token, {"lang"})
    writer.write(f">{escape(token.content, quote=False)}</code>")


def _render_placeholder(writer: HtmlWriter, token: Token) -> None:
    writer.add(PartKind.BARE if writer.depth else PartKind.INLINE, token.content)


def _render_refused_tag(writer: HtmlWriter, token: Token) -> None:
    """Write a tag that was refused as text, for readers and writers to see."""
    writer.write(escape(token.content))


def _render_tag(writer: HtmlWriter, token: Token) -> None:
    """Write a tag of the short list, with what the sanitiser left of its attributes."""
    writer.depth += token.nesting
    if token.nesting < 0:
        writer.write(f"</{token.tag}>")
    else:
        writer.write(f"<{token.tag}")
        _write_attributes(writer, token, {"title", "lang"})
        writer.write(">")


def _render_phrase(writer: HtmlWriter, token: Token) -> None:
    writer.write(f"<{'/' * (token.nesting < 0)}{token.tag}>")


def _render_image(writer: HtmlWriter, token: Token) -> None:
    writer.write('<img alt="')
    for child in token.children or ():
        if child.type == "placeholder":
            writer.add(PartKind.PLAIN, child.content)
        else:
            writer.write_template(escape(" " if child.type.endswith("break") else child.content))
    writer.write('" src="')
    address = get_address(token, "src")
    writer.write_address(address)
    writer.write('"')
    _write_attributes(writer, token, {"title"})
    size = (str(token.attrGet(name) or "") for name in ("width", "height"))
    writer.add(PartKind.IMAGE, [address, *size])
    writer.write(" />")


def _render_footnote_mark(writer: HtmlWriter, token: Token) -> None:
    name = escape(make_footnote_name(token))
    anchor_name = f"{name}:{token.meta['subId'] + 1}" if token.meta.get("subId") else name
    number = token.meta["id"] + 1
    link = f'<a class="footnote-ref" href="#fn:{name}">{number}</a>'
    writer.write(f'<sup id="fnref:{anchor_name}">{link}</sup>')


RULES: Mapping[str, InlineRule] = {
    "text": _render_words,
    "softbreak": _render_soft_break,
    "hardbreak": _render_hard_break,
    "code_inline": _render_code,
    "link_close": _close_link,
    "placeholder": _render_placeholder,
    "refused_tag": _render_refused_tag,
    "tag_open": _render_tag,
    "tag_close": _render_tag,
    "image": _render_image,
    "footnote_ref": _render_footnote_mark,
    **{f"{name}_{end}": _render_phrase for name in PHRASES for end in ("open", "close")},
}
