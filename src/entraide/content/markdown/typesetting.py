"""Typesetting: the typography of a text is put into its tokens before they are rendered.

A block is set as one string, since a quotation may open within emphasis and close outside it. What
is no prose (code, an image, a placeholder, an address) stands in it as STAND_INs, which no rule
changes.
"""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from entraide.content.markdown.line_numbers import BREAKS
from entraide.content.typography import (
    STAND_IN,
    Substitution,
    find_substitutions,
    has_rules,
    typeset_text,
)


def typeset_tokens(tokens: Sequence[Token], lang: str) -> None:
    """Set the words of `tokens`, in the language of the BCP 47 tag `lang`, in their places."""
    if not has_rules(lang):
        return
    for token in tokens:
        if token.type == "inline" and token.children:
            _set_runs(list(_iter_runs(token.children)), lang)
            for child in token.children:
                _set_attributes(child, lang)


def _set_attributes(child: Token, lang: str) -> None:
    """Set the alternative text of an image, and the title of an image, a word or a link."""
    if title := child.attrGet("title"):
        child.attrSet("title", typeset_text(str(title), lang))
    if child.type == "image" and child.children:
        _set_runs(list(_iter_runs(child.children)), lang)


def _iter_runs(children: Sequence[Token]) -> Iterator[tuple[Token | None, str]]:
    """Yield the text of a block, run by run; without a token where nothing may change."""
    automatic = False
    for child in children:
        if child.type in {"link_open", "link_close"}:
            automatic = child.type == "link_open" and child.info == "auto"
        elif child.type == "text" and not automatic:
            yield child, child.content
        elif child.type in BREAKS:
            yield None, "\n"
        elif child.nesting == 0:
            yield None, STAND_IN * max(len(child.content), 1)


def _set_runs(runs: Sequence[tuple[Token | None, str]], lang: str) -> None:
    """Put the substitutions in all of `runs` into the tokens that they begin in."""
    changes = find_substitutions("".join(text for _, text in runs), lang)
    end = sum(len(text) for _, text in runs)
    # From the end, so that the places of the substitutions before stay true.
    for token, text in reversed(runs if changes else ()):
        start = end - len(text)
        while changes and changes[-1].start >= start:
            change = changes.pop()
            if token:
                token.content = _substitute(token.content, change, start)
        end = start


def _substitute(text: str, change: Substitution, offset: int) -> str:
    """Return `text`, which begins at `offset` in its block, with a change that begins in it."""
    start, end, replacement = change
    return text[: start - offset] + replacement + text[end - offset :]
