"""Define the front matter of entries and home pages: its keys, their types, and its JSON Schema.

There are two kinds: that of a source version holds everything, that of a localised version only
what is its own. Mistakes are worded in `validation`.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from entraide.content.field_types import (
    TEXT_DIGEST,
    VISIBLE,
    Number,
    StrictModel,
    Tag,
    Text,
)
from entraide.content.validation import Model
from entraide.content.yaml.documents import YamlDocument
from entraide.model.entry import LARGEST_NUMBER, Status, VersionStatus
from entraide.model.revision import Significance
from entraide.model.text_fields import TEXT_FIELDS


class ChangeMatter(StrictModel):
    """What one revision changed for the reader."""

    revision: Annotated[
        int, Field(ge=2, le=LARGEST_NUMBER, description="The number of the revision.")
    ]
    date: Annotated[dt.date, Field(description="The day of the change.")]
    significance: Annotated[
        Significance, Field(strict=False, description="How much it matters to translations.")
    ]
    note: Annotated[Text, Field(description="What changed for readers. It is public.")]


Reviewer = Annotated[
    Text | None,
    Field(description="Who has reviewed it: a native speaker, a support service."),
]


def _open_name(value: object) -> object:
    """Return a name from an older file as a list with that name."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


Translators = Annotated[
    list[Text],
    BeforeValidator(_open_name, json_schema_input_type=Text | list[Text] | None),
    Field(description="Who is credited for it: a name, or a list of names."),
]
Reviewed = Annotated[dt.date | None, Field(description="The day of the review.")]


class HomeMatter(StrictModel):
    """The home page of a locale."""

    title: Text
    summary: Text


class SourceMatter(StrictModel):
    """The version an entry was written in, whatever its language."""

    id: Annotated[Number, Field(description="The number of the entry. Never change or reuse it.")]
    title: Annotated[Text, Field(description="The heading of the page.")]
    summary: Annotated[Text, Field(description="One sentence for lists, search and previews.")]
    tags: list[Tag] = Field(default_factory=list, description="Ids of data/tags.yml.")
    related: list[Number] = Field(
        default_factory=list, description="Numbers of entries that help too."
    )
    keywords: list[Text] = Field(default_factory=list, description="Found by search, not shown.")
    author: Annotated[
        Text,
        Field(description="Who is responsible for the entry: a name, or {{platform.team}}."),
    ]
    reviewer: Reviewer = None
    reviewed: Reviewed = None
    status: Annotated[
        Status,
        Field(
            strict=False,
            description="Archived: still at its address, and in no list. `entraide entry` writes "
            "it.",
        ),
    ]
    publish_on: Annotated[
        dt.date | None,
        Field(description="Of a draft: the first build on this day or later publishes it."),
    ] = None
    archive_on: Annotated[
        dt.date | None,
        Field(description="The first build on this day or later archives it."),
    ] = None
    revision: Annotated[Number, Field(description="1 at first; each recorded change adds 1.")]
    updated: Annotated[dt.date, Field(description="The day of the last revision.")]
    review_by: Annotated[dt.date | None, Field(description="Read it again by this day.")] = None
    sensitive: Annotated[
        bool, Field(description="The title must not show in a history or a preview.")
    ] = False
    order: Annotated[
        Number | None,
        Field(description="Its place in lists, the lowest first. Without it, last, by number."),
    ] = None
    moved_from: list[Text] = Field(
        default_factory=list,
        description="Former paths, such as scams/old-name. `entraide move` writes them.",
    )
    digest: Annotated[
        str | None,
        Field(
            pattern=TEXT_DIGEST,
            description="Stands for the text at this revision. `entraide revise` writes it.",
        ),
    ] = None
    changes: list[ChangeMatter] = Field(
        default_factory=list, description="Every revision from 2 on, the newest first."
    )

    @classmethod
    def suggest_key(cls, keys: tuple[str | int, ...]) -> str:
        if keys[0] in LocalisedMatter.model_fields:
            return "Remove it, or add source_revision if this is a translation"
        if keys[0] == "changes" and len(keys) > 1:
            return ChangeMatter.suggest_key(keys)
        return super().suggest_key(keys)


class LocalisedMatter(StrictModel):
    """Any other version of the entry: only what is its own; the rest is the source's."""

    id: Annotated[Number, Field(description="The number of its entry.")]
    title: Annotated[Text, Field(description="The heading of the page.")]
    summary: Annotated[Text, Field(description="One sentence for lists, search and previews.")]
    keywords: list[Text] = Field(default_factory=list, description="Found by search, not shown.")
    notes: dict[int, Text] = Field(
        default_factory=dict, description="Translated notes of changes, by revision."
    )
    source_revision: Annotated[
        Number, Field(description="The revision of the source it was made from.")
    ]
    status: Annotated[
        VersionStatus | None,
        Field(
            strict=False,
            description="Where not all of it is translated. Draft: readers get the source. "
            "Partial: what is missing stands in the language of the source.",
        ),
    ] = None
    translator: Translators = Field(default_factory=list)
    reviewer: Reviewer = None
    reviewed: Reviewed = None
    updated: Annotated[dt.date, Field(description="The day of its last change.")]

    @classmethod
    def suggest_key(cls, keys: tuple[str | int, ...]) -> str:
        if keys[0] in SourceMatter.model_fields:
            return "Remove it: it belongs to the source version"
        return super().suggest_key(keys)


Matter = SourceMatter | LocalisedMatter


def parse_field(name: str, text: str) -> str | list[str]:
    """Return the value of a translated field, given its text: a list has an item a line."""
    if not TEXT_FIELDS[name].is_list:
        return text
    items = (line.strip(" \t,;") for line in text.splitlines())
    return [item for item in items if re.search(VISIBLE, item)]


def get_matter_kind(value: Mapping[str, Any]) -> type[SourceMatter | LocalisedMatter]:
    """Return the kind of front matter that `value` is: a localised one has `source_revision`."""
    return LocalisedMatter if "source_revision" in value else SourceMatter


STAND_INS: dict[str, Any] = {
    **dict.fromkeys(("title", "summary", "author"), "…"),
    **dict.fromkeys(("revision", "source_revision"), 1),
    "status": Status.PUBLISHED,
    "updated": dt.date.min,
}


def salvage_matter(kind: type[Model], document: YamlDocument) -> Model | None:
    """Return `document` without its broken keys, so that the rest of the file is checked too.

    Values of STAND_INs replace broken keys that are required; checks do not judge those. None if
    the id itself is broken, or if the document is no mapping.
    """
    if not isinstance(document.value, dict):
        return None
    try:
        return kind.model_validate(document.value)
    except ValidationError as error:
        broken = {str(mistake["loc"][0]) for mistake in error.errors() if mistake["loc"]}
    if "id" in broken:
        return None
    valid_fields = {key: value for key, value in document.value.items() if str(key) not in broken}
    return kind.model_validate(
        valid_fields
        | {
            key: STAND_INS[key]
            for key in broken & STAND_INS.keys() & kind.model_fields.keys()
            if kind.model_fields[key].is_required()
        }
    )
