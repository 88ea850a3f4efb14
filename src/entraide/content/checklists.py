"""Read the checklists, `data/checklists.yml`. A project may have none."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from entraide.content.data_rows import DataRow, Record, build_rows_schema, read_rows
from entraide.content.front_matter import Tag, Text
from entraide.content.settings import Settings
from entraide.errors import Problem
from entraide.model.checklist import Checklist, ChecklistItem

TextByLocale = dict[str, Text]


class ItemRow(BaseModel):
    """One thing to keep."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Tag
    what: TextByLocale
    why: TextByLocale
    platform: Annotated[TextByLocale, Field(description="Whether we can use it.")]
    police: Annotated[TextByLocale, Field(description="Whether the police can use it.")]
    how: Annotated[TextByLocale, Field(description="How to keep it.")]
    never: Annotated[TextByLocale, Field(description="What never to do, after the word “Never”.")]


class ChecklistRow(DataRow):
    """A checklist; one without items is its warnings alone."""

    title: TextByLocale
    warnings: Annotated[list[TextByLocale], Field(description="Shown first, in bold.")]
    lead: Annotated[TextByLocale, Field(default_factory=dict, description="The line below them.")]
    items: Annotated[list[ItemRow], Field(default_factory=list)]


def build_checklists_schema() -> dict[str, Any]:
    """Return the JSON Schema of `data/checklists.yml`."""
    return build_rows_schema(ChecklistRow)


def read_checklists(settings: Settings) -> tuple[dict[str, Checklist], list[Problem]]:
    """Read the checklists; return them by id, in the order of the file, and the problems."""
    records, problems = read_rows(settings, "checklists", ChecklistRow)
    for record in records:
        problems += _check_texts(record, settings)
    return {record.row.id: _make_checklist(record.row) for record in records}, problems


def _make_checklist(row: ChecklistRow) -> Checklist:
    return Checklist(
        id=row.id,
        title=row.title,
        warnings=tuple(row.warnings),
        lead=row.lead,
        items=tuple(ChecklistItem(**dict(item)) for item in row.items),
    )


def _check_texts(record: Record[ChecklistRow], settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each text that a locale of the site lacks."""
    row = record.row
    yield from record.check_locales(row.title, settings.locales, "title")
    for at, warning in enumerate(row.warnings):
        yield from record.check_locales(warning, settings.locales, "warnings", at)
    if row.lead:
        yield from record.check_locales(row.lead, settings.locales, "lead")
    for at, item in enumerate(row.items):
        for key, words in item:
            if key != "id":
                yield from record.check_locales(words, settings.locales, "items", at, key)
