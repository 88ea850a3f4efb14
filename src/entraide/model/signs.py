"""Signs that no text of ours may have: nobody sees them, and they break PO, XML or a terminal.

They come from Word, from PDF files and from broken programs. Tabs and line feeds are none.
"""

import re
import unicodedata

# Controls of ASCII and of Latin-1 but tab and line feed, half pairs, and what Unicode calls no
# character at all.
PLANES = range(0, 0x110000, 0x10000)
NO_CHARACTERS = "".join(f"{chr(each + 0xFFFE)}{chr(each + 0xFFFF)}" for each in PLANES)
UNSEEN = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{NO_CHARACTERS}]")
# All that and emoji: fewer ranges are looked through ten times as fast.
SUSPECT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe-\U0010ffff]")
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
OTHERS = {"\x7f": "DELETE", "\x85": "NEXT LINE"}


def unseen_sign(text: str) -> str:
    """The first of them in a text; empty where there is none."""
    found = UNSEEN.search(text) if SUSPECT.search(text) else None
    return found[0] if found else ""


def named_sign(sign: str) -> str:
    """A sign by its code point and its name, as in `U+000C FORM FEED`."""
    code = f"U+{ord(sign):04X}"
    name = unicodedata.name(sign, "") or OTHERS.get(sign, "")
    if ord(sign) < len(CONTROLS):
        name = CONTROLS[ord(sign)]
    elif not name:
        kind = unicodedata.category(sign)
        name = {"Cc": "A CONTROL", "Cs": "HALF OF A PAIR"}.get(kind, "NO CHARACTER")
    return f"{code} {name}"
