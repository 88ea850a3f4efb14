"""Addresses of links and images: percent-encoded as browsers want them, except placeholders."""

import itertools

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from entraide.content.markdown.faults import add_fault
from entraide.content.markdown.line_numbers import get_first_line

BARE_START = "http://www."  # what GFM makes of an address that begins with www.


def get_address(token: Token, attribute: str) -> str:
    """Return the address of a link (`href`) or an image (`src`); placeholders keep their braces."""
    return str(token.attrGet(attribute) or "").replace("%7B", "{").replace("%7D", "}")


def secure_addresses(state: StateCore) -> None:
    """Core rule: make `www.…` lead to https, and show a number to call without `tel:`."""
    if "www." not in state.src and "<tel:" not in state.src:
        return
    for token in state.tokens:
        children = token.children or []
        for link, words in itertools.pairwise(children):
            address = str(link.attrGet("href") or "")
            if (
                link.info == "auto"
                and words.content.startswith("www.")
                and address.startswith(BARE_START)
            ):
                link.attrSet("href", address.replace("http:", "https:", 1))
            elif link.info == "auto" and address.startswith("tel:"):
                words.content = words.content.removeprefix("tel:")


def unnest_links(state: StateCore) -> None:
    """Core rule: make text of links within links, which browsers do not have, and report them."""
    for token in state.tokens:
        children, depth = [], 0
        for child in token.children or []:
            depth -= child.type == "link_close"
            if child.type not in {"link_open", "link_close"} or not depth:
                children.append(child)
            elif child.type == "link_open":
                address = get_address(child, "href")
                what = f"the link “{address}” stands within another link"
                add_fault(
                    state.env, get_first_line(token), what, "Put it behind, or write it as `code`"
                )
            depth += child.type == "link_open"
        if token.children:
            token.children = children
