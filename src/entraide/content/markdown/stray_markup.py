"""Stray markup: signs that no rule of the parser read, so that a page would show them as typed.

It is reported line by line. `foreign_markup` has the signs of other dialects.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from entraide.content.markdown.attributes import report_unused_attributes
from entraide.content.markdown.callouts import report_empty_callout
from entraide.content.markdown.faults import add_block_fault, add_fault, has_block_fault
from entraide.content.markdown.foreign_markup import ANY, NEEDED, SIGNS
from entraide.content.markdown.line_numbers import BREAKS, find_line, get_first_line
from entraide.content.merge_conflicts import CONFLICT_CURE, CONFLICT_WHAT, find_conflict_lines
from entraide.content.typography import STAND_IN

DIAGRAMS = frozenset({"mermaid", "plantuml", "dot", "graphviz"})
FRONT_MATTER = re.compile(
    r"\s*(---[ \t]*\n(?:[\w-]+:[^\n]*\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n)+---[ \t]*\n"
    r"|\+\+\+[ \t]*\n(?:[^\n]*\n)*?\+\+\+[ \t]*(?:\n|\Z))"
)
CODE_LANGUAGE = re.compile(r"#!\w+(?= \S)")
KRAMDOWN_CONTENTS = re.compile(r"[^\n]*\n?\s*\{:\s*toc\b[^}]*\}\s*\Z", re.IGNORECASE)
OUR_NAMES = re.compile(r"(?:platform|channel|where|law|checklist)\.")
LONGEST_QUOTE = 60  # characters of a sign that a message quotes
CONTENTS = re.compile(
    r"\s*@?(?:\[\[?_?toc_?\]\]?|\{:?\s*toc\s*\}|\$\{toc\})\s*\Z", re.IGNORECASE | re.ASCII
)


def drop_contents_marks(state: StateCore) -> None:
    """Core rule: leave out `[TOC]` alone in a paragraph: a page has its contents beside its text.

    Kramdown asks for contents with a list of one item, and `{:toc}` below it.
    """
    if "toc" not in state.src.casefold():
        return
    other_tokens: list[Token] = []
    index = 0
    while index < len(state.tokens):
        token, following = state.tokens[index], state.tokens[index + 1 : index + 4]
        types = [other.type for other in following]
        if token.type == "paragraph_open" and CONTENTS.match(following[0].content):
            index += 3
        elif types == ["list_item_open", "paragraph_open", "inline"] and KRAMDOWN_CONTENTS.match(
            following[2].content
        ):
            index += 7  # the list, its item, its paragraph and their ends
        else:
            other_tokens.append(token)
            index += 1
    state.tokens[:] = other_tokens


def report_stray_markup(state: StateCore) -> None:
    """Core rule, the last: report whatever no other rule took."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            _report_attributes(token, state.env)
            _report_signs(token, state.env)
    _report_lost_cells(state)
    _report_empty_heads(state)


def _report_attributes(token: Token, env: EnvType) -> None:
    """Report attributes without a meaning, languages of code, addresses with backslashes."""
    line = get_first_line(token)
    for child in token.children or ():
        if child.meta.get("unused"):
            report_unused_attributes(env, line, child.meta["unused"])
        if child.type == "code_inline" and (match := CODE_LANGUAGE.match(child.content)):
            what = f"“{match[0]}” names the language of code elsewhere, and would be seen"
            add_fault(env, line, what, "Leave it out", minor=True)
        automatic = child.type == "link_open" and child.info == "auto"
        if automatic and "%5C" in str(child.attrGet("href")):
            what = "there are backslashes in the address of a link, which leads nowhere so"
            add_fault(env, line, what, "Write the address as a browser shows it")


def _report_signs(token: Token, env: EnvType) -> None:
    """Report signs of other dialects in a block, each on the line of its source."""
    children = token.children or ()
    text, first = extract_text(children), get_first_line(token)
    _report_tildes(children, env, first)
    lines, offset, at = token.content.split("\n"), 0, 0
    for match in ANY.finditer(text) if NEEDED.search(text) else ():
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        offset, at = offset + text.count("\n", at, start), start
        written = match[0].strip().split("\n")[0].replace(STAND_IN, "…")
        line = first + find_line(lines, offset, written)
        if has_block_fault(env, line) or _is_escaped(match, token):
            continue
        sign = SIGNS[int((match.lastgroup or "s0")[1:])]
        if sign.escaped and "\\" not in token.content:
            continue
        what, cure = sign.what.format(_shorten(written)), sign.format_cure(written)
        add_fault(env, line, what, cure, minor=sign.minor)


def _is_escaped(match: re.Match[str], token: Token) -> bool:
    """Return whether the writer put a backslash before a sign to show it as it is.

    Some editors put one before every sign. So two of them together prove nothing, except before
    braces around what is no placeholder of ours.
    """
    sign = match[0][0]
    if sign == "*":
        return token.content.count("\\*\\*") == 1
    each = f"\\{sign}"
    if sign not in "{`<" or each not in token.content:
        return False
    return each * 2 not in token.content or (sign == "{" and not OUR_NAMES.search(match[0]))


def _shorten(written: str) -> str:
    return written if len(written) <= LONGEST_QUOTE else f"{written[:LONGEST_QUOTE]}…"


def _report_tildes(children: Sequence[Token], env: EnvType, line: int) -> None:
    """Report `H~2~O`, a low 2 in other dialects: GFM, and a page, would strike it out."""
    for before, opening, words, _, after in zip(*(children[at:] for at in range(5)), strict=False):
        if (
            opening.type == "s_open"
            and opening.markup == "~"
            and before.content[-1:].isalnum()
            and after.content[:1].isalnum()
        ):
            what = f"“~{words.content}~” would be struck out"
            add_fault(env, line, what, f"Write <sub>{words.content}</sub>")


def extract_text(children: Sequence[Token]) -> str:
    """Return the text of a passage as its page shows it, line by line.

    A STAND_IN takes the place of whatever is no text.
    """
    return "".join(_iter_text(children))


def _iter_text(children: Sequence[Token]) -> Iterator[str]:
    automatic = False
    for child in children:
        if child.type in {"link_open", "link_close"}:
            automatic = child.type == "link_open" and child.info == "auto"
        elif child.type == "text":
            yield STAND_IN if automatic else child.content
        elif child.type in BREAKS:
            yield " " if child.meta.get("tag") else "\n"
        elif child.nesting == 0:
            yield STAND_IN


def report_conflicts(state: StateCore) -> None:
    """Core rule, the first: report marks of an unresolved merge."""
    marks = find_conflict_lines(state.src)
    if not marks:
        return
    code = [token.map for token in state.tokens if token.type == "fence" and token.map]
    for line in marks:
        if any(first <= line < end for first, end in code):
            what = "this looks like a mark of an unresolved merge, within code"
            add_fault(state.env, line, what, CONFLICT_CURE, minor=True)
        else:
            add_block_fault(state.env, line, CONFLICT_WHAT, CONFLICT_CURE)


def report_front_matter(state: StateCore) -> None:
    """Core rule: report a second front matter, or that of Hugo, which a page would show."""
    match = FRONT_MATTER.match(state.src)
    if match:
        line = state.src.count("\n", 0, match.start(1))
        what = "these lines are a front matter, and would be on the page"
        add_block_fault(state.env, line, what, "Move what is needed of it to the top of the file")


def report_empty_elements(state: StateCore) -> None:
    """Core rule: report headings, callouts, links and folds with nothing in them."""
    for token, following in pairwise(state.tokens):
        line = get_first_line(token)
        if token.type == "heading_open" and not following.content.strip():
            add_fault(state.env, line, "this heading is empty", "Write its words, or remove it")
        elif token.markup.startswith(":::") and following.type == "callout_close":
            report_empty_callout(state.env, line, token.markup)
        elif token.type == "summary_close" and following.type == "details_close":
            what = "nothing stands below what opens “<details>”"
            add_fault(state.env, line, what, "Write its text, or remove it")
        for link in _iter_empty_links(token.children or ()):
            what = f"the link “{link.attrGet('href')}” has no words"
            add_fault(state.env, line, what, "Write it as [words](address)")


def _iter_empty_links(children: Sequence[Token]) -> Iterator[Token]:
    """Yield the opening token of each link that holds nothing but blanks, line breaks and marks."""
    link: Token | None = None
    for child in children:
        if child.type == "link_open":
            link = child
        elif child.type == "link_close" and link:
            yield link
        elif not (child.nesting or child.type in BREAKS or _is_blank(child)):
            link = None


def _is_blank(token: Token) -> bool:
    return token.type.startswith("text") and not token.content.strip()


def report_diagrams(state: StateCore) -> None:
    """Core rule: report blocks of code that other programs draw as a diagram."""
    for token in state.tokens:
        if token.type == "fence" and (language := token.info.strip(" {.}")) in DIAGRAMS:
            what = f"“{language}” draws a diagram elsewhere, and stands here as it was typed"
            cure = "Put a picture beside the entry, and show it as ![what it shows](file.svg)"
            add_fault(state.env, get_first_line(token), what, cure, minor=True)


def report_unused_addresses(state: StateCore) -> None:
    """Core rule: report lines like `[Price]: 10`, which define an address that no link uses."""
    text = " ".join(state.src.casefold().split())
    for label, reference in state.env.get("references", {}).items():
        name = f"[{' '.join(label.casefold().split())}]"
        if text.count(name) < 2:
            line = (reference.get("map") or [0])[0]
            what = f"no link uses the address of “{name}”, so this line is on no page"
            cure = "Remove it, or put a \\ before the [ where it is text"
            add_fault(state.env, line, what, cure, minor=True)


def _report_empty_heads(state: StateCore) -> None:
    """Report head cells without words: nobody hears what their column holds (WCAG 2.2, 1.3.1)."""
    line, column = 0, 0
    for token, inside in pairwise(state.tokens):
        if token.type == "tr_open":
            line, column = (token.map or [line])[0], 0
        elif token.type == "th_open":
            column += 1
            if not _has_words(inside):
                what = (
                    f"column {column} of this table has no words in its head: "
                    "whoever has it read out does not hear what the column holds"
                )
                add_fault(state.env, line, what, "Write a word or two there", minor=True)


def _has_words(inline: Token) -> bool:
    """Return whether a cell has anything that is read out."""
    return any(
        child.content.strip() and child.type != "html_inline" for child in inline.children or ()
    )


def _report_lost_cells(state: StateCore) -> None:
    """Report cells beyond those of the head, which no page shows."""
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
