"""What of a JSON Schema would break a program that reads files by an earlier state of it."""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
WORDS = {"title", "description", "$id", "$schema", "$defs"}  # they change nothing for a reader


def resolve_references(node: Any, whole: Schema) -> Any:
    """The schema `node` without words, each `$ref` to a definition of `whole` put in its place."""
    if isinstance(node, list):
        return [resolve_references(each, whole) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return resolve_references(whole["$defs"][node["$ref"].rpartition("/")[2]], whole)
    keys = {
        key: resolve_references(value, whole) for key, value in node.items() if key not in WORDS
    }
    if "properties" in node:  # whose names may be those of words
        properties = node["properties"].items()
        keys["properties"] = {name: resolve_references(value, whole) for name, value in properties}
    return keys


def list_breaks(old: Any, new: Any, place: str = "") -> list[str]:
    """What of `new` breaks readers that know `old`, or files that were written by it."""
    return list(_iter_breaks(old, new, place))


def _iter_breaks(old: Any, new: Any, place: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _iter_key_breaks(old, new, place)
        for name in sorted((old.keys() | new.keys()) - {"properties", "required"}):
            yield from _iter_breaks(old.get(name), new.get(name), f"{place}/{name}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _iter_breaks(one, other, f"{place}/{index}")
    elif old != new:
        yield f"{place} was {old} and is {new}: raise the version"


def _iter_key_breaks(old: Schema, new: Schema, place: str) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    for name, value in before.items():
        if name in after:
            yield from _iter_breaks(value, after[name], f"{place}/{name}")
        else:
            yield f"{place}/{name} is gone: raise the version"
    for name in set(old.get("required", ())) - set(new.get("required", ())) & after.keys():
        yield f"{place}/{name} may be left out now: raise the version"
    for name in set(new.get("required", ())) - set(old.get("required", ())):
        yield f"{place}/{name} is not in older files: give it a default, or raise the version"
