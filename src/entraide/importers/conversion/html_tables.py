"""Change tables of HTML to what Markdown allows: cells of one line, the first row as head."""

from collections import Counter
from collections.abc import Sequence

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from entraide.importers.conversion.html_tree import make_raw, take_apart

MOST_COLUMNS = 100
BREAK = "<br>"
BLOCKS_IN_CELLS = (
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
)


def convert_tables(tree: BeautifulSoup, counts: Counter[tuple[str, str]]) -> None:
    """Change every table of `tree` in place, and add omissions for what is lost."""
    for table in [each for each in tree.find_all("table") if each.find_parent("table")]:
        counts["table within a table", "a line of text for each row"] += 1
        _flatten_table(table)
    for table in tree.find_all("table"):
        for foot in table.find_all("tfoot"):  # wherever it is written, browsers show it last
            table.append(foot.extract())
        rows = [row for row in table.find_all("tr") if row.find(["td", "th"])]
        if not rows or all(len(row.find_all(["td", "th"])) == 1 for row in rows):
            _unwrap_layout(table)
            continue
        caption = table.find("caption")
        if isinstance(caption, Tag):
            caption.name = "p"
            table.insert_before(caption.extract())
        _fill_spans(tree, rows, counts)
        _clean_cells(table)
        _rebuild(tree, table, rows)


def _flatten_table(table: Tag) -> None:
    """Replace a table by paragraphs, one for each row."""
    for row in table.find_all("tr"):
        words = " – ".join(
            " ".join(cell.stripped_strings) for cell in row.find_all(["td", "th"], recursive=False)
        )
        row.clear()
        row.name = "p"
        row.append(NavigableString(words))
    _open_parts(table)
    table.name = "div"


def _unwrap_layout(table: Tag) -> None:
    """Unwrap a table of one column, which is there for its layout."""
    for part in table.find_all(["tr", "td", "th"]):
        part.name = "div"
    _open_parts(table)
    table.name = "div"


def _open_parts(table: Tag) -> None:
    for part in table.find_all(["thead", "tbody", "tfoot", "colgroup", "col", "caption"]):
        take_apart(part, "div")


def _fill_spans(tree: BeautifulSoup, rows: Sequence[Tag], counts: Counter[tuple[str, str]]) -> None:
    """Add a cell in every place that a cell spanning columns or rows covers."""
    below: dict[int, tuple[int, str]] = {}  # column -> rows that a cell still covers, its words
    for row in rows:
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while column in below:
                column = _fill_place(tree, cell, below, column)
            width, height = (_read_span(cell, name) for name in ("colspan", "rowspan"))
            if width > 1 or height > 1:
                counts["cell over several columns or rows", "divided into cells"] += 1
            words = " ".join(cell.stripped_strings)
            for extra in range(1, width):
                cell.insert_after(tree.new_tag(cell.name))
                if height > 1:
                    below[column + extra] = (height - 1, "")
            if height > 1:
                below[column] = (height - 1, words)
            column += width
        while column in below and column < MOST_COLUMNS:
            last = tree.new_tag("td")
            row.append(last)
            column = _take_place(last, below, column)


def _fill_place(
    tree: BeautifulSoup, cell: Tag, below: dict[int, tuple[int, str]], column: int
) -> int:
    filler = tree.new_tag("td")
    cell.insert_before(filler)
    return _take_place(filler, below, column)


def _take_place(filler: Tag, below: dict[int, tuple[int, str]], column: int) -> int:
    left, words = below.pop(column)
    filler.string = words
    if left > 1:
        below[column] = (left - 1, words)
    return column + 1


def _read_span(cell: Tag, name: str) -> int:
    value = str(cell.attrs.pop(name, "1"))
    return (
        min(int(value), MOST_COLUMNS)
        if value.isascii() and value.isdecimal() and value != "0"
        else 1
    )


def _clean_cells(table: Tag) -> None:
    """Make each cell one line: a line break before each item, and after each block."""
    for cell in table.find_all(["td", "th"]):
        for item in cell.find_all("li"):
            item.insert(0, make_raw(item, f"{BREAK}• "))
        for block in cell.find_all(BLOCKS_IN_CELLS):
            block.append(make_raw(block, BREAK))
            take_apart(block)
        for line_break in cell.find_all("br"):
            line_break.replace_with(make_raw(line_break, BREAK))


def _rebuild(tree: BeautifulSoup, table: Tag, rows: Sequence[Tag]) -> None:
    """Give `table` a head, the first row, and as many cells in each row."""
    width = max(len(row.find_all(["td", "th"], recursive=False)) for row in rows)
    for row in rows:
        for _ in range(width - len(row.find_all(["td", "th"], recursive=False))):
            row.append(tree.new_tag("td"))
        row.extract()
    table.clear()
    for number, row in enumerate(rows):
        for cell in row.find_all(["td", "th"], recursive=False):
            cell.name = "td" if number else "th"
        table.append(row)
