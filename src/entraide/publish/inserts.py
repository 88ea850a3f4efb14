"""Inserts: what data puts into a text, where a placeholder names it.

`{{channel.fr-3018}}` alone in a paragraph becomes a block (a card), and within a sentence a few
words. They are put into the HTML when a page is made, not into the Markdown: what they say depends
on the day, and the HTML of a text is kept from build to build.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from entraide.model.locales import Locale
from entraide.model.placeholders import PLACEHOLDER
from entraide.render.links import relative

BLOCK = re.compile(r"<p>\s*\{\{\s*([\w.-]+)\s*\}\}\s*</p>")
BASE = "base:"  # begins an address from the locale's own start: `base:where-to-report/fr/`
ADDRESS = re.compile(rf'(\shref=")({BASE}[^"]*)(?=")')


@dataclass(frozen=True, slots=True)
class Insert:
    """What stands for one placeholder, in the words of one locale.

    `block` and `inline` are HTML; `words` are Markdown, for who reads the text without its page.
    """

    block: str
    inline: str
    words: str


Inserts = Mapping[str, Insert]  # by the name in the placeholder


def inserted(html: str, inserts: Inserts, here: str, locale: Locale) -> str:
    """`html` with every known placeholder replaced, for the page at `here` in `locale`."""
    if "{{" not in html:
        return html
    html = BLOCK.sub(lambda found: _block(found, inserts), html)
    html = PLACEHOLDER.sub(lambda found: _inline(found, inserts), html)
    return ADDRESS.sub(lambda found: found[1] + _address(found[2], here, locale), html)


def told(markdown: str, inserts: Inserts, base: str) -> str:
    """`markdown` with the words of every known placeholder; `base` is the start of the locale."""

    def words(found: re.Match[str]) -> str:
        return inserts[found[1]].words if found[1] in inserts else found[0]

    return PLACEHOLDER.sub(words, markdown).replace(f"]({BASE}", f"]({base}")


def _block(found: re.Match[str], inserts: Inserts) -> str:
    return inserts[found[1]].block if found[1] in inserts else found[0]


def _inline(found: re.Match[str], inserts: Inserts) -> str:
    return inserts[found[1]].inline if found[1] in inserts else found[0]


def _address(url: str, here: str, locale: Locale) -> str:
    path, mark, fragment = url.removeprefix(BASE).partition("#")
    return relative(locale.prefix + path, here) + mark + fragment
