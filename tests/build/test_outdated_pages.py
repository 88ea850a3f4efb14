"""A page that is behind, where git remembers what it was made from."""

import shutil
from pathlib import Path

import pytest

from support.built_site import BuiltSite, copy_site, find_one, list_attributes, run_mkdocs
from support.git import run_git

ENTRY = "docs/en/harassment/misleading.md"
RECORD = "docs/fr/harassment/misleading.segments.json"
PAGE = "fr/harassment/misleading/"
CHANGES = "changes:\n"
FIRST = ("revision: 3\n", "revision: 1\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The states, committed as they were at revision 1 of one of them, and then as they are."""
    config = copy_site("states", tmp_path / "project")
    root = config.parent
    (root / RECORD).unlink()
    now = (root / ENTRY).read_text("utf-8")
    text = now.replace("\nrevision: 3\n", "\nrevision: 1\n").replace("in the menu.", "there.")
    head, _, tail = text.partition(CHANGES)
    (root / ENTRY).write_text(head + tail.partition("---\n")[1] + tail.partition("---\n")[2])
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", "-A")
    run_git(root, "commit", "-qm", "First")
    (root / ENTRY).write_text(f"{now}\n## Ask & call\n\nCall.\n", "utf-8")
    run_git(root, "commit", "-qam", "Third")
    return config


def build_project(config: Path, folder: Path) -> BuiltSite:
    run = run_mkdocs("build", "-f", config, "-d", folder)
    assert run.returncode == 0, run.stderr
    return BuiltSite(folder)


@pytest.mark.thorough
def test_git_tells_which_sections_are_behind_and_which_are_new(
    project: Path, tmp_path: Path
) -> None:
    page = build_project(project, tmp_path / "site").read_page(PAGE)
    listed = page.select(".notice-behind li")
    assert [item.get_text(" ", strip=True) for item in listed] == [
        "Premiers gestes",
        "Nouveau dans l’original\u00a0: Ask & call",
    ]
    new = find_one(listed[1], "a")
    assert new["href"] == "../../../harassment/misleading/#ask-call"
    assert (new["lang"], new["hreflang"]) == ("en", "en")
    assert len(page.select(".text .behind")) == 1


@pytest.mark.thorough
def test_without_git_a_page_says_no_more_than_its_state(project: Path, tmp_path: Path) -> None:
    shutil.rmtree(project.parent / ".git")
    page = build_project(project, tmp_path / "site").read_page(PAGE)
    assert find_one(page, ".notice-misleading")
    assert not page.select(".behind, .notice-behind")


STEPS, MORE = "## First steps\n\nStop.\n\n", "## Read more\n\nRead on.\n\n"
NEW = "## Call somebody\n\nCall.\n\n"
LINKS = "[a](#first-steps) [b](#%C3%A0-lire) [c](#à-lire)\n\n"
FRENCH = LINKS + "## Gestes\n\nArrêtez.\n\n## À lire\n\nLisez.\n"


def replace_body(file: Path, body: str) -> None:
    """Give the file at `file` another body."""
    head, matter, _ = file.read_text("utf-8").split("---\n", 2)
    file.write_text("---\n".join((head, matter, f"\n{body}")), "utf-8")


@pytest.mark.thorough
def test_headings_have_the_anchors_of_the_sections_that_they_translate(
    project: Path, tmp_path: Path
) -> None:
    root = project.parent
    now = (root / ENTRY).read_text("utf-8")
    run_git(root, "reset", "-q", "--hard", "HEAD~1")
    replace_body(root / ENTRY, STEPS + MORE)
    replace_body(root / ENTRY.replace("/en/", "/fr/"), FRENCH)
    run_git(root, "commit", "-q", "--amend", "-am", "First")
    (root / ENTRY).write_text(now, "utf-8")
    replace_body(root / ENTRY, NEW + MORE + STEPS)
    run_git(root, "commit", "-qam", "Third")
    site = build_project(project, tmp_path / "site")
    text = find_one(site.read_page(PAGE), ".text")
    assert list_attributes(text, "h2", "id") == ["first-steps", "read-more"]
    links = [href for href in list_attributes(text, "p > a", "href") if href.startswith("#")]
    assert links == ["#first-steps", "#read-more", "#read-more"]
