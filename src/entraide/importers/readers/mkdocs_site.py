"""A MkDocs site: `mkdocs.yml` and its folder of pages, with languages by static-i18n.

Titles and sections come from the navigation, former pages from the plugin redirects, and texts that
pages include (snippets) from the files of the source.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from entraide.errors import FileLine, ProblemLog
from entraide.importers.articles import ImportedArticle, ImportedSite
from entraide.importers.conversion.material import SNIPPET, SNIPPET_BLOCK
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.front_matter import MarkdownPage, split_page
from entraide.importers.readers.languages import PageName, pair_pages
from entraide.importers.readers.markdown_folder import make_files
from entraide.importers.readers.markdown_pages import (
    SitePages,
    make_articles,
    note_other_pages,
    select_pages,
)
from entraide.importers.readers.mkdocs_settings import MkdocsSite, parse_mkdocs_yml
from entraide.importers.source_files import SourceFolder, open_folder
from entraide.importers.source_readers import ReadOptions
from entraide.model.web_address import parse_web_host

SETTINGS = ("mkdocs.yml", "mkdocs.yaml")
INDEX = re.compile(r"(?:^|/)(?:index|README)$")
LARGEST_SNIPPET = 200_000  # bytes


def detect_source(path: Path) -> bool:
    """Return whether `path` is the folder of a MkDocs site, or its `mkdocs.yml`."""
    return path.name in SETTINGS or any((path / name).is_file() for name in SETTINGS)


def read_source(path: Path, options: ReadOptions, log: ProblemLog) -> ImportedSite:
    """Return the articles of the site at `path`, its folder or its `mkdocs.yml`."""
    omissions = OmissionLog()
    root = path.parent if path.is_file() else path
    folder = open_folder(root, log, omissions)
    name = (
        path.name
        if path.is_file()
        else next((each for each in SETTINGS if each in folder.files), "")
    )
    text = folder.read_text(name, log) if name in folder.files else None
    if text is None:
        log.add(FileLine(str(path)), "there is no mkdocs.yml", "Name the folder that holds it")
        return ImportedSite(articles=())
    settings = parse_mkdocs_yml(text, name, options.language, log)
    pages = _read_pages(folder, settings, options, log)
    snippets = _read_snippets(folder, pages.values(), log)
    note_other_pages(folder, {page.name for page in pages} | snippets.keys(), omissions)
    site = SitePages(
        pages,
        settings.language,
        addresses={page: _list_addresses(page, settings) for page in pages},
        names={page: (page.name.removeprefix(f"{settings.docs}/"),) for page in pages},
        titles={f"{settings.docs}/{page}": title for page, title in settings.titles.items()},
    )
    articles, categories = make_articles(site, omissions)
    host = parse_web_host(settings.site_url)
    return ImportedSite(
        articles=tuple(_add_section(each, settings) for each in articles),
        categories={**categories, **settings.describe_sections()},
        files=make_files(folder, (f"{settings.docs}/",), {name}),
        snippets=snippets,
        hosts=frozenset({host.name} if host else ()),
        default_language=settings.language,
        omissions=tuple(omissions),
    )


def _read_pages(
    folder: SourceFolder, settings: MkdocsSite, options: ReadOptions, log: ProblemLog
) -> dict[PageName, MarkdownPage]:
    top = f"{settings.docs}/"
    names = [name.removeprefix(top) for name in select_pages(folder.files) if name.startswith(top)]
    if not names:
        log.add(FileLine(top), "there is no page in it", "Look at docs_dir in mkdocs.yml")
    languages = (*options.languages, *settings.nav_titles)
    pages = {}
    for name in pair_pages(names, languages):
        full = name._replace(name=f"{top}{name.name}")
        text = folder.read_text(full.name, log)
        if page := split_page(text, full.name, log) if text is not None else None:
            pages[full] = page
    return pages


def _list_addresses(name: PageName, settings: MkdocsSite) -> tuple[str, ...]:
    """Return where a page was read, and the former pages that led to it."""
    base = urlsplit(settings.site_url).path.rstrip("/")
    own = name.language if name.language not in {"", settings.language} else ""
    prefix = f"{base}/{own}" if own else base
    path = name.name.removeprefix(f"{settings.docs}/")
    former = dict.fromkeys(
        old for page in (path, f"{name.stem}.md") for old in settings.former_pages.get(page, ())
    )
    stems = [name.stem, *(PurePosixPath(old).with_suffix("").as_posix() for old in former)]
    return tuple(
        _format_address(f"{prefix}/{INDEX.sub('', stem)}", stem, settings) for stem in stems
    )


def _format_address(path: str, stem: str, settings: MkdocsSite) -> str:
    if settings.directory_urls:
        return f"{path.rstrip('/')}/"
    return f"{path.rstrip('/')}/" if INDEX.search(stem) else f"{path}.html"


def _add_section(article: ImportedArticle, settings: MkdocsSite) -> ImportedArticle:
    """Give a page the section of the navigation as its category; others keep their folder."""
    section = settings.sections.get(f"{article.key}.md", "")
    return replace(article, category=(section,)) if section else article


def _read_snippets(
    folder: SourceFolder, pages: Iterable[MarkdownPage], log: ProblemLog
) -> dict[str, str]:
    """Return the text of each file that pages include, by its name, and of those that these do."""
    snippets: dict[str, str] = {}
    bodies = [page.body for page in pages if "8<" in page.body]
    for _ in range(3):
        wanted_names = {name for body in bodies for name in _iter_snippet_names(body)}
        bodies = []
        for name in folder.files:
            ends = (name, *(name[at + 1 :] for at, sign in enumerate(name) if sign == "/"))
            if name not in snippets and not wanted_names.isdisjoint(ends):
                text = folder.read_text(name, log, LARGEST_SNIPPET) or ""
                snippets[name] = text
                bodies.append(text)
    return snippets


def _iter_snippet_names(body: str) -> Iterable[str]:
    for match in SNIPPET.finditer(body):
        yield match["name"].partition(":")[0].strip()
    for match in SNIPPET_BLOCK.finditer(body):
        yield from (name.strip() for name in match["names"].split("\n") if name.strip())
