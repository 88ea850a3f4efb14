"""Both languages of a translation, unit by unit, as the text is being written."""

import json

from bs4 import BeautifulSoup, Tag

from support.editing import EditedProject, read_form_fields

PAGE = "2/fr/"
BOTH = f"{PAGE}?both=yes"


def read_units(html: str) -> list[tuple[str, str, str]]:
    """The state of each unit, its source and its target, as the page shows them."""
    units = BeautifulSoup(html, "html.parser").select(".edit-unit")
    return [read_unit(unit) for unit in units]


def read_unit(unit: Tag) -> tuple[str, str, str]:
    source, target = (" ".join(part.text.split()) for part in unit.select(".staff-words"))
    return unit.select(".small-mark")[0].text, source, target


def test_each_unit_stands_beside_its_source_with_its_state(project: EditedProject) -> None:
    units = read_units(project.get(BOTH).text)
    assert ("not translated", "A new paragraph.", "–") in units
    assert ("translated", "Report it.", "Signalez-le.") in units


def test_they_are_there_on_demand_and_for_translations_alone(project: EditedProject) -> None:
    assert read_units(project.get(PAGE).text) == []
    assert 'href="./?both=yes"' in project.get(PAGE).text
    assert "both=yes" not in project.get("2/en/").text
    assert read_units(project.get("2/en/?both=yes").text) == []


def test_what_is_saved_is_done_and_the_page_stays_as_it_was_chosen(
    project: EditedProject,
) -> None:
    form = read_form_fields(project.get(BOTH).text)
    body = f"{form['body'][0]}\n\nUn nouveau paragraphe."
    answer = project.post(PAGE, form | {"body": body}, script=True)
    units = read_units(json.loads(answer.text)["pairs"])
    assert any("Un nouveau paragraphe." in target for *_, target in units)
    form = read_form_fields(project.get(BOTH).text)
    assert project.post(PAGE, form).headers["location"].endswith(f"{PAGE}?both=yes")


def test_a_unit_leads_to_its_line(project: EditedProject) -> None:
    html = project.get(BOTH).text
    body = read_form_fields(html)["body"][0].split("\n")
    page = BeautifulSoup(html, "html.parser")
    units = [unit for unit in page.select(".edit-unit") if "Signalez-le." in unit.text]
    line = units[0].select("[data-line]")[0]["data-line"]
    assert "Signalez-le." in body[int(str(line)) - 1]


def test_a_script_that_shows_one_language_is_given_one(project: EditedProject) -> None:
    form = read_form_fields(project.get(PAGE).text)
    assert json.loads(project.post(PAGE, form, script=True).text)["pairs"] is None
