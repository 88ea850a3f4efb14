"""Read JSON that our own commands write, and report mistakes with their lines."""

import json
import os
from abc import abstractmethod
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, RootModel

from entraide.content.data.files import check_data_link, find_repeats
from entraide.content.settings import Settings
from entraide.content.text_files import read_text
from entraide.content.validation import Model, validate
from entraide.content.yaml.documents import UNREADABLE, YamlDocument, read_yaml
from entraide.errors import FileLine, ProblemLog


class TitledRow(BaseModel):
    """A row of such a file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @property
    @abstractmethod
    def title(self) -> str:
        """What messages call it."""


Row = TypeVar("Row", bound=TitledRow)


@dataclass(frozen=True, slots=True)
class JsonSource:
    """What problems of a JSON text say: its path, the cure, and what is said of no JSON at all."""

    path: str
    cure: str
    no_json: str = "this is not JSON"


def read_json(kind: type[Model], text: str, source: JsonSource, log: ProblemLog) -> Model | None:
    """Read `text` as a `kind`; return None if it is none.

    Lines are looked for only where something is wrong: JSON is a part of YAML, whose reader knows
    them but is slow.
    """
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()  # half a character cannot be written again
    except (ValueError, RecursionError) as error:
        location = FileLine(source.path, getattr(error, "lineno", 1))
        log.add(location, source.no_json, source.cure)
        return None
    json_log = ProblemLog()
    model = validate(kind, YamlDocument(value, {}), source.path, json_log)
    if model is None:
        json_log = _add_lines(json_log, kind, text, source.path)
    log.extend(replace(problem, cure=source.cure) for problem in json_log)
    return model


def read_json_rows(
    kind: type[RootModel[list[Row]]],
    settings: Settings,
    file: Path,
    cure: str,
    log: ProblemLog,
) -> list[Row]:
    """Read the `file` of data as a list of rows; two of one title are a problem too.

    There are none if there is no such file.
    """
    if not os.path.lexists(file):
        return []
    source = JsonSource(settings.make_relative(file), cure)
    if outside := list(check_data_link(settings, file)):
        log.extend(outside)
        return []
    text = read_text(file, source.path, log)
    model = None if text is None else read_json(kind, text, source, log)
    rows = model.root if model else []
    repeats = list(find_repeats(row.title for row in rows))
    document = read_yaml(text or "", source.path, ProblemLog()) if repeats else UNREADABLE
    for index in repeats:
        location = FileLine(source.path, document.get_line((index,)))
        log.add(location, f"{rows[index].title} stands twice", cure)
    return rows


def _add_lines(problems: ProblemLog, kind: type[BaseModel], text: str, path: str) -> ProblemLog:
    """Return the problems of a JSON text with their lines, if its YAML reading has the same.

    A text beyond the limits of YAML has no lines.
    """
    json_log = ProblemLog()
    document = read_yaml(text, path, ProblemLog())
    if document.is_sound:
        validate(kind, document, path, json_log)
    return json_log or problems
