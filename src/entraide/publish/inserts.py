"""Inserts: what data puts into a text, where a placeholder names it.

`{{channel.fr-3018}}` alone in a paragraph becomes a block (a card), and within a sentence a few
words. They are joined to the parts of a text when a page is made: what they say depends on the day,
and the parts of a text are kept from build to build.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from entraide.model.placeholders import PLACEHOLDER
from entraide.publish.numbers import number_of

BASE = "\x1f"  # stands before and after an address that begins at the locale's own start
Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Insert:
    """What stands for one placeholder, in the words of one locale.

    `block` and `inline` are HTML, with addresses between two BASE; `words` are Markdown, for who
    reads the text without its page.
    """

    block: str
    inline: str
    words: str


Inserts = Mapping[str, Insert]  # by the name in the placeholder


def based(path: str) -> str:
    """An address from the locale's own start, `where-to-report/fr/`, as an insert holds it."""
    return f"{BASE}{path}{BASE}"


def with_addresses(html: str, address: Address) -> str:
    """`html` of an insert, each of its addresses as `address` has it for a page."""
    pieces = html.split(BASE)
    pieces[1::2] = map(address, pieces[1::2])
    return "".join(pieces)


def fill_in(markdown: str, inserts: Inserts, base: str) -> str:
    """`markdown` with the words of every known placeholder; `base` is the start of the locale."""
    filled = PLACEHOLDER.sub(
        lambda match: inserts[match[1]].words if match[1] in inserts else match[0], markdown
    )
    return with_addresses(filled, lambda path: base + path)


def value_html(value: str) -> str:
    """A fact of the platform within a sentence: what can be written to or called, is a link."""
    if value.startswith("+") and value[1:].isdecimal() and (number := number_of(value, "001")):
        return f'<a href="tel:{number.dial}">{escape(number.text)}</a>'
    if "@" in value and " " not in value:
        return f'<a href="mailto:{escape(value)}">{escape(value)}</a>'
    return escape(value, quote=False)
