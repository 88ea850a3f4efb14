"""Make articles of Zendesk's objects: their texts, tags, places and states."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from operator import itemgetter

from entraide.importers.articles import ImportedArticle, ImportedTerm, ImportedText
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.category_paths import list_ancestors
from entraide.importers.readers.records import PlacedRecord, add_second_text
from entraide.importers.readers.zendesk_records import (
    ZendeskArticle,
    ZendeskExport,
    ZendeskTranslation,
)
from entraide.importers.source_readers import ReadOptions
from entraide.model.entry import LARGEST_NUMBER, Status

ADDRESS = re.compile(
    r"/hc/(?:([a-z]{2,3}(?:-[a-z0-9]+)?)/)?articles/(\d+)(?:-([^/?#\"'\s]*))?", re.IGNORECASE
)
HREF = re.compile(
    r"""(\bhref\s*=\s*["']?)([^"'\s>]*/hc/[^"'\s>]*articles/\d[^"'\s>#]*)""", re.IGNORECASE
)
Terms = Mapping[int, tuple[ImportedTerm, int | None]]  # each with the number of what holds it


def iter_articles(
    export: ZendeskExport,
    options: ReadOptions,
    terms: Terms,
    omissions: OmissionLog,
) -> Iterator[ImportedArticle]:
    """Yield each article with all its texts, in the order of the export."""
    groups: dict[int, list[PlacedRecord[ZendeskArticle]]] = {}
    for each in export.rows["articles"]:
        groups.setdefault(each.record.id, []).append(each)
    translations: dict[int, list[PlacedRecord[ZendeskTranslation]]] = defaultdict(list)
    for row in export.rows["translations"]:
        if row.record.source_type.lower() in {"", "article"}:
            translations[row.record.source_id].append(row)
    for number, group in groups.items():
        first = group[0].record
        inside = [
            PlacedRecord(text, each.location) for each in group for text in each.record.translations
        ]
        rows = [*translations.pop(number, []), *inside]
        texts = _collect_texts(group, rows, options, omissions)
        if not texts:
            omissions.add(group[0].location, "article without a word", "left out", str(number))
            continue
        tags = _list_tags(group[0], export, omissions)
        yield ImportedArticle(
            key=str(number),
            texts=tuple(_make_text(text, number, export) for text in texts.values()),
            number=number if number <= LARGEST_NUMBER else None,
            source_language=first.source_locale,
            category=tuple(map(str, list_ancestors(first.section_id, terms, itemgetter(1)))),
            slug=next((match[3] or "" for match in [ADDRESS.search(first.html_url)] if match), ""),
            tags=tags,
            status=_find_status(group, texts, export, omissions),
        )
    for number, rows in translations.items():
        detail = f"of article {number}: {rows[0].record.title}"
        omissions.add(rows[0].location, "translation without its article", "left out", detail)


def _collect_texts(
    group: list[PlacedRecord[ZendeskArticle]],
    translations: list[PlacedRecord[ZendeskTranslation]],
    options: ReadOptions,
    omissions: OmissionLog,
) -> dict[str, PlacedRecord[ZendeskTranslation]]:
    """Return the texts of an article by language: a translation goes before an article's own."""
    rows = [row for row in translations if row.record.title or row.record.body]
    for each in group:
        record = each.record
        locale = record.locale or record.source_locale or options.language
        own = ZendeskTranslation(
            locale=locale,
            title=record.title,
            body=record.body,
            draft=record.draft,
            html_url=record.html_url,
            updated_at=record.updated_at,
        )
        if record.title or record.body:
            rows.append(PlacedRecord(own, each.location))
    texts: dict[str, PlacedRecord[ZendeskTranslation]] = {}
    for row in rows:
        first = texts.setdefault(row.record.locale, row).record
        if (first.title, first.body) != (row.record.title, row.record.body):
            add_second_text(row.location, row.record.locale, row.record.title, omissions)
    return dict(sorted(texts.items(), key=lambda pair: pair[0] != group[0].record.source_locale))


def _make_text(
    row: PlacedRecord[ZendeskTranslation], number: int, export: ZendeskExport
) -> ImportedText:
    record = row.record
    body = HREF.sub(_shorten_match, record.body) + _list_attachments(number, export)
    path = f"/hc/{record.locale}/articles/{number}"
    addresses = (record.html_url, path) if record.html_url else (path,)
    return ImportedText(
        language=record.locale,
        title=record.title,
        body=body,
        location=row.location,
        updated=record.updated_at,
        addresses=tuple(dict.fromkeys(addresses)),
        names=(f"/hc/articles/{number}",),
    )


def _shorten_match(match: re.Match[str]) -> str:
    """Return a link to an article without its title: the title in an address may be an old one."""
    return match[1] + ADDRESS.sub(
        lambda part: f"/hc/{part[1]}/articles/{part[2]}" if part[1] else f"/hc/articles/{part[2]}",
        match[2],
    )


def _list_attachments(number: int, export: ZendeskExport) -> str:
    """Return a list of the files that Zendesk shows below an article, as HTML; "" for none."""
    items = "".join(
        f'<li><a href="{escape(record.content_url)}">{escape(record.file_name)}</a></li>'
        for record in export.attachments.get(number, ())
    )
    return f"\n<ul>{items}</ul>" if items else ""


def _list_tags(
    row: PlacedRecord[ZendeskArticle], export: ZendeskExport, omissions: OmissionLog
) -> tuple[str, ...]:
    """Return labels and content tags; one whose name is not in the export is an omission."""
    names = export.names
    unnamed = [each for each in row.record.content_tag_ids if each not in names]
    if unnamed:
        detail = ", ".join(unnamed)
        omissions.add(
            row.location, "content tag without its name", "left out", detail, len(unnamed)
        )
    tags = [names[each] for each in row.record.content_tag_ids if each in names]
    return tuple(dict.fromkeys([*row.record.label_names, *tags]))


def _find_status(
    group: list[PlacedRecord[ZendeskArticle]],
    texts: Mapping[str, PlacedRecord[ZendeskTranslation]],
    export: ZendeskExport,
    omissions: OmissionLog,
) -> Status:
    """Return the status: a draft where not everybody could read every text of it."""
    status = Status.PUBLISHED
    segments = {each.record.user_segment_id for each in group} - {None}
    segments |= {number for each in group for number in each.record.user_segment_ids}
    for number in sorted(each for each in segments if each is not None):
        status = Status.DRAFT
        name = export.names.get(str(number), f"user segment {number}")
        omissions.add(
            group[0].location, "article that only some may read", "comes as a draft", name
        )
    drafts = {row.record.locale for row in texts.values() if row.record.draft}
    drafts |= {each.record.locale for each in group if each.record.draft}
    for locale in sorted(drafts):
        status = Status.DRAFT
        omissions.add(group[0].location, "draft", "comes as a draft", locale)
    return status
