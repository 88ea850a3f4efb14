"""From a question of a visitor to a new entry: its words in the form, and the desk told of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from entraide.desk.desk import Desk
from entraide.desk.staff import question_queue
from entraide.model.question import QuestionState, QuestionWork
from support.built_site import DAY
from support.staff import add_question, find_only
from support.staff_editing import ROOT, StaffProject, open_staff_project

NEW = "docs/en/harassment/how-do-i-block-a-group.md"


@pytest.fixture
def store_kind() -> str:
    return "sqlite"


@pytest.fixture
def project(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffProject]:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    opened = open_staff_project(tmp_path, desk)
    yield opened
    opened.editor.preview.close()


def read_start(page: str) -> dict[str, str]:
    """The fields of the form of a new entry, as a browser would send them back."""
    form = find_only(BeautifulSoup(page, "html.parser"), "form.edit-form")
    fields = {str(each["name"]): str(each.get("value", "")) for each in form.select("input")}
    fields |= {str(each["name"]): each.text for each in form.select("textarea")}
    chosen = {
        str(each["name"]): find_only(each, "[selected]")["value"]
        for each in form.select("select")
        if each.select("[selected]")
    }
    return fields | {name: str(value) for name, value in chosen.items()}


def read_work(desk: Desk, id_: str) -> QuestionWork:
    found = desk.store.read(lambda connection: question_queue.find_question(connection, id_))
    assert found
    return found.work


def test_a_question_becomes_a_draft_and_the_desk_knows_its_number(
    project: StaffProject, desk: Desk
) -> None:
    id_ = add_question(desk, details="One by one takes <hours>.")
    browser = project.open_browser("writer")
    form = read_start(browser.get(f"new/?question={id_}")[1])
    assert (form["title"], form["locale"]) == ("How do I block a group?", "en")
    assert form["text"].strip() == "One by one takes <hours>."
    status, location = browser.post(
        "new/", form | {"category": "harassment", "text": "One by one."}
    )
    work = read_work(desk, id_)
    assert (status, location) == (303, f"{ROOT}{work.entry}/en/")
    assert work == QuestionWork(QuestionState.ANSWERED, entry=work.entry)
    text = project.read(NEW)
    assert "status: draft" in text
    assert "title: How do I block a group?" in text
    assert "\n\nOne by one.\n\n" in text
    again = browser.client.get(f"{ROOT}new/?question={id_}", follow_redirects=False)
    assert again.headers["location"] == location


def test_a_question_that_is_not_there_starts_nothing(project: StaffProject) -> None:
    browser = project.open_browser("writer")
    log = project.log()
    form = read_start(browser.get("new/")[1]) | {"category": "harassment", "title": "Some"}
    for id_ in ("unknown", "../session", "a/b", "%2e%2e", "x" * 100):
        assert browser.client.get(f"{ROOT}new/", params={"question": id_}).status_code == 404
        assert browser.post("new/", form | {"question": id_})[0] == 404
    assert project.log() == log


def test_nothing_is_lost_where_the_desk_goes_away_meanwhile(
    project: StaffProject, desk: Desk
) -> None:
    id_ = add_question(desk)
    browser = project.open_browser("writer")
    form = read_start(browser.get(f"new/?question={id_}")[1])
    send = project.line.post
    object.__setattr__(project.line, "post", lambda *_: None)
    status, location = browser.post("new/", form | {"category": "harassment"})
    assert (status, location.partition("?")[2]) == (303, "done=unnoted")
    object.__setattr__(project.line, "post", send)
    assert (project.folder / NEW).exists()
    assert read_work(desk, id_).entry == 0
    assert "does not know that it answers" in browser.get(location.removeprefix(ROOT))[1]


@pytest.mark.parametrize("text", ["x" * 20_001, "a \u202e b"])
def test_a_text_that_cannot_be_starts_nothing_and_stays_in_the_form(
    project: StaffProject, text: str
) -> None:
    browser = project.open_browser("writer")
    form = read_start(browser.get("new/")[1])
    sent = form | {"category": "harassment", "title": "How do I block a group?", "text": text}
    status, page = browser.post("new/", sent)
    assert status == 409
    assert "it is too long, or has signs that nobody sees" in page
    assert read_start(page)["text"].strip() == text
    assert not (project.folder / NEW).exists()
