"""Callouts, in each dialect that people write them in, become one kind of token.

GitHub and Obsidian write `> [!WARNING] Title`, Material and Python-Markdown `!!! warning "Title"`
and `??? note`, Docusaurus, Starlight and VuePress `:::warning[Title]`. markdown-it and its
published plugins find the blocks. Here they become a token `callout_open`, whose `meta` has the
kind (one of KINDS) and whether it folds ("open", "closed" or ""), and a title as a text of its own.
"""

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.admon.index import admonition

from entraide.content.markdown.attributes import parse_attribute_list
from entraide.content.markdown.callout_kinds import FOLDING_NAMES, KINDS_BY_NAME
from entraide.content.markdown.faults import add_fault
from entraide.content.markdown.line_numbers import get_first_line

ALERT = re.compile(r"\[![ \t]*([A-Za-z]\w*)[ \t]*(?:\|[^\]]*)?\]([+-]?)[ \t]*(.*?)[ \t]*\\?\Z")
# What begins a callout of Material: anything else after the marks is an exclamation.
ADMONITION = re.compile(r"(?P<mark>!!!|\?\?\?\+?)[ \t]*(?P<known>[A-Za-z][\w-]*)\b(?P<rest>[^\n]*)")
UNKNOWN = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]*[a-z][\w-]*(?:[ \t]+\"[^\n]*\")?[ \t]*")
# Words behind the name of a kind that are a style in Material: before a title in quotes, any.
STYLES = re.compile(
    r"[\w-]+[ \t]+(?:(?P<quoted>[^\"]*[^\"\s])[ \t]+\"|(?P<bare>inline(?:[ \t]+end)?)\Z)"
)
COLONS = re.compile(
    r"[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\[(.*)\])?[ \t]*(\{[^{}]*\})?[ \t]*(.*?)[ \t]*\Z"
)
STYLE_CURE = "Leave it out; what should be read belongs into the quotes of the title"
CALLOUT_CURE = "Write one of [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]"


# How the text of a callout is written, by the first sign of its dialect.
EMPTY_CURES = {
    ">": "Write its text after >, below it",
    "!": "Indent its text by four spaces",
    "?": "Indent its text by four spaces",
    ":": "Write its text, or remove it",
}


def report_empty_callout(env: EnvType, line: int, mark: str) -> None:
    """Report a callout without a text; `mark` begins it in its dialect: `>`, `!!!`, `:::`."""
    add_fault(env, line, "this callout is empty", EMPTY_CURES[mark[0]])


def is_callout(params: str, markup: str = "") -> bool:
    """Return whether the word after `:::` is a known kind of callout; if not, it stays text."""
    del markup  # part of the plugin's interface
    match = COLONS.match(params)
    return match is not None and match[1].lower() in KINDS_BY_NAME


def read_admonition(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """Block rule: the plugin’s own, except for exclamations such as “!!! Do not pay.”."""
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 1] not in {"!", "?"}:
        return False
    match = ADMONITION.match(state.src[start : state.eMarks[first]])
    is_block = match and (match["known"].lower() in KINDS_BY_NAME or UNKNOWN.fullmatch(match[0]))
    return bool(is_block) and admonition(state, first, end, silent)


def normalize_callouts(state: StateCore) -> None:
    """Core rule: make every block that is a callout in any dialect a `callout_open`."""
    if not any(sign in state.src for sign in ("[!", "!!!", "???", ":::")):
        return
    state.tokens[:] = list(_iter_normalized(state))


def _iter_normalized(state: StateCore) -> Iterator[Token]:
    """Yield the tokens of a text with its callouts converted.

    A rule of _OPENING returns what becomes of an opening, and how many of the tokens behind it are
    used up.
    """
    closing: list[str] = []  # what each block that is open, and may be a callout, ends as
    tokens = iter(enumerate(state.tokens))
    for index, token in tokens:
        rule = _OPENING.get(token.type)
        if rule:
            opened, used = rule(state, index)
            closing.append("callout_close" if opened[0].type == "callout_open" else "")
            yield from opened
            for _ in range(used):
                next(tokens)
        elif token.type in _CLOSING:
            token.type = closing.pop() or token.type
            yield token
        else:
            yield token


def _convert_alert(state: StateCore, index: int) -> tuple[list[Token], int]:
    """Convert a quote that begins with `[!NOTE]`; others stay quotes."""
    quote, words = state.tokens[index], state.tokens[index + 2 : index + 3]
    is_text = bool(words) and words[0].type == "inline"
    first, _, rest = words[0].content.partition("\n") if is_text else ("", "", "")
    match = ALERT.match(first)
    if match is None:
        return [quote], 0
    line = get_first_line(words[0])
    if match[1].lower() not in KINDS_BY_NAME:
        add_fault(state.env, line, f"there is no callout “[!{match[1]}]”", CALLOUT_CURE)
    fold = {"+": "open", "-": "closed"}.get(match[2], "")
    callout, title = _make_callout(quote, match[1], fold), match[3].strip()
    if rest:
        words[0].content, words[0].map = rest, [line + 1, (words[0].map or [0, 0])[1]]
        return [callout, *_make_title(title, line)], 0
    if state.tokens[index + 4].type != "blockquote_close":  # other blocks are its text
        return [callout, *_make_title(title, line)], 3
    if title:  # there is nothing else: the words behind the mark are the text
        words[0].content = title
        return [callout], 0
    report_empty_callout(state.env, line, ">")
    return [callout], 3


def _convert_admonition(state: StateCore, index: int) -> tuple[list[Token], int]:
    """Convert `!!! warning "Title"`, which the plugin for admonitions found."""
    token = state.tokens[index]
    name, line = str(token.meta["tag"]), get_first_line(token)
    has_title = index + 1 < len(state.tokens) and state.tokens[index + 1].type.startswith(
        "admonition_title"
    )
    if name not in KINDS_BY_NAME:
        what = f"there is no callout “{token.markup} {name}”"
        add_fault(state.env, line, what, CALLOUT_CURE)
    if state.tokens[index + (4 if has_title else 1)].type == "admonition_close":
        report_empty_callout(state.env, line, token.markup)
    fold = {"???": "closed", "???+": "open"}.get(token.markup, "")
    title_text = token.info.strip().partition(" ")[2].strip()
    title = token.content if title_text and has_title else ""
    if styles := STYLES.match(token.info.strip()):
        words = styles["quoted"] or styles["bare"]
        what = f"“{words}” is a style elsewhere, and does nothing here"
        add_fault(state.env, line, what, STYLE_CURE, minor=True)
        title = title if styles["quoted"] else ""
    return [_make_callout(token, name, fold), *_make_title(title, line)], 3 if has_title else 0


def _convert_container(state: StateCore, index: int) -> tuple[list[Token], int]:
    """Convert `:::warning[Title]`, which the plugin for containers found."""
    token = state.tokens[index]
    match = COLONS.match(token.info)
    assert match  # noqa: S101 - is_callout has let it through
    first, last = token.map or [0, 0]
    lines = state.src.split("\n")
    if last >= len(lines) or not lines[last].lstrip(" \t>").startswith(":::"):
        what = f"the callout “{token.markup}{match[1]}” is never closed"
        add_fault(state.env, first, what, "End it with a line of its own: :::")
    name = match[1].lower()
    fold = "closed" if name in FOLDING_NAMES else ""
    attributes = parse_attribute_list((match[3] or "").strip("{}: ")).values
    title = match[2] or attributes.get("title") or match[4]
    return [_make_callout(token, name, fold), *_make_title(title, first)], 0


def _make_callout(token: Token, name: str, fold: str) -> Token:
    """Turn `token` into the opening of a callout; an unknown `name` makes a note."""
    token.type, token.tag, token.attrs = "callout_open", "div", {}
    token.meta = {"kind": KINDS_BY_NAME.get(name.lower(), "note"), "fold": fold}
    return token


def _make_title(text: str, line: int) -> list[Token]:
    """Return the tokens of a title on line `line`, or none for an empty one."""
    if not text:
        return []
    words = Token("inline", "", 0, content=text, map=[line, line + 1], children=[], block=True)
    return [Token("callout_title_open", "p", 1), words, Token("callout_title_close", "p", -1)]


_OPENING = {
    "blockquote_open": _convert_alert,
    "admonition_open": _convert_admonition,
    "container_callout_open": _convert_container,
}
_CLOSING = frozenset({"blockquote_close", "admonition_close", "container_callout_close"})
