"""The record beside a localised version: read as it was written, and never a reason to fail."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.content.checks import CHECKS, SLOW_CHECKS, check_project
from entraide.content.field_types import build_schema
from entraide.content.provenance import build_provenance
from entraide.content.provenance_files import (
    UNKNOWN,
    Provenance,
    SegmentFile,
    format_provenance,
    read_provenance,
)
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.content.version_text import VersionText
from entraide.errors import ProblemLog
from entraide.model.segment import Segment, compute_digest
from support.json_schema import make_validator
from support.projects import write_site

DAY = date(2026, 11, 21)
FRENCH = "docs/fr/scams/signs.md"
RECORD = "docs/fr/scams/signs.segments.json"
BODIES = st.lists(
    st.sampled_from(["## A", "## B", "1. one", "three", "| a |\n| - |"]), max_size=8
).map("\n\n".join)


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("records") / "a.segments.json"


def list_places(made: Provenance) -> list[tuple[object, str]]:
    return [(one.position, one.digest) for one in made.segments]


@given(body=BODIES, title=st.text(min_size=1))
def test_a_record_is_read_as_it_was_written_and_fits_its_schema(
    record: Path, body: str, title: str
) -> None:
    made = build_provenance(VersionText({"title": title}, body), 4)
    unknown = Segment(made.segments[0].kind, 0, 0, "", UNKNOWN) if made.segments else None
    if unknown:
        made = Provenance(4, {**made.fields, "summary": UNKNOWN}, (unknown, *made.segments[1:]))
    text = format_provenance(made)
    record.write_text(text, "utf-8")
    found = read_provenance(record, "a.segments.json", problems := ProblemLog())
    assert problems == []
    assert found
    assert (found.revision, found.fields) == (4, made.fields)
    assert [digest for _, digest in list_places(found)] == [
        digest for _, digest in list_places(made)
    ]
    make_validator(build_schema(SegmentFile)).validate(json.loads(text))


def list_problems(root: Path, files: Mapping[str, Any]) -> list[str]:
    reading = read_site(read_settings(write_site(root, files) / "mkdocs.yml"))
    return list(map(str, check_project(reading, DAY, checks=CHECKS + SLOW_CHECKS)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", f"{RECORD}:1: this is not JSON."),
        ("[]", f"{RECORD}:1: the file is a list, not a mapping."),
        ('{\n"source_revision": 1, "fields": {}, "segments": [\n{}]}', f"{RECORD}:3: "),
        (
            '{"source_revision": 1, "fields": {"title": "x"}, "segments": []}',
            f"{RECORD}:1: “fields.title” has “x”.",
        ),
    ],
)
def test_a_broken_record_is_reported_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    files: dict[str, Any] = {
        "docs/en/scams/signs.md": {},
        FRENCH: {"source_revision": 1},
        RECORD: text,
    }
    assert said in "\n".join(list_problems(tmp_path, files))


def test_a_record_beside_no_version_is_reported(tmp_path: Path) -> None:
    text = format_provenance(build_provenance(VersionText({"title": "a"}, "b\n"), 1))
    found = list_problems(tmp_path, {"docs/en/scams/signs.md": {}, RECORD: text})
    assert f"{RECORD}:1: there is no version beside this file. Remove it." in found


BODY = "Begin.\n\n## Steps\n\n1. Stop.\n2. Wait.\n\n## Help\n\nCall.\n"
CORPS = "Début.\n\n## Étapes\n\nArrêtez. Attendez.\n\n## Aide\n\nAppelez.\n"


def test_a_section_built_otherwise_is_reported_with_both_its_places(tmp_path: Path) -> None:
    files: dict[str, Any] = {
        "docs/en/scams/signs.md": {"body": BODY},
        FRENCH: {"source_revision": 1, "body": CORPS},
    }
    assert (
        f"{FRENCH}:11: warning: the section “Étapes” is built otherwise than the section “Steps”, "
        "docs/en/scams/signs.md:13. Build both alike, or translators get it as one piece."
    ) in list_problems(tmp_path, files)


@pytest.mark.parametrize(
    ("body", "corps", "said"),
    [
        (BODY, CORPS.split("## Aide", maxsplit=1)[0], "the section “Help”, "),
        (BODY.split("## Help", maxsplit=1)[0], CORPS, "the section “Aide” has no section in"),
    ],
)
def test_a_section_that_one_language_lacks_is_reported(
    tmp_path: Path, body: str, corps: str, said: str
) -> None:
    same = corps.replace("Arrêtez. Attendez.", "1. Arrêtez.\n2. Attendez.")
    files: dict[str, Any] = {
        "docs/en/scams/signs.md": {"body": body},
        FRENCH: {"source_revision": 1, "body": same},
    }
    assert [line for line in list_problems(tmp_path, files) if said in line]


def test_versions_built_alike_are_not_told(tmp_path: Path) -> None:
    files: dict[str, Any] = {
        "docs/en/scams/signs.md": {"body": BODY},
        FRENCH: {"source_revision": 1, "body": BODY.replace("Stop", "Cessez")},
    }
    assert not [line for line in list_problems(tmp_path, files) if "one piece" in line]


def test_a_digest_does_not_depend_on_line_breaks() -> None:
    assert compute_digest("a b\nc") == compute_digest("a\nb c") != compute_digest("a bc")
