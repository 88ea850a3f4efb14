"""The data of the reference site: law, facts of the operator, and the schemas of it all."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.content.data.platform import read_platform
from entraide.errors import ProblemLog
from entraide.model.operator_facts import FACTS_BY_DOCUMENT, iter_missing_facts
from support.json_schema import make_validator
from support.paths import ROOT
from support.reference_site import read_reference_files, read_reference_site

DAY = date(2026, 11, 29)
DATA = ROOT / "data"
SCHEMAS = {"categories": "terms", "tags": "terms"}  # every other file has one of its own name
FILES = sorted(path for path in DATA.rglob("*.yml") if path.stem != "topics")


def to_json(text: str) -> Any:
    """The value as an editor sees it: dates are text, so are keys."""
    return json.loads(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader), default=str))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_fits_its_schema(path: Path) -> None:
    name = "channels" if path.parent.name == "channels" else SCHEMAS.get(path.stem, path.stem)
    schema = json.loads((DATA / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    errors = make_validator(schema).iter_errors(to_json(path.read_text(encoding="utf-8")))
    assert [error.message for error in errors] == []


def test_the_lines_of_law_have_a_source_and_say_what_nobody_has_read() -> None:
    laws = read_reference_site().laws.values()
    assert len(laws) >= 15
    assert all(law.sources and law.known for law in laws)
    assert all(law.in_force is None or law.in_force <= DAY for law in laws)


def test_the_platform_leaves_nothing_out() -> None:
    read = read_platform(read_reference_files().settings, log := ProblemLog())
    assert not log
    for values in read.values.values():
        assert all(values.values())
        assert [
            name
            for facts in FACTS_BY_DOCUMENT.values()
            for name in iter_missing_facts(values, facts)
        ] == []


def test_a_hole_is_reported_to_the_address_of_security_txt() -> None:
    platform = yaml.safe_load((ROOT / "data" / "platform.yml").read_text(encoding="utf-8"))
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert f"<{platform['security']['contact']}>" in page
