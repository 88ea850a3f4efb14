"""Read what phpMyFAQ exports: its JSON, XML and CSV, and the answers of its REST API.

A folder of such files is read as one. Files of the tables `faqdata_user` and `faqdata_groups` say
who may read an FAQ; the exports and the API say nothing of that.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from typing import Any

from entraide.errors import FileLine, ProblemLog
from entraide.importers.articles import ImportedArticle, ImportedSite, ImportedTerm
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.category_paths import list_ancestors, sort_categories
from entraide.importers.readers.phpmyfaq_files import FileRow, iter_rows
from entraide.importers.readers.phpmyfaq_records import (
    OUTCOMES,
    AttachmentRow,
    CategoryRow,
    FaqRow,
    PermissionRow,
    PlaceRow,
    TaggingRow,
    TagRow,
    find_kind,
)
from entraide.importers.readers.phpmyfaq_texts import (
    find_hosts,
    find_status,
    make_text,
    split_path,
)
from entraide.importers.readers.records import (
    FRESH_EXPORT,
    PlacedRecord,
    count_unused_keys,
    parse_records,
    read_head,
)
from entraide.importers.source_readers import ReadOptions
from entraide.model.entry import LARGEST_NUMBER

MARKS = re.compile(
    r'"faq"\s*:\s*\{|"solution_id"\s*:|"revision_id"\s*:|"faq-id"\s*:|<phpmyfaq>|'
    r'^"?id"?,"?lang"?,"?solution_id"?',
    re.MULTILINE,
)
FORM_ROW = re.compile(
    r'^"?\d+"?,.+,"?(?:true|false)"?,"?(?:true|false)"?\s*$', re.MULTILINE | re.IGNORECASE
)
NUMBER_IN_NAME = re.compile(r"(\d{1,9})\.json$")
EVERYBODY = -1


@dataclass
class _PhpmyfaqExport:
    """Every row of the export, by what it is; `escaped` holds where answers are escaped HTML."""

    rows: dict[type[Any], list[PlacedRecord[Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    escaped: set[FileLine] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Links:
    """What tables and lists add to FAQs, by their numbers."""

    categories: Mapping[int, CategoryRow]
    places: Mapping[int, list[int]]
    tags: Mapping[int, list[str]]
    private: frozenset[int]
    attachments: Mapping[int, str]  # as HTML


def detect_source(path: Path) -> bool:
    """Return whether a file at `path` begins as one of phpMyFAQ does."""
    if MARKS.search(read_head(path, ".json", ".xml", ".csv")):
        return True
    return bool(FORM_ROW.search(read_head(path, ".csv")))


def read_source(path: Path, options: ReadOptions, log: ProblemLog) -> ImportedSite:
    """Read the files at `path`, one or a folder of them."""
    omissions, export = OmissionLog(), _PhpmyfaqExport()
    for row in iter_rows(path, log, omissions):
        _add_row(row, export, log, omissions)
    links = _find_links(export, omissions)
    groups = _group_faqs(export, omissions)
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    articles = tuple(_iter_articles(groups, links, labels, (export, omissions)))
    descriptions = _read_descriptions(export)
    terms = {
        key: ImportedTerm(key=key, labels=words, descriptions=descriptions.get(key, {}))
        for key, words in labels.items()
    }
    sorting = sort_categories(articles, terms, options.language)
    for records in export.rows.values():
        count_unused_keys(records, omissions)
    if not articles and not log:
        log.add(FileLine(path.name), "no FAQ is in it", FRESH_EXPORT)
    return ImportedSite(
        articles=sorting.articles,
        categories=sorting.categories,
        tags=sorting.tags,
        hosts=find_hosts(row.record for row in export.rows[FaqRow]),
        default_language=options.language,
        omissions=tuple(omissions),
    )


def _read_descriptions(export: _PhpmyfaqExport) -> Mapping[str, Mapping[str, str]]:
    """Return what describes each category, by its number and by language."""
    descriptions: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for each in export.rows[CategoryRow]:
        row: CategoryRow = each.record
        if words := unescape(row.description).strip():
            descriptions[str(row.id)].setdefault(row.language, words)
    return descriptions


def _add_row(
    row: FileRow, export: _PhpmyfaqExport, log: ProblemLog, omissions: OmissionLog
) -> None:
    """Add a row to `export`; one that no entry has a place for is an omission."""
    kind = find_kind(row.value)
    if isinstance(kind, str):
        if kind:
            omissions.add(FileLine(row.location.path), kind, OUTCOMES[kind])
        else:
            log.add(row.location, "this is nothing that phpMyFAQ exports", FRESH_EXPORT)
        return
    for each in parse_records(kind, [row.value], row.location.path, log):
        export.rows[kind].append(PlacedRecord(each.record, row.location))
        if row.escaped:
            export.escaped.add(row.location)


def _find_links(export: _PhpmyfaqExport, omissions: OmissionLog) -> _Links:
    places: dict[int, list[int]] = defaultdict(list)
    for each in export.rows[PlaceRow]:
        places[each.record.record_id].append(each.record.category_id)
    names = {each.record.id: each.record.name for each in export.rows[TagRow]}
    tags: dict[int, list[str]] = defaultdict(list)
    for each in export.rows[TaggingRow]:
        if name := names.get(each.record.tagging_id):
            tags[each.record.record_id].append(name)
    if names and not tags:
        where = FileLine(export.rows[TagRow][0].location.path)
        outcome = "left out: no file says which FAQ has it (faqdata_tags.csv does)"
        omissions.add(where, "tag", outcome, ", ".join(names.values()), len(names))
    attachments: dict[int, str] = defaultdict(str)
    for row in export.rows[AttachmentRow]:
        record: AttachmentRow = row.record
        match = NUMBER_IN_NAME.search(row.location.path)
        if match is None:
            omissions.add(
                row.location, "attachment of an FAQ that the file does not name", "left out"
            )
            continue
        link = f'<a href="{escape(record.url)}">{escape(record.filename)}</a>'
        attachments[int(match[1])] += f"<li>{link}</li>"
    return _Links(
        {each.record.id: each.record for each in reversed(export.rows[CategoryRow])},
        places,
        tags,
        frozenset(
            each.record.record_id
            for each in export.rows[PermissionRow]
            if each.record.who != EVERYBODY
        ),
        attachments,
    )


def _get_question(record: FaqRow) -> tuple[str, str]:
    """Return the language and the question, which has no sign # in a file for the form."""
    return record.language, record.question.strip().replace("＃", "#")


def _group_faqs(
    export: _PhpmyfaqExport, omissions: OmissionLog
) -> dict[str, dict[str, PlacedRecord[FaqRow]]]:
    """Return the FAQs by number and language. One that stands in two categories stands twice."""
    groups: dict[str, dict[str, PlacedRecord[FaqRow]]] = {}
    rows = export.rows[FaqRow]
    by_number = {_get_question(row.record) for row in rows if row.record.id}
    for row in rows:
        record: FaqRow = row.record
        if not record.id and _get_question(record) in by_number:
            what, outcome = (
                "row of an FAQ that another file has, too",
                "left out: that has its number",
            )
            omissions.add(row.location, what, outcome, record.question)
            continue
        if not record.question.strip() and not record.answer.strip():
            omissions.add(row.location, "FAQ without a word", "left out", str(record.id or ""))
            continue
        key = str(record.id) if record.id else f"{row.location.path}:{row.location.line}"
        texts = groups.setdefault(key, {})
        first = texts.setdefault(record.language, row)
        if first is row:
            continue
        if (first.record.question, first.record.answer) != (record.question, record.answer):
            what = "second text of one number and language"
            omissions.add(row.location, what, "left out: the first one counts", record.question)
        elif first.record.category != record.category:
            what = "second category of an entry"
            omissions.add(row.location, what, "left out: an entry is in one", record.category)
    if any(":" in key for key in groups):
        where = FileLine(next(key for key in groups if ":" in key).partition(":")[0])
        outcome = "each row is an article; give two the same place in the plan to pair them"
        omissions.add(where, "table that does not say which languages belong together", outcome)
    return groups


def _iter_articles(
    groups: Mapping[str, Mapping[str, PlacedRecord[FaqRow]]],
    links: _Links,
    labels: dict[str, dict[str, str]],
    source: tuple[_PhpmyfaqExport, OmissionLog],
) -> Iterator[ImportedArticle]:
    """Yield each FAQ with all its languages; words of categories are put into `labels`."""
    export, omissions = source
    for key, rows in groups.items():
        number = int(key) if key.isdecimal() else None
        first = next(iter(rows.values()))
        category = _find_category(rows, links, labels, omissions)
        items = links.attachments.get(number or 0, "")
        texts = tuple(
            make_text(row, items, escaped=row.location in export.escaped) for row in rows.values()
        )
        if any(row.record.is_sticky for row in rows.values()):
            outcome = "left out: name the entry under home.featured in data/settings.yml"
            omissions.add(first.location, "sticky FAQ", outcome, unescape(first.record.question))
        yield ImportedArticle(
            key=key,
            texts=texts,
            number=number if number and number <= LARGEST_NUMBER else None,
            category=category,
            tags=tuple(dict.fromkeys(links.tags.get(number or 0, ()))),
            status=find_status(rows, omissions, is_private=number in links.private),
        )


def _find_category(
    rows: Mapping[str, PlacedRecord[FaqRow]],
    links: _Links,
    labels: dict[str, dict[str, str]],
    omissions: OmissionLog,
) -> tuple[str, ...]:
    """Return the keys of the categories around an FAQ, and note their words in each language."""
    first = next(iter(rows.values()))
    record: FaqRow = first.record
    numbers = [*filter(None, [record.category_id]), *links.places.get(record.id or 0, ())]
    known = [number for number in dict.fromkeys(numbers) if number in links.categories]
    for number in known[1:]:
        name = links.categories[number].name
        omissions.add(
            first.location, "second category of an entry", "left out: an entry is in one", name
        )
    if known:
        return _list_parents(known[0], links.categories, labels)
    paths = {language: split_path(row.record) for language, row in rows.items()}
    own = paths[record.language]
    keys = tuple(" >> ".join(own[: depth + 1]) for depth in range(len(own)))
    if not keys and numbers:
        return (f"category {numbers[0]}",)
    for language, path in paths.items():
        if len(path) == len(own):
            for key, word in zip(keys, path, strict=False):
                labels[key].setdefault(language, word)
    return keys


def _list_parents(
    number: int, categories: Mapping[int, CategoryRow], labels: dict[str, dict[str, str]]
) -> tuple[str, ...]:
    numbers = list_ancestors(number, categories, lambda row: row.parent_id)
    for each in reversed(numbers):
        row = categories[each]
        labels[str(each)].setdefault(row.language, unescape(row.name))
    return tuple(map(str, numbers))
