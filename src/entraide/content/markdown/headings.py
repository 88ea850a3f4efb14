"""Headings: the anchor of each within its page, and the level that it has there."""

import re
import unicodedata
from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from entraide.content.markdown.faults import add_fault, has_block_fault
from entraide.content.markdown.line_numbers import get_first_line

WRITTEN_LEVEL = "written_level"  # of a heading that goes down, in its meta
TITLE = "title"  # in the environment of a text: the title of its page
NO_WORD = re.compile(r"[^\w\s-]")
SPACES = re.compile(r"\s+")
DEEPEST = 6


def make_slug(text: str) -> str:
    """Return the words of a heading as an id: `what-to-do`.

    It is in plain letters, or in the heading’s own script where none are left; “section” where
    nothing is left.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return (
        _join_with_hyphens(plain)
        or _join_with_hyphens(unicodedata.normalize("NFKC", text))
        or "section"
    )


def make_github_slug(text: str) -> str:
    """Return the anchor that GitHub, and editors that follow it, give to a heading."""
    return NO_WORD.sub("", text.strip().lower()).replace(" ", "-")


def _join_with_hyphens(text: str) -> str:
    return SPACES.sub("-", NO_WORD.sub("", text).strip().lower())


def make_unique(name: str, used_ids: set[str]) -> str:
    """Return `name`, or `name` with the first free number (`steps-1`), and add it to `used_ids`."""
    anchor, number = name, 0
    while anchor in used_ids:
        number += 1
        anchor = f"{name}-{number}"
    used_ids.add(anchor)
    return anchor


def make_anchors(headings: Sequence[tuple[str, str]]) -> list[str]:
    """Return an anchor for each heading, which is given as its own id (or "") and its words."""
    used_ids = {id_ for id_, _ in headings if id_}
    return [id_ or make_unique(make_slug(words), used_ids) for id_, words in headings]


def adjust_heading_levels(state: StateCore) -> None:
    """Core rule: leave a page one heading of level 1, its title.

    A first heading that repeats the title is hidden; with any other, all headings go down a level.
    """
    tokens = state.tokens
    opens = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    if not any(tokens[index].tag == "h1" for index in opens):
        return
    if (
        opens[0] == 0
        and tokens[0].tag == "h1"
        and _is_title(tokens[1].content, state.env.get(TITLE, ""))
    ):
        tokens[0].meta["hidden"] = True
        opens = opens[1:]
    first = next((index for index in opens if tokens[index].tag == "h1"), None)
    if first is None or _is_of_conflict(state, tokens[first]):
        return
    words = " ".join(tokens[first + 1].content.split())
    what = f"“{words}” is a heading of level 1, as the title is: it is drawn as ##"
    add_fault(
        state.env,
        get_first_line(tokens[first]),
        what,
        "Begin it with ##, and those below it with one # more",
        minor=True,
    )
    for index in opens:
        tokens[index].meta[WRITTEN_LEVEL] = int(tokens[index].tag[1])
        level = min(int(tokens[index].tag[1]) + 1, DEEPEST)
        tokens[index].tag = tokens[index + 2].tag = f"h{level}"


def _is_of_conflict(state: StateCore, heading: Token) -> bool:
    """Return whether the lines of an unresolved merge conflict made this heading."""
    return any(has_block_fault(state.env, line) for line in range(*(heading.map or (0, 0))))


def _is_title(words: str, title: str) -> bool:
    """Return whether `words` are the title, but for case and signs."""
    return bool(title) and _strip_accents(words) == _strip_accents(title)


def _strip_accents(text: str) -> str:
    """Return the letters and digits of `text` alone, in one case."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum()
    )


def report_repeated_ids(state: StateCore) -> None:
    """Core rule: report an id that a writer gave to two headings."""
    lines_by_id: dict[str, int] = {}
    for token in state.tokens:
        id_ = str(token.attrGet("id") or "") if token.type == "heading_open" else ""
        line = get_first_line(token)
        if id_ and lines_by_id.setdefault(id_, line) != line:
            add_fault(
                state.env, line, f"two headings have the id “{id_}”", "Give each one of its own"
            )
