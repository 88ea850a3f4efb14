"""CodeMirror's bundle is what its pinned packages make, to the byte, with their licences."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from entraide.editor.scripts import STATIC
from support.paths import ROOT

OURS = STATIC / "codemirror"
TOOLS = ROOT / "tests" / "tools"
FILES = ("LICENSE.txt", "VERSION.txt", "codemirror.js")


def test_the_bundle_is_what_its_packages_make(tmp_path: Path) -> None:
    is_installed = (TOOLS / "node_modules" / "esbuild").exists() and shutil.which("node")
    if not is_installed and os.environ.get("CI") != "true":
        pytest.skip("The packages are missing. Run `make test`, which installs them.")
    command = ["node", str(TOOLS / "bundle_codemirror.mjs"), str(tmp_path)]
    subprocess.run(command, check=True, timeout=60)
    again = {name: (tmp_path / name).read_bytes() for name in FILES}
    assert again == {name: (OURS / name).read_bytes() for name in FILES}


def test_the_versions_beside_it_are_the_pinned_ones() -> None:
    pinned = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    versions = (OURS / "VERSION.txt").read_text(encoding="utf-8")
    ours = [name for name in pinned if name.startswith(("@codemirror/", "@lezer/"))]
    assert len(ours) == 7
    assert [name for name in ours if f"{name} {pinned[name]} (npm)\n" not in versions] == []


def test_the_licence_of_each_package_is_there() -> None:
    versions = (OURS / "VERSION.txt").read_text(encoding="utf-8").splitlines()[1:]
    licences = (OURS / "LICENSE.txt").read_text(encoding="utf-8")
    assert [line for line in versions if line.split()[0] not in licences] == []
    assert "Permission is hereby granted" in licences


def test_nothing_else_stands_there() -> None:
    assert {file.name for file in OURS.iterdir()} == set(FILES)
