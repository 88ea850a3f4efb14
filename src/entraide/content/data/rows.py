"""Read files of data that are a list of rows, each with an id.

Every row is validated on its own: a broken one hides no other, and its mistakes have their lines
and the nearest known key. A project may lack any of these files.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from entraide.content.data.files import check_locales, check_repeated_ids, read_data
from entraide.content.field_types import Tag
from entraide.content.plain_text import check_data_signs
from entraide.content.settings import Settings
from entraide.content.validation import explain_no_list, validate
from entraide.content.yaml.documents import YamlDocument
from entraide.content.yaml.losses import YamlPath
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.locales import Locale


class DataRow(BaseModel):
    """What every row has."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Tag


AnyRow = TypeVar("AnyRow", bound=DataRow)
AnyModel = TypeVar("AnyModel", bound=BaseModel)


@dataclass(frozen=True)
class LocatedRow(Generic[AnyRow]):
    """One valid row, and where it stands."""

    row: AnyRow
    document: YamlDocument
    path: str

    def make_problem(self, what: str, cure: str, location: YamlPath = ()) -> Problem:
        """Return a problem at `location` of the row, or at the row itself."""
        return Problem(FileLine(self.path, self.document.get_line(location)), what, cure)

    def check_locales(
        self, words: Mapping[str, object], locales: Sequence[Locale], *location: str | int
    ) -> Iterator[Problem]:
        """Yield a problem for each of `locales` that `words`, at `location` of the row, lacks."""
        name = f"{self.row.id}: {'.'.join(map(str, location))}"
        where = FileLine(self.path, self.document.get_line(location))
        yield from check_locales(words, locales, name, where)


def read_rows(
    settings: Settings, name: str, kind: type[AnyRow], log: ProblemLog
) -> list[LocatedRow[AnyRow]]:
    """Read the rows of `data/<name>.yml`, in order; none if there is no such file."""
    file = settings.data / f"{name}.yml"
    if not os.path.lexists(file):
        return []
    path, document = read_data(settings, file, log)
    rows = document.value if isinstance(document.value, list) else []
    if document.is_sound and rows is not document.value:
        log.add(FileLine(path, 1), *explain_no_list(document.value))
    log.extend(check_data_signs(document, path))
    located_rows: list[LocatedRow[AnyRow]] = []
    for index in range(len(rows)):
        item = document.get_item(index)
        if row := validate(kind, item, path, log):
            located_rows.append(LocatedRow(row, item, path))
    lines = ((located.row.id, located.document.get_line(())) for located in located_rows)
    log.extend(check_repeated_ids(lines, path))
    first: dict[str, LocatedRow[AnyRow]] = {}
    for located in located_rows:
        first.setdefault(located.row.id, located)
    return list(first.values())


def read_single_row(
    settings: Settings, name: str, kind: type[AnyModel], log: ProblemLog
) -> tuple[AnyModel, YamlDocument, str] | None:
    """Read `data/<name>.yml`, which is one row: return it, its document and its path.

    None where there is no such file, or a broken one.
    """
    file = settings.data / f"{name}.yml"
    if not os.path.lexists(file):
        return None
    path, document = read_data(settings, file, log)
    if not document.is_sound:
        return None
    log.extend(check_data_signs(document, path))
    row = validate(kind, document, path, log)
    return (row, document, path) if row else None
