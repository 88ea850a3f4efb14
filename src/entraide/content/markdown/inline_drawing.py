"""Drawing the running text of a block: a function for each type of inline token."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import takewhile

from markdown_it.token import Token

from entraide.content.markdown.addresses import address_of
from entraide.content.markdown.notes import note_name
from entraide.content.markdown.parts import PartKind
from entraide.content.markdown.pen import Pen
from entraide.model.web_address import visible_host

PHRASES = ("em", "strong", "s")
Rule = Callable[[Pen, Token], None]


def draw_text(pen: Pen, children: Sequence[Token]) -> None:
    """Draw every one of `children`."""
    for index, child in enumerate(children):
        if child.type == "link_open":
            _open_link(pen, child, children[index + 1 :])
        else:
            RULES[child.type](pen, child)


def _open_link(pen: Pen, link: Token, following: Sequence[Token]) -> None:
    address = address_of(link, "href")
    pen.write('<a href="')
    pen.write_address(address)
    pen.write('"')
    _write_attributes(pen, link, {"title", "lang", "hreflang"})
    pen.write(">")
    pen.depth += 1
    if pen.style.shows_hosts and "{{" not in address:
        pen.host = visible_host(address, _words(following))


def _words(following: Sequence[Token]) -> str:
    """The words of a link, of which `following` are the tokens and all that comes after."""
    words = takewhile(lambda token: token.type != "link_close", following)
    return "".join(token.content for token in words)


def _close_link(pen: Pen, _link: Token) -> None:
    pen.depth -= 1
    pen.write("</a>")
    if pen.host:
        pen.write(f' <span class="host">({escape(pen.host)})</span>')
        pen.host = ""


def _write_attributes(pen: Pen, token: Token, names: set[str]) -> None:
    for name, value in token.attrItems():
        if name in names:
            pen.write_attribute(name, str(value))


def _draw_words(pen: Pen, token: Token) -> None:
    pen.write_words(token.content)


def _draw_soft_break(pen: Pen, _token: Token) -> None:
    pen.write_words("\n")


def _draw_hard_break(pen: Pen, token: Token) -> None:
    pen.write("<br />" if token.meta.get("tag") else "<br />\n")


def _draw_code(pen: Pen, token: Token) -> None:
    pen.write("<code")
    _write_attributes(pen, token, {"lang"})
    pen.write(f">{escape(token.content, quote=False)}</code>")


def _draw_placeholder(pen: Pen, token: Token) -> None:
    pen.add(PartKind.BARE if pen.depth else PartKind.INLINE, token.content)


def _draw_refused(pen: Pen, token: Token) -> None:
    pen.write(escape(token.content))


def _draw_tag(pen: Pen, token: Token) -> None:
    """A tag of the short list, with what the sanitiser left of its attributes."""
    pen.depth += token.nesting
    if token.nesting < 0:
        pen.write(f"</{token.tag}>")
    else:
        pen.write(f"<{token.tag}")
        _write_attributes(pen, token, {"title", "lang"})
        pen.write(">")


def _draw_phrase(pen: Pen, token: Token) -> None:
    pen.write(f"<{'/' * (token.nesting < 0)}{token.tag}>")


def _draw_image(pen: Pen, token: Token) -> None:
    pen.write('<img alt="')
    for child in token.children or ():
        if child.type == "placeholder":
            pen.add(PartKind.PLAIN, child.content)
        else:
            pen.write_filled(escape(" " if child.type.endswith("break") else child.content))
    pen.write('" src="')
    pen.write_address(address_of(token, "src"))
    pen.write('"')
    _write_attributes(pen, token, {"title", "width", "height"})
    pen.write(" />")


def _draw_note_mark(pen: Pen, token: Token) -> None:
    name = escape(note_name(token))
    place = f"{name}:{token.meta['subId'] + 1}" if token.meta.get("subId") else name
    number = token.meta["id"] + 1
    link = f'<a class="footnote-ref" href="#fn:{name}">{number}</a>'
    pen.write(f'<sup id="fnref:{place}">{link}</sup>')


RULES: Mapping[str, Rule] = {
    "text": _draw_words,
    "softbreak": _draw_soft_break,
    "hardbreak": _draw_hard_break,
    "code_inline": _draw_code,
    "link_close": _close_link,
    "placeholder": _draw_placeholder,
    "refused_tag": _draw_refused,
    "tag_open": _draw_tag,
    "tag_close": _draw_tag,
    "image": _draw_image,
    "footnote_ref": _draw_note_mark,
    **{f"{name}_{end}": _draw_phrase for name in PHRASES for end in ("open", "close")},
}
