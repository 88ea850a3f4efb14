"""Texts of others, made safe for a terminal: control characters are spelt out, as <U+202E>."""

import re

# Controls but tab and line feed, marks of direction, spaces without width, half pairs, tags.
CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    r"\ufff9-\uffff\U000e0000-\U000e0fff]"
)
BREAKS = re.compile(r" *[\t\n][ \t\n]*")


def escape_controls(text: str) -> str:
    """Return `text` with characters that steer a terminal or turn text around spelt out."""
    return CONTROLS.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", text)


def escape_line(text: str) -> str:
    """Return `text` escaped, on one line: a line break or a tab becomes a space."""
    return BREAKS.sub(" ", escape_controls(text))
