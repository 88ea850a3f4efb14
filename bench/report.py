"""The tables that `make bench` prints: generators side by side, their ratio, and the target."""

from collections.abc import Iterable, Iterator

from bench.peers import PeerResult
from bench.reading_cost import ReadingCost
from bench.runs import SizeResult

HEAD = ("", "plain MkDocs", "Entraide", "ratio", "to reach")
PEER_HEAD = (
    "",
    *("wall, s", "processor, s", "peaks, MiB"),
    *("edited: wall, s", "processor, s", "pages"),
)
READING_HEAD = ("", "first version's parsers", "now, all of it", "ratio", "")
TableRow = tuple[str, ...]


def format_report(sizes: Iterable[SizeResult], reading: ReadingCost) -> str:
    """Format a table for each size, then how time grows, then the cost of reading."""
    rows = list(sizes)
    parts = [
        format_table(f"{size.entries} entries in two languages", HEAD, _iter_rows(size))
        for size in rows
    ]
    parts += [format_peers(size.entries, size.peers) for size in rows if size.peers]
    if growth := _format_growth(rows):
        parts.append(growth)
    parts.append(
        format_table(
            "Reading one text of the reference site", READING_HEAD, _iter_reading_rows(reading)
        )
    )
    return "\n\n".join(parts)


def format_peers(entries: int, peers: Iterable[PeerResult]) -> str:
    """Format a row for each generator: its whole site, then one edited entry."""
    title = f"{entries:,} entries: all generators, the whole site and one edited entry"
    return format_table(title, PEER_HEAD, map(_make_peer_row, peers))


def _make_peer_row(peer: PeerResult) -> TableRow:
    cold, edited = peer.cold, peer.edited
    figures = (
        *(cold.wall, cold.processor, round(cold.own_peak + cold.workers_peak)),
        *(edited.wall, edited.processor, peer.pages),
    )
    return peer.name, *map(_format_number, figures)


def _iter_reading_rows(reading: ReadingCost) -> Iterator[TableRow]:
    """Yield the first version's parsers beside today's, which also draw, cut and pack."""
    yield _make_row("processor time a text, ms", reading.before, reading.now)


def _iter_rows(size: SizeResult) -> Iterator[TableRow]:
    ours, plain = size.ours, size.plain
    target = "0.55" if size.entries == 1000 else ""
    name, *walls, _, _ = _make_row("wall time, s", plain.wall, ours.wall)
    yield (name, *walls, f"{size.wall_ratio:.2f}", target)
    yield _make_row("processor time, s", plain.processor, ours.processor)
    yield _make_our_row("wall time with a cache, s", size.again.wall)
    mebibytes = "150 MiB" if size.entries == 1000 else ""
    yield _make_row("peak of the build, MiB", plain.own_peak, ours.own_peak, mebibytes)
    yield _make_our_row("peaks of the workers, MiB", ours.workers_peak)
    yield _make_row("pages", size.plain_pages.pages, size.our_pages.pages)
    yield _make_our_row("wall time a page, ms", size.per_page)
    our, other = size.our_pages, size.plain_pages
    yield _make_row("HTML an entry, kB", other.html / 1000, our.html / 1000)
    yield _make_row("of it beside the article, kB", other.beside / 1000, our.beside / 1000, "12 kB")
    if visit := size.visit:
        yield _make_our_row("first visit, gzip, kB", visit.first_visit / 1000, "60 kB")
        yield _make_our_row("first search, one word, kB", visit.first_search / 1000, "131 kB")
        yield _make_our_row("first search, three words, kB", visit.three_words / 1000)


def _make_row(name: str, plain: float, ours: float, target: str = "") -> TableRow:
    return name, _format_number(plain), _format_number(ours), f"{ours / plain:.2f}", target


def _make_our_row(name: str, ours: float, target: str = "") -> TableRow:
    return name, "", _format_number(ours), "", target


def _format_number(value: float) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"


def _format_growth(sizes: list[SizeResult]) -> str:
    """Format how the time a page grows from 1,000 to 5,000 entries; empty without both sizes."""
    by_count = {size.entries: size for size in sizes}
    if not {1000, 5000} <= by_count.keys():
        return ""
    ratio = by_count[5000].per_page / by_count[1000].per_page
    return f"Time a page at 5,000 entries over that at 1,000: {ratio:.2f} (to reach: 1.2)"


def format_table(title: str, head: TableRow, rows: Iterable[TableRow]) -> str:
    """Format `title`, then a line a row, in columns as wide as their widest cell."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join([title, *(_format_line(line, widths) for line in lines)])


def _format_line(cells: TableRow, widths: list[int]) -> str:
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()
