"""Define the front matter of entries and home pages: its keys, their types, and its JSON Schema.

There are two kinds: that of a source version holds everything, that of a localised version only
what is its own. pydantic finds every mistake; `explain_mistakes` words them for people.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from entraide.content.field_types import (
    LONGEST_FIELD,
    SHAPES,
    VISIBLE,
    EntryAddress,
    Number,
    StrictModel,
    Tag,
    Text,
)
from entraide.content.yaml.documents import MisreadNumber, YamlDocument
from entraide.errors import FileLine, Problem, ProblemLog, suggest_name
from entraide.model.entry import LARGEST_NUMBER, Status
from entraide.model.revision import Significance
from entraide.model.text_fields import TEXT_FIELDS

# How the name of a mistake begins, what it says about the value, and the cure.
MISTAKES = (
    ("date", ", which is no date", "Write a real day as YYYY-MM-DD"),
    ("string_too_short", "", "Write some words"),
    ("string_too_long", "", f"Write {LONGEST_FIELD:_} signs at most"),
    ("too_short", "", "Write at least one item"),
    ("string", ", not text", "Write words; put quotes around what YAML takes for something else"),
    ("int", ", not a whole number", "Write digits only, without quotes"),
    (
        "less_than_equal",
        ", which is too high",
        "Write 9 digits at most",
    ),
    ("greater_than_equal", ", which is too low", "Revisions and ids count from 1; changes from 2"),
    ("bool", ", not true or false", "Write true or false, without quotes"),
    ("list", ", not a list", "Write it in brackets: [one, two]"),
    ("dict", ", not a mapping", "Write it in braces: {2: what has changed}"),
    ("model", ", not a mapping", "Write its keys in braces: {key: value, key: value}"),
)
QUOTED = re.compile(r"'([\w ]+)'")


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
        Field(strict=False, description="Archived: still at its address, and in no list."),
    ]
    revision: Annotated[Number, Field(description="1 at first; each recorded change adds 1.")]
    updated: Annotated[dt.date, Field(description="The day of the last revision.")]
    review_by: Annotated[dt.date | None, Field(description="Read it again by this day.")] = None
    sensitive: Annotated[
        bool, Field(description="The title must not show in a history or a preview.")
    ] = False
    moved_from: list[EntryAddress] = Field(
        default_factory=list, description="Former paths, such as scams/old-name."
    )
    changes: list[ChangeMatter] = Field(
        default_factory=list, description="Every revision from 2 on, the newest first."
    )


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
    translator: Annotated[Text | None, Field(description="Who is credited for it.")] = None
    reviewer: Reviewer = None
    reviewed: Reviewed = None
    updated: Annotated[dt.date, Field(description="The day of its last change.")]


Matter = SourceMatter | LocalisedMatter
Model = TypeVar("Model", bound=BaseModel)


def parse_field(name: str, text: str) -> str | list[str]:
    """Return the value of a translated field, given its text: a list has an item a line."""
    if not TEXT_FIELDS[name].is_list:
        return text
    items = (line.strip(" \t,;") for line in text.splitlines())
    return [item for item in items if re.search(VISIBLE, item)]


def get_matter_kind(value: Mapping[str, Any]) -> type[SourceMatter | LocalisedMatter]:
    """Return the kind of front matter that `value` is: a localised one has `source_revision`."""
    return LocalisedMatter if "source_revision" in value else SourceMatter


def validate(kind: type[Model], document: YamlDocument, path: str, log: ProblemLog) -> Model | None:
    """Return `document` as a `kind`; None if it does not fit."""
    try:
        return kind.model_validate(document.value)
    except ValidationError as error:
        log.extend(explain_mistakes(error, kind, document, path))
        return None


STAND_INS: dict[str, Any] = {
    **dict.fromkeys(("title", "summary", "author"), "…"),
    **dict.fromkeys(("revision", "source_revision"), 1),
    "status": Status.PUBLISHED,
    "updated": dt.date.min,
}


def salvage_matter(kind: type[Model], document: YamlDocument) -> Model | None:
    """Return `document` without its broken keys, so that the rest of the file is checked as well.

    Values of STAND_INS take the place of broken keys that are needed: no check may judge those.
    Returns None if the id itself is broken, or the document is no mapping.
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
        | {key: STAND_INS[key] for key in broken & STAND_INS.keys() & kind.model_fields.keys()}
    )


def explain_mistakes(
    error: ValidationError, kind: type[BaseModel], document: YamlDocument, path: str
) -> Iterator[Problem]:
    """Yield a problem, in our words and with its line, for each mistake that pydantic found."""
    for mistake in error.errors(include_url=False):
        place = mistake["loc"]
        explanation = _explain_mistake(mistake["type"], mistake, kind)
        yield Problem(FileLine(path, document.get_line(place)), *explanation)


def _explain_mistake(
    code: str, mistake: Mapping[str, Any], kind: type[BaseModel]
) -> tuple[str, str]:
    """Return what is wrong, and the cure, for one mistake of pydantic's, whose type is `code`."""
    keys = [str(part) for part in mistake["loc"] if isinstance(part, str) and part != "[key]"]
    name = f"“{'.'.join(keys)}”" if keys else "the file"
    shown = describe_value(mistake["input"])
    if code == "missing":
        return f"{name} is missing", f"Add “{keys[-1]}: …”"
    if code in {"extra_forbidden", "invalid_key"}:
        return f"“{mistake['loc'][-1]}” is not a key here", _suggest_key(mistake["loc"], kind)
    if code == "enum":
        allowed = QUOTED.sub(r"“\1”", mistake["ctx"]["expected"])
        return f"{name} is {shown}", f"Use {allowed}"
    if code == "string_pattern_mismatch":
        pattern = mistake["ctx"]["pattern"]
        return f"{name} " + ("is blank" if pattern == VISIBLE else f"has {shown}"), SHAPES[pattern]
    for start, wrong, cure in MISTAKES:
        if code.startswith(start):
            return f"{name} is {shown}{wrong}", cure
    return f"{name} is {shown}", mistake["msg"]


def _suggest_key(place: tuple[str | int, ...], kind: type[BaseModel]) -> str:
    """Return the cure for a key that is unknown, or belongs to the other kind of version."""
    if kind is LocalisedMatter and place[0] in SourceMatter.model_fields:
        return "Remove it: it belongs to the source version"
    if kind is SourceMatter and place[0] in LocalisedMatter.model_fields:
        return "Remove it, or add source_revision if this is a translation"
    fields = ChangeMatter if place[0] == "changes" and len(place) > 1 else kind
    return suggest_name(str(place[-1]), fields.model_fields)


def describe_value(value: object) -> str:
    """Describe a value as messages name it: “text”, “a list”, “empty”."""
    if value is None or value == "":
        return "empty"
    if isinstance(value, bool):
        return "the YAML word " + ("true" if value else "false")
    if isinstance(value, str | MisreadNumber):
        value = str(value)
        return f"“{shorten(value, 60, placeholder=' …')}”"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a mapping"
    return str(value)
