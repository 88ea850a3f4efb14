"""Make articles of Markdown pages; the readers of folders and of MkDocs sites share it."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath, PurePosixPath

from entraide.errors import FileLine
from entraide.importers.articles import BodyForm, ImportedArticle, ImportedTerm, ImportedText
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.front_matter import UNREAD_DAY, MarkdownPage
from entraide.importers.readers.languages import PageName
from entraide.importers.source_files import SourceFolder
from entraide.model.entry import Status

INDEX_NAMES = frozenset({"index", "_index", "readme"})
ORDER_PREFIX = re.compile(r"^\d{1,4}[-_. ]+(?=\D)")
FIRST_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*(?:\{[^{}\n]*\})?[ \t]*$", re.MULTILINE)
FENCED = re.compile(
    r"^[ \t]*(`{3,}|~{3,})[^\n]*\n.*?^[ \t]*\1[`~]*[ \t]*$", re.DOTALL | re.MULTILINE
)
DAY_KEYS = ("lastmod", "last_update", "updated", "modified", "last_modified_at", "date")
TITLES = ("title", "linktitle", "sidebar_label", "nav_title")
SUMMARIES = ("description", "summary", "subtitle")
FEWEST_WORDS = 20  # of the page of a section: with fewer it is only a title
USED = frozenset(
    """
    title linktitle sidebar_label nav_title description summary subtitle tags keywords categories
    date lastmod last_update updated modified last_modified_at lastupdated author authors draft
    unlisted published weight sidebar_position order nav_order slug url aliases permalink id
    translationkey redirect_from
    """.split()  # noqa: SIM905 - read as a text
)


@dataclass(frozen=True, slots=True)
class SitePages:
    """Pages of one site: each with the name of its file, and its content.

    `addresses` says where the page at a stem was read in a language. `titles` of files come from a
    navigation, and `labels` are those of folders, by language.
    """

    pages: Mapping[PageName, MarkdownPage]
    default_language: str
    addresses: Mapping[PageName, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[PageName, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, ImportedTerm] = field(default_factory=dict)


def make_articles(
    site: SitePages, omissions: OmissionLog
) -> tuple[tuple[ImportedArticle, ...], dict[str, ImportedTerm]]:
    """Return the articles of `site`, and the words of its folders by their path."""
    groups: defaultdict[str, dict[str, PageName]] = defaultdict(dict)
    for name, page in site.pages.items():
        key = page.get_words("translationkey") or name.stem
        language = name.language or site.default_language
        if language in groups[key]:
            location = FileLine(name.name)
            omissions.add(location, "second page of one name in one language", "left out")
        else:
            groups[key][language] = name
    folders = _list_folders_with_others(site)
    labels: dict[str, ImportedTerm] = dict(site.labels)
    articles = []
    for key, names in groups.items():
        path = PurePosixPath(key)
        if path.name.lower() in INDEX_NAMES and path.parent in folders:
            _add_labels(key, names, site, labels)
        if article := _make_article(key, names, site, omissions):
            articles.append(article)
    return tuple(articles), labels


def _list_folders_with_others(site: SitePages) -> set[PurePath]:
    """Return the folders that have other pages than that which stands for them, or folders."""
    folders: set[PurePath] = set()
    for name in site.pages:
        path = PurePosixPath(name.stem)
        folders.update(path.parents if path.name.lower() not in INDEX_NAMES else path.parents[1:])
    return folders


def _add_labels(
    key: str, names: Mapping[str, PageName], site: SitePages, labels: dict[str, ImportedTerm]
) -> None:
    folder = clean_folder(str(PurePosixPath(key).parent))
    if folder in {"", "."} or folder in labels:
        return
    words = {
        language: site.pages[name].get_words("linktitle", "sidebar_label", "title")
        or find_heading(site.pages[name].body)
        for language, name in names.items()
    }
    labels[folder] = ImportedTerm(
        key=folder, labels={language: each for language, each in words.items() if each}
    )


def _make_article(
    key: str, names: Mapping[str, PageName], site: SitePages, omissions: OmissionLog
) -> ImportedArticle | None:
    """Return the article of one page in all languages; None where there is nothing to keep."""
    texts = [
        _make_text(language, name, site, omissions)
        for language, name in sorted(
            names.items(), key=lambda pair: pair[0] != site.default_language
        )
    ]
    first_name = names.get(site.default_language) or next(iter(names.values()))
    first = site.pages[first_name]
    path = PurePosixPath(first_name.stem)
    location = FileLine(first_name.name)
    is_index = path.name.lower() in INDEX_NAMES
    if is_index and path.parent == PurePosixPath():
        omissions.add(location, "home page", "left out; the site has its own")
        return None
    if all(len(text.body.split()) < FEWEST_WORDS for text in texts) and is_index:
        omissions.add(location, "page of a section without a text", "left out; its title stays")
        return None
    if not any(text.body.strip() for text in texts):
        omissions.add(location, "page without a text", "left out", first_name.name)
        return None
    folder = clean_folder(str(path.parent))
    return ImportedArticle(
        key=key,
        texts=tuple(texts),
        category=(folder.partition("/")[0],) if folder not in {"", "."} else (),
        slug=_choose_slug(first, path, is_index=is_index),
        tags=first.list_words("tags"),
        status=Status.DRAFT
        if first.values.get("draft") is True or first.values.get("published") is False
        else Status.PUBLISHED,
        order=_read_order(first),
    )


def _choose_slug(page: MarkdownPage, path: PurePosixPath, *, is_index: bool) -> str:
    if slug := page.get_words("slug", "url", "permalink"):
        return slug.rstrip("/").rpartition("/")[2]
    return ORDER_PREFIX.sub("", path.parent.name if is_index else path.name)


def clean_folder(folder: str) -> str:
    """Return the path of a folder without the numbers that sort it: `guide` of `01-guide`."""
    return "/".join(ORDER_PREFIX.sub("", part) for part in folder.split("/"))


def _read_order(page: MarkdownPage) -> int | None:
    order = page.get_words("weight", "sidebar_position", "nav_order", "order")
    return int(order) if order.isascii() and order.isdecimal() and int(order[:9]) > 0 else None


def _make_text(
    language: str, name: PageName, site: SitePages, omissions: OmissionLog
) -> ImportedText:
    page = site.pages[name]
    location = FileLine(name.name, page.line)
    page.note_unused(USED, location, omissions)
    page.note_second_words((TITLES, SUMMARIES), location, omissions)
    if page.list_words("categories"):
        omissions.add(location, "category in the front matter", "the folder is the category")
    title = page.get_words("title") or find_heading(page.body) or site.titles.get(name.name, "")
    updated = page.get_day(*DAY_KEYS)
    if updated is None and (written := page.get_words(*DAY_KEYS)):
        omissions.add(location, *UNREAD_DAY, written)
    former = (*site.addresses.get(name, ()), *_list_own_addresses(page))
    return ImportedText(
        language=language,
        title=title or page.get_words(*TITLES) or _name_page(name),
        body=page.body,
        location=location,
        form=BodyForm.MARKDOWN,
        summary=page.get_words(*SUMMARIES),
        keywords=page.list_words("keywords"),
        author=page.get_author(),
        updated=updated,
        path=name.name,
        addresses=tuple(dict.fromkeys(former)),
        names=(name.stem, *site.names.get(name, ())),
    )


def _list_own_addresses(page: MarkdownPage) -> Iterator[str]:
    """Yield the addresses that a page names itself: its own, and former ones."""
    yield from (own for own in [page.get_words("url", "permalink")] if own.startswith("/"))
    yield from page.list_words("aliases", "redirect_from")


def note_other_pages(folder: SourceFolder, pages: Container[str], omissions: OmissionLog) -> None:
    """Add an omission for each text file of a site that is none of its `pages`."""
    for name in [name for name in select_pages(folder.files) if name not in pages]:
        outcome = "left out: the site does not publish it as a page"
        omissions.add(FileLine(name), "Markdown beside the pages", outcome)
    for name in folder.list_names(".html", ".htm"):
        outcome = "left out: import the folder as html, too"
        omissions.add(FileLine(name), "page of HTML", outcome)


def find_heading(body: str) -> str:
    """Return the words of the first heading of level 1; "" where there is none."""
    match = FIRST_HEADING.search(FENCED.sub("", body))  # in code, # begins a comment
    return match[1].strip() if match else ""


def _name_page(name: PageName) -> str:
    path = PurePosixPath(name.stem)
    stem = path.parent.name if path.name.lower() in INDEX_NAMES else path.name
    return ORDER_PREFIX.sub("", stem).replace("-", " ").replace("_", " ").strip().capitalize()


def select_pages(names: Iterable[str]) -> list[str]:
    """List those of `names` that are pages of Markdown."""
    return [name for name in names if name.lower().endswith((".md", ".mdx", ".markdown"))]
