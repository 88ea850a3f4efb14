"""The last step of a proposal on a server: published and accepted in one go, or not at all."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from entraide.desk import proposals
from entraide.desk.desk import Desk
from entraide.desk.proposals import Decision
from entraide.editor.git_repository import GitRepository
from entraide.model.proposal import ProposalState
from support.built_site import DAY
from support.git import run_git
from support.proposals import build_proposal
from support.staff import add_proposal
from support.staff_editing import StaffProject, open_staff_project

PAGE = "proposals/proposed/"
SOURCE = "docs/en/harassment/current.md"
FRENCH = "docs/fr/harassment/outdated.md"
NEW = {"A new paragraph.": "Un nouveau paragraphe."}


@pytest.fixture
def store_kind() -> str:
    return "sqlite"


@pytest.fixture
def project(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffProject]:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    opened = open_staff_project(tmp_path, desk)
    yield opened
    opened.editor.preview.close()


def propose(
    project: StaffProject, texts: dict[str, str], entry: int, locale: str = "fr", **facts: str
) -> None:
    """Store a proposal as a visitor sends it."""
    made = build_proposal(project.folder, texts, entry=entry, locale=locale, **facts)
    row = asdict(made) | {"id": "proposed", "state": "open", "day": made.day.isoformat()}
    add_proposal(project.desk, **row, staff_note="“Look at this.”")


def read_state(project: StaffProject) -> tuple[ProposalState, str]:
    found = project.desk.store.read(lambda each: proposals.find_proposal(each, "proposed"))
    note = project.desk.store.read(lambda each: proposals.read_staff_note(each, "proposed"))
    assert found
    return found.state, note


def test_a_translation_is_written_committed_sent_and_accepted(project: StaffProject) -> None:
    propose(project, NEW, 2)
    browser = project.open_browser("publisher")
    status, page = browser.get(PAGE)
    assert status == 200
    assert "in the name of Camille R., who proposed it" in page
    assert browser.post(PAGE, {}) == (303, "/desk/staff/write/2/fr/?done=committed")
    assert "Un nouveau paragraphe." in run_git(project.other, "show", f"HEAD:{FRENCH}")
    names = run_git(project.other, "log", "-1", "--format=%an|%cn|%s")
    # Git takes the full stop for the end of a sentence.
    title = "Une entrée dont la traduction est en retard"
    assert names == f"Camille R|publisher|Entry 2 (fr): {title}"
    assert read_state(project) == (ProposalState.ACCEPTED, "“Look at this.”")


def test_a_correction_of_a_source_is_a_revision(project: StaffProject) -> None:
    propose(project, {"Report it.": "Report it twice."}, 1, "en", credit="")
    browser = project.open_browser("publisher")
    assert browser.post(PAGE, {"note": "Twice"})[0] == 409  # how much it matters is not said
    assert read_state(project)[0] is ProposalState.OPEN
    assert project.editor.copies.list_all() == []
    said = {"significance": "minor", "note": "Report it twice"}
    assert browser.post(PAGE, said)[0] == 303
    text = run_git(project.other, "show", f"HEAD:{SOURCE}")
    assert "Report it twice." in text
    assert "revision: 3\n" in text
    assert run_git(project.other, "log", "-1", "--format=%an|%cn") == "publisher|publisher"
    assert read_state(project)[0] is ProposalState.ACCEPTED


def test_a_mistake_publishes_nothing_and_decides_nothing(project: StaffProject) -> None:
    propose(project, {"A new paragraph.": "Appelez le +33 6 12 34 56 78."}, 2)
    before = project.log(project.other)
    browser = project.open_browser("publisher")
    assert "Accept and publish" not in browser.get(PAGE)[1]
    assert browser.post(PAGE, {})[0] == 409
    assert project.log(project.other) == before
    assert read_state(project)[0] is ProposalState.OPEN


def test_what_was_declined_is_not_published(project: StaffProject) -> None:
    propose(project, NEW, 2)
    decision = proposals.Decision(
        state=ProposalState.DECLINED, day=project.desk.clock().date(), reason="No"
    )
    project.desk.store.write(lambda each: proposals.decide(each, "proposed", decision))
    assert project.open_browser("publisher").post(PAGE, {})[0] == 404
    assert "Un nouveau" not in project.read(FRENCH)


@pytest.mark.parametrize("role", ["viewer", "moderator", "writer", "reviewer"])
def test_only_a_publisher_publishes(project: StaffProject, role: str) -> None:
    propose(project, NEW, 2)
    browser = project.open_browser(role)
    assert browser.get(PAGE)[0] == 403
    csrf = project.line.client.get("/desk/staff/session", headers=project.line.seen[-1]).json()
    assert browser.post(PAGE, {"csrf": csrf["csrf"]})[0] == 403
    answer = project.line.client.get(
        "/desk/staff/session/proposals/proposed", headers=project.line.seen[-1]
    )
    assert answer.status_code == 403


def test_when_the_desk_goes_away_it_is_accepted_the_next_time(
    project: StaffProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(project, NEW, 2)
    browser = project.open_browser("publisher")
    with monkeypatch.context() as moment:
        moment.setattr(type(project.line), "post", lambda *_: None)
        assert browser.post(PAGE, {})[1].endswith("?done=undecided")
    assert read_state(project)[0] is ProposalState.OPEN
    assert "Un nouveau paragraphe." in project.read(FRENCH)
    assert browser.post(PAGE, {})[0] == 303
    assert read_state(project)[0] is ProposalState.ACCEPTED
    assert len([each for each in project.log() if "Camille R <" in each]) == 1


def test_killed_before_the_commit_it_is_committed_the_next_time(
    project: StaffProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(project, NEW, 2)
    browser = project.open_browser("publisher")

    def be_killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as moment:
        moment.setattr(GitRepository, "commit", be_killed)
        with pytest.raises(BaseException):  # noqa: B017 - the client has one of its own
            browser.post(PAGE, {})
    project.editor.preview.take_over([project.folder / FRENCH]).result()
    assert browser.post(PAGE, {})[0] == 303
    assert "Un nouveau paragraphe." in run_git(project.other, "show", f"HEAD:{FRENCH}")
    assert len([each for each in project.log() if "Camille R <" in each]) == 1
    assert read_state(project)[0] is ProposalState.ACCEPTED


def test_where_two_people_are_asked_for_nothing_is_published_before_both_have_accepted(
    project: StaffProject,
) -> None:
    settings = project.folder / "data/settings.yml"
    text = settings.read_text("utf-8") if settings.exists() else ""
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(f"{text}two_people: true\n", "utf-8")
    run_git(project.folder, "add", "data")
    run_git(project.folder, "commit", "-qm", "Two people")
    run_git(project.folder, "push", "-q")
    project.editor.preview.take_over([settings]).result()
    assert project.editor.settings.two_people
    propose(project, NEW, 2)
    browser = project.open_browser("publisher")
    before = (project.folder / FRENCH).read_bytes()
    status, page = browser.post(PAGE, {})
    assert status == 409
    assert "two people have to accept this proposal at the desk before it is published" in page
    assert (project.folder / FRENCH).read_bytes() == before
    accepted = Decision(state=ProposalState.ACCEPTED, day=date(2026, 12, 1))
    project.desk.store.write(lambda each: proposals.decide(each, "proposed", accepted))
    assert browser.post(PAGE, {})[0] == 303
    assert (project.folder / FRENCH).read_bytes() != before
