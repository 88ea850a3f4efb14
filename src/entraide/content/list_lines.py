"""The lines of a list in columns: where its marks and texts stand, whatever quotes stand before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

QUOTES = re.compile(r"(?: {0,3}> ?)*")
MARK = re.compile(r" *(?P<mark>[-+*]|\d{1,9}[.)])(?P<space> +|$)")


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """Where the mark of an item stands, and where its text begins."""

    mark: int
    text: int


@dataclass(frozen=True, slots=True)
class ListLines:
    """The lines of a body, for one list of it that stands within `quotes` quotes."""

    texts: list[str]
    quotes: int

    @staticmethod
    def from_texts(texts: list[str], first: int) -> "ListLines":
        """`texts`, the lines of a body, for the list that begins on line `first`."""
        match = QUOTES.match(texts[first])
        return ListLines(texts, match[0].count(">") if match else 0)

    def find_start(self, at: int) -> int:
        """The column after the quotes on a line."""
        match = re.match(rf"(?: {{0,3}}> ?){{{self.quotes}}}", self.texts[at])
        return match.end() if match else 0

    def find_indent(self, at: int) -> int:
        """The column of the first word of a line."""
        line = self.texts[at]
        return len(line) - len(line[self.find_start(at) :].lstrip(" "))

    def find_columns(self, at: int) -> ItemColumns | None:
        """The columns of an item that begins on a line; None where none is seen."""
        line = self.texts[at]
        match = MARK.match(line, self.find_start(at))
        if match is None:
            return None
        space = len(match["space"])
        width = space if 1 <= space <= 4 and match.end() < len(line) else 1
        return ItemColumns(match.start("mark"), match.end("mark") + width)

    def has_tabs(self, first: int, last: int) -> bool:
        """Whether a tab stands where columns are counted."""
        return any(
            "\t" in line[: len(line) - len(line.lstrip(" >\t-+*"))]
            for line in self.texts[first:last]
        )

    def shift(self, shifts: Mapping[int, int]) -> str:
        """The body with some lines moved to the right, or to the left, by so many columns."""
        moved = list(self.texts)
        for at, by in shifts.items():
            line, column = moved[at], self.find_indent(at)
            if by and column < len(line):
                moved[at] = (
                    line[: max(column + min(by, 0), self.find_start(at))] + " " * by + line[column:]
                )
        return "\n".join(moved)
