"""Attribute lists: `{#own-id}` on a heading, `{alt=""}` on an image, and those with no meaning.

Kramdown and Python-Markdown write `{: .class }`, Pandoc and Djot `{.class}`: both are read. What
has a meaning on our pages is kept; a class has none, is left out, and the writer is told.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from entraide.content.markdown.callout_kinds import KINDS
from entraide.content.markdown.faults import add_fault

ITEM = r"""(?:\#[\w:.-]+|\.[\w-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+)|[a-z]+(?:-[a-z]+)+)"""
LIST = re.compile(rf"\{{:?[ \t]*({ITEM}(?:[ \t]+{ITEM})*)[ \t]*\}}")
PART = re.compile(ITEM)
AT_END = re.compile(rf"{LIST.pattern}[ \t]*\Z")
# Docusaurus' way to name a heading.
OF_MDX = re.compile(r"\{/\*[ \t]*(#[\w:.-]+)[ \t]*\*/\}[ \t]*\Z")
# `{:toc}` and `{: .x }` below a block belong to it in Kramdown; they are lines of their own.
OWN_LINE = re.compile(rf"\A[ \t]*(?:{LIST.pattern}|\{{:[ \t]*\w+[ \t]*\}})[ \t]*\Z")
OWN_ID = re.compile(r"[\w-]+\Z")
TARGETS = {"image", "link_close", "code_inline"}
KEPT = {
    "image": {"alt", "title", "width", "height"},
    "link_close": {"title", "hreflang", "lang"},
    "code_inline": {"lang"},
}


class Attributes(NamedTuple):
    own_id: str
    values: dict[str, str]  # a class is under "class"


def read_list(written: str) -> Attributes:
    """The attributes within the braces of `written`."""
    own_id, values = "", dict[str, str]()
    for part in PART.findall(written):
        if part.startswith("#"):
            own_id = part[1:]
        elif part.startswith("."):
            values["class"] = f"{values.get('class', '')} {part[1:]}".strip()
        else:
            name, _, value = part.partition("=")  # a bare word is an icon of some theme
            values[name.lower()] = value.strip("\"'")
    return Attributes(own_id, values)


def read_attributes(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """An inline rule: a list right after an image, a link or code belongs to it."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    match = LIST.match(state.src, state.pos, state.posMax)
    if token.type not in TARGETS or match is None:
        return False
    if not silent:
        target = _opening(state.tokens) if token.type == "link_close" else token
        _apply(target, read_list(match[1]), KEPT[token.type])
    state.pos = match.end()
    return True


def _opening(tokens: list[Token]) -> Token:
    """The link that the last of `tokens` closes; links hold no links."""
    return next(token for token in reversed(tokens) if token.type == "link_open")


def _apply(token: Token, found: Attributes, kept: set[str]) -> None:
    unused = {"id"} if found.own_id else set()
    for name, value in found.values.items():
        if name in kept and (name not in {"width", "height"} or value.isdecimal()):
            token.attrSet(name, value)
            if name == "alt":
                describe(token, value)
        else:
            unused.add(name)
    token.meta |= {"unused": sorted({*token.meta.get("unused", ()), *unused})}


def describe(image: Token, words: str) -> None:
    """Give an image its alternative text; empty words say that it is decoration."""
    image.content, image.children = words, [Token("text", "", 0, content=words)]
    image.meta |= {"described": True}


def resolve_block_attributes(state: StateCore) -> None:
    """A core rule: a heading gets its own id; lines that hold only attributes are left out."""
    if "{" not in state.src:
        return
    for index, token in enumerate(state.tokens):
        if token.type != "inline" or "{" not in token.content:
            continue
        opening = state.tokens[index - 1]
        if opening.type == "heading_open":
            _own_id(state, opening, token)
        elif opening.type == "paragraph_open":
            following = state.tokens[index + 2 : index + 3]
            heading = following[0] if following and following[0].type == "heading_open" else None
            _without_own_lines(state, token, heading)
    state.tokens[:] = _without_empty(state.tokens)


def _own_id(state: StateCore, heading: Token, words: Token) -> None:
    match = AT_END.search(words.content) or OF_MDX.search(words.content)
    if match:
        words.content = words.content[: match.start()].rstrip()
        _put_on(state, heading, read_list(match[1]), (heading.map or [0])[0])


def _put_on(state: StateCore, heading: Token, found: Attributes, line: int) -> None:
    if found.own_id and not OWN_ID.match(found.own_id):
        what = f"“#{found.own_id}” cannot be the id of a heading"
        add_fault(state.env, line, what, "Use letters, digits and hyphens only")
    elif found.own_id:
        heading.attrSet("id", found.own_id)
    tell_unused(state.env, line, sorted(found.values))


def _without_own_lines(state: StateCore, words: Token, heading: Token | None) -> None:
    """Take lines of attributes off the ends of a paragraph, and say that they mean nothing.

    One that is all of the paragraph belongs to the `heading` right below it.
    """
    lines = words.content.split("\n")
    first, start, end = (words.map or [0])[0], 0, len(lines)
    alone = OWN_LINE.match(lines[0]) if end == 1 else None
    if heading and alone and alone[1]:
        _put_on(state, heading, read_list(alone[1]), first)
        words.content = ""
        return
    while start < end and (match := OWN_LINE.match(lines[start])):
        _tell_line(state, match, first + start)
        start += 1
    while end > start and (match := OWN_LINE.match(lines[end - 1])):
        end -= 1
        _tell_line(state, match, first + end)
    if (start, end) != (0, len(lines)) and words.map:
        words.content = "\n".join(lines[start:end])
        words.map = [first + start, words.map[1]]


def _tell_line(state: StateCore, match: re.Match[str], line: int) -> None:
    if match[1]:
        found = read_list(match[1])
        if meant := set(KINDS).intersection(found.values.get("class", "").split()):
            what = f"“{match[0].strip()}” makes a callout elsewhere, and none here"
            add_fault(state.env, line, what, f"Write > [!{min(meant).upper()}], the text after >")
            return
        tell_unused(state.env, line, sorted([*found.values, *(["id"] if found.own_id else [])]))


def tell_unused(env: EnvType, line: int, names: list[str]) -> None:
    """A minor fault for attributes without a meaning on our pages."""
    if names:
        what = f"the attribute “{names[0]}” has no meaning here, and the page goes without it"
        add_fault(env, line, what, "Remove it from between the braces", minor=True)


def _without_empty(tokens: list[Token]) -> Iterator[Token]:
    """`tokens` without paragraphs of which nothing is left."""
    skipped = 0
    for index, token in enumerate(tokens):
        if skipped:
            skipped -= 1
        elif token.type == "paragraph_open" and not tokens[index + 1].content:
            skipped = 2
        else:
            yield token
