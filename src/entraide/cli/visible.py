"""Words of strangers in a terminal: what would steer it, or turn the text around, is spelt out."""

import re
from collections.abc import Iterable
from dataclasses import replace

from entraide.cli.arguments import BLANKS
from entraide.errors import Problem

# Controls but tab and line feed, marks of direction, spaces without width, half pairs, tags.
CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    r"\ufff9-\uffff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    return CONTROLS.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", text)


def in_one_line(text: str) -> str:
    return BLANKS.sub(" ", visible(text)).strip()


def told(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, fit for a terminal."""
    return [
        replace(each, path=in_one_line(each.path), what=in_one_line(each.what)) for each in problems
    ]
