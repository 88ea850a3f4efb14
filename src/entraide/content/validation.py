"""The validation of files: pydantic finds the mistakes, and this module words them for people.

Front matter, data files and JSON files all come through here; settings use its words too.
"""

import re
from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError

from entraide.content.field_types import SHAPES, VISIBLE, StrictModel
from entraide.content.yaml.documents import MisreadNumber, YamlDocument
from entraide.errors import Fault, FileLine, Problem, ProblemLog, suggest_name

# How the name of a mistake begins, what it says about the value, and the cure.
MISTAKES = (
    ("date", ", which is no date", "Write a real day as YYYY-MM-DD"),
    ("string_too_short", "", "Write some words"),
    ("string_too_long", "", "Write {max_length:_} signs at most"),
    ("too_short", "", "Write at least one item"),
    ("string", ", not text", "Write words; put quotes around what YAML takes for something else"),
    ("int", ", not a whole number", "Write digits only, without quotes"),
    ("less_than_equal", ", which is too high", "Write {le} at most"),
    ("greater_than_equal", ", which is too low", "Write {ge} or more"),
    ("bool", ", not true or false", "Write true or false, without quotes"),
    ("list", ", not a list", "Write it in brackets: [one, two]"),
    ("dict", ", not a mapping", "Write it in braces: {{{keys}}}"),
    ("model", ", not a mapping", "Write its keys in braces: {{{keys}}}"),
)
# What stands in the braces of a mapping, by its key; most others have words by language.
KEYS = {"notes": "2: what has changed", "unverified": "phone: what no source confirms"}
LANGUAGE_KEYS = "en: …, fr: …"
ANY_KEYS = "key: value, key: value"
FILE_CURE = "Write each as “key: value” on a line of its own"
ROWS_CURE = "Begin each row with “- id: …”, or remove the file"
ROW_CURE = "Write its keys below one another, from “- id: …” on"
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
        keys, is_data = mistake["loc"], not path.endswith((".md", ".json"))
        explanation = is_data and (_explain_rows(mistake, kind) or _explain_file(mistake))
        explanation = explanation or _explain_mistake(mistake["type"], mistake, kind)
        yield Problem(FileLine(path, document.get_line(keys)), *explanation)


def explain_no_list(value: object) -> Fault:
    """Return what is wrong with a file of rows that is `value`, and the cure."""
    if not value:
        return "the file is empty", ROWS_CURE
    return f"the file is {describe_value(value)}, not a list", ROWS_CURE


def _explain_rows(mistake: Mapping[str, Any], kind: type[BaseModel]) -> Fault | None:
    """Return what is wrong with a whole file of rows, or a whole row; None if it is neither."""
    match mistake["loc"]:
        case () if issubclass(kind, RootModel):
            return explain_no_list(mistake["input"])
        case () if "id" in kind.model_fields and mistake["type"].startswith("model"):
            return f"the row is {describe_value(mistake['input'])}", ROW_CURE
        case (int(index),) if issubclass(kind, RootModel):
            return f"row {index + 1} is {describe_value(mistake['input'])}", ROW_CURE
    return None


def _explain_file(mistake: Mapping[str, Any]) -> Fault | None:
    """Return what is wrong with a file of keys that is something else; None if it is not that."""
    if mistake["loc"] or not mistake["type"].startswith("model"):
        return None
    return f"the file is {describe_value(mistake['input'])}, not a mapping", FILE_CURE


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
            gaps = {**mistake.get("ctx", {}), "keys": _suggest_keys(code, mistake["loc"], kind)}
            return f"{name} is {shown}{wrong}", cure.format(**gaps)
    return f"{name} is {shown}", mistake["msg"]


def _suggest_keys(code: str, keys: tuple[str | int, ...], kind: type[BaseModel]) -> str:
    """Return what stands in the braces of the mapping that `keys` lead to."""
    if code.startswith("dict"):
        return KEYS.get(str(keys[-1]) if keys else "", LANGUAGE_KEYS)
    model: type[BaseModel] | None = _find_row_kind(kind)
    for key in (each for each in keys if isinstance(each, str)):
        field = model.model_fields.get(key) if model else None
        model = next(iter_models(field.annotation), None) if field else None
    fields = model.model_fields if model and keys else {}
    required = [name for name, field in fields.items() if field.is_required()]
    return ", ".join(f"{name}: …" for name in required or [*fields][:2]) or ANY_KEYS


def iter_models(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from iter_models(part)


def _suggest_key(keys: tuple[str | int, ...], kind: type[BaseModel]) -> str:
    if issubclass(kind, StrictModel):
        return kind.suggest_key(keys)
    return suggest_name(str(keys[-1]), _find_row_kind(kind).model_fields)


def _find_row_kind(kind: type[BaseModel]) -> type[BaseModel]:
    """Return the shape of the rows of a list, or else `kind` itself."""
    inner = get_args(kind.model_fields["root"].annotation) if issubclass(kind, RootModel) else ()
    return next((each for each in inner if isinstance(each, type)), kind)


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
