"""Addresses as tokens have them: percent-encoded as browsers want them, but for placeholders."""

from markdown_it.token import Token


def address_of(token: Token, attribute: str) -> str:
    """Where a link leads (`href`), or an image lies (`src`); placeholders keep their braces."""
    return str(token.attrGet(attribute) or "").replace("%7B", "{").replace("%7D", "}")
