"""Read what Zendesk's Help Center API answers: articles, translations, sections, categories.

A folder of its answers is read as one: pages of lists, lists in several languages, translations of
single articles. An article that not everybody may see, or that is a draft in any language, comes as
a draft.
"""

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

from entraide.errors import FileLine, ProblemLog
from entraide.importers.articles import ImportedFile, ImportedSite, ImportedTerm
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.category_paths import sort_categories
from entraide.importers.readers.records import (
    FRESH_EXPORT,
    count_unused_keys,
    find_attachment,
    index_attachments,
    parse_records,
    read_documents,
    read_head,
)
from entraide.importers.readers.zendesk_articles import iter_articles
from entraide.importers.readers.zendesk_records import (
    KINDS,
    ZendeskAttachment,
    ZendeskExport,
    ZendeskSection,
    ZendeskTranslation,
    list_rows,
)
from entraide.importers.source_files import SourceFolder, open_folder
from entraide.importers.source_readers import ReadOptions

MARKS = re.compile(r'"(?:user_segment_id|label_names|source_locale|section_id)"\s*:')


def detect_source(path: Path) -> bool:
    """Return whether JSON at `path` begins as an answer of the Help Center API does."""
    return len(set(MARKS.findall(read_head(path, ".json")))) > 1


def read_source(path: Path, options: ReadOptions, log: ProblemLog) -> ImportedSite:
    """Read the answers at `path`, a file or a folder."""
    omissions = OmissionLog()
    export = ZendeskExport()
    for document in read_documents(path, log, omissions):
        name = document.name
        for kind, row_list in list_rows(document.value, name, log, omissions).items():
            export.rows[kind] += parse_records(KINDS[kind], row_list, name, log)
    folder = open_folder(path if path.is_dir() else path.parent, ProblemLog(), OmissionLog())
    terms = _read_terms(export)
    sorting = sort_categories(
        iter_articles(export, options, terms, omissions),
        {str(number): term for number, (term, _) in terms.items()},
        options.language,
    )
    for rows in export.rows.values():
        count_unused_keys(rows, omissions)
    if not export.rows["articles"] and not log:
        log.add(FileLine(path.name), "no article is in it", f"{FRESH_EXPORT}: articles.json")
    return ImportedSite(
        articles=sorting.articles,
        categories=sorting.categories,
        tags=sorting.tags,
        files=_find_files(export, folder, omissions),
        hosts=_find_hosts(export),
        omissions=tuple(omissions),
    )


def _read_terms(export: ZendeskExport) -> dict[int, tuple[ImportedTerm, int | None]]:
    """Return sections and categories by number, each with the number of what holds it."""
    labels: dict[int, dict[str, str]] = defaultdict(dict)
    descriptions: dict[int, dict[str, str]] = defaultdict(dict)
    parents: dict[int, int | None] = {}
    for each in [*export.rows["categories"], *export.rows["sections"]]:
        record: ZendeskSection = each.record
        parents.setdefault(record.id, record.parent_section_id or record.category_id)
        words = [(record.locale, record.name, record.description)]
        words += [(text.locale, text.title, text.body) for text in record.translations]
        for locale, name, description in words:
            if locale:
                labels[record.id].setdefault(locale, name)
                if description:
                    descriptions[record.id].setdefault(locale, description)
    for each in export.rows["translations"]:
        text: ZendeskTranslation = each.record
        if text.source_type.lower() in {"section", "category"}:
            labels[text.source_id][text.locale] = text.title
    return {
        number: (
            ImportedTerm(key=str(number), labels=labels[number], descriptions=descriptions[number]),
            parent,
        )
        for number, parent in parents.items()
    }


def _find_files(
    export: ZendeskExport, folder: SourceFolder, omissions: OmissionLog
) -> dict[str, ImportedFile]:
    """Return the attachments in the folder by their addresses; missing ones are omissions."""
    files: dict[str, ImportedFile] = {}
    on_disk = index_attachments(folder)
    for each in export.rows["article_attachments"]:
        record: ZendeskAttachment = each.record
        path = find_attachment(on_disk, record.id, record.file_name)
        if path is None:
            outcome = "not brought along: put the file into the folder of the export"
            omissions.add(
                each.location, "attachment that is not in the folder", outcome, record.file_name
            )
            continue
        for name in (record.content_url, urlsplit(record.content_url).path):
            files[name] = ImportedFile(name=record.file_name, path=path)
    return files


def _find_hosts(export: ZendeskExport) -> frozenset[str]:
    """Return the hosts that the articles stood at."""
    rows = [*export.rows["articles"], *export.rows["sections"], *export.rows["translations"]]
    urls = [getattr(each.record, "html_url", "") for each in rows]
    return frozenset(host for url in urls if (host := urlsplit(url).hostname))
