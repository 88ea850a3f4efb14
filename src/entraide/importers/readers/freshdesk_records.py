"""The objects of Freshdesk's API for solutions, by the names of its reference."""

from typing import Any, ClassVar

from pydantic import Field, field_validator

from entraide.importers.readers.records import (
    ExportRecord,
    RecordDay,
    RecordList,
    RecordText,
)

PUBLISHED = 2  # of `status`; 1 is a draft
EVERYBODY = 1  # of `visibility`; the others are users who sign in, agents, companies, contacts
WORKAROUND = 2  # of `type`; 1 is permanent
VOTES = "left out: Entraide counts its own votes, from zero"
PEOPLE = "left out: a number that stands for a person"


class FreshdeskData(ExportRecord):
    """What a step of `hierarchy` names."""

    id: int
    name: RecordText = ""
    language: RecordText = ""


class FreshdeskStep(ExportRecord):
    """A category or a folder above an article."""

    level: int = 0
    type: RecordText = ""
    data: FreshdeskData


class FreshdeskSeo(ExportRecord):
    """What search engines are told."""

    meta_description: RecordText = ""
    meta_keywords: RecordList = Field(default_factory=list)


class FreshdeskAttachment(ExportRecord):
    """A file that is listed below an article."""

    silent_keys: ClassVar[frozenset[str]] = frozenset(
        {"content_type", "size", "created_at", "updated_at", "thumb_url"}
    )

    id: int = 0
    name: RecordText
    attachment_url: RecordText = ""


class FreshdeskCategory(ExportRecord):
    """A category of solutions."""

    silent_keys: ClassVar[frozenset[str]] = frozenset(
        {"created_at", "updated_at", "articles_count", "sub_folders_count", "articles_order"}
        | {"position", "language", "default_category", "is_default"}
    )

    id: int
    name: RecordText
    description: RecordText = ""


class FreshdeskFolder(FreshdeskCategory):
    """A folder in a category, or in another folder."""

    visibility: int = 0
    category_id: int | None = None
    parent_folder_id: int | None = None
    hierarchy: list[FreshdeskStep] = Field(default_factory=list)


class FreshdeskArticle(ExportRecord):
    """An article in one language: `/articles/ID` in the first, `/articles/ID/CODE` in another."""

    silent_keys: ClassVar[frozenset[str]] = frozenset(
        {
            "description_text",
            "created_at",
            "modified_at",
            "folder_name",
            "category_name",
            "position",
        }
    )
    outcomes: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("thumbs_up", "thumbs_down", "hits", "views", "feedback_count"), VOTES),
        **dict.fromkeys(("agent_id", "user_id", "modified_by"), PEOPLE),
        "meta_title": "left out: search engines are told the title",
    }

    id: int
    type: int = 1
    title: RecordText
    description: RecordText = ""
    status: int = 1
    category_id: int | None = None
    folder_id: int | None = None
    hierarchy: list[FreshdeskStep] = Field(default_factory=list)
    language: RecordText = ""
    tags: RecordList = Field(default_factory=list)
    keywords: RecordList = Field(default_factory=list)
    seo_data: FreshdeskSeo = FreshdeskSeo()
    updated_at: RecordDay = None
    attachments: list[FreshdeskAttachment] = Field(default_factory=list)
    folder_visibility: int | None = None  # of Freshservice

    @field_validator("attachments", "hierarchy", mode="before")
    @classmethod
    def _read_list(cls, value: Any) -> Any:  # noqa: ANN401 - JSON
        return value or []

    @field_validator("seo_data", mode="before")
    @classmethod
    def _read_seo(cls, value: Any) -> Any:  # noqa: ANN401 - JSON
        return value or {}

    @property
    def named_language(self) -> str:
        """The language that the object names; "" where it names none."""
        steps = [step.data.language for step in self.hierarchy if step.data.language]
        return self.language or (steps[-1] if steps else "")


def find_kind(row: Any) -> type[ExportRecord] | None:  # noqa: ANN401 - JSON
    """Return the model of an object, which no key names; None where it is none of ours."""
    keys = row.keys() if isinstance(row, dict) else set()
    if {"id", "title", "description"} <= keys:
        return FreshdeskArticle
    if {"id", "name"} <= keys:
        return FreshdeskFolder if keys & {"visibility", "articles_count"} else FreshdeskCategory
    return None
