"""A file as a later Entraide may write it: with a key more in every object."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]  # as schema_changes.py resolves its references
ADDED = {"added_later": {"said": ["something"]}}


def add_keys(value: Any, schema: Schema) -> Any:
    """`value`, of that schema, with a key more in each object that has keys of its own.

    Not in a map, such as one by language: a key more there is a language more.
    """
    for choice in schema.get("anyOf", ()):
        if choice.get("type") == "object" and isinstance(value, dict):
            return add_keys(value, choice)
    if isinstance(value, list) and "items" in schema:
        return [add_keys(each, schema["items"]) for each in value]
    if not isinstance(value, dict):
        return value
    if "properties" not in schema:
        return {key: add_keys(each, schema["additionalProperties"]) for key, each in value.items()}
    known = schema["properties"]
    return {key: add_keys(each, known[key]) for key, each in value.items()} | ADDED
