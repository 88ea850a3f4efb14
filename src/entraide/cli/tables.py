"""Tables in a terminal: columns as wide as their cells; one of them is shortened to fit."""

import unicodedata
from collections.abc import Iterator, Sequence

from entraide.terminal_text import escape_line

WIDTH = 100  # columns of a table
NARROWEST = 16  # columns of what is cut, however many others there are


def format_table(cells: Sequence[Sequence[str]], cut: int) -> Iterator[str]:
    """Yield a line for each row of `cells`; column `cut` is shortened to fit all into WIDTH."""
    cells = [[escape_line(cell) for cell in row] for row in cells]
    widths = [max(map(measure_width, column)) for column in zip(*cells, strict=True)]
    others = sum(widths) - widths[cut] + 2 * (len(widths) - 1)
    widths[cut] = min(widths[cut], max(NARROWEST, WIDTH - others))
    for row in cells:
        padded = (_fit_cell(cell, width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _fit_cell(text: str, width: int) -> str:
    if measure_width(text) > width:
        while measure_width(text) >= width:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text + " " * (width - measure_width(text))


def measure_width(text: str) -> int:
    """Return the columns of `text` in a terminal: two for a wide character, none for an accent."""
    return sum(_measure_sign(sign) for sign in text)


def _measure_sign(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
