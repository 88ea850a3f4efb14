"""Attribute lists: `{#own-id}` on a heading, `{alt=""}` on an image, and those with no meaning.

Kramdown and Python-Markdown write `{: .class }`, Pandoc and Djot `{.class}`: both are read. What
has a meaning on our pages is used; a class has none, is left out, and is reported, but for the
urgency of a section.
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
from entraide.content.markdown.line_numbers import get_first_line
from entraide.content.markdown.urgency import URGENCIES, URGENCY

ITEM = r"""(?:\#[\w:.-]+|\.[\w-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+)|[a-z]+(?:-[a-z]+)+)"""
ATTRIBUTE_LIST = re.compile(rf"\{{:?[ \t]*({ITEM}(?:[ \t]+{ITEM})*)[ \t]*\}}")
ATTRIBUTE = re.compile(ITEM)
LIST_AT_END = re.compile(rf"{ATTRIBUTE_LIST.pattern}[ \t]*\Z")
# Docusaurus' way to name a heading.
MDX_ID = re.compile(r"\{/\*[ \t]*(#[\w:.-]+)[ \t]*\*/\}[ \t]*\Z")
# `{:toc}` and `{: .x }` below a block belong to it in Kramdown; they are lines of their own.
LIST_LINE = re.compile(rf"\A[ \t]*(?:{ATTRIBUTE_LIST.pattern}|\{{:[ \t]*\w+[ \t]*\}})[ \t]*\Z")
OWN_ID = re.compile(r"[\w-]+\Z")
TARGETS = {"image", "link_close", "code_inline"}
USED = {
    "image": {"alt", "title", "width", "height"},
    "link_close": {"title", "hreflang", "lang"},
    "code_inline": {"lang"},
}


class Attributes(NamedTuple):
    """The contents of an attribute list: an own id (or ""), and name -> value.

    Classes are under the name "class".
    """

    own_id: str
    values: dict[str, str]  # a class is under "class"


def parse_attribute_list(written: str) -> Attributes:
    """Return the attributes in `written`, the text between the braces."""
    own_id, values = "", dict[str, str]()
    for part in ATTRIBUTE.findall(written):
        if part.startswith("#"):
            own_id = part[1:]
        elif part.startswith("."):
            values["class"] = f"{values.get('class', '')} {part[1:]}".strip()
        else:
            name, _, value = part.partition("=")  # a bare word is an icon of some theme
            values[name.lower()] = value.strip("\"'")
    return Attributes(own_id, values)


def read_attributes(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """Inline rule: give a list right after an image, a link or code to that token."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    match = ATTRIBUTE_LIST.match(state.src, state.pos, state.posMax)
    if token.type not in TARGETS or match is None:
        return False
    if not silent:
        target = _find_link_opening(state.tokens) if token.type == "link_close" else token
        _apply_attributes(target, parse_attribute_list(match[1]), USED[token.type])
    state.pos = match.end()
    return True


def _find_link_opening(tokens: list[Token]) -> Token:
    """Return the opening of the link that the last of `tokens` closes; links hold no links."""
    return next(token for token in reversed(tokens) if token.type == "link_open")


def _apply_attributes(token: Token, attributes: Attributes, names: set[str]) -> None:
    """Set those of the attributes that are in `names`; note the others as unused."""
    unused = {"id"} if attributes.own_id else set()
    for name, value in attributes.values.items():
        if name in names and (name not in {"width", "height"} or value.isdecimal()):
            token.attrSet(name, value)
            if name == "alt":
                set_alt_text(token, value)
        else:
            unused.add(name)
    token.meta |= {"unused": sorted({*token.meta.get("unused", ()), *unused})}


def set_alt_text(image: Token, words: str) -> None:
    """Give an image its alternative text; "" says that it is decoration."""
    image.content, image.children = words, [Token("text", "", 0, content=words)]
    image.meta |= {"described": True}


def resolve_block_attributes(state: StateCore) -> None:
    """Core rule: give headings their own ids, and leave out lines that hold only attributes."""
    if "{" not in state.src:
        return
    for index, token in enumerate(state.tokens):
        if token.type != "inline" or "{" not in token.content:
            continue
        opening = state.tokens[index - 1]
        if opening.type == "heading_open":
            _take_own_id(state, opening, token)
        elif opening.type == "paragraph_open":
            following = state.tokens[index + 2 : index + 3]
            heading = following[0] if following and following[0].type == "heading_open" else None
            _drop_attribute_lines(state, token, heading)
    state.tokens[:] = _drop_empty_paragraphs(state.tokens)


def _take_own_id(state: StateCore, heading: Token, words: Token) -> None:
    """Remove an attribute list from the end of a heading’s words, and give it to the heading."""
    match = LIST_AT_END.search(words.content) or MDX_ID.search(words.content)
    if match:
        words.content = words.content[: match.start()].rstrip()
        _set_heading_attributes(
            state, heading, parse_attribute_list(match[1]), get_first_line(heading)
        )


def _set_heading_attributes(
    state: StateCore, heading: Token, attributes: Attributes, line: int
) -> None:
    """Give a heading the id and the urgency of a list, and report what else is in the list."""
    if attributes.own_id and not OWN_ID.match(attributes.own_id):
        what = f"“#{attributes.own_id}” cannot be the id of a heading"
        add_fault(state.env, line, what, "Use letters, digits and hyphens only")
    elif attributes.own_id:
        heading.attrSet("id", attributes.own_id)
    unused = dict(attributes.values)
    if unused.get("class") in URGENCIES:
        heading.meta[URGENCY] = unused.pop("class")
    report_unused_attributes(state.env, line, sorted(unused))


def _drop_attribute_lines(state: StateCore, words: Token, heading: Token | None) -> None:
    """Remove lines of attributes from both ends of a paragraph, and report them.

    Where a paragraph has nothing else, its list belongs to the `heading` right below it.
    """
    lines = words.content.split("\n")
    first, start, end = get_first_line(words), 0, len(lines)
    alone = LIST_LINE.match(lines[0]) if end == 1 else None
    if heading and alone and alone[1]:
        _set_heading_attributes(state, heading, parse_attribute_list(alone[1]), first)
        words.content = ""
        return
    while start < end and (match := LIST_LINE.match(lines[start])):
        _report_line(state, match, first + start)
        start += 1
    while end > start and (match := LIST_LINE.match(lines[end - 1])):
        end -= 1
        _report_line(state, match, first + end)
    if (start, end) != (0, len(lines)) and words.map:
        words.content = "\n".join(lines[start:end])
        words.map = [first + start, words.map[1]]


def _report_line(state: StateCore, match: re.Match[str], line: int) -> None:
    """Report a line of attributes; a class that makes a callout in other dialects as such."""
    if match[1]:
        attributes = parse_attribute_list(match[1])
        if meant := set(KINDS).intersection(attributes.values.get("class", "").split()):
            what = f"“{match[0].strip()}” makes a callout elsewhere, and none here"
            add_fault(state.env, line, what, f"Write > [!{min(meant).upper()}], the text after >")
            return
        report_unused_attributes(
            state.env, line, sorted([*attributes.values, *(["id"] if attributes.own_id else [])])
        )


def report_unused_attributes(env: EnvType, line: int, names: list[str]) -> None:
    """Report attributes without a meaning on our pages, a minor fault."""
    if names:
        what = f"the attribute “{names[0]}” has no meaning here, and the page goes without it"
        add_fault(env, line, what, "Remove it from between the braces", minor=True)


def _drop_empty_paragraphs(tokens: list[Token]) -> Iterator[Token]:
    """Yield `tokens` without paragraphs of which nothing is left."""
    skipped = 0
    for index, token in enumerate(tokens):
        if skipped:
            skipped -= 1
        elif token.type == "paragraph_open" and not tokens[index + 1].content:
            skipped = 2
        else:
            yield token
