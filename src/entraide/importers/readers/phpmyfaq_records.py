"""The objects of phpMyFAQ: of its exports, its REST API (v3.0 to v4.0), and its tables as CSV.

One thing has several names there, from version to version: `title` became `question`, `content`
became `answer`, `active: "yes"` became `status: "published"`.
"""

from typing import Any, ClassVar

from pydantic import AliasChoices, Field

from entraide.importers.readers.records import (
    ExportRecord,
    RecordDay,
    RecordList,
    RecordText,
)

PERSONAL = "left out: what says who somebody is does not come along"
OWN_COUNT = "left out: Entraide counts for itself, from zero"


class FaqRow(ExportRecord):
    """An FAQ in one language, whatever the file is that it stands in."""

    silent_keys: ClassVar[frozenset[str]] = frozenset(
        {
            "created",
            "revision_id",
            "sticky_order",
            "links_state",
            "links_check_date",
            "lastmodified",
        }
    )
    outcomes: ClassVar[dict[str, str]] = {
        "email": PERSONAL,
        "comment": "left out: entries take no comments",
        "notes": "left out: a note for staff, which no page may show",
        "visits": OWN_COUNT,
    }

    id: int | None = Field(default=None, validation_alias=AliasChoices("id", "faq-id"))
    language: RecordText = Field(validation_alias=AliasChoices("language", "lang"))
    question: RecordText = Field(validation_alias=AliasChoices("question", "title", "thema"))
    answer: RecordText = Field(default="", validation_alias=AliasChoices("answer", "content"))
    keywords: RecordList = Field(default_factory=list)
    author: RecordText = ""
    updated: RecordDay = Field(
        default=None,
        validation_alias=AliasChoices("updated", "last_modified", "date", "datum", "data"),
    )
    status: RecordText = Field(
        default="published", validation_alias=AliasChoices("status", "active", "is-active")
    )
    sticky: RecordText = Field(default="", validation_alias=AliasChoices("sticky", "is-sticky"))
    category: RecordText = ""  # names, outermost first, between “ >> ”
    category_id: int | None = Field(
        default=None, validation_alias=AliasChoices("category_id", "category-id")
    )
    category_name: RecordText = Field(
        default="", validation_alias=AliasChoices("category_name", "category-name")
    )
    solution_id: int | None = None
    link: RecordText = ""
    date_start: RecordDay = Field(
        default=None, validation_alias=AliasChoices("date_start", "dateStart")
    )
    date_end: RecordDay = Field(default=None, validation_alias=AliasChoices("date_end", "dateEnd"))

    @property
    def is_public(self) -> bool:
        """Whether visitors could read it, but for the days between which they could."""
        return self.status.lower() in {"published", "yes", "y", "true", "1"}

    @property
    def is_sticky(self) -> bool:
        return self.sticky.lower() not in {"", "0", "no", "false"}


class CategoryRow(ExportRecord):
    """A category in one language."""

    silent_keys: ClassVar[frozenset[str]] = frozenset(
        {"level", "show_home", "active", "user_id", "group_id"}
    )

    id: int
    language: RecordText = Field(default="", validation_alias=AliasChoices("language", "lang"))
    parent_id: int = 0
    name: RecordText
    description: RecordText = ""


class PlaceRow(ExportRecord):
    """Which category an FAQ is in: a row of a list, or of the table of relations."""

    silent_keys: ClassVar[frozenset[str]] = frozenset(
        {"record_lang", "record_title", "record_preview", "record_link", "record_updated"}
        | {"record_created", "category_lang", "visits"}
    )

    record_id: int
    category_id: int


class TagRow(ExportRecord):
    """A tag."""

    id: int = Field(validation_alias=AliasChoices("tagId", "tagging_id"))
    name: RecordText = Field(validation_alias=AliasChoices("tagName", "tagging_name"))


class TaggingRow(ExportRecord):
    """Which tag an FAQ has: a row of a table."""

    record_id: int
    tagging_id: int


class PermissionRow(ExportRecord):
    """Who may read an FAQ: a row of a table; -1 is everybody."""

    record_id: int
    who: int = Field(validation_alias=AliasChoices("user_id", "group_id"))


class AttachmentRow(ExportRecord):
    """A file of an FAQ; the name of the document says of which: `attachments-7.json`."""

    filename: RecordText
    url: RecordText


# Keys that an object has -> what it is: a model, or the kind of what no entry has a place for.
KINDS: tuple[tuple[frozenset[str], type[ExportRecord] | str], ...] = (
    (frozenset({"record_id", "category_id"}), PlaceRow),
    (frozenset({"record_id", "tagging_id"}), TaggingRow),
    (frozenset({"record_id", "user_id"}), PermissionRow),
    (frozenset({"record_id", "group_id"}), PermissionRow),
    (frozenset({"tagId", "tagName"}), TagRow),
    (frozenset({"tagging_id", "tagging_name"}), TagRow),
    (frozenset({"parent_id", "name"}), CategoryRow),
    (frozenset({"filename", "url"}), AttachmentRow),
    (frozenset({"item", "definition"}), "glossary term"),
    (frozenset({"recordId", "username", "comment"}), "comment"),
    (frozenset({"username", "question", "isVisible"}), "open question"),
    (frozenset({"language", "question", "answer"}), FaqRow),
    (frozenset({"lang", "question", "answer"}), FaqRow),
    (frozenset({"lang", "title", "content"}), FaqRow),
    (frozenset({"lang", "thema", "content"}), FaqRow),
    (frozenset({"category-name", "parent-id"}), "category without a number"),
    (frozenset({"question", "url"}), "row of a list of popular or newest FAQs"),
)
OUTCOMES = {
    "glossary term": "left out: write it in data/glossary.yml",
    "comment": "left out: entries take no comments",
    "open question": "left out: nobody has answered it",
    "category without a number": "left out: FAQs name the one that they are in",
    "row of a list of popular or newest FAQs": "left out: it has no text",
}


def find_kind(row: Any) -> type[ExportRecord] | str:  # noqa: ANN401 - JSON
    """Return what an object is; "" where it is nothing of phpMyFAQ."""
    keys = row.keys() if isinstance(row, dict) else set()
    return next((kind for needed, kind in KINDS if needed <= keys), "")
