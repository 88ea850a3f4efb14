"""The weight of the pages of a built site: bytes of HTML, and those outside the article."""

from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from entraide.published_files.entries import PublishedIndex, PublishedText, PublishedVersion
from entraide.published_files.file import read_published_file


@dataclass(frozen=True, slots=True)
class PageWeight:
    """Bytes, before compression, of the average entry page; `pages` counts all HTML files."""

    pages: int
    html: float
    beside: float  # what is left without the article's own HTML


def measure_articles(ours: Path) -> dict[str, int]:
    """Return address of entry page -> bytes of its article, from the corpus that we publish."""
    versions = read_published_file(PublishedIndex, ours / PublishedIndex.path).versions
    return {version.url: _measure_article(ours, version) for version in versions}


def _measure_article(ours: Path, version: PublishedVersion) -> int:
    file = ours / "entries" / f"{version.entry}.{version.locale}.json"
    return len(read_published_file(PublishedText, file).html.encode())


def measure_pages(site: Path, articles: dict[str, int]) -> PageWeight:
    """Measure `site`; `articles` is the result of `measure_articles` for the same entries."""
    sizes = {url: (site / url / "index.html").stat().st_size for url in articles}
    return PageWeight(
        pages=sum(1 for _ in site.rglob("*.html")),
        html=mean(sizes.values()),
        beside=mean(size - articles[url] for url, size in sizes.items()),
    )
