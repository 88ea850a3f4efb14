"""Mask numbers and addresses in comments, and make characters visible that nobody sees.

People paste personal data. Whatever may be a phone number or an address is masked, which includes
dates and order numbers: one click shows a mask's text. Invisible characters, and those that change
the direction of a line, are shown by their code point, so that no text looks like another one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

DIGIT_GAP = r"[\W_]{0,4}"  # spaces, dots, brackets and unseen signs, as people space numbers
NUMBER_PATTERN = rf"[+(]{{0,2}}\d(?:{DIGIT_GAP}\d){{6,}}"
AT_SIGN = r"\s?(?:[@＠﹫]|[(\[{](?:at|arobase)[)\]}])\s?"
ADDRESS_PATTERN = rf"[^\s@＠﹫]{{1,64}}{AT_SIGN}(?:[^\s@＠﹫]{{0,254}}\w)?"
PRIVATE_DATA = re.compile(
    rf"(?P<address>{ADDRESS_PATTERN})|(?P<number>{NUMBER_PATTERN})", re.IGNORECASE
)

UNSEEN_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
BLANK_LETTERS = set("\u115f\u1160\u2800\u3164\uffa0")  # letters, and yet nothing to see
VISIBLE_CONTROLS = set("\n\t")


class MaskKind(StrEnum):
    PLAIN = "plain"
    NUMBER = "number"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Sign:
    """A run of text, or the code point of one invisible character."""

    text: str
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class CommentPart:
    kind: MaskKind
    signs: Sequence[Sign]


def split_comment(comment: str) -> Sequence[CommentPart]:
    """Split `comment` into parts, masked and plain, in order."""
    return tuple(CommentPart(kind, split_signs(text)) for kind, text in _cut(comment) if text)


def split_signs(text: str) -> Sequence[Sign]:
    """Split `text` into visible runs and invisible characters, in order."""
    return tuple(_iter_signs(text))


def _cut(comment: str) -> Iterator[tuple[MaskKind, str]]:
    end = 0
    for match in PRIVATE_DATA.finditer(comment):
        yield MaskKind.PLAIN, comment[end : match.start()]
        yield MaskKind(match.lastgroup or MaskKind.NUMBER), match[0]
        end = match.end()
    yield MaskKind.PLAIN, comment[end:]


def _iter_signs(text: str) -> Iterator[Sign]:
    run = ""
    for sign in text:
        if not _is_unseen(sign):
            run += sign
            continue
        if run:
            yield Sign(run)
            run = ""
        yield Sign(f"U+{ord(sign):04X}", unseen=True)
    if run:
        yield Sign(run)


def _is_unseen(sign: str) -> bool:
    if sign in VISIBLE_CONTROLS:
        return False
    return unicodedata.category(sign) in UNSEEN_CATEGORIES or sign in BLANK_LETTERS
