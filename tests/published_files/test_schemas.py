"""The schemas of the published files: within a version, nothing changes that a reader relies on.

`UPDATE_GOLDEN=1 pytest tests/published_files/test_schemas.py` records keys that were added. Where
something else has changed, raise `VERSION` in `published_files/file.py` first.
"""

import copy
import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from entraide.content.field_types import build_schema
from entraide.published_files import FILES
from entraide.published_files.file import VERSION, PublishedFile
from support.offenders import assert_none
from support.paths import TESTS
from support.schema_changes import list_breaks, resolve_references

GOLDENS = TESTS / "golden" / "published_files" / f"v{VERSION}"


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: str(kind.schema_name))
def test_what_readers_know_has_not_changed(kind: type[PublishedFile]) -> None:
    whole = build_schema(kind)
    found = resolve_references(whole, whole)
    golden = GOLDENS / f"{kind.schema_name}.json"
    if golden.exists():
        assert_none(list_breaks(json.loads(golden.read_text(encoding="utf-8")), found))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert json.loads(golden.read_text(encoding="utf-8")) == found, "record what was added"


@pytest.fixture
def entry() -> dict[str, Any]:
    golden: dict[str, Any] = json.loads((GOLDENS / "entry.json").read_text(encoding="utf-8"))
    return golden


def get_segment(entry: dict[str, Any]) -> dict[str, Any]:
    """The part of the schema that says what a segment is."""
    found: dict[str, Any] = entry["properties"]["segments"]["items"]
    return found


def test_a_renamed_key_raises_the_version(entry: dict[str, Any]) -> None:
    later = copy.deepcopy(entry)
    keys = get_segment(later)["properties"]
    keys["note"] = keys.pop("remark")
    assert list_breaks(entry, later) == ["/segments/items/remark is gone: raise the version"]


def test_another_type_raises_the_version(entry: dict[str, Any]) -> None:
    later = copy.deepcopy(entry)
    later["properties"]["revision"]["type"] = "string"
    (found,) = list_breaks(entry, later)
    assert found == "/revision/type was integer and is string: raise the version"


def test_a_new_word_to_choose_from_raises_the_version(entry: dict[str, Any]) -> None:
    later = copy.deepcopy(entry)
    later["properties"]["state"]["enum"].append("lost")
    (found,) = list_breaks(entry, later)
    assert found.endswith(": raise the version")


def test_a_key_that_may_be_left_out_now_raises_the_version(entry: dict[str, Any]) -> None:
    later = copy.deepcopy(entry)
    get_segment(later)["required"].remove("protected")
    assert list_breaks(entry, later) == [
        "/segments/items/protected may be left out now: raise the version"
    ]


def test_an_added_key_breaks_nothing_where_it_has_a_default(entry: dict[str, Any]) -> None:
    later = copy.deepcopy(entry)
    get_segment(later)["properties"]["added"] = {"type": "string", "default": ""}
    assert list_breaks(entry, later) == []
    get_segment(later)["required"].append("added")
    assert list_breaks(entry, later) == [
        "/segments/items/added is not in older files: give it a default, or raise the version"
    ]


def iter_keys(kind: type[PublishedFile]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each key of a file, in every object of it, with its schema."""
    schema = build_schema(kind)
    for row in (schema, *schema.get("$defs", {}).values()):
        for name, value in row.get("properties", {}).items():
            yield f"{row['title']}.{name}", value


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: str(kind.schema_name))
def test_every_key_says_what_it_is(kind: type[PublishedFile]) -> None:
    assert_none([name for name, value in iter_keys(kind) if not value.get("description")])
