"""JSON Schemas of the content, which editors read in `data/schemas/`."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def build_schema(shape: Any, title: str = "") -> dict[str, Any]:  # noqa: ANN401 - or a union
    """Return the JSON Schema of `shape`, a pydantic model or another type."""
    return add_schema_header(TypeAdapter(shape).json_schema(), title)


def add_schema_header(schema: Mapping[str, Any], title: str = "") -> dict[str, Any]:
    """Return `schema` with its dialect, and with `title` where it has none of its own."""
    header = {"$schema": DIALECT, "title": title} if title else {"$schema": DIALECT}
    return {**header, **schema}
