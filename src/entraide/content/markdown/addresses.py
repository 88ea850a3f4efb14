"""Addresses as tokens have them: percent-encoded as browsers want them, but for placeholders."""

import itertools

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

BARE = "http://www."  # what GFM makes of an address that begins with www.


def address_of(token: Token, attribute: str) -> str:
    """Where a link leads (`href`), or an image lies (`src`); placeholders keep their braces."""
    return str(token.attrGet(attribute) or "").replace("%7B", "{").replace("%7D", "}")


def secure_addresses(state: StateCore) -> None:
    """A core rule: an address that was typed from `www.` on is asked for over https."""
    if "www." not in state.src:
        return
    for token in state.tokens:
        children = token.children or []
        for link, words in itertools.pairwise(children):
            address = str(link.attrGet("href") or "")
            if (
                link.info == "auto"
                and words.content.startswith("www.")
                and address.startswith(BARE)
            ):
                link.attrSet("href", address.replace("http:", "https:", 1))
