"""A folder of Markdown: Hugo's, Docusaurus', Starlight's, or plain files.

What made the site is seen by its settings. Languages are folders or suffixes; Docusaurus has the
pages of its other languages in `i18n/`.
"""

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from entraide.errors import ProblemLog
from entraide.importers.articles import ImportedFile, ImportedSite, ImportedTerm
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.front_matter import MarkdownPage, split_page
from entraide.importers.readers.languages import PageName, pair_pages
from entraide.importers.readers.markdown_pages import (
    ORDER_PREFIX,
    SitePages,
    clean_folder,
    make_articles,
    note_other_pages,
    select_pages,
)
from entraide.importers.source_files import SourceFolder, open_folder
from entraide.importers.source_readers import ReadOptions

DOCUSAURUS = re.compile(r"i18n/(?P<language>[\w-]+)/docusaurus-plugin-content-docs/current/")
IGNORED = re.compile(
    r"(?:^|/)(?:LICENSE|CONTRIBUTING|CODE_OF_CONDUCT|CHANGELOG)\.md$|^\.github/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SiteLayout:
    """Where a generator has things: folders from the top of the source, and its addresses."""

    content: str  # the folder of the pages, with its slash; "" for all of the source
    static: tuple[str, ...] = ()  # folders whose files are served from the top of the site
    address: str | None = None  # what stands before the path of a page; None: addresses unknown


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """The address of a site: its host, the path that all pages begin with, its first language."""

    host: str
    base: str
    language: str
    has_folder: bool = False  # whether pages in the first language stand below its code, too


LABELS = "_category_.json"  # of Docusaurus: the words of a folder
URL = re.compile(r"""(?:baseURL|\burl|\bsite)\s*[:=]\s*["']?(https?://[^"'\s,]{1,300})""")
BASE = re.compile(r"""(?:baseUrl|\bbase)\s*:\s*["'](/[^"'\s]{0,200})["']""")
DEFAULT_LANGUAGE = re.compile(
    r"""default(?:ContentLanguage|Locale)\s*[:=]\s*["']?([A-Za-z][\w-]{1,10})"""
)
IN_FOLDER = re.compile(r"defaultContentLanguageInSubdir\s*[:=]\s*true")
LAYOUTS = (  # a file that says which generator it is, and what follows from that
    (
        re.compile(r"(?:hugo|config)\.(?:toml|ya?ml|json)|config/_default/.*"),
        SiteLayout("content/", ("static/", "assets/"), "/"),
    ),
    (re.compile(r"docusaurus\.config\.\w+"), SiteLayout("docs/", ("static/",), "/docs/")),
    (re.compile(r"astro\.config\.\w+"), SiteLayout("src/content/docs/", ("public/",), "/")),
)


def detect_source(path: Path) -> bool:
    """Return whether `path` is a folder with pages of Markdown."""
    return path.is_dir() and any(select_pages([each.name]) for each in path.rglob("*.m*"))


def read_source(path: Path, options: ReadOptions, log: ProblemLog) -> ImportedSite:
    """Return the articles of the folder at `path`."""
    omissions = OmissionLog()
    folder = open_folder(path, log, omissions)
    layout = _find_layout(folder.files)
    names = _list_pages(folder, layout, options)
    note_other_pages(folder, {page.name for page in names}, omissions)
    pages: dict[PageName, MarkdownPage] = {}
    for name in names:
        text = folder.read_text(name.name, log)
        page = split_page(text, name.name, log) if text is not None else None
        if page is not None:
            pages[name] = page
    address = _read_address(folder, layout, options, log)
    site = SitePages(
        pages,
        address.language,
        addresses={name: _list_addresses(name, layout, address) for name in pages},
        labels=_read_labels(folder, layout, options, log),
    )
    articles, categories = make_articles(site, omissions)
    return ImportedSite(
        articles=articles,
        categories=categories,
        files=make_files(
            folder, (*layout.static, *filter(None, [layout.content])), set(_list_settings(folder))
        ),
        hosts=frozenset(filter(None, [address.host])),
        roots=tuple(_list_roots(address, pages)),
        default_language=address.language,
        omissions=tuple(omissions),
    )


def _list_settings(folder: SourceFolder) -> Iterator[str]:
    """Yield the files that say something of the site, and hold nothing of its pages."""
    for name in folder.files:
        if PurePosixPath(name).name == LABELS or any(
            pattern.fullmatch(name) for pattern, _ in LAYOUTS
        ):
            yield name


def _find_layout(names: Iterable[str]) -> SiteLayout:
    listed = list(names)
    for pattern, layout in LAYOUTS:
        if any(pattern.fullmatch(name) for name in listed) and any(
            name.startswith(layout.content) for name in listed
        ):
            return layout
    return SiteLayout("")


def _list_pages(folder: SourceFolder, layout: SiteLayout, options: ReadOptions) -> list[PageName]:
    """List the pages with their languages; names are from the top of the source."""
    names = [name for name in select_pages(folder.files) if not IGNORED.search(name)]
    inside = [
        name.removeprefix(layout.content) for name in names if name.startswith(layout.content)
    ]
    pages = [
        page._replace(name=f"{layout.content}{page.name}")
        for page in pair_pages(inside, options.languages)
    ]
    for name in names:
        if match := DOCUSAURUS.match(name):
            stem = PurePosixPath(name[match.end() :]).with_suffix("").as_posix()
            pages.append(PageName(name, match["language"], stem))
    return [
        page
        for page in pages
        if not PurePosixPath(page.stem).name.startswith("_")
        or PurePosixPath(page.stem).name == "_index"
    ]


def _read_address(
    folder: SourceFolder, layout: SiteLayout, options: ReadOptions, log: ProblemLog
) -> SiteAddress:
    """Return what the settings of the generator say of the address; they are not run."""
    text = ""
    for pattern, known in LAYOUTS:
        if known == layout:
            names = [name for name in folder.files if pattern.fullmatch(name)]
            text = "\n".join(folder.read_text(name, log) or "" for name in names)
    url = urlsplit(next((match[1] for match in [URL.search(text)] if match), ""))
    base = next((match[1] for match in [BASE.search(text)] if match), url.path).strip("/")
    match = DEFAULT_LANGUAGE.search(text)
    return SiteAddress(
        (url.hostname or "").lower(),
        f"/{base}" if base else "",
        match[1] if match else options.language,
        has_folder=IN_FOLDER.search(text) is not None,
    )


def _list_roots(address: SiteAddress, pages: Iterable[PageName]) -> Iterator[str]:
    """Yield what may stand before the path of a page or a file in an address, the longest first."""
    base = address.base.strip("/")
    languages = sorted({name.language for name in pages if name.language} | {address.language})
    yield from (f"{base}/{language}".strip("/") for language in languages)
    if base:
        yield base


def _list_addresses(name: PageName, layout: SiteLayout, address: SiteAddress) -> tuple[str, ...]:
    """Return the address at which readers found a page, where the generator is known."""
    if layout.address is None:
        return ()
    language = name.language or address.language
    is_default = language == address.language and not address.has_folder
    prefix = address.base if is_default else f"{address.base}/{language}"
    stem = re.sub(r"(?:^|/)(?:_?index|README)$", "", name.stem)
    parts = [ORDER_PREFIX.sub("", part) for part in stem.split("/")]
    return (f"{prefix}{layout.address}{'/'.join(parts)}/".replace("//", "/"),)


def _read_labels(
    folder: SourceFolder, layout: SiteLayout, options: ReadOptions, log: ProblemLog
) -> Mapping[str, ImportedTerm]:
    """Return the labels of folders that Docusaurus has in `_category_.json`."""
    labels = {}
    for name in folder.list_names(".json"):
        path = PurePosixPath(name)
        if path.name != LABELS or not name.startswith(layout.content):
            continue
        text = folder.read_text(name, log, 100_000)
        try:
            value = json.loads(text or "{}")
        except (ValueError, RecursionError):
            continue
        label = value.get("label") if isinstance(value, dict) else None
        key = clean_folder(
            path.parent.as_posix().removeprefix(layout.content.rstrip("/")).strip("/")
        )
        if isinstance(label, str) and key:
            labels[key] = ImportedTerm(key=key, labels={options.language: label})
    return labels


def make_files(
    folder: SourceFolder, static: tuple[str, ...] = (), settings: Container[str] = ()
) -> dict[str, ImportedFile]:
    """Return every file that is no page and none of `settings`.

    Each is by its name and by the address that it was served at.
    """
    files = {}
    for name, path in folder.files.items():
        if name in settings or name.lower().endswith((".md", ".mdx", ".markdown", ".html", ".htm")):
            continue
        file = ImportedFile(name=name, path=path)
        files[name] = file
        for top in static:
            if name.startswith(top):
                files.setdefault(name.removeprefix(top), file)
    return files
