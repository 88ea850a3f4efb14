"""Read articles of Kitsune, which Mozilla Support runs on: its API, or Django's `dumpdata`.

A dump says by `parent` what a translation translates. The API (`/api/1/kb/SLUG`) does not, so
that texts in several languages with one slug count as one article. Any other is one of its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from entraide.errors import FileLine, ProblemLog
from entraide.importers.articles import (
    ImportedArticle,
    ImportedSite,
    ImportedTerm,
    ImportedText,
)
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.records import (
    FRESH_EXPORT,
    ExportRecord,
    PlacedRecord,
    RecordDay,
    RecordList,
    RecordText,
    add_second_text,
    count_unused_keys,
    parse_records,
    read_documents,
    read_head,
)
from entraide.importers.source_readers import ReadOptions
from entraide.model.entry import LARGEST_NUMBER, Status
from entraide.model.locales import get_language, to_language_tag

MARKS = re.compile(r'"(?:products|topics|locale|slug|html)"\s*:|"model"\s*:\s*"wiki\.document"')
FOR_BLOCK = re.compile(
    r"""<(div|span)\b[^>]*\bclass\s*=\s*["'][^"']*\bfor\b[^"']*["'][^>]*\bdata-for\s*=\s*["']"""
    r"""([^"']{1,200})["'][^>]*>""",
    re.IGNORECASE,
)
REDIRECT = re.compile(r"^\s*<p>\s*REDIRECT\s*<a\b", re.IGNORECASE)
FOR_OUTCOME = "kept for every reader, behind the words that say for whom"


class KitsuneDocument(ExportRecord):
    """A document in one language."""

    silent_keys: ClassVar[frozenset[str]] = frozenset(
        {"current_revision", "latest_localizable_revision", "share_link", "is_localizable"}
        | {"category", "display_order", "is_template"}
    )
    outcomes: ClassVar[dict[str, str]] = {
        "contributors": "left out: numbers that stand for people",
        "needs_change": "left out: note it where your staff works",
        "allow_discussion": "left out: entries take no comments",
    }

    id: int
    title: RecordText
    slug: RecordText
    locale: RecordText = ""
    url: RecordText = ""
    html: RecordText = ""
    summary: RecordText = ""
    keywords: RecordList = Field(default_factory=list)
    products: RecordList = Field(default_factory=list)
    topics: RecordList = Field(default_factory=list)
    tags: RecordList = Field(default_factory=list)
    parent: int | str | None = None  # a number or a slug
    is_archived: bool = False
    restrict_to_groups: list[Any] = Field(default_factory=list)
    updated: RecordDay = None


def detect_source(path: Path) -> bool:
    """Return whether JSON at `path` begins as an article of Kitsune does."""
    return len(set(MARKS.findall(read_head(path, ".json")))) > 3 or bool(
        re.search(r'"wiki\.document"', read_head(path, ".json"))
    )


def read_source(path: Path, options: ReadOptions, log: ProblemLog) -> ImportedSite:
    """Read the answers at `path`, a file or a folder."""
    omissions = OmissionLog()
    documents: dict[int, PlacedRecord[KitsuneDocument]] = {}
    listed: dict[str, FileLine] = {}
    for document in read_documents(path, log, omissions):
        _note_other_models(document.value, document.name, omissions)
        rows = _list_rows(document.value, document.name, log, listed)
        for each in parse_records(KitsuneDocument, rows, document.name, log):
            first = documents.setdefault(each.record.id, each)
            if first.record.html != each.record.html:
                record = each.record
                add_second_text(each.location, record.locale, record.title, omissions)
    for slug in sorted(listed.keys() - {each.record.slug for each in documents.values()}):
        outcome = "left out: the list has no texts; ask for /api/1/kb/SLUG"
        omissions.add(listed[slug], "article that is only listed", outcome, slug)
    articles = tuple(_iter_articles(documents, options, omissions))
    count_unused_keys(documents.values(), omissions)
    if not articles and not log:
        cure = f"{FRESH_EXPORT}: /api/1/kb/SLUG gives the text of each"
        log.add(FileLine(path.name), "no article with a text is in it", cure)
    names = dict.fromkeys(key for article in articles for key in article.category)
    return ImportedSite(
        articles=articles,
        categories={name: ImportedTerm(key=name) for name in names},
        omissions=tuple(omissions),
    )


def _list_rows(
    value: Any,  # noqa: ANN401 - JSON
    name: str,
    log: ProblemLog,
    listed: dict[str, FileLine],
) -> list[dict[str, Any]]:
    """Return the documents of a file that have a text; the others go into `listed`, by slug."""
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        value = value["results"]
    rows = [row for row in (value if isinstance(value, list) else [value]) if isinstance(row, dict)]
    if any("model" in row for row in rows):
        rows = _read_dump(rows)
    documents = []
    for number, row in enumerate(rows, 1):
        if {"slug", "title"} <= row.keys() and "html" not in row:
            listed[str(row["slug"])] = FileLine(name, number)
        elif not {"id", "slug", "title"} <= row.keys():
            log.add(FileLine(name, number), "this is no document of Kitsune", FRESH_EXPORT)
        else:
            documents.append(row)
    return documents


def _note_other_models(value: Any, name: str, omissions: OmissionLog) -> None:  # noqa: ANN401 - JSON
    """Name what a dump has beside documents, and revisions that are not the current ones."""
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    counts = Counter(str(row["model"]) for row in rows if "model" in row)
    documents = counts.pop("wiki.document", 0)
    if earlier := max(counts.pop("wiki.revision", 0) - documents, 0):
        omissions.add(FileLine(name), "earlier revision", "left out", count=earlier)
    for model, count in sorted(counts.items()):
        outcome = "left out: no entry has a place for it"
        omissions.add(FileLine(name), f"“{model}”", outcome, count=count)


def _read_dump(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the documents of a dump, each with what its current revision says."""
    fields: dict[str, dict[Any, dict[str, Any]]] = defaultdict(dict)
    for row in rows:
        if isinstance(row.get("fields"), dict):
            fields[str(row.get("model"))][row.get("pk")] = row["fields"]
    documents = []
    for number, each in fields["wiki.document"].items():
        revision = fields["wiki.revision"].get(each.get("current_revision"), {})
        words = {key: revision[key] for key in ("summary", "keywords") if revision.get(key)}
        day = revision.get("reviewed") or revision.get("created")
        documents.append({"id": number, "updated": day, **words, **each})
    return documents


def _iter_articles(
    documents: Mapping[int, PlacedRecord[KitsuneDocument]],
    options: ReadOptions,
    omissions: OmissionLog,
) -> Iterator[ImportedArticle]:
    """Yield each document with its translations."""
    groups: dict[int, list[PlacedRecord[KitsuneDocument]]] = {}
    by_slug: dict[str, int] = {}
    for each in sorted(documents.values(), key=partial(_rank_document, language=options.language)):
        record = each.record
        if REDIRECT.search(record.html):
            omissions.add(each.location, "redirect", "left out: it has no text", record.slug)
            continue
        parent = by_slug.get(str(record.parent or record.slug), record.parent)
        if parent in groups:
            if record.parent is None:
                what, outcome = "translation known by its slug alone", "put with its source"
                omissions.add(each.location, what, outcome, record.slug)
        elif record.parent is not None:
            outcome = "an article of its own: what it translates is not in the export"
            omissions.add(each.location, "translation", outcome, record.slug)
        number = parent if isinstance(parent, int) and parent in groups else record.id
        by_slug.setdefault(record.slug, number)
        groups.setdefault(number, []).append(each)
    for number, group in groups.items():
        first = group[0].record
        texts: dict[str, ImportedText] = {}
        for each in group:
            text = _make_text(each, options, omissions)
            if texts.setdefault(text.language, text) is not text:
                add_second_text(text.location, text.language, text.title, omissions)
        yield ImportedArticle(
            key=str(number),
            texts=tuple(texts.values()),
            number=number if number <= LARGEST_NUMBER else None,
            source_language=first.locale,
            category=(*first.products[:1], *first.topics[:1]),
            slug=first.slug,
            tags=tuple(dict.fromkeys([*first.products[1:], *first.topics[1:], *first.tags])),
            status=_find_status(group, omissions),
        )


def _rank_document(row: PlacedRecord[KitsuneDocument], language: str) -> tuple[bool, bool]:
    """Return a key that puts sources before translations, those in `language` first."""
    is_first = get_language(to_language_tag(row.record.locale or language)) == get_language(
        language
    )
    return row.record.parent is not None, not is_first


def _make_text(
    row: PlacedRecord[KitsuneDocument], options: ReadOptions, omissions: OmissionLog
) -> ImportedText:
    record = row.record
    language = record.locale or options.language
    body, count = FOR_BLOCK.subn(_mark_platform, record.html)
    if count:
        omissions.add(row.location, "text for one platform", FOR_OUTCOME, record.slug, count)
    address = record.url or f"/{language}/kb/{record.slug}"
    return ImportedText(
        language=language,
        title=record.title,
        body=body,
        location=row.location,
        summary=record.summary,
        keywords=tuple(record.keywords),
        updated=record.updated,
        addresses=(address,),
        names=(f"/kb/{record.slug}",),
    )


def _mark_platform(match: re.Match[str]) -> str:
    """Return the start of a `{for}` block, with the platforms as words."""
    words = match[2].replace("not ", "≠ ").replace(",", ", ")
    return f"{match[0]}<strong>({words})</strong> "


def _find_status(group: list[PlacedRecord[KitsuneDocument]], omissions: OmissionLog) -> Status:
    """Return the status: archived as there, and a draft where only some may read it."""
    if any(each.record.restrict_to_groups for each in group):
        what = "article that only some may read"
        omissions.add(group[0].location, what, "comes as a draft", group[0].record.slug)
        return Status.DRAFT
    return Status.ARCHIVED if group[0].record.is_archived else Status.PUBLISHED
