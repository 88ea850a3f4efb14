"""Placeholders such as `{{platform.name}}`: tokens, so that nothing in them is read as emphasis."""

from markdown_it.rules_inline import StateInline

from entraide.model.placeholders import PLACEHOLDER

TYPE = "placeholder"


def read_placeholder(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """Inline rule: read a placeholder; the content of its token is the name."""
    if not state.src.startswith("{{", state.pos):
        return False
    match = PLACEHOLDER.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push(TYPE, "", 0)
        token.content, token.markup = match[1], match[0]
    state.pos = match.end()
    return True
