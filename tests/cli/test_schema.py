"""`entraide schema`: the files we ship are current, and whole sites validate against them."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema_rs import Validator

from entraide.content.text_files import split_front_matter
from support.commands import Run
from support.json_schema import make_validator
from support.paths import ROOT, SITES
from support.square_site import SQUARE

ENTRIES = sorted(SQUARE.glob("docs/*/*/*.md"))


def show_place(path: Path) -> str:
    return f"{path.relative_to(SITES).parts[0]}-{path.stem}"


def load_validator(name: str) -> Validator:
    return make_validator(
        json.loads((ROOT / "data" / "schemas" / name).read_text(encoding="utf-8"))
    )


def to_json(text: str) -> Any:
    """The value as an editor sees it: dates are text, so are keys."""
    return json.loads(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader), default=str))


def test_the_schemas_we_ship_are_up_to_date(
    monkeypatch: pytest.MonkeyPatch, run_entraide: Run
) -> None:
    monkeypatch.chdir(ROOT)
    assert run_entraide("schema", "--check").output == "The schemas are up to date.\n"


def test_every_entry_fits_the_schema() -> None:
    schema = load_validator("entry.schema.json")
    assert ENTRIES
    for path in ENTRIES:
        matter, _ = split_front_matter(path.read_text(encoding="utf-8"))
        assert matter is not None
        assert [error.message for error in schema.iter_errors(to_json(matter))] == []


@pytest.mark.parametrize("name", ["tags", "categories"])
def test_terms_fit_the_schema(name: str) -> None:
    text = (SQUARE / "data" / f"{name}.yml").read_text(encoding="utf-8")
    errors = load_validator("terms.schema.json").iter_errors(to_json(text))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("name", ["law", "checklists", "glossary"])
def test_rows_fit_their_schema(name: str) -> None:
    rows = to_json((SQUARE / "data" / f"{name}.yml").read_text(encoding="utf-8"))
    schema = load_validator(f"{name}.schema.json")
    assert [error.message for error in schema.iter_errors(rows)] == []
    assert not schema.is_valid([{**rows[0], "lable": {"en": "A"}}])
    assert not schema.is_valid([{key: value for key, value in rows[0].items() if key != "id"}])


CHANNELS = sorted(SITES.glob("*/data/channels/*.yml"))


@pytest.mark.parametrize("path", CHANNELS, ids=show_place)
def test_every_channel_fits_the_schema(path: Path) -> None:
    errors = load_validator("channels.schema.json").iter_errors(to_json(path.read_text("utf-8")))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    "line",
    [
        "fone: '3018'",
        "phone: 3018",
        "phone: '30 18'",
        "url: http://x.example",
        "url: https://X.example",
        "status: sure",
        "identity: maybe",
        "unverified: {fone: '3018'}",
        "country: France",
    ],
)
def test_the_schema_of_channels_refuses_what_check_refuses(line: str) -> None:
    words = "{en: A, fr: B}"
    record = f"id: fr-x\ncountry: FR\ntopics: [danger]\nstatus: unverified\nname: {words}\n"
    record += f"purpose: {words}\nnot_for: {words}\n"
    rows = to_json(record)
    schema = load_validator("channels.schema.json")
    assert schema.is_valid([rows])
    assert not schema.is_valid([rows | to_json(line)])


SETTINGS = sorted(SITES.glob("*/data/settings.yml"))


@pytest.mark.parametrize("path", SETTINGS, ids=lambda path: path.parts[-3])
def test_settings_fit_their_schema(path: Path) -> None:
    errors = load_validator("settings.schema.json").iter_errors(to_json(path.read_text("utf-8")))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("text", ["dsk: true", "desk: on it", "rating: often", "exit: {en: 3}"])
def test_the_schema_of_settings_refuses_what_check_refuses(text: str) -> None:
    assert not load_validator("settings.schema.json").is_valid(to_json(text))


PLATFORMS = sorted(SITES.glob("*/data/platform.yml"))


@pytest.mark.parametrize("path", PLATFORMS, ids=lambda path: path.parts[-3])
def test_every_platform_fits_the_schema(path: Path) -> None:
    errors = load_validator("platform.schema.json").iter_errors(to_json(path.read_text("utf-8")))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    "text",
    [
        "operator: {adress: 1 Example Street}",
        "host: {phone: 01 99 00 11 22}",
        "privacy: {email: {en: nobody}}",
        "accessibility: {status: perfect}",
        "contact: {email: yes}",
    ],
)
def test_the_schema_of_the_platform_refuses_what_check_refuses(text: str) -> None:
    assert not load_validator("platform.schema.json").is_valid(to_json(text))


def test_the_schema_of_the_platform_takes_names_of_the_operators_own() -> None:
    text = "name: Square\nblock: no\nshop: {refund: {en: ask, fr: demander}}"
    assert load_validator("platform.schema.json").is_valid(to_json(text))


def test_the_schema_refuses_a_mistyped_key() -> None:
    entry = "{id: 1, title: T, summary: S, source_revision: 1, updated: 2026-11-21, tag: [x]}"
    assert not load_validator("entry.schema.json").is_valid(to_json(entry))


def test_schemas_are_written_once_and_then_left_alone(project: Path, run_entraide: Run) -> None:
    assert run_entraide("schema").output.splitlines() == [
        "Written: data/schemas/brand.schema.json",
        "Written: data/schemas/channels.schema.json",
        "Written: data/schemas/checklists.schema.json",
        "Written: data/schemas/entry.schema.json",
        "Written: data/schemas/glossary.schema.json",
        "Written: data/schemas/ids.schema.json",
        "Written: data/schemas/incident_log.schema.json",
        "Written: data/schemas/law.schema.json",
        "Written: data/schemas/paths.schema.json",
        "Written: data/schemas/people.schema.json",
        "Written: data/schemas/pinned.schema.json",
        "Written: data/schemas/platform.schema.json",
        "Written: data/schemas/proposals.schema.json",
        "Written: data/schemas/ratings.schema.json",
        "Written: data/schemas/scam_check.schema.json",
        "Written: data/schemas/segments.schema.json",
        "Written: data/schemas/settings.schema.json",
        "Written: data/schemas/terms.schema.json",
    ]
    assert run_entraide("schema").output == "The schemas are up to date.\n"
    assert (project / "data/schemas/entry.schema.json").read_bytes().endswith(b"}\n")


def test_a_stale_schema_is_named(project: Path, run_entraide: Run) -> None:
    run_entraide("schema")
    (project / "data/schemas/terms.schema.json").write_text("{}\n")
    result = run_entraide("schema", "--check")
    assert result.exit_code == 1
    assert result.stderr == (
        "data/schemas/terms.schema.json:1: the schema is out of date. Run: entraide schema.\n"
    )
    assert (project / "data/schemas/terms.schema.json").read_text() == "{}\n"
