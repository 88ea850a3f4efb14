"""Words of the interface that a language lacks: English in their place, marked with its language.

A message stands between two signs from the moment it is looked up, through templates and values of
any kind, and whoever writes a file decides what becomes of them. In a text of HTML they become an
element with `lang`; in an attribute, a title or a script, where no element may stand, and in any
other file they go. No text may contain these signs (`model/hidden_characters.py`).
"""

import re

START, END = "\ufdd0", "\ufdd1"
# The same as JSON and addresses write them.
SIGN = re.compile(r"[\ufdd0\ufdd1]|\\ufdd[01]|%EF%B7%9[01]")
BEGINNINGS = (START, "\\ufdd0", "%EF%B7%90")
OPENING = '<bdi lang="en" dir="ltr">'  # a bidi isolate: no style or script of ours looks for it
CLOSING = "</bdi>"
# What holds no elements: comments, elements whose content is text alone, and tags.
NO_TEXT = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|title|textarea|option)\b.*?</(?P=raw)\s*>"
    r"|<[a-z/!](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>"
    r"|[\ufdd0\ufdd1]",
    re.IGNORECASE | re.DOTALL,
)


def mark_fallback(message: str) -> str:
    """Return an English `message` between the signs."""
    return f"{START}{message}{END}"


def drop_fallback_signs(text: str) -> str:
    """Return `text` of a file that is no HTML, without the signs."""
    return SIGN.sub("", text) if _has_signs(text) else text


def write_fallback_elements(html: str) -> str:
    """Return `html`, a page or a part of one, with an element around each marked message."""
    if not _has_signs(html):
        return html
    return SIGN.sub("", NO_TEXT.sub(_write_element, html))


def _write_element(match: re.Match[str]) -> str:
    if match[0] in (START, END):
        return OPENING if match[0] == START else CLOSING
    return SIGN.sub("", match[0])


def _has_signs(text: str) -> bool:
    """Return whether there is anything to do; most files have nothing, and are long."""
    return any(beginning in text for beginning in BEGINNINGS)
