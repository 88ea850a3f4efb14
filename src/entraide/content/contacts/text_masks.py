"""Take masks off a text: what a reader sees as a digit becomes a digit, a space a space.

A number in full-width digits, with soft hyphens, as entities or in pieces of emphasis is hidden
from a search and from nobody else. Checks look at the text without such masks; every line stays on
its own line.
"""

import re
import unicodedata
from html import unescape

from entraide.model.placeholders import OPEN_BRACES

BRACES = re.compile(rf"{OPEN_BRACES}\}}{{0,2}}")  # a placeholder, or what was to become one
ENTITY = re.compile(r"&#?\w+;?")
NOTE = re.compile(r"\[\^[^\]\n]*\]")
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")  # before a mark, CommonMark drops the backslash
TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>|<!--.*?-->")
AUTOLINK = re.compile(r"<((?:[a-zA-Z][\w+.-]*:|[^\s<>@]+@)[^\s<>]*)>")
# Anything but what English and French are written with, and among that what looks like a digit.
STRANGE = re.compile(
    "[^\n -~\u00a1-\u00ac\u00ae-\u00b1\u00b4-\u00b6\u00b8\u00ba\u00bb\u00bf-\u017f‘’“”…]"
)
PLACEHOLDER_SIGN = "¤"  # a sign that is not STRANGE, and part of no number and no address
EMPHASIS = "*`~"
UNDERLINES = re.compile(r"(?<!\w)_+|_+(?!\w)")  # within a word they are part of it
DOTS = "․‧∙·•。｡"
BLANKS = "\t\r\v\f\x85"
MINUS = "−"


class _CharacterMap(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _simplify_character(chr(code))
        return plain


def _simplify_character(character: str) -> str:
    """Return the plain form of a character; empty if there is nothing to see of it."""
    category = unicodedata.category(character)
    if character == "\n":
        return character
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in {"Zs", "Zl", "Zp"} or character in BLANKS:
        return " "
    if category in {"Cc", "Cf", "Mn", "Me"}:  # nothing to see, or a mark upon another character
        return ""
    if category == "Pd" or character == MINUS:
        return "-"
    return "." if character in DOTS else character


PLAIN = _CharacterMap()


def remove_masks(markdown: str) -> str:
    """Return `markdown` without masks and emphasis; a placeholder becomes a PLACEHOLDER_SIGN."""
    text = BRACES.sub(PLACEHOLDER_SIGN, markdown) if "{{" in markdown else markdown
    if "&" in text:
        text = ENTITY.sub(lambda match: unescape(match[0]).replace("\n", " "), text)
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    if STRANGE.search(text):
        text = unicodedata.normalize("NFKC", text).translate(PLAIN)
    if "[^" in text:
        text = NOTE.sub("", text)
    if "\\" in text:
        text = ESCAPE.sub("", text)
    if "<" in text:
        text = TAG.sub("", AUTOLINK.sub(r" \1 ", text))
    for mark in EMPHASIS:
        text = text.replace(mark, "")
    return UNDERLINES.sub("", text) if "_" in text else text
