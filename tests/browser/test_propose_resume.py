"""Work that is taken up again: nothing that somebody wrote vanishes beside it, unseen."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from entraide.errors import ProblemLog
from entraide.model.segment_keys import parse_key
from entraide.translation.formats.bundle import UnitRow
from entraide.translation.formats.sheet import Sheet, format_sheet
from entraide.translation.formats.sheet_parser import parse_sheet
from support.desk_site import Origin
from support.proposal_page import accept_terms, get_work_status, open_entry, open_text, send, write
from support.square_site import get_revision

SUMMARY = "What to do now, in what order"
TITLE = "Someone I met here is harassing me"
OWN_TEXT = "Harcèlement : que faire"
OF_THE_FILE = "Une personne me harcèle ici"
LOST_TEXT = "Sans place"
LOST_LABEL = "Titre\u00a0: "


def write_sheet(folder: Path, texts: Mapping[str, str], credit: str = "", note: str = "") -> Path:
    """A file with that work on the French entry 1029."""
    keys = {name: key for name in texts if (key := parse_key(name))}
    rows = tuple(UnitRow(1029, keys[name], "Source", text) for name, text in texts.items())
    written = format_sheet(Sheet(1029, "fr", get_revision(1029), rows, credit, note=note))
    text = re.sub(r" stood \w{8}(?= -->)", "", written)  # it stood nowhere: somebody wrote it
    path = folder / "1029.fr.md"
    path.write_text(text, encoding="utf-8")
    return path


def resume_from(page: Page, path: Path) -> None:
    page.get_by_label("Reprendre depuis un fichier").set_input_files(path)
    expect(get_work_status(page)).to_have_text("Votre travail repris du fichier est là.")


def get_title_box(page: Page) -> Locator:
    return open_text(page, TITLE).get_by_role("textbox")


def find_lost_texts(page: Page) -> Locator:
    return page.locator(".work-lost li")


def test_what_was_typed_stays_and_what_the_file_has_instead_is_shown(
    desk: Origin, page: Page, tmp_path: Path
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    write(page, TITLE, OWN_TEXT)
    page.get_by_label("Votre nom").fill("Zoé")
    texts = {"title": OF_THE_FILE, "summary": "Du fichier"}
    resume_from(page, write_sheet(tmp_path, texts, credit="Camille R.", note="Voilà"))
    expect(get_title_box(page)).to_have_value(OWN_TEXT)
    expect(open_text(page, SUMMARY).get_by_role("textbox")).to_have_value("Du fichier")
    expect(page.get_by_label("Votre nom")).to_have_value("Zoé")
    expect(page.get_by_label("Un mot pour l’équipe")).to_have_value("Voilà")
    name = "Votre nom, à citer sur la page (si vous voulez)\u00a0: Camille R."
    expect(find_lost_texts(page)).to_have_text([LOST_LABEL + OF_THE_FILE, name])
    expect(page.locator(".work-lost [role=status]")).not_to_be_empty()


def test_a_file_without_a_name_and_a_note_leaves_those_that_were_typed(
    desk: Origin, page: Page, tmp_path: Path
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    write(page, TITLE, OF_THE_FILE)
    page.get_by_label("Votre nom").fill("Zoé")
    page.get_by_label("Un mot pour l’équipe").fill("Bonjour")
    resume_from(page, write_sheet(tmp_path, {"title": OF_THE_FILE}))
    expect(page.get_by_label("Votre nom")).to_have_value("Zoé")
    expect(page.get_by_label("Un mot pour l’équipe")).to_have_value("Bonjour")
    expect(page.locator(".work-lost")).to_be_hidden()  # both say the same


@pytest.mark.thorough
def test_what_the_file_has_instead_is_on_the_device_and_on_a_newer_text_too(
    desk: Origin, page: Page, tmp_path: Path
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    page.get_by_label("Le garder sur cet appareil").check()
    write(page, TITLE, OWN_TEXT)
    texts = {"title": OF_THE_FILE, "paragraph-0123456789abcdef": LOST_TEXT}
    resume_from(page, write_sheet(tmp_path, texts))
    expect(find_lost_texts(page)).to_have_text([LOST_TEXT, LOST_LABEL + OF_THE_FILE])
    page.reload()
    expect(get_title_box(page)).to_have_value(OWN_TEXT)
    expect(find_lost_texts(page)).to_have_text([LOST_TEXT, LOST_LABEL + OF_THE_FILE])
    write(page, TITLE, OWN_TEXT + " ?")
    page.route(
        "**/desk/proposals", lambda route: route.fulfill(status=409, json={"error": "moved"})
    )
    accept_terms(page, "fr")
    send(page, "fr")
    expect(get_work_status(page)).to_contain_text(
        "La fiche a changé depuis que vous l’avez ouverte"
    )
    expect(get_title_box(page)).to_have_value(OWN_TEXT + " ?")
    expect(find_lost_texts(page)).to_have_text([LOST_TEXT, LOST_LABEL + OF_THE_FILE])


def test_a_download_ends_with_the_unplaced_texts(desk: Origin, page: Page, tmp_path: Path) -> None:
    open_entry(page, desk.url, 1029, "fr")
    write(page, TITLE, OWN_TEXT)
    texts = {"title": OF_THE_FILE, "paragraph-0123456789abcdef": f"<!-- {LOST_TEXT}"}
    resume_from(page, write_sheet(tmp_path, texts))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Télécharger mon travail").first.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    below = text.partition("\n<!-- end -->\n")[2]
    assert f"\n<!-- {LOST_TEXT}\n" in below
    assert f"\n{LOST_LABEL}{OF_THE_FILE}\n" in below
    read = parse_sheet(text, "1029.fr.md", problems := ProblemLog())
    assert problems == []
    assert read is not None
    assert [(str(row.key), row.target) for row in read.rows] == [("title", OWN_TEXT)]


def test_what_was_not_sent_is_still_shown_after_the_rest_was(
    desk: Origin, page: Page, tmp_path: Path
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    write(page, TITLE, OWN_TEXT)
    resume_from(page, write_sheet(tmp_path, {"paragraph-0123456789abcdef": LOST_TEXT}))
    accept_terms(page, "fr")
    send(page, "fr")
    expect(page.get_by_role("heading", name="Merci.")).to_be_focused()
    expect(find_lost_texts(page)).to_have_text([LOST_TEXT])


@pytest.mark.parametrize(("way", "questions"), [("markdown", 0), ("po", 1)])
def test_only_a_file_with_all_the_work_makes_it_safe(
    desk: Origin, page: Page, way: str, questions: int
) -> None:
    waiting = page.request.get(f"{desk.url}entries/1029.fr.json").json() | {"state": "outdated"}
    page.route("**/entries/1029.fr.json", lambda route: route.fulfill(json=waiting))
    page.route("**/translate/1029.fr.po", lambda route: route.fulfill(body='msgid ""\n'))
    open_entry(page, desk.url, 1029, "fr")
    write(page, TITLE, OWN_TEXT)
    page.get_by_label("Un mot pour l’équipe").fill("Bonjour")  # PO has no place for it
    with page.expect_download():
        page.locator(f".finish-ways [data-way={way}]").click()
    page.get_by_label("Numéro de la fiche").fill("1031")
    page.get_by_role("button", name="Ouvrir cette fiche").click()
    opens = page.locator(".work-about").filter(has_text=re.compile("Fiche 1031,"))
    expect(opens.or_(page.locator(".propose-question"))).to_be_visible()
    expect(page.locator(".propose-question")).to_have_count(questions)


def test_a_file_that_cannot_be_read_is_reported_and_can_be_chosen_again(
    desk: Origin, page: Page, tmp_path: Path
) -> None:
    open_entry(page, desk.url, 1029)
    path = write_sheet(tmp_path, {"title": OF_THE_FILE})
    path.write_text(path.read_text("utf-8").replace("locale: fr", "locale: en"), "utf-8")
    page.evaluate(
        """() => {
          const { text } = Blob.prototype;
          Blob.prototype.text = () => {
            Blob.prototype.text = text;
            return Promise.reject(new DOMException("gone", "NotReadableError"));
          };
        }"""
    )
    field = page.get_by_label("Continue from a file")
    field.set_input_files(path)
    expect(get_work_status(page)).to_have_text("This file cannot be read. Choose it again.")
    expect(field).to_have_value("")
    field.set_input_files(path)
    expect(get_title_box(page)).to_have_value(OF_THE_FILE)
