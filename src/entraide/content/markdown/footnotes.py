"""Footnotes: the name of each in addresses, and the mistakes in how they are written."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from entraide.content.markdown.faults import add_block_fault, add_fault

SPACES = re.compile(r"\s+")
MARK = re.compile(r"(\[\^[^\]\s]+\]):")
DEPTH = "note_depth"  # in the environment of a text: 1 within a footnote


def make_footnote_name(token: Token) -> str:
    """Return the name of a footnote in addresses: its label, or its number where it has none."""
    label = str(token.meta.get("label") or f"n.{token.meta['id'] + 1}")
    return SPACES.sub("-", label)


def read_footnote(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """Block rule: the plugin’s own, which cannot read a footnote within another one."""
    if not state.env.get(DEPTH):
        state.env[DEPTH] = 1
        try:
            return footnote_def(state, first, end, silent)
        finally:
            state.env[DEPTH] = 0
    start = state.bMarks[first] + state.tShift[first]
    mark = MARK.match(state.src, start, state.eMarks[first])
    if mark and silent:
        return True  # it ends the paragraph above it
    if mark:
        what = f"the note “{mark[1]}” stands within another note"
        add_block_fault(state.env, first, what, "Begin it at the margin")
    return False


def report_repeated_footnotes(state: StateCore) -> None:
    """Core rule: report two footnotes with one label, of which a page shows only one."""
    earlier_labels: set[str] = set()
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label = f"[^{token.meta['label']}]"
            if label in earlier_labels:
                line = _find_line(state, f"{label}:", again=True)
                what = f"the note “{label}” is written twice"
                add_fault(state.env, line, what, "Remove one of them")
            earlier_labels.add(label)


def report_unused_footnotes(state: StateCore) -> None:
    """Core rule: report footnotes that no text refers to, which no page shows."""
    for name, number in state.env.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            label = f"[^{name.removeprefix(':')}]"
            what = f"no text refers to the note “{label}”"
            cure = f"Write {label} where it belongs, or remove it"
            add_fault(state.env, _find_line(state, f"{label}:"), what, cure)


def _find_line(state: StateCore, mark: str, *, again: bool = False) -> int:
    """Return the line on which `mark` stands, the first time or (`again`) the last."""
    start = state.src.rfind(mark) if again else state.src.find(mark)
    return state.src.count("\n", 0, max(start, 0))
