"""Validate what a file of ours holds: mistakes are found by pydantic, and worded for people.

Front matter, data files and JSON files all come through here; settings use its words too.
"""

import re
from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from entraide.content.field_types import LONGEST_FIELD, SHAPES, VISIBLE, StrictModel
from entraide.content.yaml.documents import MisreadNumber, YamlDocument
from entraide.errors import FileLine, Problem, ProblemLog, suggest_name

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
Model = TypeVar("Model", bound=BaseModel)


def validate(kind: type[Model], document: YamlDocument, path: str, log: ProblemLog) -> Model | None:
    """Return `document` as a `kind`; None if it does not fit."""
    try:
        return kind.model_validate(document.value)
    except ValidationError as error:
        log.extend(explain_mistakes(error, kind, document, path))
        return None


def explain_mistakes(
    error: ValidationError, kind: type[BaseModel], document: YamlDocument, path: str
) -> Iterator[Problem]:
    """Yield a problem, in our words and with its line, for each mistake that pydantic found."""
    for mistake in error.errors(include_url=False):
        keys = mistake["loc"]
        explanation = _explain_mistake(mistake["type"], mistake, kind)
        yield Problem(FileLine(path, document.get_line(keys)), *explanation)


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
    if code in {"enum", "literal_error"}:
        allowed = QUOTED.sub(r"“\1”", mistake["ctx"]["expected"])
        return f"{name} is {shown}", f"Use {allowed}"
    if code == "string_pattern_mismatch":
        pattern = mistake["ctx"]["pattern"]
        return f"{name} " + ("is blank" if pattern == VISIBLE else f"has {shown}"), SHAPES[pattern]
    for start, wrong, cure in MISTAKES:
        if code.startswith(start):
            return f"{name} is {shown}{wrong}", cure
    return f"{name} is {shown}", mistake["msg"]


def _suggest_key(keys: tuple[str | int, ...], kind: type[BaseModel]) -> str:
    if issubclass(kind, StrictModel):
        return kind.suggest_key(keys)
    return suggest_name(str(keys[-1]), kind.model_fields)


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
