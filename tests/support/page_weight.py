"""What a page weighs beside what it is there for, in bytes of HTML, uncompressed."""

from collections.abc import Iterator

from support.built_site import BuiltSite

MOST = 12_000  # bytes
# Between these stands what people came for: the text of an entry, or what any other page shows.
TEXT = ('<div class="text"', '<div class="about">')
MAIN = ("<main ", "</main>")


def measure_frame(html: str) -> int:
    """Bytes of a page outside of its text."""
    start, end = TEXT if TEXT[1] in html else MAIN
    before, _, rest = html.partition(start)
    _, _, after = rest.partition(end)
    assert before and after
    return len((before + after).encode())


def iter_pages(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Path and HTML of every page in the frame of all pages."""
    for path in sorted(site.folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if MAIN[0] in html and '<footer class="footer">' in html:
            yield path.relative_to(site.folder).as_posix(), html


def measure_pages(site: BuiltSite) -> dict[str, int]:
    """The bytes of each page outside of its text."""
    return {path: measure_frame(html) for path, html in iter_pages(site)}
