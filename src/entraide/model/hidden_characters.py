"""Characters that no text may contain, whoever sends it: a writer, a translator, a stranger.

Nobody sees them. Some break PO, XML or a terminal. Some reverse the text after them, so that
readers are shown what is not written. They come from Word, from PDF files, from broken programs and
from people who mean harm. Tabs and line feeds are allowed.
"""

import re
import unicodedata

# Controls of ASCII and of Latin-1 but tab and the ends of lines; the line ends of Unicode; what
# turns the direction of all that follows (marks for one place, U+200E and U+200F, are fine); half
# pairs; a mark of byte order within a text; and what Unicode calls no character at all.
PLANES = range(0, 0x110000, 0x10000)
NO_CHARACTERS = "".join(f"{chr(each + 0xFFFE)}{chr(each + 0xFFFF)}" for each in PLANES)
HIDDEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
    rf"\ud800-\udfff\ufdd0-\ufdef\ufeff{NO_CHARACTERS}"
)
UNWRITABLE_CHARACTER = re.compile(
    f"[{HIDDEN}]"
)  # in a text whose line ends may still be of any system
HIDDEN_CHARACTER = re.compile(rf"[\r{HIDDEN}]")
# All that and emoji: fewer ranges are looked through ten times as fast.
SUSPECT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    r"\ufffe-\U0010ffff]"
)
# Unicode has names for these as aliases only, which Python finds the other way round.
CONTROLS = (
    *("NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION"),
    *("ENQUIRY", "ACKNOWLEDGE", "ALERT", "BACKSPACE", "CHARACTER TABULATION", "LINE FEED"),
    *("LINE TABULATION", "FORM FEED", "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN"),
    *("DATA LINK ESCAPE", "DEVICE CONTROL ONE", "DEVICE CONTROL TWO", "DEVICE CONTROL THREE"),
    *("DEVICE CONTROL FOUR", "NEGATIVE ACKNOWLEDGE", "SYNCHRONOUS IDLE"),
    *("END OF TRANSMISSION BLOCK", "CANCEL", "END OF MEDIUM", "SUBSTITUTE", "ESCAPE"),
    *("INFORMATION SEPARATOR FOUR", "INFORMATION SEPARATOR THREE"),
    *("INFORMATION SEPARATOR TWO", "INFORMATION SEPARATOR ONE"),
)
OTHER_CHARACTERS = {"\x7f": "DELETE", "\x85": "NEXT LINE"}


def find_hidden_character(text: str) -> str:
    """Return the first such character in `text`; "" where there is none."""
    match = HIDDEN_CHARACTER.search(text) if SUSPECT.search(text) else None
    return match[0] if match else ""


def format_character(sign: str) -> str:
    """Return a character as its code point and name: `U+000C FORM FEED`."""
    code = f"U+{ord(sign):04X}"
    name = unicodedata.name(sign, "") or OTHER_CHARACTERS.get(sign, "")
    if ord(sign) < len(CONTROLS):
        name = CONTROLS[ord(sign)]
    elif not name:
        kind = unicodedata.category(sign)
        name = {"Cc": "A CONTROL", "Cs": "HALF OF A PAIR"}.get(kind, "NO CHARACTER")
    return f"{code} {name}"
