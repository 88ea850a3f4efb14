"""The handbook builds strictly, and its pages load nothing from another host."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from handbook.tools.reference import list_outdated
from support.paths import ROOT

LOADING = ("script", "img", "link", "iframe", "source", "audio", "video")
IGNORED_RELATIONS = {"canonical", "alternate", "next", "prev"}  # links that load nothing


def test_the_generated_pages_are_current() -> None:
    """Run `make reference` where one is not."""
    assert sorted(path.name for path in list_outdated()) == []


@pytest.mark.thorough
def test_the_handbook_is_built_strictly_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", "handbook.yml", "-d", tmp_path)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, env=environment
    )
    assert built.returncode == 0, built.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 60
    assert [each for page in pages for each in find_foreign_loads(page)] == []
    styles = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.css")]
    assert not any(re.search(r"(url\(|@import) *[\"']?(https?:)?//", style) for style in styles)


def find_foreign_loads(page: Path) -> list[str]:
    """Return what a page would ask another host for."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    addresses = [
        str(tag.get("src") or tag.get("href") or "")
        for tag in soup.find_all(LOADING)
        if not IGNORED_RELATIONS & set(tag.get_attribute_list("rel"))
    ]
    return [f"{page}: {each}" for each in addresses if re.match(r"(https?:)?//", each)]
