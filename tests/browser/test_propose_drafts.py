"""The work on a proposal is not lost, and is nowhere but where its writer wants it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from entraide.translation.formats.row_notes import compute_checksum
from support.desk_site import Origin
from support.proposal_page import (
    accept_terms,
    get_work_status,
    list_stored_names,
    open_entry,
    open_text,
    send,
    write,
)

TITLE = "Someone I met here is harassing me"
MINE = "Une personne me harcèle ici"
# The source as it stood once.
OLDER = rf"\g<1>{compute_checksum('Ce qui valait avant.')}\g<2>Ce qui valait avant."
STORED_NAMES = ["entraide.proposal.1029.fr"]


@pytest.fixture
def questions(page: Page) -> list[str]:
    """The questions that the browser asks; each is answered with yes."""
    questions: list[str] = []

    def answer(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return questions


def download(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def type_change(page: Page) -> None:
    """A change as a hand makes it: browsers ask nobody who has touched nothing."""
    box = open_text(page, TITLE).get_by_role("textbox")
    box.click()
    box.press("End")
    page.keyboard.type(" !")


def test_closing_the_window_asks_only_where_work_would_be_lost(
    desk: Origin, page: Page, questions: list[str], tmp_path: Path
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    page.locator(".work-title").click()
    page.goto(desk.url + "fr/")
    assert questions == []
    open_entry(page, desk.url, 1029, "fr")
    type_change(page)
    page.goto(desk.url + "fr/")
    assert questions == ["beforeunload"]
    open_entry(page, desk.url, 1029, "fr")
    type_change(page)
    download(page, "Télécharger mon travail", tmp_path)
    page.goto(desk.url + "fr/")
    assert questions == ["beforeunload"]


@pytest.mark.parametrize("way", ["the link", "Shift, three times"])
def test_leaving_the_page_is_never_held(
    desk: Origin, page: Page, questions: list[str], way: str
) -> None:
    page.route("https://meteofrance.com/", lambda route: route.fulfill(body="Sun"))
    open_entry(page, desk.url, 1029, "fr")
    type_change(page)
    if way == "the link":
        page.locator(".exit-bar .exit-link").first.click()
    else:
        page.evaluate("document.activeElement.blur()")  # in words that one writes, it is a key
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("https://meteofrance.com/")
    assert questions == []


def test_a_draft_is_restored_from_its_file(desk: Origin, page: Page, tmp_path: Path) -> None:
    open_entry(page, desk.url, 1029, "fr")
    write(page, TITLE, MINE)
    page.get_by_label("Votre nom").fill("Camille R.")
    page.get_by_label("Un mot pour l’équipe").fill("Voilà")
    path = download(page, "Télécharger mon travail", tmp_path)
    assert path.name == "1029.fr.md"
    assert MINE in path.read_text(encoding="utf-8")
    open_entry(page, desk.url, 1029, "fr")
    page.reload()
    expect(open_text(page, TITLE).get_by_role("textbox")).not_to_have_value(MINE)
    page.get_by_label("Reprendre depuis un fichier").set_input_files(path)
    expect(get_work_status(page)).to_have_text("Votre travail repris du fichier est là.")
    expect(open_text(page, TITLE).get_by_role("textbox")).to_have_value(MINE)
    expect(open_text(page, TITLE).get_by_role("textbox")).to_be_visible()  # its part is open
    expect(page.get_by_label("Votre nom")).to_have_value("Camille R.")
    expect(page.get_by_label("Un mot pour l’équipe")).to_have_value("Voilà")


@pytest.fixture
def work_file(desk: Origin, page: Page, tmp_path: Path) -> Path:
    """A file with MINE in it; the page is as if nobody had written anything."""
    open_entry(page, desk.url, 1029, "fr")
    write(page, TITLE, MINE)
    path = download(page, "Télécharger mon travail", tmp_path)
    page.reload()
    return path


def test_texts_of_a_file_that_find_no_place_are_shown_to_be_copied(
    page: Page, work_file: Path
) -> None:
    path, text = work_file, work_file.read_text(encoding="utf-8")
    path.write_text(text.replace("<!-- title ", "<!-- paragraph-0123456789abcdef "))
    page.get_by_label("Reprendre depuis un fichier").set_input_files(path)
    expect(page.locator(".work-lost")).to_contain_text("La fiche a changé depuis.")
    expect(page.locator(".work-lost li")).to_have_text([MINE])


def test_a_file_takes_nothing_back_that_others_corrected_since(page: Page, work_file: Path) -> None:
    path, text = work_file, work_file.read_text(encoding="utf-8")
    older = re.sub(r"(?m)^(<!-- summary stood )\w{8}( -->\n\n> .*\n\n).*$", OLDER, text)
    assert older != text
    path.write_text(older, encoding="utf-8")
    summary = page.locator(".segment").nth(1).locator("textarea")  # in a part that is closed
    before = summary.input_value()
    page.get_by_label("Reprendre depuis un fichier").set_input_files(path)
    expect(open_text(page, TITLE).get_by_role("textbox")).to_have_value(MINE)
    expect(summary).to_have_value(before)


def test_a_file_for_another_entry_or_a_broken_one_changes_nothing(
    desk: Origin, page: Page, tmp_path: Path
) -> None:
    open_entry(page, desk.url, 1031, "fr")
    path = download(page, "Télécharger mon travail", tmp_path)
    open_entry(page, desk.url, 1029, "fr")
    before = page.locator("textarea").evaluate_all("boxes => boxes.map(box => box.value)")
    field = page.get_by_label("Reprendre depuis un fichier")
    field.set_input_files(path)
    expect(get_work_status(page)).to_contain_text("Ce fichier est pour la fiche 1031 (fr).")
    path.write_text("# Notes\n", encoding="utf-8")
    field.set_input_files(path)
    expect(get_work_status(page)).to_contain_text("Choisissez le fichier Markdown")
    after = page.locator("textarea").evaluate_all("boxes => boxes.map(box => box.value)")
    assert after == before


def test_a_draft_is_stored_on_the_device_only_on_request(
    desk: Origin, page: Page, questions: list[str]
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    box = page.get_by_label("Le garder sur cet appareil")
    expect(box).not_to_be_checked()
    expect(box).to_have_accessible_description(
        "Seulement si vous le voulez. Toute personne qui utilise cet appareil peut alors trouver "
        "ce que vous avez écrit. Tout s’efface quand vous envoyez votre travail, ou décochez la "
        "case."
    )
    write(page, TITLE, MINE)
    assert list_stored_names(page) == []
    box.check()
    expect(get_work_status(page)).to_have_text("Gardé sur cet appareil.")
    assert list_stored_names(page) == STORED_NAMES
    write(page, TITLE, MINE + ".")
    page.wait_for_function("name => localStorage[name].includes('ici.')", arg=STORED_NAMES[0])
    page.reload()
    expect(get_work_status(page)).to_have_text(
        "Votre travail gardé sur cet appareil est de nouveau là."
    )
    expect(open_text(page, TITLE).get_by_role("textbox")).to_have_value(MINE + ".")
    expect(box).to_be_checked()
    box.uncheck()
    expect(get_work_status(page)).to_have_text("Ce n’est plus sur cet appareil.")
    assert list_stored_names(page) == []
    assert questions == []


def test_what_was_typed_last_is_kept_too(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029, "fr")
    page.get_by_label("Le garder sur cet appareil").check()
    write(page, TITLE, MINE)
    page.reload()
    expect(open_text(page, TITLE).get_by_role("textbox")).to_have_value(MINE)


def test_what_was_sent_is_on_the_device_no_longer(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029, "fr")
    page.get_by_label("Le garder sur cet appareil").check()
    write(page, TITLE, MINE)
    page.wait_for_function("name => localStorage[name].includes('ici')", arg=STORED_NAMES[0])
    accept_terms(page, "fr")
    send(page, "fr")
    expect(page.get_by_role("heading", name="Merci.")).to_be_visible()
    assert list_stored_names(page) == []


def test_nothing_is_typed_while_the_work_is_on_its_way(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029, "fr")
    box = write(page, TITLE, MINE).get_by_role("textbox")
    accept_terms(page, "fr")
    waiting: list[Route] = []
    page.route("**/desk/proposals", lambda route: waiting.append(route))  # noqa: PLW0108 - marked
    with page.expect_request("**/desk/proposals"):
        send(page, "fr")
    expect(box).not_to_be_editable()
    waiting[0].fulfill(status=500, body="{}")
    expect(box).to_be_editable()
    expect(box).to_have_value(MINE)


def test_another_entry_is_opened_at_once_where_nothing_is_lost(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029)
    page.get_by_label("Number of the entry").fill("1031")
    page.get_by_role("button", name="Open this entry").click()
    expect(page.locator(".work-about")).to_contain_text("Entry 1031,")
    expect(page.locator(".work-title")).to_be_focused()
    page.go_back()
    expect(page.locator(".work-about")).to_contain_text("Entry 1029,")


def test_another_entry_is_asked_about_where_work_would_be_lost(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029, "fr")
    write(page, TITLE, MINE)
    for answer in ("Rester sur cette fiche", "Abandonner ce travail et continuer"):
        page.get_by_label("Numéro de la fiche").fill("1031")
        page.get_by_role("button", name="Ouvrir cette fiche").click()
        expect(page.locator(".propose-question")).to_be_focused()
        expect(page.locator(".propose-question")).to_contain_text("la fiche 1029")
        expect(page).to_have_url(desk.url + "fr/propose/#1029")
        expect(open_text(page, TITLE).get_by_role("textbox")).to_have_value(MINE)
        page.get_by_role("button", name=answer).click()
        expect(page.locator(".propose-question")).to_have_count(0)
    expect(page.locator(".work-about")).to_contain_text("Fiche 1031,")
    expect(page).to_have_url(desk.url + "fr/propose/#1031")


def test_opening_the_same_entry_again_drops_nothing(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029, "fr")
    write(page, TITLE, MINE)
    page.get_by_role("button", name="Ouvrir cette fiche").click()
    expect(page.locator(".work-title")).to_be_focused()
    expect(open_text(page, TITLE).get_by_role("textbox")).to_have_value(MINE)


def test_what_finds_no_place_stays_on_the_device(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029, "fr")
    gone = {"key": "paragraph-0123456789abcdef", "value": "Sans place", "same": False}
    page.evaluate(
        "([name, texts]) => localStorage.setItem(name, JSON.stringify({texts}))",
        [STORED_NAMES[0], [gone]],
    )
    page.reload()
    expect(page.locator(".work-lost li")).to_have_text(["Sans place"])
    write(page, TITLE, MINE)
    page.wait_for_function("name => localStorage[name].includes('ici')", arg=STORED_NAMES[0])
    page.reload()
    expect(page.locator(".work-lost li")).to_have_text(["Sans place"])
    expect(open_text(page, TITLE).get_by_role("textbox")).to_have_value(MINE)


def test_a_full_local_storage_shows_a_message(
    desk: Origin, page: Page, questions: list[str]
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    box = page.get_by_label("Le garder sur cet appareil")
    box.check()
    expect(get_work_status(page)).to_have_text("Gardé sur cet appareil.")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    type_change(page)
    expect(box).not_to_be_checked()
    expect(get_work_status(page)).to_contain_text("Votre navigateur ne le garde pas")
    page.goto(desk.url + "fr/")
    assert questions == ["beforeunload"]


@pytest.mark.parametrize("grows", [True, False], ids=["by CSS", "by the script"])
def test_a_box_grows_with_its_text(desk: Origin, page: Page, grows: bool) -> None:  # noqa: FBT001 - a case
    if not grows:
        page.add_init_script("CSS.supports = () => false")
    open_entry(page, desk.url, 1029, "fr")
    box = open_text(page, TITLE).get_by_role("textbox")
    before = box.bounding_box()
    box.fill("\n".join(["Une ligne"] * 9))
    after = box.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 3
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 1")
