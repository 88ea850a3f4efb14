"""ALTCHA's files are those of its package, to the byte, and of the version that we say."""

import json
import os
from pathlib import Path

import pytest

from support.paths import ROOT

OURS = ROOT / "overrides" / "assets" / "vendor" / "altcha"
TOOLS = ROOT / "tests" / "tools"
PACKAGE = TOOLS / "node_modules" / "altcha"
FILES = ["dist/external/altcha.min.js", "dist/workers/pbkdf2.js", "LICENSE.txt"]


@pytest.mark.parametrize("path", FILES)
def test_a_vendored_file_is_that_of_the_package(path: str) -> None:
    theirs = PACKAGE / path
    if not theirs.exists() and os.environ.get("CI") != "true":
        pytest.skip("The package is missing. Run `make test`, which installs it.")
    assert (OURS / theirs.name).read_bytes() == theirs.read_bytes()


def test_the_version_beside_them_is_the_pinned_one() -> None:
    pinned = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert f"altcha {pinned['altcha']} " in (OURS / "VERSION.txt").read_text(encoding="utf-8")


def test_nothing_else_stands_there() -> None:
    assert {file.name for file in OURS.iterdir()} == {
        "VERSION.txt",
        *(Path(path).name for path in FILES),
    }
