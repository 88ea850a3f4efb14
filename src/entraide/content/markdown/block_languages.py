"""The language and the direction of single blocks of a text, where they have their own."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from entraide.content.markdown.html_writer import BorrowedTexts
from entraide.model.segment import compute_digest

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def mark_direction(tokens: Sequence[Token]) -> None:
    """Let each block with a script that runs the other way find its own direction."""
    for index, token in enumerate(tokens):
        if token.type == "inline" and RIGHT_TO_LEFT.search(token.content):
            block = _find_block(tokens, index)
            if not block.attrGet("dir"):
                block.attrSet("dir", "auto")


def mark_borrowed(tokens: Sequence[Token], borrowed: BorrowedTexts) -> None:
    """Mark each block that stands in the language of the source, with that language."""
    digests = set(borrowed.digests)
    for index, token in enumerate(tokens):
        if token.type == "inline" and compute_digest(token.content) in digests:
            token.meta["lang"] = borrowed.lang
            _find_block(tokens, index).attrs |= {
                "class": "borrowed",
                "lang": borrowed.lang,
                "dir": borrowed.dir,
            }


def _find_block(tokens: Sequence[Token], index: int) -> Token:
    """Return the block that the text at `index` is in, and that has an element."""
    return next(
        other for other in reversed(tokens[:index]) if other.nesting == 1 and not other.hidden
    )


def format_language(token: Token) -> str:
    """Format the language and the direction of a block as attributes."""
    there = ((name, token.attrGet(name)) for name in ("lang", "dir"))
    return "".join(f' {name}="{escape(str(value))}"' for name, value in there if value)
