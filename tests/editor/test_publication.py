"""Publishing a working copy: what it writes and refuses, and what is left when it is killed."""

from datetime import UTC, date, datetime

import pytest

from entraide.content.file_plan import ChangePlan
from entraide.content.text_files import split_file
from entraide.editor.git_repository import GitRepository, Writer
from entraide.editor.publication import FileConflictError, PublicationRequest
from entraide.editor.working_copies import WorkingCopies, WorkingCopy
from entraide.errors import ContentError, EntraideError
from entraide.model.revision import Significance
from support.editing import SOURCE, TRANSLATION, WRITER, EditedProject, OpenProject
from support.git import run_git

DAY = date(2026, 11, 21)
ADA = Writer(WRITER, "ada@example.org")
MAJOR = PublicationRequest(Significance.MAJOR, "Report it in the menu")


def begin(project: EditedProject, old: str, new: str, path: str = SOURCE) -> WorkingCopy:
    """A working copy of a version of entry 1 with `new` in the place of `old`."""
    text = project.read(path)
    assert old in text
    copy = WorkingCopy(
        entry=1,
        locale=path.split("/")[1],
        path=path,
        base=text,
        text=text.replace(old, new),
        number=0,
        writer=WRITER,
        saved=datetime(2026, 11, 21, tzinfo=UTC),
    )
    return project.editor.copies.save(copy)


def publish(project: EditedProject, copy: WorkingCopy, request: PublicationRequest = MAJOR) -> bool:
    return project.editor.publisher.publish(copy, request, ADA, DAY)


def test_a_change_of_the_text_is_a_revision_in_the_writers_name(project: EditedProject) -> None:
    assert publish(project, begin(project, "Report it.", "Report it twice."))
    text = project.read()
    assert "Report it twice." in text
    assert "revision: 3\n" in text
    assert 'significance: major, note: "Report it in the menu"' in text
    assert project.log()[0] == f"{WRITER}: Entry 1 (en): A current entry"
    assert run_git(project.folder, "status", "--porcelain", "docs") == ""
    assert project.editor.copies.find(1, "en") is None


def test_a_change_beside_the_text_is_no_revision(project: EditedProject) -> None:
    copy = begin(project, "author: ", "archive_on: 2027-01-02\nauthor: ")
    assert not project.editor.publisher.plan(copy, DAY).asks_significance
    publish(project, copy, PublicationRequest())
    assert "revision: 2\n" in project.read()
    assert "archive_on: 2027-01-02\n" in project.read()


@pytest.mark.thorough
def test_a_translation_says_what_it_was_made_from(project: EditedProject) -> None:
    publish(project, begin(project, "Report it.", "Report it twice."))
    project.note_change()
    old = split_file(project.read(TRANSLATION))[3].strip().split("\n")[-1]
    copy = begin(project, old, f"{old} Deux fois.", TRANSLATION)
    publish(project, copy, PublicationRequest(is_up_to_date=True))
    assert "source_revision: 3\n" in project.read(TRANSLATION)
    assert "updated: 2026-11-21\n" in project.read(TRANSLATION)


def test_who_falls_behind_is_known_before(project: EditedProject) -> None:
    plan = project.editor.publisher.plan(begin(project, "Report it.", "Report it now."), DAY)
    assert {each.value: dict(states) for each, states in plan.behind.items()} == {
        "minor": {},
        "medium": {"fr": "outdated"},
        "major": {"fr": "misleading"},
    }


@pytest.mark.parametrize(
    ("request_", "missing"),
    [
        (PublicationRequest(None, "Words"), ["significance"]),
        (PublicationRequest(Significance.MINOR, ""), ["note"]),
        (PublicationRequest(), ["significance", "note"]),
    ],
)
def test_what_is_asked_once_has_to_be_said(
    project: EditedProject, request_: PublicationRequest, missing: list[str]
) -> None:
    before, copy = project.read(), begin(project, "Report it.", "Report it twice.")
    with pytest.raises(EntraideError) as refusal:
        publish(project, copy, request_)
    assert [str(each.location) for each in refusal.value.problems] == missing
    assert project.read() == before
    assert project.editor.copies.find(1, "en") == copy


def test_a_mistake_leaves_everything_as_it_was(project: EditedProject) -> None:
    before, log = project.read(), project.log()
    copy = begin(project, "Report it.", "Report it. [Nowhere](../scams/nowhere.md)")
    with pytest.raises(ContentError, match=r"current\.md:\d+: .*nowhere\.md"):
        publish(project, copy)
    assert (project.read(), project.log()) == (before, log)
    assert project.editor.copies.find(1, "en") == copy


def test_what_others_changed_meanwhile_stays(project: EditedProject) -> None:
    copy = begin(project, "Report it.", "Report it twice.")
    project.edit(SOURCE, "Text of the entry", "Some text of the entry")
    publish(project, copy)
    assert "Report it twice." in project.read()
    assert "Some text of the entry" in project.read()


def test_what_others_changed_at_the_same_place_is_not_overwritten(project: EditedProject) -> None:
    copy = begin(project, "Report it.", "Report it twice.")
    project.edit(SOURCE, "Report it.", "Tell us.")
    with pytest.raises(FileConflictError) as conflict:
        publish(project, copy)
    assert conflict.value.now == project.read()
    assert "Tell us." in project.read()
    assert project.editor.copies.find(1, "en") == copy


@pytest.mark.parametrize("place", ["apply", "commit", "discard"])
def test_killed_at_any_moment_it_does_the_rest_the_next_time(
    project: EditedProject, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    owners = {"apply": ChangePlan, "commit": GitRepository, "discard": WorkingCopies}

    def be_killed(*_: object) -> None:
        raise KeyboardInterrupt

    copy = begin(project, "Report it.", "Report it twice.")
    with monkeypatch.context() as moment:
        moment.setattr(owners[place], place, be_killed)
        with pytest.raises(KeyboardInterrupt):
            publish(project, copy)
    kept = project.editor.copies.find(1, "en")
    assert kept
    assert kept.text == copy.text
    project.note_change()
    publish(project, kept)
    assert project.read().count('significance: major, note: "Report it in the menu"') == 1
    assert "revision: 3\n" in project.read()
    assert [each for each in project.log() if WRITER in each] == [
        f"{WRITER}: Entry 1 (en): A current entry"
    ]


@pytest.mark.thorough
def test_where_git_refuses_the_file_is_put_back(project: EditedProject) -> None:
    hook = project.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho Not today. >&2\nexit 1\n")
    hook.chmod(0o755)
    before, copy = project.read(), begin(project, "Report it.", "Report it twice.")
    with pytest.raises(EntraideError, match=r"git: it made no commit: Not today\."):
        publish(project, copy)
    assert project.read() == before
    assert run_git(project.folder, "status", "--porcelain", "docs") == ""
    assert project.editor.copies.find(1, "en")


@pytest.mark.thorough
def test_a_commit_has_nothing_that_others_staged(project: EditedProject) -> None:
    project.edit(TRANSLATION, "source_revision", "translator: Bo\nsource_revision")
    run_git(project.folder, "add", TRANSLATION)
    publish(project, begin(project, "Report it.", "Report it twice."))
    assert run_git(project.folder, "show", "--name-only", "--format=").split("\n") == [SOURCE]
    assert run_git(project.folder, "status", "--porcelain", "docs").startswith("M  ")


def test_without_git_the_files_are_written(start_editing: OpenProject) -> None:
    project = start_editing(with_git=False)
    assert not publish(project, begin(project, "Report it.", "Report it twice."))
    assert "revision: 3\n" in project.read()
