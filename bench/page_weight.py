"""The weight of the pages of a built site: bytes of HTML, and those outside the article."""

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import mean


@dataclass(frozen=True, slots=True)
class PageWeight:
    """Bytes, before compression, of the average entry page; `pages` counts all HTML files."""

    pages: int
    html: float
    beside: float  # what is left without the article's own HTML


def measure_articles(ours: Path) -> dict[str, int]:
    """Return address of entry page -> bytes of its article, from the corpus that we publish."""
    rows = json.loads((ours / "entries" / "index.json").read_text(encoding="utf-8"))
    return {row["url"]: _measure_article(ours, row) for row in rows}


def _measure_article(ours: Path, row: dict[str, object]) -> int:
    file = ours / "entries" / f"{row['id']}.{row['locale']}.json"
    return len(json.loads(file.read_text(encoding="utf-8"))["html"].encode())


def measure_pages(site: Path, articles: dict[str, int]) -> PageWeight:
    """Measure `site`; `articles` is the result of `measure_articles` for the same entries."""
    sizes = {url: (site / url / "index.html").stat().st_size for url in articles}
    return PageWeight(
        pages=sum(1 for _ in site.rglob("*.html")),
        html=mean(sizes.values()),
        beside=mean(size - articles[url] for url, size in sizes.items()),
    )
