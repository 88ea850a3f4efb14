"""Read JSON that our own commands write, and report mistakes with their lines."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, RootModel

from entraide.content.data_files import check_data_link, find_repeats
from entraide.content.front_matter import Model, validate
from entraide.content.settings import Settings
from entraide.content.text_files import read_text
from entraide.content.yaml_documents import YamlDocument, read_yaml
from entraide.errors import FileLine, Problem

Row = TypeVar("Row")
LONGEST = 1_000_000  # signs of a text in which lines are looked for: YAML takes its time


def read_json(
    kind: type[Model], text: str, path: str, cure: str, what: str = "this is not JSON"
) -> tuple[Model | None, list[Problem]]:
    """Read `text`, the content of `path`, as a `kind`; return None and the problems if it is none.

    `what` is said of a text that is no JSON; `cure` is the cure of every problem. Lines are looked
    for only where something is wrong: JSON is a part of YAML, whose reader knows them but is slow.
    """
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()  # half a character cannot be written again
    except (ValueError, RecursionError) as error:
        return None, [Problem(FileLine(path, getattr(error, "lineno", 1)), what, cure)]
    found, problems = validate(kind, YamlDocument(value, {}), path)
    if found is None:
        problems = _add_lines(problems, kind, text, path)
    return found, [replace(problem, cure=cure) for problem in problems]


def read_json_rows(
    kind: type[RootModel[list[Row]]],
    settings: Settings,
    file: Path,
    cure: str,
    name_row: Callable[[Row], str],
) -> tuple[list[Row], list[Problem]]:
    """Read the `file` of data as a list of rows; two of one name are a problem too."""
    path = settings.make_relative(file)
    text, problems = "", list(check_data_link(settings, file))
    if not problems:
        text, problems = read_text(file, path)
    if problems:
        return [], problems
    found, problems = read_json(kind, text, path, cure)
    rows = found.root if found else []
    for index in find_repeats(map(name_row, rows)):
        line = read_yaml(text, path)[0].get_line((index,))
        problems.append(
            Problem(FileLine(path, line), f"{name_row(rows[index])} stands twice", cure)
        )
    return rows, problems


def _add_lines(
    problems: list[Problem], kind: type[BaseModel], text: str, path: str
) -> list[Problem]:
    """Return the problems of a JSON text with their lines, if its YAML reading has the same."""
    if len(text) > LONGEST:
        return problems
    document, mistakes = read_yaml(text, path)
    return problems if mistakes else validate(kind, document, path)[1] or problems
