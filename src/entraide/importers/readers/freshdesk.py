"""Read what Freshdesk's API (v2) answers: solution categories, folders, articles, translations.

Freshservice's answers have the same shape and some keys more. The API says of a folder who may see
it: an article of a folder that is not for everybody, or whose folder is not in the export, comes as
a draft.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from entraide.errors import FileLine, ProblemLog
from entraide.importers.articles import (
    ImportedArticle,
    ImportedFile,
    ImportedSite,
    ImportedTerm,
    ImportedText,
)
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.category_paths import list_ancestors, sort_categories
from entraide.importers.readers.freshdesk_records import (
    EVERYBODY,
    PUBLISHED,
    FreshdeskArticle,
    FreshdeskCategory,
    FreshdeskFolder,
    find_kind,
)
from entraide.importers.readers.records import (
    FRESH_EXPORT,
    JsonDocument,
    PlacedRecord,
    add_second_text,
    count_unused_keys,
    find_attachment,
    find_language_in_name,
    index_attachments,
    parse_records,
    read_documents,
    read_head,
)
from entraide.importers.source_files import SourceFolder, open_folder
from entraide.importers.source_readers import ReadOptions
from entraide.model.entry import LARGEST_NUMBER, Status

MARKS = re.compile(
    r'"(?:folder_id|description_text|seo_data|articles_count|thumbs_up|agent_id|visibility)"\s*:'
)
HREF = re.compile(r"""(\bhref\s*=\s*["']?)([^"'\s>]*/solutions/articles/(\d+)[^"'\s>#]*)""")


@dataclass
class _FreshdeskExport:
    """Every object of the export. `languages` are those that files and objects name."""

    articles: list[PlacedRecord[FreshdeskArticle]] = field(default_factory=list)
    groups: list[PlacedRecord[FreshdeskCategory]] = field(default_factory=list)
    folders: dict[int, FreshdeskFolder] = field(default_factory=dict)
    terms: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    descriptions: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


def detect_source(path: Path) -> bool:
    """Return whether JSON at `path` begins as an answer of Freshdesk's API does."""
    return len(set(MARKS.findall(read_head(path, ".json")))) > 1


def read_source(path: Path, options: ReadOptions, log: ProblemLog) -> ImportedSite:
    """Read the answers at `path`, a file or a folder."""
    omissions, export = OmissionLog(), _FreshdeskExport()
    for document in read_documents(path, log, omissions):
        _add_document(document, export, options, log)
    folder = open_folder(path if path.is_dir() else path.parent, ProblemLog(), OmissionLog())
    articles = tuple(_iter_articles(export, options, omissions))
    sorting = sort_categories(
        articles,
        {
            key: ImportedTerm(key=key, labels=labels, descriptions=export.descriptions[key])
            for key, labels in export.terms.items()
        },
        options.language,
    )
    count_unused_keys([*export.articles, *export.groups], omissions)
    if not export.articles and not log:
        log.add(FileLine(path.name), "no article is in it", f"{FRESH_EXPORT}: the articles, too")
    return ImportedSite(
        articles=sorting.articles,
        categories=sorting.categories,
        tags=sorting.tags,
        files=_find_files(export, folder, omissions),
        default_language=options.language,
        omissions=tuple(omissions),
    )


def _add_document(
    document: JsonDocument, export: _FreshdeskExport, options: ReadOptions, log: ProblemLog
) -> None:
    """Add the objects of a file to `export`, in the language that its name says."""
    name, value = document.name, document.value
    rows = value if isinstance(value, list) else [value]
    language = find_language_in_name(name, options.languages)
    for number, row in enumerate(rows, 1):
        kind = find_kind(row)
        if kind is None:
            what = f"record {number} is no category, folder or article of Freshdesk’s API"
            log.add(FileLine(name, number), what, FRESH_EXPORT)
            continue
        for each in parse_records(kind, [row], name, log):
            located = PlacedRecord(each.record, FileLine(name, number))
            if isinstance(each.record, FreshdeskArticle):
                record = each.record
                known = record.named_language or language
                record = record.model_copy(update={"language": known})
                export.articles.append(PlacedRecord(record, located.location))
            elif isinstance(each.record, FreshdeskCategory):
                export.groups.append(PlacedRecord(each.record, located.location))
                _add_term(each.record, export, language or options.language)


def _add_term(record: FreshdeskCategory, export: _FreshdeskExport, language: str) -> None:
    """Add a category or a folder, with its words in one language."""
    key = _make_key(record)
    if isinstance(record, FreshdeskFolder):
        export.folders.setdefault(record.id, record)
        for step in record.hierarchy:
            if step.data.language:
                _add_step(step.type, step.data.id, step.data.name, step.data.language, export)
                language = step.data.language if step.data.id == record.id else language
    export.terms[key].setdefault(language, record.name)
    if record.description:
        export.descriptions[key].setdefault(language, record.description)


def _make_key(record: FreshdeskCategory) -> str:
    kind = "folder" if isinstance(record, FreshdeskFolder) else "category"
    return f"{kind}-{record.id}"


def _add_step(kind: str, number: int, name: str, language: str, export: _FreshdeskExport) -> None:
    if name:
        export.terms[f"{kind}-{number}"].setdefault(language, name)


def _iter_articles(
    export: _FreshdeskExport, options: ReadOptions, omissions: OmissionLog
) -> Iterator[ImportedArticle]:
    """Yield each article with all its languages, in the order of the export."""
    groups: dict[int, list[PlacedRecord[FreshdeskArticle]]] = {}
    for each in export.articles:
        groups.setdefault(each.record.id, []).append(each)
        for step in each.record.hierarchy:
            language = step.data.language or each.record.language or options.language
            _add_step(step.type, step.data.id, step.data.name, language, export)
    for number, group in groups.items():
        texts: dict[str, PlacedRecord[FreshdeskArticle]] = {}
        for each in group:
            language = each.record.language or options.language
            if language in texts:
                add_second_text(each.location, language, each.record.title, omissions)
            texts.setdefault(language, each)
        first = next(iter(texts.values())).record
        if first.type != 1:
            omissions.add(group[0].location, "mark as a workaround", "left out", first.title)
        tags = dict.fromkeys(tag for each in texts.values() for tag in each.record.tags)
        yield ImportedArticle(
            key=str(number),
            texts=tuple(
                _make_text(each, language, groups.keys()) for language, each in texts.items()
            ),
            number=number if number <= LARGEST_NUMBER else None,
            source_language=next(iter(texts)),
            category=_list_path(first, export),
            tags=tuple(tags),
            status=_find_status(texts, export, omissions),
        )


def _make_text(
    row: PlacedRecord[FreshdeskArticle], language: str, numbers: Container[int]
) -> ImportedText:
    """Make the text of a row; `numbers` are those of all articles of the export."""
    record = row.record
    body = HREF.sub(
        lambda match: _shorten_match(match) if int(match[3]) in numbers else match[0],
        record.description,
    )
    items = "".join(
        f'<li><a href="{escape(each.attachment_url)}">{escape(each.name)}</a></li>'
        for each in record.attachments
        if each.attachment_url
    )
    path = f"/support/solutions/articles/{record.id}"
    return ImportedText(
        language=language,
        title=record.title,
        body=f"{body}\n<ul>{items}</ul>" if items else body,
        location=row.location,
        summary=record.seo_data.meta_description,
        keywords=tuple(dict.fromkeys([*record.keywords, *record.seo_data.meta_keywords])),
        updated=record.updated_at,
        addresses=(f"/{language}{path}", path),
        names=(f"/a/solutions/articles/{record.id}", f"/solutions/articles/{record.id}"),
    )


def _shorten_match(match: re.Match[str]) -> str:
    """Return a link to an article with its number alone, since hosts and titles change."""
    return f"{match[1]}/solutions/articles/{match[3]}"


def _list_path(record: FreshdeskArticle, export: _FreshdeskExport) -> tuple[str, ...]:
    """Return the keys of the category and the folders around an article, outermost first."""
    if record.hierarchy:
        steps = sorted(record.hierarchy, key=lambda step: step.level)
        return tuple(f"{step.type}-{step.data.id}" for step in steps)
    folders = list_ancestors(record.folder_id, export.folders, lambda row: row.parent_folder_id)
    numbers = (record.category_id, *(export.folders[each].category_id for each in folders[::-1]))
    category = next((f"category-{each}" for each in numbers if each is not None), None)
    path = tuple(f"folder-{each}" for each in folders)
    return (category, *path) if category else path


def _find_status(
    texts: Mapping[str, PlacedRecord[FreshdeskArticle]],
    export: _FreshdeskExport,
    omissions: OmissionLog,
) -> Status:
    """Return the status: a draft where not everybody could read every text of it."""
    first = next(iter(texts.values()))
    folder = export.folders.get(first.record.folder_id or 0)
    visibility = first.record.folder_visibility or (folder.visibility if folder else 0)
    if visibility != EVERYBODY:
        what = "article that only some may read" if visibility else "article of unknown visibility"
        detail = f"folder {first.record.folder_id}, visibility {visibility or 'not in the export'}"
        omissions.add(first.location, what, "comes as a draft", detail)
    drafts = [code for code, each in texts.items() if each.record.status != PUBLISHED]
    for code in drafts:
        omissions.add(texts[code].location, "draft", "comes as a draft", code)
    return Status.DRAFT if drafts or visibility != EVERYBODY else Status.PUBLISHED


def _find_files(
    export: _FreshdeskExport, folder: SourceFolder, omissions: OmissionLog
) -> dict[str, ImportedFile]:
    """Return the attachments in the folder by their addresses; missing ones are omissions."""
    files: dict[str, ImportedFile] = {}
    on_disk = index_attachments(folder)
    for each in export.articles:
        for attachment in each.record.attachments:
            path = find_attachment(on_disk, attachment.id, attachment.name)
            if path is None:
                outcome = "not brought along: put the file into the folder of the export"
                what = "attachment that is not in the folder"
                omissions.add(each.location, what, outcome, attachment.name)
                continue
            url = attachment.attachment_url
            for name in (url, urlsplit(url).path):
                files[name] = ImportedFile(name=attachment.name, path=path)
    return files
