"""A page that stood open while others published: it takes nothing back, and loses nothing."""

import json

import pytest

from support.editing import SOURCE, EditedProject, read_form_fields

PATH = "1/en/"
Fields = dict[str, list[str]]


def open_window(project: EditedProject) -> Fields:
    """The fields of the page, as another window shows them."""
    return read_form_fields(project.get(PATH).text)


def publish(project: EditedProject, note: str) -> None:
    copy = project.editor.copies.find(1, "en")
    assert copy
    fields = {"number": copy.number, "significance": "minor", "note": note}
    assert project.post(f"{PATH}publish/", fields).status == 303


def replace_words(fields: Fields, old: str, new: str) -> Fields:
    assert old in fields["body"][0]
    return fields | {"body": [fields["body"][0].replace(old, new)]}


@pytest.fixture(params=["read", "written"])
def window(request: pytest.FixtureRequest, project: EditedProject) -> Fields:
    """A window that was opened before another one published “Report it twice.”"""
    if request.param == "written":
        project.save("Keep the message.", "Save the message.")
    fields = open_window(project)
    project.save("Report it.", "Report it twice.")
    publish(project, "Twice")
    return fields


def test_an_idle_window_gets_what_was_published(project: EditedProject, window: Fields) -> None:
    answer = project.post(PATH, window, script=True)
    assert answer.status == 200
    assert "Report it twice." in json.loads(answer.text)["merged"]["body"][0]
    assert project.editor.copies.find(1, "en") is None


def test_what_is_typed_in_it_is_merged(project: EditedProject, window: Fields) -> None:
    answer = project.post(
        PATH, replace_words(window, "Do not answer.", "Never answer."), script=True
    )
    assert answer.status == 200
    copy = project.editor.copies.find(1, "en")
    assert copy
    assert "Never answer." in copy.text
    assert "Report it twice." in copy.text
    assert "revision: 3\n" in copy.text


def test_at_the_same_place_both_texts_are_shown(project: EditedProject, window: Fields) -> None:
    mine = replace_words(window, "Report it.", "Tell us.")
    assert project.post(PATH, mine, script=True).status == 409
    answer = project.post(PATH, mine)
    assert answer.status == 409
    assert "Somebody has saved other words at the same place" in answer.text
    assert project.editor.copies.find(1, "en") is None
    seen = replace_words(read_form_fields(answer.text), "Tell us.", "Tell us twice.")
    assert project.post(PATH, seen).status == 303
    publish(project, "Us")
    assert "Tell us twice." in project.read()


@pytest.mark.thorough
def test_the_copy_that_was_begun_anew_is_no_older_one(
    project: EditedProject, window: Fields
) -> None:
    for words in ("Once", "Two", "Three"):
        project.save("See [", f"{words}. See [")
    project.post(PATH, replace_words(window, "Do not answer.", "Never answer."))
    copy = project.editor.copies.find(1, "en")
    assert copy
    for words in ("Report it twice.", "Never answer.", "Once. Two. Three. See ["):
        assert words in copy.text


def test_what_changed_by_git_before_the_first_save_is_merged(project: EditedProject) -> None:
    window = open_window(project)
    project.edit(SOURCE, "Keep the message.", "Save the message.")
    assert project.post(PATH, window, script=True).status == 200
    assert project.editor.copies.find(1, "en") is None
    project.post(PATH, replace_words(window, "Do not answer.", "Never answer."))
    copy = project.editor.copies.find(1, "en")
    assert copy
    assert "Save the message." in copy.text
    assert "Never answer." in copy.text


def test_a_text_that_nobody_remembers_is_a_conflict(project: EditedProject) -> None:
    window = open_window(project)
    project.edit(SOURCE, "Keep the message.", "Save the message.")
    assert project.post(PATH, window | {"text_hash": ["0" * 64]}, script=True).status == 409
    assert project.editor.copies.find(1, "en") is None
