"""The table that `make bench` prints: both generators side by side, their ratio, and the target."""

from collections.abc import Iterable, Iterator

from bench.reading import Reading
from bench.runs import Size

HEAD = ("", "plain MkDocs", "Entraide", "ratio", "to reach")
READING_HEAD = ("", "first version's parsers", "now, all of it", "ratio", "")
Row = tuple[str, ...]


def report(sizes: Iterable[Size], reading: Reading) -> str:
    found = list(sizes)
    parts = [table(f"{size.entries} entries in two languages", HEAD, _rows(size)) for size in found]
    if growth := _growth(found):
        parts.append(growth)
    parts.append(table("Reading one text of the reference site", READING_HEAD, _reading(reading)))
    return "\n\n".join(parts)


def _reading(reading: Reading) -> Iterator[Row]:
    """The first version's parsers beside the one of today, which also draws, cuts and packs."""
    yield _compared("processor time a text, ms", reading.before, reading.now)


def _rows(size: Size) -> Iterator[Row]:
    ours, plain = size.ours, size.plain
    target = "0.55" if size.entries == 1000 else ""
    name, *walls, _, _ = _compared("wall time, s", plain.wall, ours.wall)
    yield (name, *walls, f"{size.wall_ratio:.2f}", target)
    yield _compared("processor time, s", plain.processor, ours.processor)
    yield _alone("wall time with a cache, s", size.again.wall)
    mebibytes = "150 MiB" if size.entries == 1000 else ""
    yield _compared("peak of the build, MiB", plain.own_peak, ours.own_peak, mebibytes)
    yield _alone("peak of Pagefind, MiB", ours.pagefind_peak)
    yield _alone("peaks of the workers, MiB", ours.workers_peak)
    yield _compared("pages", size.plain_pages.pages, size.our_pages.pages)
    yield _alone("wall time a page, ms", size.per_page)
    our, other = size.our_pages, size.plain_pages
    yield _compared("HTML an entry, kB", other.html / 1000, our.html / 1000)
    yield _compared("of it beside the article, kB", other.beside / 1000, our.beside / 1000, "12 kB")
    if visit := size.visit:
        yield _alone("first visit, gzip, kB", visit.first_visit / 1000, "60 kB")
        yield _alone("first search, one word, kB", visit.first_search / 1000, "160 kB")
        yield _alone("first search, three words, kB", visit.three_words / 1000)


def _compared(name: str, plain: float, ours: float, target: str = "") -> Row:
    return name, _number(plain), _number(ours), f"{ours / plain:.2f}", target


def _alone(name: str, ours: float, target: str = "") -> Row:
    return name, "", _number(ours), "", target


def _number(value: float) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"


def _growth(sizes: list[Size]) -> str:
    """How the time a page grows from 1,000 entries on."""
    by_count = {size.entries: size for size in sizes}
    if not {1000, 5000} <= by_count.keys():
        return ""
    ratio = by_count[5000].per_page / by_count[1000].per_page
    return f"Time a page at 5,000 entries over that at 1,000: {ratio:.2f} (to reach: 1.2)"


def table(title: str, head: Row, rows: Iterable[Row]) -> str:
    """`title`, then a line a row, in columns as wide as their widest cell."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join([title, *(_line(line, widths) for line in lines)])


def _line(cells: Row, widths: list[int]) -> str:
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()
