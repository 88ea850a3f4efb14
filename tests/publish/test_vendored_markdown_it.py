"""markdown-it's files and its plugins' are those of their packages, and of the versions we say."""

import json
import os

import pytest

from support.paths import ROOT

OURS = ROOT / "overrides" / "assets" / "vendor" / "markdown-it"
TOOLS = ROOT / "tests" / "tools"
FILES = {
    "markdown-it.js": "markdown-it/dist/browser/markdown-it.esm.min.mjs",
    "footnote.js": "markdown-it-footnote/index.mjs",
    "deflist.js": "markdown-it-deflist/index.mjs",
    "container.js": "markdown-it-container/index.mjs",
    "LICENSE.txt": "markdown-it/LICENSE",
    "LICENSE.footnote.txt": "markdown-it-footnote/LICENSE",
    "LICENSE.deflist.txt": "markdown-it-deflist/LICENSE",
    "LICENSE.container.txt": "markdown-it-container/LICENSE",
    "LICENSE.entities.txt": "entities/LICENSE",
    "LICENSE.linkify-it.txt": "linkify-it/LICENSE",
    "LICENSE.mdurl.txt": "mdurl/LICENSE",
    "LICENSE.punycode.txt": "punycode.js/LICENSE-MIT.txt",
    "LICENSE.uc.micro.txt": "uc.micro/LICENSE.txt",
}


@pytest.mark.parametrize(("name", "path"), FILES.items())
def test_a_vendored_file_is_that_of_the_package(name: str, path: str) -> None:
    theirs = TOOLS / "node_modules" / path
    if not theirs.exists() and os.environ.get("CI") != "true":
        pytest.skip("The package is missing. Run `make test`, which installs it.")
    assert (OURS / name).read_bytes() == theirs.read_bytes()


@pytest.mark.parametrize("name", ["", "-footnote", "-deflist", "-container"])
def test_the_version_beside_them_is_the_pinned_one(name: str) -> None:
    pinned = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    version = f"markdown-it{name} {pinned[f'markdown-it{name}']} "
    assert version in (OURS / "VERSION.txt").read_text(encoding="utf-8")


def test_the_parser_says_its_version_itself() -> None:
    pinned = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    version = f"markdown-it {pinned['markdown-it']} "
    assert version in (OURS / "markdown-it.js").read_text(encoding="utf-8")[:100]


def test_nothing_else_stands_there() -> None:
    assert {file.name for file in OURS.iterdir()} == {"VERSION.txt", *FILES}
