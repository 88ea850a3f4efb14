"""Words of the interface that a language lacks: another language's, marked with that language.

From the catalog on, such words stand between two signs, through templates and values of any kind.
Whoever writes a file decides what becomes of the signs. In the text of HTML they become an element
with `lang`. In an attribute, a title, a script and in other files, where no element may be, they
are removed. No text may contain these signs (`model/hidden_characters.py`).
"""

import re

START, MIDDLE, END = "\ufdd0", "\ufdd2", "\ufdd1"
# The signs with the language and its direction, also as JSON and addresses write them.
SIGNS = re.compile(
    r"(?:\ufdd0|\\ufdd0|%EF%B7%90)(?:[\w-]+)(?:,|%2C)(?:ltr|rtl)(?:\ufdd2|\\ufdd2|%EF%B7%92)"
    r"|\ufdd1|\\ufdd1|%EF%B7%91"
)
BEGINNINGS = (START, "\\ufdd0", "%EF%B7%90")
# What holds no elements: comments, elements whose content is text alone, and tags. Then the signs.
NO_TEXT = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|title|textarea|option)\b.*?</(?P=raw)\s*>"
    r"|<[a-z/!](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>"
    r"|\ufdd0(?P<lang>[\w-]+),(?P<dir>ltr|rtl)\ufdd2|(?P<end>\ufdd1)",
    re.IGNORECASE | re.DOTALL,
)


def mark_fallback(text: str, lang: str = "en", direction: str = "ltr") -> str:
    """Return `text` between the two signs, with its BCP 47 tag and its writing direction."""
    return f"{START}{lang},{direction}{MIDDLE}{text}{END}"


def drop_fallback_signs(text: str) -> str:
    """Return `text`, of a file that is not HTML, without the signs."""
    return SIGNS.sub("", text) if _has_signs(text) else text


def write_fallback_elements(html: str) -> str:
    """Return `html`, a page or a part of one, with an element in place of the signs."""
    if not _has_signs(html):
        return html
    return SIGNS.sub("", NO_TEXT.sub(_write_element, html))


def _write_element(match: re.Match[str]) -> str:
    if match["end"]:
        return "</bdi>"
    if match["lang"]:  # a bidi isolate: no style or script of ours looks for it
        return f'<bdi lang="{match["lang"]}" dir="{match["dir"]}">'
    return SIGNS.sub("", match[0])


def _has_signs(text: str) -> bool:
    """Return whether there are signs in a text: most files are long and have none."""
    return any(beginning in text for beginning in BEGINNINGS)
