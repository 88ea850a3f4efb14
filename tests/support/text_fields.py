"""Fill every field of an entry that may hold text: fields are found by their types, not listed."""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from entraide.model.entry import Entry
from entraide.model.revision import Change, Significance
from support.entries import make_entry


def make_full_entry() -> Entry:
    """Make an entry in English and French whose text fields say `It's Kind.field` of themselves."""
    made = make_entry(1, localised=("fr",))
    change = Change(2, date(2026, 11, 1), Significance.MINOR, "")
    return replace(
        made,
        **_fill_texts(made),
        source=replace(made.source, **_fill_texts(made.source) | {"locale": "en"}),
        localised={
            code: replace(version, **_fill_texts(version) | {"locale": code})
            for code, version in made.localised.items()
        },
        changes=(replace(change, **_fill_texts(change)),),
    )


def _fill_texts(record: object) -> dict[str, Any]:
    """Return a value for each field of a dataclass that holds a text, or a collection of texts."""
    kind = type(record)
    values = {
        name: _make_value(hint, f"It's {kind.__name__}.{name}")
        for name, hint in typing.get_type_hints(kind).items()
    }
    return {name: value for name, value in values.items() if value is not None}


def _make_value(hint: Any, text: str) -> object:
    """Return `text` as a value of type `hint`; None where that type holds no text."""
    if hint is str:
        return text
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is Mapping:
        value = _make_value(parts[1], text)
        return None if value is None else {2 if parts[0] is int else "en": value}
    values = [value for part in parts if (value := _make_value(part, text)) is not None]
    return (values[0],) if values and origin is tuple else next(iter(values), None)


def iter_texts(value: object) -> Iterator[str]:
    """Yield each text in `value`: a record, a collection, or a text itself."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from iter_texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from iter_texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for item in value:
            yield from iter_texts(item)
