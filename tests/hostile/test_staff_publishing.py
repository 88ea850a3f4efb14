"""Publishing on a server: nothing is lost, and nobody overwrites anybody, whatever happens."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from entraide.content.file_plan import ChangePlan
from entraide.desk.desk import Desk
from entraide.editor.git_remote import GitRemote
from entraide.editor.git_repository import GitRepository
from entraide.editor.working_copies import WorkingCopies
from support.built_site import DAY
from support.git import run_git
from support.staff_editing import StaffProject, open_staff_project

SOURCE = "docs/en/harassment/current.md"
PUBLISHED = "publisher <publisher@staff.invalid>: Entry 1 (en): A current entry"


@pytest.fixture
def store_kind() -> str:
    return "sqlite"


@pytest.fixture
def project(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffProject]:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    opened = open_staff_project(tmp_path, desk)
    yield opened
    opened.editor.preview.close()


def test_a_publication_is_committed_in_the_writers_name_and_sent(project: StaffProject) -> None:
    project.commit_elsewhere("Text of", "Some text of", SOURCE)
    browser = project.open_browser("publisher")
    browser.save("Report it.", "Report it twice.")
    assert browser.publish() == (303, "/desk/staff/write/1/en/?done=committed")
    assert PUBLISHED in project.log(project.other)
    for words in ("Report it twice.", "Some text of"):  # pulled before
        assert words in run_git(project.other, "show", f"HEAD:{SOURCE}")


def test_a_push_that_fails_is_told_and_done_later(project: StaffProject) -> None:
    browser = project.open_browser("publisher")
    browser.save("Report it.", "Report it twice.")
    away = project.other.rename(project.other.with_name("away"))
    assert browser.publish()[0] == 303
    assert project.log()[0] == PUBLISHED
    for path in ("1/en/?done=committed", ""):
        page = browser.get(path)[1]
        assert "1 change is committed here, and could not be sent" in page
    away.rename(project.other)
    assert project.editor.clone
    project.editor.clone.run_upkeep()
    assert project.log(project.other)[0] == PUBLISHED
    assert "could not be sent" not in browser.get("")[1]


def test_the_same_lines_elsewhere_are_overwritten_by_nobody(project: StaffProject) -> None:
    browser = project.open_browser("publisher")
    browser.save("Report it.", "Report it twice.")
    project.commit_elsewhere("Report it.", "Tell us.", SOURCE)
    status, page = browser.publish()
    assert status == 409
    assert "The file has changed since you began" in page
    assert "Tell us." in project.read()
    copy = project.editor.copies.find(1, "en")
    assert copy
    assert "Report it twice." in copy.text


def test_two_writers_at_once_keep_both_their_words(project: StaffProject) -> None:
    writer, publisher = (project.open_browser(role) for role in ("writer", "publisher"))
    forms = [
        ("Report it.", "Report it twice.", writer),
        ("Text of the entry", "Some text of the entry", publisher),
    ]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda form: form[2].save(form[0], form[1]), forms))
    assert {status for status, _ in answers} <= {303, 409}
    copy = project.editor.copies.find(1, "en")
    assert copy
    for (status, _), (_, words, _browser) in zip(answers, forms, strict=True):
        assert (words in copy.text) is (status == 303)
    assert 303 in {status for status, _ in answers}


def test_two_publishers_at_once_make_one_revision(project: StaffProject) -> None:
    browser = project.open_browser("publisher")
    browser.save("Report it.", "Report it twice.")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: browser.publish(), range(2)))
    assert project.log().count(PUBLISHED) == 1
    assert project.log(project.other).count(PUBLISHED) == 1


@pytest.mark.parametrize("place", ["apply", "commit", "discard", "push"])
def test_killed_at_any_moment_it_does_the_rest_the_next_time(
    project: StaffProject, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    owners: dict[str, type] = {
        "apply": ChangePlan,
        "commit": GitRepository,
        "discard": WorkingCopies,
        "push": GitRemote,
    }

    def be_killed(*_: object) -> None:
        raise KeyboardInterrupt

    browser = project.open_browser("publisher")
    browser.save("Report it.", "Report it twice.")
    with monkeypatch.context() as moment:
        moment.setattr(owners[place], place, be_killed)
        with pytest.raises(BaseException):  # noqa: B017 - the client has one of its own
            browser.publish()
    project.editor.preview.take_over([project.folder / SOURCE]).result()
    if project.editor.copies.find(1, "en"):
        assert browser.publish()[0] == 303
    assert project.editor.clone
    project.editor.clone.run_upkeep()
    assert project.log(project.other).count(PUBLISHED) == 1
    assert "Report it twice." in run_git(project.other, "show", f"HEAD:{SOURCE}")


def test_without_a_remote_the_commit_is_all(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    project = open_staff_project(tmp_path, desk, with_remote=False)
    browser = project.open_browser("publisher")
    browser.save("Report it.", "Report it twice.")
    assert browser.publish()[0] == 303
    assert project.log()[0] == PUBLISHED
    assert "other repository" not in browser.get("")[1]
    project.editor.preview.close()


def test_a_writer_starts_a_draft_that_is_sent(project: StaffProject) -> None:
    browser = project.open_browser("writer")
    fields = {"title": "A new one", "category": "scams", "locale": "en", "slug": ""}
    status, place = browser.post("new/", fields)
    assert status == 303, place
    assert project.log(project.other)[0].startswith("writer <writer@staff.invalid>: Entry ")
