"""Entries started and moved from the browser, by the code of the commands, in one commit each."""

import pytest

from entraide.editor.git_repository import GitRepository
from support.editing import ROOT, WRITER, EditedProject
from support.git import run_git

START = {"title": "I lost my password", "category": "scams", "locale": "en", "slug": ""}
NEW = "docs/en/scams/i-lost-my-password.md"
FORMS = {
    "new/": START,
    "1/en/move/": {"category": "scams", "slug": "moved-here"},
    "1/en/remove/": {"links": "yes", "instead": "2"},
}
OLD = "docs/en/harassment/current.md"


def test_a_new_entry_is_a_draft_with_a_number_and_a_commit(project: EditedProject) -> None:
    answer = project.post("new/", START)
    number = max(project.editor.entries)
    assert answer.headers["location"] == f"{ROOT}{number}/en/"
    text = project.read(NEW)
    assert f"id: {number}\n" in text
    assert "status: draft\n" in text
    assert project.log()[0] == f"{WRITER}: Entry {number} (en): I lost my password, a draft"
    assert run_git(project.folder, "status", "--porcelain", "docs", "data") == ""
    assert "Write the first step here." in project.get(f"{number}/en/").text


@pytest.mark.thorough
def test_where_git_knows_nobody_it_is_asked_who_commits(
    project: EditedProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GitRepository, "find_writer", lambda _: None)
    for path, fields in FORMS.items():
        assert 'name="email"' in project.get(path).text, path
        assert project.post(path, fields).status == 409, path
        assert project.post(path, fields | {"name": "Bo", "email": "nowhere"}).status == 409, path
    assert len(project.log()) == 1
    assert run_git(project.folder, "status", "--porcelain", "docs", "data") == ""
    project.post("new/", START | {"name": "Bo Example", "email": "bo@example.org"})
    assert project.log()[0].startswith("Bo Example: Entry ")


def test_what_is_wrong_with_it_is_told_and_nothing_is_made(project: EditedProject) -> None:
    for wrong in ({"category": "nowhere"}, {"locale": "xx"}, {"slug": "../../x"}, {"title": ""}):
        answer = project.post("new/", START | wrong)
        assert answer.status == 409
        assert "everything is as it was" in answer.text
    assert len(project.log()) == 1
    assert run_git(project.folder, "status", "--porcelain", "docs", "data") == ""


def test_a_second_one_of_that_name_is_refused(project: EditedProject) -> None:
    project.post("new/", START)
    assert project.post("new/", START).status == 409
    assert len(project.log()) == 2


def test_a_moved_entry_takes_links_along_in_one_commit(project: EditedProject) -> None:
    answer = project.post("1/en/move/", {"category": "scams", "slug": "moved-here"})
    assert answer.headers["location"] == f"{ROOT}1/en/?done=moved"
    assert not (project.folder / OLD).exists()
    assert "moved_from: [harassment/current]" in project.read("docs/en/scams/moved-here.md")
    assert "stands at its new address: scams/moved-here" in project.get("1/en/?done=moved").text
    assert run_git(project.folder, "status", "--porcelain", "docs", "data") == ""
    assert project.log()[0] == f"{WRITER}: Entry 1: from harassment/current to scams/moved-here"
    assert len(project.get("1/en/history/").text.split("<tr>")) == 4


@pytest.mark.parametrize("slug", ["", "../x", "Current", "blackmail", "index"])
def test_a_place_that_cannot_be_is_refused(project: EditedProject, slug: str) -> None:
    answer = project.post("1/en/move/", {"category": "scams", "slug": slug})
    assert answer.status == 409
    assert (project.folder / OLD).exists()


def test_an_entry_that_is_being_written_is_not_moved(project: EditedProject) -> None:
    project.save("Report it.", "Report it twice.", "1/en/")
    assert project.post("1/en/move/", {"category": "scams", "slug": "x"}).status == 404
    assert (project.folder / OLD).exists()
    assert 'href="move/"' not in project.get("1/en/").text


def test_where_git_refuses_every_file_is_put_back(project: EditedProject) -> None:
    hook = project.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    docs = project.folder / "docs"
    before = {path: path.read_bytes() for path in docs.rglob("*.*")}
    assert project.post("1/en/move/", {"category": "scams", "slug": "x"}).status == 409
    assert project.post("new/", START).status == 409
    assert {path: path.read_bytes() for path in docs.rglob("*.*")} == before
    assert run_git(project.folder, "status", "--porcelain", "docs", "data") == ""


def test_a_removed_entry_leaves_its_number_and_where_to_go(project: EditedProject) -> None:
    answer = project.post("1/en/remove/", {"links": "yes", "instead": "2"})
    assert answer.headers["location"] == ROOT
    assert not (project.folder / OLD).exists()
    assert "1:" in project.read("data/ids.yml")
    assert project.log()[0] == f"{WRITER}: Entry 1 removed: A current entry"
    assert run_git(project.folder, "status", "--porcelain", "docs", "data") == ""
    assert project.get("1/en/").status == 404


def test_what_links_to_an_entry_is_told_before_it_is_removed(project: EditedProject) -> None:
    page = project.get("4/en/remove/").text
    assert "docs/en/harassment/current.md:" in page
    assert project.post("4/en/remove/", {"instead": ""}).status == 409
    assert project.post("4/en/remove/", {"links": "yes", "instead": "99"}).status == 409
    assert len(project.log()) == 1


@pytest.mark.thorough
def test_a_mistake_in_another_text_stops_a_publication(project: EditedProject) -> None:
    project.save("## First steps", "## Other steps", "4/en/")
    fields = {"number": "1", "significance": "minor", "note": "A heading"}
    answer = project.post("4/en/publish/", fields)
    assert answer.status == 409
    assert "docs/en/harassment/current.md:" in answer.text
