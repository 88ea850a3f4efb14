"""Inserts: what data puts into a text in place of a placeholder.

`{{channel.fr-3018}}` alone in a paragraph becomes a block (a card), and within a sentence a few
words. They are joined to the parts of a text when a page is made: they depend on the day, and the
parts of a text are cached from build to build.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from entraide.model.placeholders import PLACEHOLDER
from entraide.publish.phone_formats import make_phone_number

BASE = "\x1f"  # stands before and after an address that begins at the locale's own start
AddressResolver = Callable[[str], str]


class Gather(Protocol):
    """Draws several placeholders in a row as one; it is told if a list of countries is above."""

    def __call__(self, names: Sequence[str], *, list_above: bool) -> str: ...


@dataclass(frozen=True, slots=True)
class Insert:
    """What stands for one placeholder, in one locale.

    `block` and `inline` are HTML, with addresses between two BASE; `words` are Markdown, for
    whoever reads the text without its page. It `expires` where it holds until a day that it names.
    `again` is the block on a page that has a list of countries above, where it differs. `gather`
    draws blocks that follow one another as one.
    """

    block: str
    inline: str
    words: str
    expires: bool = False
    again: str = ""
    gather: Gather | None = None


Inserts = Mapping[str, Insert]  # by the name in the placeholder


def mark_address(path: str) -> str:
    """Mark an address within an insert, relative to its locale: `where-to-report/fr/`."""
    return f"{BASE}{path}{BASE}"


def resolve_addresses(html: str, address: AddressResolver) -> str:
    """Return `html` of an insert with each marked address replaced by what `address` returns."""
    pieces = html.split(BASE)
    pieces[1::2] = map(address, pieces[1::2])
    return "".join(pieces)


def fill_markdown(markdown: str, inserts: Inserts, base: str) -> str:
    """Replace known placeholders by their words; `base` is the locale's start in addresses."""
    filled = PLACEHOLDER.sub(
        lambda match: inserts[match[1]].words if match[1] in inserts else match[0], markdown
    )
    return resolve_addresses(filled, lambda path: base + path)


def render_value(value: str) -> str:
    """Render an operator's value within a sentence: numbers and e-mail addresses are links."""
    if (
        value.startswith("+")
        and value[1:].isdecimal()
        and (number := make_phone_number(value, "001"))
    ):
        return f'<a href="tel:{number.dial}">{escape(number.text)}</a>'
    if "@" in value and " " not in value:
        return f'<a href="mailto:{escape(value)}">{escape(value)}</a>'
    return escape(value, quote=False)
