"""What a page weighs beside what it is there for: 12,000 bytes of HTML at most, uncompressed."""

from collections.abc import Iterator

import pytest

from support.built_site import BuildSite, BuiltSite

MOST = 12_000  # bytes
# Between these stands what people came for: the text of an entry, or what any other page shows.
TEXT = ('<div class="text"', '<div class="about">')
MAIN = ("<main ", "</main>")


@pytest.fixture(scope="session")
def own(build_site: BuildSite) -> BuiltSite:
    return build_site(".")


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


def test_no_page_is_heavy(own: BuiltSite) -> None:
    weights = {path: measure_frame(html) for path, html in iter_pages(own)}
    assert len(weights) > 150
    assert {path: weight for path, weight in weights.items() if weight > MOST} == {}


def test_there_is_room_for_a_rating_on_the_heaviest_page(own: BuiltSite, states: BuiltSite) -> None:
    heaviest = max(measure_frame(html) for _, html in iter_pages(own))
    summary = states.read_page("fr/harassment/misleading/").select_one(".rating-summary")
    assert summary is not None
    assert heaviest + len(str(summary).encode()) <= MOST
