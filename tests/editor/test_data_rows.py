"""Tags and the glossary in the editor: what is written into their files, and what is refused."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from entraide.content.checks import check_project
from entraide.editor.data_rows import KINDS, DataFile, format_row, read_kind_rows, write_row
from support.editing import WRITER, Answer, EditedProject

CODES = ["en", "fr"]
GLOSSARY = """\
# The glossary.
- id: pile-on   # kept
  term: {en: pile-on, fr: harcèlement en groupe}
  definition:
    en: "Many people at once."
    fr: "Beaucoup de gens à la fois."
  forms: {en: [pile-ons]}
  everyday: true
- id: raid
  forbidden: {en: [raid]}
"""
PATH = "data/glossary.yml"
PILE = {"id": "pile-on"}


def write(typed: dict[str, str], id_: str = "pile-on", text: str = GLOSSARY) -> str:
    """The glossary with `typed` in the form of a record, whose other fields nobody touched."""
    kind = KINDS["glossary"]
    rows = {str(row["id"]): row for row in read_kind_rows(kind, text, CODES)}
    shown = format_row(kind, rows.get(id_, {}), CODES)
    return write_row(DataFile(kind, PATH, text, CODES), id_, shown | typed)


def test_a_form_that_comes_back_unchanged_changes_no_byte() -> None:
    assert write({}) == GLOSSARY
    assert write({}, "raid") == GLOSSARY


def test_one_word_changes_one_word() -> None:
    wanted = GLOSSARY.replace("Many people at once.", "A crowd at once.")
    assert write({"definition-en": "A crowd\nat once."}) == wanted


def test_a_language_and_a_field_are_added_where_they_belong() -> None:
    text = write({"forms-fr": "meute\n\n  meutes ", "instead-en": "crowd"})
    assert "forms: {en: [pile-ons], fr: [meute, meutes]}\n" in text
    assert "instead: {en: crowd}\n" in text
    assert "# kept" in text


def test_a_new_record_stands_at_the_end() -> None:
    text = write({"term-en": "scam", "term-fr": "arnaque", "definition-en": "A trick."}, "scam")
    assert text == (
        f"{GLOSSARY}- id: scam\n  term: {{en: scam, fr: arnaque}}\n"
        '  definition: {en: "A trick."}\n'
    )
    assert write({"term-en": "scam"}, "scam", "") == "- id: scam\n  term: {en: scam}\n"


def test_a_word_that_yaml_would_take_for_something_else_is_quoted() -> None:
    text = write({"term-en": "yes: [no]", "forms-en": "on\n#3"}, "odd")
    (row,) = (
        each for each in read_kind_rows(KINDS["glossary"], text, CODES) if each["id"] == "odd"
    )
    assert row == {"id": "odd", "term": {"en": "yes: [no]"}, "forms": {"en": ["on", "#3"]}}


def read_values(page: str) -> dict[str, str]:
    """The fields of the form of a record."""
    form = BeautifulSoup(page, "html.parser").select_one("form.edit-form")
    assert form
    areas = {str(each["name"]): each.text.lstrip("\n") for each in form.select("textarea")}
    inputs = form.select("input[value]:not([type=checkbox])")
    return {str(each["name"]): str(each["value"]) for each in inputs} | areas


def test_a_tag_is_changed_and_committed(project: EditedProject) -> None:
    assert "police" in project.get("words/tags/").text
    page = project.get("words/tags/police/").text
    assert 'name="label-en"' in page
    fields = {"label-en": "The police", "label-fr": "La police"}
    fields |= {"description-en": "When and how.", "description-fr": "Quand et comment."}
    fields["shown"] = read_values(page)["shown"]
    answer = project.post("words/tags/police/", fields)
    assert answer.headers["location"].endswith("words/tags/police/?done=yes"), answer.text
    assert "The police" in project.read("data/tags.yml")
    assert project.log()[0] == f"{WRITER}: tags: police"


def test_what_somebody_else_wrote_meanwhile_is_not_taken_back(project: EditedProject) -> None:
    page = project.get("words/tags/police/").text
    shown = read_values(page)
    project.edit("data/tags.yml", shown["label-en"], "Officers")
    refused = project.post("words/tags/police/", shown | {"label-fr": "La police"})
    assert refused.status == 409
    assert "somebody has changed it" in refused.text
    assert "Officers" in project.read("data/tags.yml")
    again = read_values(refused.text)
    assert again["label-fr"] == "La police"
    assert project.post("words/tags/police/", again).status == 303


def test_of_two_forms_saved_at_once_one_is_a_conflict(
    project: EditedProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is committed while the checks of the first run, before it takes the lock."""
    other: list[Answer] = []
    calls: list[None] = []
    fields = {"label-en": "The police", "label-fr": "La police"}
    shown = {
        each: read_values(project.get(f"words/tags/{each}/").text) for each in ("privacy", "police")
    }

    def overtake(*args: Any, **options: Any) -> object:
        calls.append(None)
        if len(calls) == 1:
            other.append(project.post("words/tags/police/", shown["police"] | fields))
        return check_project(*args, **options)

    monkeypatch.setattr("entraide.editor.project_changes.check_project", overtake)
    refused = project.post("words/tags/privacy/", shown["privacy"] | {"label-en": "Mine"})
    assert other[0].status == 303
    assert refused.status == 409
    assert "somebody has changed it" in refused.text
    assert read_values(refused.text)["label-en"] == "Mine"
    assert "The police" in project.read("data/tags.yml")
    again = project.post("words/tags/privacy/", read_values(refused.text))
    assert again.status == 303
    assert "The police" in project.read("data/tags.yml")
    assert "Mine" in project.read("data/tags.yml")


def test_a_new_term_is_added_and_checked(project: EditedProject) -> None:
    fields = {"id": "message", "term-en": "message", "term-fr": "message"}
    fields |= {"definition-en": "Words.", "definition-fr": "Des mots."}
    assert project.post("words/glossary/", fields).status == 303
    assert "- id: message\n" in project.read(PATH)
    refused = project.post("words/glossary/", fields)
    assert refused.status == 409
    assert "“message” is there" in refused.text


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "report", "term-en": "tell", "forbidden-en": "Report"},  # a text has the word
        {"id": "../x", "term-en": "x", "term-fr": "x"},
        {"id": "", "term-en": "x"},
        {"id": "x" * 101, "term-en": "x", "term-fr": "x"},
        {"id": "half", "term-en": "half"},  # French is missing
    ],
)
def test_what_the_checks_refuse_is_not_written(
    project: EditedProject, fields: dict[str, str]
) -> None:
    log = project.log()
    answer = project.post("words/glossary/", fields)
    assert answer.status == 409
    assert "This was not done" in answer.text
    assert not (project.folder / PATH).exists()
    assert project.log() == log


def test_there_is_no_other_file(project: EditedProject) -> None:
    gone = ("words/tags/gone/", "words/platform/gone/", "words/home/9/", "words/home/x/")
    for path in ("words/settings/", "words/..%2Fmkdocs/", *gone):
        assert project.get(path).status == 404
