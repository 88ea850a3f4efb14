"""Every JSON file of a built site is what the schema that it names says."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Validator

from entraide.published_files import FILES
from support.built_site import BuildSite, BuiltSite
from support.json_schema import make_validator
from support.offenders import assert_none

ADDRESS = {"states": "https://states.example/", "square": "https://help.square.example/"}


def list_files(site: BuiltSite) -> list[Path]:
    """Every JSON file, without the schemas and what libraries have written for themselves."""
    found = (path.relative_to(site.folder) for path in site.folder.rglob("*.json"))
    return sorted(path for path in found if path.parts[0] not in ("assets", "search", "schemas"))


@pytest.mark.parametrize("name", [*ADDRESS, "arabic", "awkward", "single", "subpath"])
def test_every_file_fits_the_schema_that_it_names(build_site: BuildSite, name: str) -> None:
    site = build_site(name)
    files = {path: site.read_json(path.as_posix()) for path in list_files(site)}
    base = files[Path("redirects.json")]["$schema"].removesuffix("schemas/v1/redirects.json")
    assert base == ADDRESS.get(name, base)
    checks = {
        address: load_validator(site, address.removeprefix(base))
        for address in list_addresses(files)
    }
    assert len(checks) == len(FILES)
    assert_none(
        f"{path}: {error.instance_path}: {error.message}"
        for path, value in files.items()
        for error in checks[value["$schema"]].iter_errors(value)
    )


def list_addresses(files: dict[Path, Any]) -> set[str]:
    """The addresses of schemas that the files name."""
    return {value["$schema"] for value in files.values()}


def load_validator(site: BuiltSite, path: str) -> Validator:
    """What judges files by the schema at `path`, which must be one itself."""
    schema = json.loads(site.get_file(path).read_text(encoding="utf-8"))
    assert schema["$id"].endswith(path)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return make_validator(schema, formats=True)


def test_a_file_without_a_key_that_it_must_have_does_not_fit(states: BuiltSite) -> None:
    value = states.read_json("entries/1.fr.json")
    del value["segments"][0]["protected"]
    errors = [*load_validator(states, "schemas/v1/entry.json").iter_errors(value)]
    assert [error.message for error in errors] == ['"protected" is a required property']
