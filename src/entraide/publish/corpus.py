"""The corpus as data: `/entries/index.json`, and `/entries/<id>.<locale>.json` for each version.

Programs and the desk build on it, so its keys are a contract: README.md lists them. A missing
version is there too, with the address of its fallback page and the source's words.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote, urljoin

from entraide.model.entry import Entry, LocalisedVersion, Status
from entraide.model.locales import Locale
from entraide.model.places import entry_place
from entraide.model.site import Site
from entraide.publish.inserts import told
from entraide.publish.rating_summary import rating_facts
from entraide.publish.texts import Texts

TAG = re.compile(r"<[^<>]+>")  # in HTML from Python-Markdown, < and > stand escaped elsewhere
ADDRESS = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
# A heading's link to itself: the page's, not the text's.
PERMALINK = re.compile(r'<a\b[^<>]*\sclass="headerlink"[^<>]*>[^<>]*</a>')
MARKDOWN_LINK = re.compile(r"(\]\()([^()\s]+?\.md)(#[^()\s]*)?(?=\))")


def write_corpus(site: Site, texts: Texts, site_url: str, folder: Path) -> None:
    """Write every file into `folder`; `texts` holds the bodies, and what data puts into them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for entry, locale in _versions(site):
        row = _row(entry, locale, site)
        rows.append(row)
        page = site_url + entry_place(entry).url(locale)
        body = {
            "markdown": absolute_markdown(entry, locale, site_url, texts),
            "html": absolute_html(PERMALINK.sub("", texts[entry.id, locale.code]), page),
        }
        whole = row | rating_facts(entry, site, locale) | body
        _write(folder / f"{entry.id}.{locale.code}.json", whole)
    _write(folder / "index.json", rows)


def _versions(site: Site) -> Iterator[tuple[Entry, Locale]]:
    for entry in site.entries.values():
        if entry.status is not Status.DRAFT:
            yield from ((entry, locale) for locale in site.locales)


def _row(entry: Entry, locale: Locale, site: Site) -> dict[str, Any]:
    version = entry.served(locale.code)
    localised = entry.localised.get(locale.code)
    return {
        "id": entry.id,
        "locale": locale.code,
        "url": entry_place(entry).url(locale),
        "title": version.title,
        "summary": version.summary,
        "status": entry.status,
        "state": entry.state(locale.code),
        "revision": entry.revision,
        "source_revision": _source_revision(localised, entry, locale),
        "source_locale": entry.source.locale,
        "updated": version.updated.isoformat(),
        "category": entry.category,
        "tags": list(entry.tags),
        "related": [number for number in entry.related if number in site.entries],
        "sensitive": entry.sensitive,
    }


def _source_revision(
    localised: LocalisedVersion | None, entry: Entry, locale: Locale
) -> int | None:
    if localised:
        return localised.source_revision
    return entry.revision if locale.code == entry.source.locale else None


def absolute_html(html: str, page: str) -> str:
    """`html` of the page at address `page`, its links and images made absolute."""
    return TAG.sub(lambda tag: ADDRESS.sub(lambda found: _joined(found, page), tag[0]), html)


def _joined(found: re.Match[str], page: str) -> str:
    return f'{found[1]}="{urljoin(page, found[2])}"'


def absolute_markdown(entry: Entry, locale: Locale, site_url: str, texts: Texts) -> str:
    """The body as written, its links made absolute, data in words where a placeholder names it."""
    version = entry.served(locale.code)
    page = f"{site_url}{locale.prefix}{entry.category}/"

    def absolute(link: re.Match[str]) -> str:
        file = unquote(normpath(join(entry.category, link[2])))
        if target := texts.site.by_address.get(file.removesuffix(".md")):
            return f"{link[1]}{site_url}{entry_place(target).url(locale)}{link[3] or ''}"
        address = urljoin(page, link[2].removesuffix("index.md"))
        return f"{link[1]}{address.removesuffix('.md').rstrip('/')}/{link[3] or ''}"

    body = told(version.body, texts.inserts.get(version.locale, {}), site_url + locale.prefix)
    return MARKDOWN_LINK.sub(absolute, body)


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
