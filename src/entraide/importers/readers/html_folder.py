"""A folder of HTML: a static site as it was built, or as a program copied it from the web.

The main part of a page is what it says it is: `<main>`, `<article>`. Its languages are paired by
`hreflang`, or by the folders of languages.
"""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from entraide.errors import FileLine, ProblemLog
from entraide.importers.articles import (
    BodyForm,
    ImportedArticle,
    ImportedFile,
    ImportedSite,
    ImportedText,
)
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.html_pages import (
    HtmlExcessError,
    HtmlPage,
    decode_html,
    parse_html_page,
)
from entraide.importers.readers.languages import PageName, pair_pages
from entraide.importers.readers.records import add_second_text
from entraide.importers.source_files import (
    LARGEST_TEXT,
    SourceFolder,
    open_folder,
    read_source_bytes,
)
from entraide.importers.source_readers import ReadOptions
from entraide.model.web_address import parse_web_host

ENDINGS = (".html", ".htm", ".xhtml")
NO_ARTICLES = frozenset({"404", "search", "sitemap", "tags", "login", "genindex", "py-modindex"})
NOTHING = re.compile(r"(?:<(?!img\b)[^>]*>|\s)*", re.IGNORECASE)  # neither words nor images


def detect_source(path: Path) -> bool:
    """Return whether `path` is a folder with pages of HTML."""
    return path.is_dir() and any(True for _ in path.rglob("*.html"))


def read_source(path: Path, options: ReadOptions, log: ProblemLog) -> ImportedSite:
    """Return the articles of the folder at `path`."""
    omissions = OmissionLog()
    folder = open_folder(path, log, omissions)
    names = folder.list_names(*ENDINGS)
    if not names:
        log.add(
            FileLine(str(path)), "there is no page of HTML in it", "Name the folder of the site"
        )
    pages: dict[PageName, HtmlPage] = {}
    for name in pair_pages(names, options.languages):
        if page := _read_page(folder, name, log, omissions):
            pages[name] = page
    hosts = {host.name for page in pages.values() if (host := parse_web_host(page.canonical))}
    groups = _pair_by_alternates(pages)
    articles = [
        _make_article(key, group, pages, options, omissions) for key, group in groups.items()
    ]
    return ImportedSite(
        articles=tuple(articles),
        files={
            name: ImportedFile(name=name, path=file)
            for name, file in folder.files.items()
            if not name.lower().endswith(ENDINGS)
        },
        hosts=frozenset(hosts),
        default_language=options.language,
        omissions=tuple(omissions),
    )


def _read_page(
    folder: SourceFolder, name: PageName, log: ProblemLog, omissions: OmissionLog
) -> HtmlPage | None:
    """Return a page; None where it is no article, or cannot be read."""
    location, stem = FileLine(name.name), PurePosixPath(name.stem).name.lower()
    raw = read_source_bytes(folder.files[name.name], name.name, log, LARGEST_TEXT)
    if raw is None:
        return None
    try:
        page = parse_html_page(decode_html(raw))
    except HtmlExcessError as error:
        omissions.add(location, "page that is too much", f"left out: {error}")
        return None
    if stem in NO_ARTICLES or name.stem in {"index", ""}:
        omissions.add(location, "home page, or page of the old site's machinery", "left out")
        return None
    if page.is_redirect or NOTHING.fullmatch(page.body):
        what = "page that leads on to another" if page.is_redirect else "page without a text"
        omissions.add(location, what, "left out")
        return None
    if not page.has_main:
        outcome = "all of the page was taken; look for what is around the text"
        omissions.add(location, "page that does not say what its main part is", outcome)
    if page.around:
        omissions.add(location, "what stands around the text of a page", "left out", page.around)
    for (what, outcome, detail), count in sorted(page.losses.items()):
        omissions.add(location, what, outcome, detail, count)
    return page


def _pair_by_alternates(pages: Mapping[PageName, HtmlPage]) -> dict[str, list[PageName]]:
    """Group pages that name each other as other languages of one text, by a key."""
    by_path = {_make_path(name.name): name for name in pages}
    groups: dict[PageName, list[PageName]] = {name: [name] for name in pages}
    stems: dict[str, PageName] = {}
    for name, page in pages.items():
        same_stem = stems.setdefault(name.stem, name)
        paths = (_make_path(_resolve(each, name.name)) for each in page.alternates.values())
        for other in (same_stem, *(by_path[path] for path in paths if path in by_path)):
            small, large = sorted((groups[name], groups[other]), key=len)
            if small is not large:
                large.extend(small)
                groups.update(dict.fromkeys(small, large))
    pairs: dict[int, list[PageName]] = {}
    for name, group in groups.items():
        pairs.setdefault(id(group), []).append(name)
    return {min(each.stem for each in group): group for group in pairs.values()}


def _resolve(address: str, name: str) -> str:
    path = unquote(urlsplit(address).path)
    return path if path.startswith("/") else normpath(join(dirname(name), path))


def _make_path(name: str) -> str:
    plain = name.strip("/")
    for ending in ENDINGS:
        plain = plain.removesuffix(ending)
    return plain.removesuffix("/index") if plain != "index" else ""


def _make_article(
    key: str,
    group: list[PageName],
    pages: Mapping[PageName, HtmlPage],
    options: ReadOptions,
    omissions: OmissionLog,
) -> ImportedArticle:
    texts: dict[str, ImportedText] = {}
    for name in group:
        page = pages[name]
        language = name.language or page.language or options.language
        text = _make_text(language, name, page)
        if texts.setdefault(language, text) is not text:
            add_second_text(text.location, language, text.title, omissions)
    first = next(
        (name for name in group if (name.language or pages[name].language) == options.language),
        group[0],
    )
    path = PurePosixPath(_make_path(first.stem) or first.stem)
    return ImportedArticle(
        key=key,
        texts=tuple(texts.values()),
        category=(path.parts[0],) if len(path.parts) > 1 else (),
        slug=path.name,
    )


def _make_text(language: str, name: PageName, page: HtmlPage) -> ImportedText:
    address = page.canonical or f"/{name.name.removesuffix('index.html')}"
    return ImportedText(
        language=language,
        title=page.title or PurePosixPath(name.stem).name,
        body=page.body,
        location=FileLine(name.name),
        form=BodyForm.HTML,
        summary=page.summary,
        keywords=page.keywords,
        author=page.author,
        updated=page.updated,
        path=name.name,
        addresses=(address,),
        names=(name.name,),
    )
