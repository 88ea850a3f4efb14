"""JSON Schemas as validators by jsonschema-rs, which loads at once; jsonschema takes seconds."""

from typing import Any

from jsonschema_rs import Draft202012Validator, Validator, meta


def make_validator(schema: dict[str, Any], *, formats: bool = False) -> Validator:
    """What judges values by `schema`, and by its formats too; ValidationError if it is none."""
    meta.validate(schema)
    return Draft202012Validator(schema, validate_formats=formats)
