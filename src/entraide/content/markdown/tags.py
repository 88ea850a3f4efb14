"""HTML within a text: a short list of tags that help texts need, and a fault for every other.

What a writer typed never reaches a page: nh3 (the sanitiser of Rust's ammonia) reads each tag as a
browser would and gives back its own writing of it, with the attributes listed here alone. Tags
that do not pair up within their text stay visible, as text, and are told.
"""

import re
from collections.abc import Iterator, Sequence

import nh3
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from entraide.content.markdown.attributes import describe
from entraide.content.markdown.faults import add_fault

PAIRED = frozenset({"abbr", "b", "i", "kbd", "mark", "small", "sub", "sup", "u"})
ATTRIBUTES = {
    "abbr": {"title", "lang"},
    "img": {"src", "alt", "title", "width", "height"},
}
ALLOWED = PAIRED | {"br", "img", "details", "summary"}
NAME = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")
BREAKS = frozenset({"softbreak", "hardbreak"})

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
ANCHOR = "Write {#name} at the end of the heading that links lead to"
IS_ANCHOR = re.compile(r"<a\s+(?:id|name)\s*=", re.IGNORECASE)
ELSE = "Leave it out, or put ` around it if readers should see it"


def resolve_tags(state: StateCore) -> None:
    """A core rule: the tags of each text become tokens of ours, or text and a fault."""
    if "<" not in state.src:
        return
    for token in state.tokens:
        children = token.children or []
        if any(child.type == "html_inline" for child in children):
            token.children = _resolved(children, state.env, (token.map or [0])[0])


def _resolved(children: Sequence[Token], env: EnvType, line: int) -> list[Token]:
    found: list[Token] = []
    open_tags: list[tuple[str, int, int]] = []  # name or type, place in `found`, line
    for child in children:
        line += child.type in BREAKS
        if child.type == "html_inline":
            found += _token(child, open_tags, len(found), env, line)
        else:
            found.append(child)
            _nest(child, open_tags, found, env)
    for name, place, where in open_tags:
        _leave_open(name, place, where, found, env)
    return found


def _nest(
    child: Token, open_tags: list[tuple[str, int, int]], found: list[Token], env: EnvType
) -> None:
    """Emphasis and links that open or close between the tags: what crosses them is never closed."""
    if child.nesting == 1:
        open_tags.append((child.type, len(found) - 1, 0))
    elif child.nesting == -1:
        while open_tags and not open_tags[-1][0].endswith("_open"):
            _leave_open(*open_tags.pop(), found, env)
        if open_tags:
            open_tags.pop()


def _leave_open(name: str, place: int, line: int, found: list[Token], env: EnvType) -> None:
    if not name.endswith("_open"):
        found[place] = _as_text(found[place])
        add_fault(
            env,
            line,
            f"“<{name}>” is never closed",
            f"Write </{name}> in the same paragraph, or leave it out",
        )


def _token(
    child: Token, open_tags: list[tuple[str, int, int]], place: int, env: EnvType, line: int
) -> Iterator[Token]:
    """What one tag becomes: nothing for a comment, text for what is refused."""
    match = NAME.match(child.content)
    if child.content.startswith("<!--"):
        return
    name = match[2].lower() if match else ""
    if match is None or name not in ALLOWED:
        written = " ".join(child.content.split())
        cure = ANCHOR if IS_ANCHOR.match(written) else CURES.get(name, ELSE)
        add_fault(env, line, f"a page has no “{written}”", cure)
        yield _as_text(child)
    elif name in {"details", "summary"}:
        cure = "Begin a line with it: <details><summary>words</summary>, and </details> at the end"
        add_fault(env, line, f"“<{match[1]}{name}>” stands within a text", cure)
        yield _as_text(child)
    elif name == "img":
        yield _image(child)
    elif name == "br":
        yield Token("hardbreak", "br", 0, meta={"tag": True})
    elif not match[1]:
        open_tags.append((name, place, line))
        yield Token("tag_open", name, 1, content=_clean(child.content, name), markup=name)
    elif open_tags and open_tags[-1][0] == name:
        open_tags.pop()
        yield Token("tag_close", name, -1, content=f"</{name}>", markup=name)
    else:
        add_fault(
            env, line, f"“</{name}>” closes nothing", "Remove it, or open it in the same paragraph"
        )
        yield _as_text(child)


def _as_text(token: Token) -> Token:
    """The tag as it was typed, for readers to see: it is escaped as any text."""
    written = token.meta.get("written", token.content)
    return Token("refused_tag", "", 0, content=written)


def _clean(tag: str, name: str) -> str:
    """An opening tag as nh3 writes it, with the attributes of ATTRIBUTES alone."""
    allowed = {name: ATTRIBUTES[name]} if name in ATTRIBUTES else {}
    written = nh3.clean(tag, tags={name}, attributes=allowed, link_rel=None, url_schemes=set())
    return written.removesuffix(f"</{name}>")


def _image(child: Token) -> Token:
    """`<img>` as Markdown's own image: the checks and the page treat both alike."""
    values: dict[str, str] = {}

    def collect(_tag: str, name: str, value: str) -> str:
        values[name] = value
        return value

    nh3.clean(
        child.content, tags={"img"}, attributes=ATTRIBUTES, attribute_filter=collect, link_rel=None
    )
    image = Token("image", "img", 0, attrs={"src": values.get("src", ""), "alt": ""})
    if "alt" in values:
        describe(image, values["alt"])
    if "title" in values:
        image.attrSet("title", values["title"])
    for name in ("width", "height"):
        if values.get(name, "").isdecimal():
            image.attrSet(name, values[name])
    return image
