"""A translation that is missing is started from the list, continued, and published."""

import re

import pytest

from support.editing import EditedProject
from support.git import run_git

FILE = "docs/fr/harassment/english-only.md"


@pytest.fixture
def number(project: EditedProject) -> int:
    """The number of the entry that the site has in English alone."""
    entries = project.editor.entries.values()
    return next(each.id for each in entries if each.slug == "english-only")


def start(project: EditedProject, number: int) -> None:
    page = project.get(f"{number}/fr/start/")
    assert "Start it, as a draft" in page.text
    answer = project.post(f"{number}/fr/start/", {})
    assert answer.status == 303
    assert answer.headers["location"].endswith(f"/{number}/fr/")


def publish(project: EditedProject, path: str) -> None:
    page = project.get(f"{path}publish/").text
    number = re.search(r'name="number" value="(\d+)"', page)
    assert number
    answer = project.post(f"{path}publish/", {"number": number[1]})
    assert answer.status == 303, answer.text


def test_the_list_leads_to_its_start(project: EditedProject, number: int) -> None:
    assert f"{number}/fr/start/" in project.get("").text
    start(project, number)
    assert f"{number}/fr/start/" not in project.get("").text
    assert project.log()[0].endswith(", a draft")
    assert run_git(project.folder, "status", "--porcelain", "docs") == ""


def test_it_is_a_draft_with_the_words_of_the_original(project: EditedProject, number: int) -> None:
    start(project, number)
    text = project.read(FILE)
    assert "status: draft\n" in text
    body = project.read(FILE.replace("/fr/", "/en/")).split("---\n")[2]
    assert text.split("---\n")[2].strip() == body.strip()
    assert project.get(f"{number}/fr/start/").status == 404
    assert project.get(f"{number}/de/start/").status == 404
    assert project.get("99/fr/start/").status == 404


def test_what_is_left_is_counted_and_the_last_word_publishes_it(
    project: EditedProject, number: int
) -> None:
    start(project, number)
    path = f"{number}/fr/"
    fields = {"title": "Titre", "summary": "Résumé.", "status": "draft", "number": "0"}
    body = project.read(FILE).split("---\n")[2].strip().split("\n\n")
    half = "\n\n".join(["Une phrase.", *body[1:]])
    assert project.post(path, {**fields, "body": half}).status == 303
    page = project.get(f"{path}publish/")
    assert "not translated. The translation stays a draft" in page.text
    publish(project, path)
    assert "status: draft\n" in project.read(FILE)
    whole = {**fields, "body": "Tout est là.\n\n## Premiers pas\n\nVoilà."}
    assert project.post(path, whole).status == 303
    publish(project, path)
    assert "status" not in project.read(FILE)
    assert "Tout est là." in project.read(FILE)
