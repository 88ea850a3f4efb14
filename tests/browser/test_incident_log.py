"""The log of incidents on a phone: written, saved, lost, opened again; nothing of it is left."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from support.axe import EVERY_LOOK, list_violations_in
from support.browser import NewPage
from support.built_site import BuiltSite
from support.incident_log import ABC, KEY, add_incident, choose_files, open_log, save_log

STORED = """async () => [
  localStorage.length, sessionStorage.length, document.cookie.length, history.length,
  (await indexedDB.databases()).length, (await caches.keys()).length, location.hash,
]"""


@pytest.fixture(scope="module")
def log_url(guide_site: BuiltSite, serve: Callable[[BuiltSite], str]) -> str:
    return serve(guide_site) + "notes/"


def test_a_log_is_written_saved_lost_and_opened_again(
    new_page: NewPage, axe: str, log_url: str, tmp_path: Path
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(log_url)
    before = page.evaluate(STORED)
    items = page.locator("[id='log.items'] > li")
    page.get_by_role("button", name="Add to the log").click()
    field = page.locator("[id='log.what']")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert list_violations_in(page, axe, EVERY_LOOK) == []

    page.set_viewport_size({"width": 360, "height": 740})
    add_incident(page, "The second.\nWith <b>lines</b>.", date="2026-11-20", time="10:00")
    choose_files(page, tmp_path)
    add_incident(page, "The first.", date="2026-11-19", number="R-12", to="Us")
    expect(items.first).to_contain_text(f"proof.png, SHA-256: {ABC}")
    expect(items.first).to_contain_text("large.mov, without a checksum")
    expect(items.first).to_contain_text("19 November 2026")
    expect(items.nth(1)).to_contain_text("With <b>lines</b>.")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    items.nth(1).get_by_role("button", name="Edit").click()
    expect(page.get_by_role("heading", name="Edit an incident")).to_be_focused()
    field.fill("The second, changed.")
    page.get_by_role("button", name="Update the incident").click()
    expect(items.nth(1)).to_contain_text("The second, changed.")
    assert list_violations_in(page, axe, EVERY_LOOK) == []

    saved = save_log(page, tmp_path / "notes.json")
    assert saved["version"] == 2
    assert "second" not in json.dumps(saved)
    page.reload()
    expect(page.get_by_text("Nothing is in the log yet.")).to_be_visible()
    open_log(page, tmp_path / "notes.json", "not the right one")
    expect(page.get_by_role("alert")).to_contain_text("The passphrase is not right")
    expect(items).to_have_count(0)
    open_log(page, tmp_path / "notes.json", KEY)
    expect(items).to_have_count(2)
    assert page.evaluate(STORED) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 3}, "A newer version of this page wrote the file"),
        ({"format": "x"}, "This is no log, or the file is damaged"),
        ({"key": {"name": "PBKDF2", "rounds": 1000}}, "This is no log, or the file is damaged"),
        ({"data": "AAAA"}, "The passphrase is not right, or the file is damaged"),
    ],
)
def test_what_cannot_be_opened_is_told_and_changes_nothing(
    page: Page, log_url: str, tmp_path: Path, change: dict[str, object], said: str
) -> None:
    page.goto(log_url)
    add_incident(page, "It was written before.")
    saved = save_log(page, tmp_path / "notes.json")
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(saved | change), encoding="utf-8")
    open_log(page, changed, KEY)
    expect(page.locator(".log-open [role=alert]")).to_contain_text(said)
    expect(page.locator("[id='log.items'] > li")).to_have_count(1)


def test_opening_adds_to_what_is_there_and_keeps_both_where_both_changed(
    page: Page, log_url: str, tmp_path: Path
) -> None:
    page.goto(log_url)
    add_incident(page, "One.")
    save_log(page, tmp_path / "notes.json")
    items = page.locator("[id='log.items'] > li")
    open_log(page, tmp_path / "notes.json", KEY)
    expect(page.locator("[id='log.listed']")).to_contain_text("added from the file: 0")
    expect(items).to_have_count(1)
    items.first.get_by_role("button", name="Edit").click()
    page.locator("[id='log.what']").fill("One, changed.")
    page.get_by_role("button", name="Update the incident").click()
    open_log(page, tmp_path / "notes.json", KEY)
    expect(items).to_have_count(2)
    items.first.get_by_role("button", name="Delete").click()
    expect(items).to_have_count(2)
    items.first.get_by_role("button", name="Press again to delete it").click()
    expect(items).to_have_count(1)
    # The browser keeps the page for the way Back: whoever presses it finds nothing.
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(items).to_have_count(0)


def test_unsaved_work_is_asked_about_but_never_by_the_way_out(page: Page, log_url: str) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    site = log_url.removesuffix("notes/")
    page.route(lambda url: not url.startswith(site), lambda route: route.fulfill(body="Rain"))
    page.goto(log_url)
    add_incident(page, "Not saved.")
    for name in ("what", "date", "new"):
        page.locator(f"[id='log.{name}']").focus()
        for _press in range(3):
            page.keyboard.press("Shift")
        assert page.url == log_url, name
    page.locator("[id='log.what']").press_sequentially("More.")
    page.locator(".header-home").click()
    expect(page.locator("[id='log.items'] > li")).to_have_count(1)
    assert asked == ["beforeunload"]
    page.locator("h1").click()
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(lambda url: not url.startswith(site))
    assert asked == ["beforeunload"]


def test_a_pack_is_in_the_words_of_the_country_and_of_another_language(
    new_page: NewPage, axe: str, log_url: str
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(log_url + "#in=fr")
    expect(page.locator("[id='log.country']")).to_have_value("fr")
    page.get_by_role("button", name="Create the pack").click()
    expect(page.locator("[id='log.make.error']")).to_have_text("Add an incident first.")
    add_incident(page, "<i>Pay $& now.</i>", date="2026-11-20", account="Blue-Lamp", number="R-12")
    page.get_by_label("Language of the pack").select_option(label="Français")
    page.get_by_role("button", name="Create the pack").click()
    sheets = page.locator(".log-sheets")
    expect(sheets).to_have_attribute("lang", "fr")
    expect(page.locator("[id='log.drawn']")).to_be_focused()
    expect(sheets.locator(".log-cover")).to_contain_text("Plainte")
    expect(sheets.locator(".log-cover")).to_contain_text("Blue-Lamp")
    expect(sheets.locator(".log-yours blockquote")).to_have_text("Je porte plainte.")
    expect(sheets.locator(".log-services .service")).not_to_have_count(0)
    expect(sheets.locator(".log-evidence")).to_have_count(0)
    expect(sheets.locator(".log-reported td")).to_have_text(["1", "", "", "R-12"])
    expect(sheets.locator(".log-text")).to_contain_text("<i>Pay $& now.</i>")
    expect(sheets.locator(".log-text")).to_contain_text("R-12")
    page.get_by_role("checkbox", name="Scams").uncheck()
    page.get_by_role("button", name="Create the pack").click()
    expect(sheets.locator(".log-text")).to_have_count(0)  # the letter to the bank is of scams
    assert errors == []  # of a press that is none on a link, where a country is chosen
    assert list_violations_in(page, axe, EVERY_LOOK) == []
    page.emulate_media(media="print")
    expect(page.locator("[id='log.form']")).to_be_hidden()
    expect(sheets.locator(".log-facts")).to_be_visible()
    page.emulate_media(media="screen")

    page.get_by_label("For whom").select_option("platform")
    page.get_by_role("button", name="Create the pack").click()
    expect(sheets.locator(".log-cover")).to_contain_text("Pour notre équipe")
    expect(sheets.locator("[data-for=police]")).to_have_count(0)
    page.locator("[id='log.items']").get_by_role("button", name="Delete").dblclick()
    expect(sheets).to_have_count(0)


def test_what_is_not_in_the_log_yet_is_neither_saved_nor_packed_in_silence(
    page: Page, log_url: str, tmp_path: Path
) -> None:
    page.goto(log_url)
    page.locator("[id='log.what']").fill("Half written.")
    page.get_by_role("button", name="Create the pack").click()
    expect(page.locator("[id='log.make.error']")).to_contain_text("not in the log yet")
    page.get_by_role("button", name="Add to the log").click()
    page.locator("[id='log.what']").fill("x" * 100_001)
    page.get_by_role("button", name="Save the file").click()
    expect(page.locator("[id='log.save.error']")).to_contain_text("not in the log yet")
    page.get_by_role("button", name="Add to the log").click()
    save_log(page, tmp_path / "notes.json")
    page.reload()
    open_log(page, tmp_path / "notes.json", KEY)
    expect(page.locator("[id='log.items'] > li")).to_have_count(2)


def test_whoever_leaves_while_a_file_is_opened_finds_nothing(
    page: Page, log_url: str, tmp_path: Path
) -> None:
    page.goto(log_url)
    add_incident(page, "One.")
    save_log(page, tmp_path / "notes.json")
    page.reload()
    open_log(page, tmp_path / "notes.json", KEY)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    button = page.get_by_role("button", name="Open the file")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    expect(page.locator("[id='log.items'] > li")).to_have_count(0)
