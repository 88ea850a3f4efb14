"""A locale builds from its first entry; what it lacks is borrowed, and marked with its language."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.built_site import BuildSite, BuiltSite, find_one
from support.projects import write_site

pytestmark = (
    pytest.mark.thorough
)  # a site of its own; words of a locale are tested in tests/content

SIGNS = re.compile("[\ufdd0-\ufdd2]|\\\\ufdd[0-2]|%EF%B7%9[0-2]")


@pytest.fixture(scope="module")
def german(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site in English and French that got German, with one entry in English."""
    project = tmp_path_factory.mktemp("new") / "german"
    entry = {"id": 7, "title": "Signs of a scam", "tags": ["money"], "body": "Never pay.\n"}
    write_site(project, {"docs/en/scams/signs.md": entry})
    code = "import sys; from entraide.cli.main import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "locale", "add", "de"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return build_site(project)


@pytest.mark.thorough
def test_words_of_the_interface_are_german_and_labels_are_borrowed(german: BuiltSite) -> None:
    page = german.read_page("de/scams/")
    assert find_one(page, "a.skip").get_text() == "Zum Text springen"
    borrowed = find_one(page, "h1 bdi")
    assert (borrowed["lang"], borrowed["dir"], borrowed.get_text()) == ("en", "ltr", "scams")
    assert find_one(page, "title").get_text().startswith("scams")


def test_pages_without_german_words_mark_their_english(german: BuiltSite) -> None:
    page = german.read_page("de/translate/")
    assert find_one(page, "h1").get_text() == "Beim Übersetzen helfen"
    assert find_one(page, "h2 bdi[lang=en]").get_text() == "How to help"
    assert page.select('[lang="en"] [lang="en"]') == []


def test_no_file_of_the_site_has_the_signs(german: BuiltSite) -> None:
    for file in german.folder.rglob("*"):
        if file.is_file() and file.suffix != ".png":
            text = file.read_text(encoding="utf-8", errors="replace")
            assert not SIGNS.search(text), file


def test_every_page_of_the_new_language_exists(german: BuiltSite) -> None:
    paths = {Path(page).name for page in ("de/scams", "de/tags", "de/entries", "de/contact")}
    assert all(german.has(f"de/{name}/") for name in paths)
