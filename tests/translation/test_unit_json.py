"""The segments of a version, as programs get them."""

from typing import Any

from entraide.content.provenance import build_provenance
from entraide.content.version_text import VersionText
from entraide.model.entry import Entry
from entraide.translation.comparison import build_units
from entraide.translation.formats.unit_json import build_segments
from entraide.translation.job import TranslationJob
from support.entries import make_entry

THEN = VersionText(
    {"title": "Block", "summary": "How."}, "Stay [calm](a.md).\n\n## Do\n\n1. Stop.\n"
)
NOW = VersionText(
    {"title": "Block {{platform.name}}", "summary": "How.", "keywords": "mute"},
    "Stay [calm](a.md).\n\n## Do\n\n1. Stop within 2 days.\n2. `Wait`\n3. Tell.\n",
)
FRENCH = VersionText(
    {"title": "Bloquer", "summary": "Comment."}, "Du [calme](a.md).\n\n## Faire\n\n1. Stop !\n"
)
OTHERWISE = VersionText(FRENCH.fields, "Du [calme](a.md).\n\n## Faire\n\nStop !\n")
LONGER = VersionText(FRENCH.fields, FRENCH.body + "\n## Et après\n\nRien.\n")


def build_rows(
    entry: Entry,
    code: str,
    target: VersionText | None = None,
    *,
    source: VersionText = NOW,
) -> list[dict[str, Any]]:
    """Those of `source`; `target`, where there is one, was made from THEN."""
    made = build_provenance(THEN, 1) if target else None
    units = build_units(source, target, made, behind=source is NOW and target is not None)
    segments = build_segments(TranslationJob(entry, code, 2, source, target, made, tuple(units)))
    return [segment.model_dump(mode="json", exclude_defaults=True) for segment in segments]


def test_a_source_version_has_its_own_text() -> None:
    found = build_rows(make_entry(1), "en")
    assert [(row["key"], row["text"]) for row in found[:3]] == [
        ("title", "Block {{platform.name}}"),
        ("summary", "How."),
        ("keywords", "mute"),
    ]
    assert [row["kind"] for row in found[3:]] == ["paragraph", "heading", "item", "item"]
    assert {row["state"] for row in found} == {"source"}
    assert not any("source" in row for row in found)


def test_placeholders_links_and_numbers_are_named_as_protected() -> None:
    found = {row["text"]: row["protected"] for row in build_rows(make_entry(1), "en")}
    assert found["Block {{platform.name}}"] == ["{{platform.name}}"]
    assert found["Stay [calm](a.md)."] == ["a.md"]
    assert found["Stop within 2 days."] == ["2"]
    assert found["Tell."] == []


def test_what_is_nothing_but_protected_is_no_segment_to_translate() -> None:
    assert "`Wait`" not in {row["text"] for row in build_rows(make_entry(1), "en")}


def test_keywords_are_free_and_not_needed() -> None:
    found = {row["key"]: row for row in build_rows(make_entry(1), "en")}
    assert found["keywords"]["guarded"] is False
    assert "needed" not in found["keywords"]
    assert found["title"]["needed"] is True
    assert "guarded" not in found["title"]


def test_a_missing_version_has_every_segment_and_no_text() -> None:
    found = build_rows(make_entry(1), "fr")
    assert {row["state"] for row in found} == {"missing"}
    assert {row["text"] for row in found} == {""}
    assert [row["source"] for row in found] == [
        row["text"] for row in build_rows(make_entry(1), "en")
    ]


def test_a_segment_stands_below_its_heading() -> None:
    headings = [row.get("heading") for row in build_rows(make_entry(1), "fr")]
    assert headings == [None, None, None, None, None, "Do", "Do"]


def test_a_current_version_has_nothing_changed() -> None:
    found = build_rows(make_entry(1), "fr", FRENCH, source=THEN)
    assert {row["state"] for row in found} == {"current"}
    assert [row["text"] for row in found][2:] == ["Du [calme](a.md).", "Faire", "Stop !"]
    assert not any("previous" in row or "diff" in row for row in found)


def test_a_segment_that_is_behind_tells_what_its_source_said() -> None:
    found = {row["source"]: row for row in build_rows(make_entry(1), "fr", FRENCH)}
    changed = found["Stop within 2 days."]
    assert (changed["state"], changed["previous"]) == ("changed", "Stop.")
    assert changed["diff"] == [["both", "Stop"], ["new", " within 2 days"], ["both", "."]]
    assert found["Tell."]["state"] == "missing"
    assert found["Do"]["state"] == "current"
    assert found["Block {{platform.name}}"]["state"] == "changed"


def test_a_section_built_otherwise_is_one_segment() -> None:
    found = build_rows(make_entry(1), "fr", OTHERWISE, source=THEN)[-1]
    assert (found["kind"], found["state"]) == ("section", "current")
    assert (found["source"], found["text"]) == ("1. Stop.", "Stop !")


def test_a_section_of_its_own_is_kept_and_has_no_source() -> None:
    found = build_rows(make_entry(1), "fr", LONGER, source=THEN)
    kept = found[-1]
    assert (kept["key"], kept["kind"], kept["state"]) == ("kept-3", "section", "kept")
    assert (kept["source"], kept["text"]) == ("", "## Et après\n\nRien.")
    assert "needed" not in kept
    assert {row["state"] for row in found[:-1]} == {"current"}
