"""Blocks of HTML: comments, which are left out, and `<details>`.

CommonMark’s own blocks of HTML are off: whatever else begins with a tag is a paragraph, whose tags
`inline_html` judges one by one. Within `<details>` stands Markdown, with or without blank lines.
"""

import re

from markdown_it.rules_block import StateBlock

from entraide.content.markdown.faults import add_block_fault, add_fault

IGNORECASE = re.IGNORECASE | re.ASCII
OPEN = re.compile(r"<details((?:\s[^<>]*)?)>", IGNORECASE)
CLOSE = re.compile(r"</details\s*>", IGNORECASE)
SUMMARY = re.compile(
    r"\s*<summary(?:\s[^<>]*)?>\s*(.*?)\s*</summary\s*>[ \t]*", IGNORECASE | re.DOTALL
)
IS_OPEN = re.compile(r"\bopen\b", IGNORECASE)


def _get_line_start(state: StateBlock, line: int) -> int:
    """Return where the text of `line` begins in the source, behind its indentation."""
    return state.bMarks[line] + state.tShift[line]


def read_comment(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """Block rule: leave out a comment that ends its line; others are within a text."""
    start = _get_line_start(state, first)
    if not state.src.startswith("<!--", start) or state.is_code_block(first):
        return False
    close = state.src.find("-->", start + 4, state.eMarks[end - 1])
    if close < 0:
        if not silent:
            add_block_fault(state.env, first, "this comment is never closed", "End it with -->")
        return False
    last = next(line for line in range(first, end) if state.eMarks[line] >= close)
    if state.src[close + 3 : state.eMarks[last]].strip():
        return False
    if not silent:
        state.line = last + 1
    return True


def read_details(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """Block rule: read `<details><summary>Words</summary> … </details>`."""
    start = _get_line_start(state, first)
    opening = OPEN.match(state.src, start, state.eMarks[first])
    if opening is None or state.is_code_block(first):
        return False
    closing = _find_closing(state.src, opening.end(), state.eMarks[end - 1])
    if closing is None:
        if not silent:
            cure = "Write </details> on a line of its own"
            add_block_fault(state.env, first, "“<details>” is never closed", cure)
        return False
    if silent:
        return True
    last = next(line for line in range(first, end) if state.eMarks[line] >= closing.start())
    state.push("details_open", "details", 1).map = [first, last + 1]
    if IS_OPEN.search(opening[1]):
        state.tokens[-1].attrSet("open", "")
    inside = _read_summary(state, opening.end(), first)
    _tokenize_between(state, inside, closing.start())
    state.push("details_close", "details", -1)
    _go_on_below(state, closing.end(), last)
    return True


def _find_closing(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the closing tag of the element open before `start`, past nested ones."""
    depth, at = 1, start
    while depth:
        closing = CLOSE.search(text, at, end)
        if closing is None:
            return None
        depth += len(OPEN.findall(text, at, closing.start())) - 1
        at = closing.end()
    return closing


def _read_summary(state: StateBlock, start: int, first: int) -> int:
    """Read the summary as a text of its own; return where the text after it begins."""
    match = SUMMARY.match(state.src, start)
    if match is None or not match[1] or "\n" in match[1]:
        cure = "Write <summary>what it is about</summary> after <details>, on one line"
        add_fault(state.env, first, "“<details>” has no words that open it", cure)
        return start
    line = state.src.count("\n", 0, match.start(1))
    state.push("summary_open", "summary", 1)
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = match[1], [line, line + 1], []
    words.meta = {"start": match.start(1)}
    state.push("summary_close", "summary", -1)
    return match.end()


def _tokenize_between(state: StateBlock, start: int, end: int) -> None:
    """Read the blocks of the source between two places, which may be within lines."""
    first, last = (state.src.count("\n", 0, offset) for offset in (start, end))
    # markdown-it reads whole lines: for the while, the first and the last of them are cut short.
    bounds = state.bMarks[first], state.tShift[first], state.sCount[first], state.eMarks[last]
    outer = state.lineMax, state.parentType
    if start > _get_line_start(state, first):
        rest = state.src[start : state.eMarks[first]]
        state.bMarks[first] = start + len(rest) - len(rest.lstrip())
        state.tShift[first], state.sCount[first] = 0, state.blkIndent
    state.eMarks[last] = end
    state.lineMax, state.parentType = last + 1, "details"
    state.md.block.tokenize(state, first, last + 1)
    if state.line < last:
        what = "this line ends what <details> is in, before </details>"
        add_fault(state.env, state.line, what, "Indent it as <details> is")
    state.lineMax, state.parentType = outer
    state.bMarks[first], state.tShift[first], state.sCount[first] = bounds[:3]
    state.eMarks[last] = bounds[3]


def _go_on_below(state: StateBlock, end: int, last: int) -> None:
    """Let the parser go on below `last`, and report words behind the closing tag."""
    state.line = last + 1
    if state.src[end : state.eMarks[last]].strip():
        add_fault(
            state.env, last, "words stand behind </details>", "Put them on a line of their own"
        )
