"""Measure the lines of a list in columns: where marks and texts begin, behind any quote marks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

QUOTES = re.compile(r"(?: {0,3}> ?)*")
MARK = re.compile(r" *(?P<mark>[-+*]|\d{1,9}[.)])(?P<space> +|$)")


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """The columns in which an item's mark and its text begin."""

    mark: int
    text: int


@dataclass(frozen=True, slots=True)
class ListLines:
    """The lines of a body, for one list in it that stands within `quotes` quotes."""

    texts: list[str]
    quotes: int

    @staticmethod
    def from_texts(texts: list[str], first: int) -> "ListLines":
        """Make it from `texts`, the lines of a body, for the list that begins on line `first`."""
        match = QUOTES.match(texts[first])
        return ListLines(texts, match[0].count(">") if match else 0)

    def find_start(self, at: int) -> int:
        """Return the column after the quote marks on a line."""
        match = re.match(rf"(?: {{0,3}}> ?){{{self.quotes}}}", self.texts[at])
        return match.end() if match else 0

    def find_indent(self, at: int) -> int:
        """Return the column of the first word of a line."""
        line = self.texts[at]
        return len(line) - len(line[self.find_start(at) :].lstrip(" "))

    def find_columns(self, at: int) -> ItemColumns | None:
        """Return the columns of the item that begins on a line; None if no item does."""
        line = self.texts[at]
        match = MARK.match(line, self.find_start(at))
        if match is None:
            return None
        space = len(match["space"])
        width = space if 1 <= space <= 4 and match.end() < len(line) else 1
        return ItemColumns(match.start("mark"), match.end("mark") + width)

    def has_tabs(self, first: int, last: int) -> bool:
        """Return whether a tab stands among the marks and blanks that begin a line."""
        return any(
            "\t" in line[: len(line) - len(line.lstrip(" >\t-+*"))]
            for line in self.texts[first:last]
        )

    def shift(self, shifts: Mapping[int, int]) -> str:
        """Return the body with lines moved by columns: to the right, or left if negative."""
        moved = list(self.texts)
        for at, by in shifts.items():
            line, column = moved[at], self.find_indent(at)
            if by and column < len(line):
                moved[at] = (
                    line[: max(column + min(by, 0), self.find_start(at))] + " " * by + line[column:]
                )
        return "\n".join(moved)
