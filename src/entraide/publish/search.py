"""The search index: Pagefind, one index per locale, fed with what each entry says.

Pagefind does not split words at the typographic apostrophe, so it is fed a straightened copy; the
titles and summaries that readers see are kept as written. An entry's number and its keywords are
found but never shown.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import entry_place
from entraide.model.site import Site
from entraide.publish.views import language_name

BUNDLE = "pagefind"  # the folder of the index, below the site's base


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page as Pagefind reads it; `url` is relative to the site's base."""

    url: str
    html: str


def search_pages(site: Site, html: Mapping[tuple[int, str], str]) -> Iterator[SearchPage]:
    """Every listed entry in every locale, fallbacks too: they are found with a mark."""
    for entry in site.listed:
        for locale in site.locales:
            text = html[entry.id, locale.code]
            yield SearchPage(entry_place(entry).url(locale), _page(entry, text, site, locale))


def _page(entry: Entry, html: str, site: Site, locale: Locale) -> str:
    version = entry.served(locale.code)
    spoken = site.locale(version.locale)
    meta = {"title": version.title, "summary": version.summary}
    if spoken != locale:
        meta |= {"fallback": language_name(spoken, locale), "lang": spoken.lang, "dir": spoken.dir}
    shown = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in meta.items()
    )
    found = " ".join(
        (*version.keywords, *(site.tags[tag].label[locale.code] for tag in entry.tags))
    )
    return (
        f'<html lang="{locale.lang}"><head>{shown}</head><body data-pagefind-body>'
        f'<h1 data-pagefind-weight="7">{straightened(escape(version.title))}</h1>'
        f'<p data-pagefind-weight="4">{straightened(escape(version.summary))}</p>'
        f"<div>{straightened(html)}</div>"
        f'<p data-pagefind-weight="5">{straightened(escape(found))}</p>'
        f'<p data-pagefind-weight="10">{entry.id}</p></body></html>'
    )


def straightened(text: str) -> str:
    """`text` with every apostrophe straight, which is where Pagefind parts words."""
    return text.replace("’", "'")


def write_search_index(pages: Iterable[SearchPage], site_dir: Path) -> None:
    """Write the index below `site_dir`, one per language found in the pages."""
    asyncio.run(_write(pages, site_dir / BUNDLE))


async def _write(pages: Iterable[SearchPage], folder: Path) -> None:
    config = IndexConfig(output_path=str(folder), exclude_selectors=["a.headerlink"])
    async with PagefindIndex(config=config) as index:
        for page in pages:
            await index.add_html_file(content=page.html, url=page.url)
