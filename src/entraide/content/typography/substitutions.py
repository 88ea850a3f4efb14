"""Substitutions: some characters of a text, and what is printed in their place."""

from collections.abc import Iterable
from typing import NamedTuple

# In a text for what is none: code, a placeholder, an image. To the rules of typography it is a
# letter without marks, and no writer types it.
STAND_IN = "\ufffc"
NARROW, FIXED = "\u202f", "\u00a0"  # spaces at which no line ends
SPACES = " \t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"


class Substitution(NamedTuple):
    """Print `replacement` in the place of the characters from `start` up to `end`."""

    start: int
    end: int
    replacement: str


def apply_substitutions(text: str, changes: Iterable[Substitution]) -> str:
    """Return `text` with every one of `changes`, which are sorted."""
    pieces, at = [], 0
    for start, end, replacement in changes:
        pieces += [text[at:start], replacement]
        at = end
    return "".join([*pieces, text[at:]])


class SubstitutionDraft:
    """The substitutions in one text while a rule finds them; of two at one place the last counts.

    `text` is what the rules look at, `typed` what it was before its quotation marks were decided.
    """

    def __init__(self, text: str, typed: str) -> None:
        self.text = text
        self._typed = typed
        self._changes: dict[int, Substitution] = {}

    def list_substitutions(self) -> list[Substitution]:
        """Return the substitutions that change something, sorted by place."""
        return [
            change
            for _, change in sorted(self._changes.items())
            if self._typed[change.start : change.end] != change.replacement
        ]

    def replace(self, start: int, end: int, replacement: str) -> None:
        """Print `replacement` in the place of the characters from `start` up to `end`."""
        self._changes[start] = Substitution(start, end, replacement)

    def find_space_start(self, offset: int) -> int:
        """Return where the spaces that lead to `offset` begin."""
        while offset and self.text[offset - 1] in SPACES:
            offset -= 1
        return offset

    def find_space_end(self, offset: int) -> int:
        """Return where the spaces from `offset` on end."""
        while offset < len(self.text) and self.text[offset] in SPACES:
            offset += 1
        return offset

    def set_space_before(self, offset: int, mark: str, space: str) -> None:
        """Print `mark` at `offset`, with `space` and no other before it."""
        start = self.find_space_start(offset)
        if start < offset:
            self.replace(start, offset, space)
        self.replace(offset, offset + 1, mark if start < offset else space + mark)

    def set_space_after(self, offset: int, mark: str, space: str) -> None:
        """Print `mark` at `offset`, with `space` and no other after it."""
        end = self.find_space_end(offset + 1)
        if end > offset + 1:
            self.replace(offset + 1, end, space)
        self.replace(offset, offset + 1, mark if end > offset + 1 else mark + space)
