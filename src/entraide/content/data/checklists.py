"""Read the checklists, `data/checklists.yml`. A project may have none."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from entraide.content.data.rows import DataRow, LocatedRow, read_rows
from entraide.content.field_types import Tag, WordsByLocale
from entraide.content.settings import Settings
from entraide.errors import Problem, ProblemLog
from entraide.model.checklist import Checklist, ChecklistItem


class ItemRow(BaseModel):
    """One thing to keep."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Tag
    what: WordsByLocale
    why: WordsByLocale
    platform: Annotated[WordsByLocale, Field(description="Whether the platform can use it.")]
    police: Annotated[WordsByLocale, Field(description="Whether the police can use it.")]
    how: Annotated[WordsByLocale, Field(description="How to keep it.")]
    never: Annotated[
        WordsByLocale, Field(description="What never to do, in words that follow “Never”.")
    ]


class ChecklistRow(DataRow):
    """A checklist; one without items is its warnings alone."""

    title: WordsByLocale
    warnings: Annotated[list[WordsByLocale], Field(description="Shown first, in bold.")]
    lead: Annotated[
        WordsByLocale, Field(default_factory=dict, description="A line below the warnings.")
    ]
    items: Annotated[list[ItemRow], Field(default_factory=list)]


def read_checklists(settings: Settings, log: ProblemLog) -> dict[str, Checklist]:
    """Read the checklists; return them by id, in the order of the file."""
    rows = read_rows(settings, "checklists", ChecklistRow, log)
    for located in rows:
        log.extend(_check_texts(located, settings))
    return {located.row.id: _make_checklist(located.row) for located in rows}


def _make_checklist(row: ChecklistRow) -> Checklist:
    return Checklist(
        id=row.id,
        title=row.title,
        warnings=tuple(row.warnings),
        lead=row.lead,
        items=tuple(ChecklistItem(**dict(item)) for item in row.items),
    )


def _check_texts(located: LocatedRow[ChecklistRow], settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each text that a locale of the site lacks."""
    row = located.row
    yield from located.check_locales(row.title, settings.locales, "title")
    for at, warning in enumerate(row.warnings):
        yield from located.check_locales(warning, settings.locales, "warnings", at)
    if row.lead:
        yield from located.check_locales(row.lead, settings.locales, "lead")
    for at, item in enumerate(row.items):
        for key, words in item:
            if key != "id":
                yield from located.check_locales(words, settings.locales, "items", at, key)
