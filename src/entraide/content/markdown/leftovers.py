"""What no rule of the parser took, and a page would show as it was typed: told, line by line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from entraide.content.conflicts import CURE, WHAT, conflict_lines
from entraide.content.markdown.attributes import tell_unused
from entraide.content.markdown.faults import add_block_fault, add_fault, was_told
from entraide.content.markdown.lines import BREAKS, first_line, line_of
from entraide.content.markdown.signs import ANY, BOX, NEEDED, SIGNS

FRONT_MATTER = re.compile(
    r"\s*(---[ \t]*\n(?:[\w-]+:[^\n]*\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n)+---[ \t]*\n"
    r"|\+\+\+[ \t]*\n(?:[^\n]*\n)*?\+\+\+[ \t]*(?:\n|\Z))"
)
KRAMDOWN = re.compile(r"[^\n]*\n?\s*\{:\s*toc\b[^}]*\}\s*\Z", re.IGNORECASE)
OURS = re.compile(r"(?:platform|channel|where|law|checklist)\.")
LONGEST = 60  # characters of what was found that are told
CONTENTS = re.compile(r"\s*@?(?:\[\[?_?toc_?\]\]?|\{:?\s*toc\s*\}|\$\{toc\})\s*\Z", re.IGNORECASE)


def drop_contents(state: StateCore) -> None:
    """A core rule: `[TOC]` alone in a paragraph asks for what every page has beside its text.

    Kramdown asks for it by a list of one item, with `{:toc}` below.
    """
    if "toc" not in state.src.casefold():
        return
    kept: list[Token] = []
    index = 0
    while index < len(state.tokens):
        token, following = state.tokens[index], state.tokens[index + 1 : index + 4]
        types = [other.type for other in following]
        if token.type == "paragraph_open" and CONTENTS.match(following[0].content):
            index += 3
        elif types == ["list_item_open", "paragraph_open", "inline"] and KRAMDOWN.match(
            following[2].content
        ):
            index += 7  # the list, its item, its paragraph and their ends
        else:
            kept.append(token)
            index += 1
    state.tokens[:] = kept


def tell_leftovers(state: StateCore) -> None:
    """A core rule, the last: whatever no other rule took."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            _tell_attributes(token, state.env)
            _tell_signs(token, state.env)
    _tell_lost_cells(state)


def _tell_attributes(token: Token, env: EnvType) -> None:
    line = first_line(token)
    for child in token.children or ():
        if child.meta.get("unused"):
            tell_unused(env, line, child.meta["unused"])
        automatic = child.type == "link_open" and child.info == "auto"
        if automatic and "%5C" in str(child.attrGet("href")):
            what = "there are backslashes in the address of a link, which leads nowhere so"
            add_fault(env, line, what, "Write the address as a browser shows it")


def _tell_signs(token: Token, env: EnvType) -> None:
    children = token.children or ()
    text, first = text_of(children), first_line(token)
    _tell_tildes(children, env, first)
    lines, offset, at = token.content.split("\n"), 0, 0
    for match in ANY.finditer(text) if NEEDED.search(text) else ():
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        offset, at = offset + text.count("\n", at, start), start
        written = match[0].strip().split("\n")[0].replace(BOX, "…")
        line = first + line_of(lines, offset, written)
        if was_told(env, line) or _is_meant(match, token):
            continue
        sign = SIGNS[int((match.lastgroup or "s0")[1:])]
        if sign.escaped and "\\" not in token.content:
            continue
        what, cure = sign.what.format(_short(written)), sign.cure_of(written)
        add_fault(env, line, what, cure, minor=sign.minor)


def _is_meant(match: re.Match[str], token: Token) -> bool:
    """Whether the writer put a backslash before a sign to show it; editors put one before each."""
    sign = match[0][0]
    if sign == "*":
        return token.content.count("\\*\\*") == 1
    each = f"\\{sign}"
    if sign not in "{`<" or each not in token.content:
        return False
    return each * 2 not in token.content or (sign == "{" and not OURS.search(match[0]))


def _short(written: str) -> str:
    return written if len(written) <= LONGEST else f"{written[:LONGEST]}…"


def _tell_tildes(children: Sequence[Token], env: EnvType, line: int) -> None:
    """`H~2~O` means a low 2 elsewhere; GFM, and a page, would strike it out."""
    for before, opening, words, _, after in zip(*(children[at:] for at in range(5)), strict=False):
        if (
            opening.type == "s_open"
            and opening.markup == "~"
            and before.content[-1:].isalnum()
            and after.content[:1].isalnum()
        ):
            what = f"“~{words.content}~” would be struck out"
            add_fault(env, line, what, f"Write <sub>{words.content}</sub>")


def text_of(children: Sequence[Token]) -> str:
    """The text of a passage as its page shows it, line by line; what is no text is a BOX."""
    return "".join(_text(children))


def _text(children: Sequence[Token]) -> Iterator[str]:
    automatic = False
    for child in children:
        if child.type in {"link_open", "link_close"}:
            automatic = child.type == "link_open" and child.info == "auto"
        elif child.type == "text":
            yield BOX if automatic else child.content
        elif child.type in BREAKS:
            yield " " if child.meta.get("tag") else "\n"
        elif child.nesting == 0:
            yield BOX


def tell_conflicts(state: StateCore) -> None:
    """A core rule, the first: marks of an unresolved merge, both sides of which would be seen."""
    marks = conflict_lines(state.src)
    if not marks:
        return
    code = [token.map for token in state.tokens if token.type == "fence" and token.map]
    for line in marks:
        if any(first <= line < end for first, end in code):
            what = "this looks like a mark of an unresolved merge, within code"
            add_fault(state.env, line, what, CURE, minor=True)
        else:
            add_block_fault(state.env, line, WHAT, CURE)


def tell_front_matter(state: StateCore) -> None:
    """A core rule: a second front matter, or that of Hugo, would be on the page."""
    match = FRONT_MATTER.match(state.src)
    if match:
        line = state.src.count("\n", 0, match.start(1))
        what = "these lines are a front matter, and would be on the page"
        add_block_fault(state.env, line, what, "Move what is needed of it to the top of the file")


def tell_empty(state: StateCore) -> None:
    """A core rule: headings, callouts, links and folds with nothing in them."""
    for token, following in pairwise(state.tokens):
        line = first_line(token)
        if token.type == "heading_open" and not following.content.strip():
            add_fault(state.env, line, "this heading is empty", "Write its words, or remove it")
        elif token.markup.startswith(":::") and following.type == "callout_close":
            add_fault(state.env, line, "this callout is empty", "Write its text, or remove it")
        elif token.type == "summary_close" and following.type == "details_close":
            what = "nothing stands below what opens “<details>”"
            add_fault(state.env, line, what, "Write its text, or remove it")
        for opening, closing in pairwise(token.children or ()):
            if opening.type == "link_open" and closing.type == "link_close":
                what = f"the link “{opening.attrGet('href')}” has no words"
                add_fault(state.env, line, what, "Write it as [words](address)")


def tell_unused_addresses(state: StateCore) -> None:
    """A core rule: `[Price]: 10` is the address of a link, and on no page."""
    text = " ".join(state.src.casefold().split())
    for label, reference in state.env.get("references", {}).items():
        name = f"[{' '.join(label.casefold().split())}]"
        if text.count(name) < 2:
            line = (reference.get("map") or [0])[0]
            what = f"no link uses the address of “{name}”, so this line is on no page"
            cure = "Remove it, or put a \\ before the [ where it is text"
            add_fault(state.env, line, what, cure, minor=True)


def _tell_lost_cells(state: StateCore) -> None:
    """Cells beyond those of the head are on no page: a bar within code needs its backslash too."""
    lines, head = state.src.split("\n"), 0
    for token in state.tokens:
        if token.type == "thead_open":
            head = 0
        elif token.type == "th_open":
            head += 1
        elif token.type == "tr_open" and token.map:
            cells = escapedSplit(lines[token.map[0]].lstrip(" \t>").strip().strip("|"))
            if head and any(cell.strip() for cell in cells[head:]):
                what = (
                    f"this row has {len(cells)} cells, its head {head}: the others are on no page"
                )
                cure = (
                    "Write \\| for a bar within a cell, in code too, or give the head as many cells"
                )
                add_fault(state.env, token.map[0], what, cure, minor=True)
