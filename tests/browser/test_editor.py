"""The editor in a real browser: written by keyboard, saved by itself, read on a telephone."""

import re

import pytest
from playwright.sync_api import Page, expect

from support.axe import EVERY_LOOK, list_violations_in
from support.browser import NewPage
from support.editing import SOURCE
from support.served_editor import ServedEditor, enter, expect_text, find_text, read_text

PAGES = ["", "1/en/", "1/en/image/", "1/en/review/", "1/en/publish/", "1/en/history/", "3/fr/"]
PAGES += [
    "words/platform/",
    "words/home/",
    "words/home/featured/",
    "redirects/",
    "9/en/links/",
    "files/",
]


def test_what_is_written_is_saved_and_drawn_by_itself(
    editor_site: ServedEditor, page: Page
) -> None:
    enter(page, editor_site)
    find_text(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nAsk a friend.")
    expect(page.get_by_text("not published yet")).to_be_visible()
    expect(page.get_by_role("link", name="Review")).to_be_visible()
    expect(page.get_by_text("Discard what was written")).to_be_visible()
    expect(page.get_by_role("link", name="Remove")).to_be_hidden()
    expect(page.frame_locator("#draft-page").get_by_text("Ask a friend.")).to_be_visible()
    assert "Ask a friend." not in (editor_site.folder / SOURCE).read_text("utf-8")
    page.reload()
    expect_text(page, re.compile("Ask a friend."))


@pytest.mark.thorough
def test_what_cannot_be_saved_is_told(editor_site: ServedEditor, page: Page) -> None:
    enter(page, editor_site)
    page.context.clear_cookies()  # as for a server that was started anew
    find_text(page).fill("Ask a friend.")
    expect(page.get_by_role("alert")).to_contain_text("What you write now is not saved")
    page.goto(editor_site.root)
    expect(page.get_by_text("Open the address behind “Write at” in the terminal.")).to_be_visible()


def test_what_the_server_cannot_save_stays_on_the_page(
    editor_site: ServedEditor, page: Page
) -> None:
    enter(page, editor_site)
    (editor_site.folder / SOURCE).unlink()
    (editor_site.folder / "data" / "settings.yml").write_text("locales: [")
    find_text(page).fill("Ask a friend.")
    expect(page.get_by_role("alert")).to_contain_text("Keep this page open")
    expect_text(page, "Ask a friend.")


def test_a_mistake_leads_to_its_line(editor_site: ServedEditor, page: Page) -> None:
    enter(page, editor_site)
    find_text(page).fill(read_text(page) + "\n\n[Nowhere](../scams/nowhere.md)\n")
    page.get_by_role("link", name=re.compile(r"line \d+")).first.click()
    assert page.evaluate("getSelection().toString()").startswith("[Nowhere]")
    expect(find_text(page)).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_an_entry_is_changed_published_and_brought_back(
    editor_site: ServedEditor, new_page: NewPage, *, javascript: bool
) -> None:
    page = new_page(java_script_enabled=javascript)
    enter(page, editor_site)
    before = read_text(page)
    find_text(page).fill(before.replace("Report it.", "Report it twice."))
    page.get_by_role("button", name="Save and go on to publish").click()
    page.get_by_role("radio", name=re.compile("Large")).check()
    page.get_by_label("What changed for readers").fill("Report it twice")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published, and committed in your name.")).to_be_visible()
    assert "Report it twice." in (editor_site.folder / SOURCE).read_text("utf-8")
    page.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Undo the last change").click()
    page.get_by_role("radio", name=re.compile("Small")).check()
    page.get_by_label("What changed for readers").fill("Once is enough")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published, and committed in your name.")).to_be_visible()
    expect_text(page, before)


@pytest.mark.thorough
def test_two_windows_are_told_and_both_texts_are_shown(
    editor_site: ServedEditor, new_page: NewPage
) -> None:
    first = new_page()
    enter(first, editor_site)
    second = first.context.new_page()
    second.goto(editor_site.root + "1/en/")
    for page, words in ((first, "Report it at once."), (second, "Tell us.")):
        find_text(page).fill(read_text(page).replace("Report it.", words))
        if page is first:
            expect(page.get_by_text("not published yet")).to_be_visible()
    expect(second.get_by_role("alert")).to_contain_text("Somebody has saved other words")
    expect_text(second, re.compile("Tell us."))


def test_each_page_of_the_site_leads_to_its_text(editor_site: ServedEditor, page: Page) -> None:
    page.goto(editor_site.entrance)
    page.goto(f"{editor_site.site}fr/harassment/current/")
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page).to_have_url(f"{editor_site.root}1/fr/")


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_page_is_accessible_and_fits_a_telephone(
    editor_site: ServedEditor, new_page: NewPage, axe: str, locale: str
) -> None:
    page = new_page(locale=locale)
    enter(page, editor_site)
    find_text(page).fill(read_text(page).replace("Report it.", "[Nowhere](../scams/nowhere.md)"))
    page.get_by_role("button", name=re.compile("^(Save|Enregistrer)$")).click()
    page.goto(f"{editor_site.root}1/en/review/")
    page.locator("#quote").fill("Keep the message.")
    page.locator("#words").fill("For how long?")
    page.locator("button[value=comment]").click()
    problems = []
    for path in PAGES:
        page.goto(editor_site.root + path)
        for details in page.locator("summary:visible").all():
            details.click()
        problems += [f"{path}: {each}" for each in list_violations_in(page, axe, EVERY_LOOK[:2])]
        page.set_viewport_size({"width": 360, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            problems.append(f"{path}: wider than 360 px")
    assert problems == []
