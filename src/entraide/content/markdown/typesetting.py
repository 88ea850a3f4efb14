"""Typesetting: the typography of a text is put into its tokens before they are rendered.

A block is treated as one string, since a quotation may open within emphasis and close outside it.
STAND_INs, which no rule changes, take the place of what is no prose: code, images, placeholders,
addresses.
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
    """Set the words of `tokens`, in the language of the BCP 47 tag `lang`, in their places.

    A passage in another language has its tag in `meta`.
    """
    for token in tokens:
        own = token.meta.get("lang", lang)
        if token.type == "inline" and token.children and has_rules(own):
            _set_runs(list(_iter_runs(token.children)), own)
            for child in token.children:
                _set_attributes(child, own)


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
    """Put the substitutions for all of `runs` into the tokens in which they begin."""
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
