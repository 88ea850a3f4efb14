"""The objects of Zendesk's Help Center API, by the names of its reference.

A file is a page of a list (`{"articles": […], "next_page": …}`), one object (`{"article": {…}}`),
or a list alone. Articles may hold their `translations`, as “sideloading” gives them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from pydantic import Field

from entraide.errors import FileLine, ProblemLog
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.records import (
    ExportRecord,
    PlacedRecord,
    RecordDay,
    RecordList,
    RecordText,
)

VOTES = "left out: Entraide counts its own votes, from zero"
PEOPLE = "left out: a number that stands for a person"
PAGING = frozenset(
    {"count", "next_page", "previous_page", "page", "page_count", "per_page", "sort_by"}
    | {"sort_order", "meta", "links"}
)


class ZendeskRecord(ExportRecord):
    """What its objects share."""

    silent_keys: ClassVar[frozenset[str]] = frozenset(
        {"url", "name", "id", "outdated_locales", "created_at", "edited_at", "updated_at"}
        | {"html_url", "source_locale", "source_type", "content_type", "size"}
        | {"display_file_name", "relative_path", "built_in", "user_type", "sorting"}
    )
    outcomes: ClassVar[dict[str, str]] = {
        "vote_sum": VOTES,
        "vote_count": VOTES,
        "author_id": PEOPLE,
        "created_by_id": PEOPLE,
        "updated_by_id": PEOPLE,
        "promoted": "left out: name the entry under home.featured in data/settings.yml",
        "outdated": "left out: read the translation beside its source",
        "theme_template": "left out: pages have the templates of Entraide",
        "position": "left out: set `order` where the order matters",
        "permission_group_id": "left out: whoever may edit the project may edit every entry",
        "comments_disabled": "left out: entries take no comments",
    }


class ZendeskTranslation(ZendeskRecord):
    """A text in one language, of an article, a section or a category."""

    source_id: int = 0
    source_type: RecordText = ""
    locale: RecordText
    title: RecordText
    body: RecordText = ""
    draft: bool = False
    html_url: RecordText = ""
    updated_at: RecordDay = None


class ZendeskSection(ZendeskRecord):
    """A section or a category: what holds articles, or sections."""

    id: int
    name: RecordText
    description: RecordText = ""
    category_id: int | None = None
    parent_section_id: int | None = None
    locale: RecordText = ""
    translations: list[ZendeskTranslation] = Field(default_factory=list)


class ZendeskArticle(ZendeskRecord):
    """An article, with its text in the language it was asked for in."""

    id: int
    title: RecordText = ""
    body: RecordText = ""
    locale: RecordText = ""
    source_locale: RecordText = ""
    draft: bool = False
    section_id: int | None = None
    label_names: RecordList = Field(default_factory=list)
    content_tag_ids: RecordList = Field(default_factory=list)
    user_segment_id: int | None = None
    user_segment_ids: list[int] = Field(default_factory=list)
    html_url: RecordText = ""
    updated_at: RecordDay = None
    translations: list[ZendeskTranslation] = Field(default_factory=list)


class ZendeskAttachment(ZendeskRecord):
    """A file of an article: in its text where it is `inline`, else listed below it."""

    id: int
    article_id: int | None = None
    file_name: RecordText
    content_url: RecordText
    inline: bool = False


class ZendeskName(ZendeskRecord):
    """A content tag, or a segment of users, by its name."""

    id: RecordText
    name: RecordText


# Key of a list -> the model of its objects.
KINDS: dict[str, type[ZendeskRecord]] = {
    "articles": ZendeskArticle,
    "sections": ZendeskSection,
    "categories": ZendeskSection,
    "translations": ZendeskTranslation,
    "article_attachments": ZendeskAttachment,
    "content_tags": ZendeskName,
    "user_segments": ZendeskName,
}
OTHER_LISTS = {  # what the Help Center has beside articles -> what becomes of it
    "users": PEOPLE,
    "labels": "left out: articles name theirs",
    "comments": "left out: entries take no comments",
    "votes": VOTES,
    **dict.fromkeys(("topics", "posts"), "left out: of the community, which Entraide has not"),
    **dict.fromkeys(("subscriptions", "badges", "badge_assignments"), PEOPLE),
    **dict.fromkeys(
        ("permission_groups", "management_permission_groups"),
        "left out: whoever may edit the project may edit every entry",
    ),
}
ONE_OF = {
    "article": "articles",
    "section": "sections",
    "category": "categories",
    "translation": "translations",
    "article_attachment": "article_attachments",
}


def find_kind(row: Any) -> str:  # noqa: ANN401 - JSON
    """Return the list that an object without a name belongs to; "" where that is not clear."""
    keys = row.keys() if isinstance(row, dict) else set()
    if {"section_id", "title"} <= keys:
        return "articles"
    if {"category_id", "name"} <= keys:
        return "sections"
    if {"source_id", "locale"} <= keys:
        return "translations"
    if {"file_name", "content_url"} <= keys:
        return "article_attachments"
    return "categories" if {"name", "html_url", "source_locale"} <= keys else ""


@dataclass
class ZendeskExport:
    """Every object of an export, by its kind."""

    rows: dict[str, list[PlacedRecord[Any]]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def attachments(self) -> Mapping[int, list[ZendeskAttachment]]:
        """The files that are listed below each article, by its number."""
        listed: defaultdict[int, list[ZendeskAttachment]] = defaultdict(list)
        for each in self.rows["article_attachments"]:
            if each.record.article_id is not None and not each.record.inline:
                listed[each.record.article_id].append(each.record)
        return listed

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of content tags and of segments of users, by their numbers."""
        rows = [*self.rows["content_tags"], *self.rows["user_segments"]]
        return {each.record.id: each.record.name for each in rows}


def list_rows(
    value: Any,  # noqa: ANN401 - JSON
    name: str,
    log: ProblemLog,
    omissions: OmissionLog,
) -> dict[str, list[Any]]:
    """Return the objects of a document by kind; a problem where it has none that we know."""
    if isinstance(value, list):
        rows: dict[str, list[Any]] = defaultdict(list)
        for row in value:
            wrapped = [key for key in ONE_OF if isinstance(row, dict) and set(row) == {key}]
            kind = ONE_OF[wrapped[0]] if wrapped else find_kind(row)
            rows[kind].append(row[wrapped[0]] if wrapped else row)
        value = rows
    if isinstance(value, dict) and (kind := find_kind(value)):
        value = {kind: [value]}
    if not isinstance(value, dict):
        value = {"": value}
    rows = {ONE_OF.get(key, key): row for key, row in value.items() if key not in PAGING and row}
    for key in rows:
        if key in OTHER_LISTS:
            count = len(rows[key]) if isinstance(rows[key], list) else 1
            omissions.add(FileLine(name), f"list “{key}”", OTHER_LISTS[key], count=count)
        elif key not in KINDS:
            what = f"“{key}” is no list of the Help Center API" if key else "it is no such list"
            log.add(FileLine(name), what, "Export articles, sections, categories or translations")
    return {
        key: row if isinstance(row, list) else [row] for key, row in rows.items() if key in KINDS
    }
