"""Read who asked to be named as a translator, `data/people.yml`. A project may have none."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from entraide.content.data.rows import read_single_row
from entraide.content.field_types import Text
from entraide.content.settings import Settings
from entraide.content.yaml.documents import YamlDocument
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.listed_people import ListedPerson

FILE_STEM = "people"


class PeopleRow(BaseModel):
    """Who is named on the page of those who translate. Nobody is who has not asked for it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    listed: Annotated[
        list[Text],
        Field(
            description="The names of those who asked to be listed, as `translator` has them. "
            "Without any, there is no such page."
        ),
    ]


def read_people(settings: Settings, log: ProblemLog) -> tuple[ListedPerson, ...]:
    """Read the people in the order of the file; none where there is no file, or a broken one."""
    single = read_single_row(settings, FILE_STEM, PeopleRow, log)
    if single is None:
        return ()
    row, document, path = single
    people = tuple(
        ListedPerson(name, document.get_line(("listed", at))) for at, name in enumerate(row.listed)
    )
    log.extend(_check_names(people, document, path))
    return people


def _check_names(
    people: tuple[ListedPerson, ...], document: YamlDocument, path: str
) -> Iterator[Problem]:
    """Yield each name that stands there twice, or is several."""
    names = [each.name.casefold() for each in people]
    for at, person in enumerate(people):
        where = FileLine(path, document.get_line(("listed", at)))
        if names.index(names[at]) != at:
            yield Problem(where, f"“{person.name}” stands there twice", "Keep one of the two")
        if "," in person.name:
            yield Problem(where, f"“{person.name}” is several names", "Write one in each row")
