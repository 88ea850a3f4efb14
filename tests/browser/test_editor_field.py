"""The field of a text in the editor, in a real browser: marks, buttons, keys, images."""

import re
from base64 import b64decode

import pytest
from playwright.sync_api import FilePayload, Page, expect

from support.images import TINY_PNG
from support.served_editor import ServedEditor, enter, expect_text, find_text, read_text

pytestmark = pytest.mark.thorough  # that a text is written by it, test_editor.py tests


def test_a_mistake_stands_beside_its_line_and_is_told_there(
    editor_site: ServedEditor, page: Page
) -> None:
    enter(page, editor_site)
    find_text(page).fill("Do this.\n\n[Nowhere](../scams/nowhere.md)\n")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    told = page.locator("#body\\.problems")
    expect(told).to_be_empty()
    page.keyboard.press("F8")
    expect(told).to_contain_text("Mistake: the link “../scams/nowhere.md” leads to no entry")
    page.keyboard.press("Control+Home")
    expect(told).to_be_empty()


def test_the_keyboard_leaves_the_text(editor_site: ServedEditor, page: Page) -> None:
    enter(page, editor_site)
    text = find_text(page)
    before = read_text(page)
    text.focus()
    expect(text).to_have_accessible_description(re.compile("The Tab key leaves the text"))
    page.keyboard.press("Tab")
    expect(page.get_by_text("Further fields")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(text).to_be_focused()
    assert read_text(page) == before


def test_the_browser_checks_the_spelling_in_the_language_of_the_text(
    editor_site: ServedEditor, page: Page
) -> None:
    enter(page, editor_site, "1/fr/")
    for name, value in {"lang": "fr", "dir": "ltr", "spellcheck": "true"}.items():
        expect(find_text(page)).to_have_attribute(name, value)


def test_the_field_asks_for_no_style_that_the_policy_refuses(
    editor_site: ServedEditor, page: Page
) -> None:
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    enter(page, editor_site)
    find_text(page).fill("[Nowhere](../scams/nowhere.md)")
    page.locator(".cm-lint-marker-error").hover()
    expect(page.locator(".cm-tooltip")).to_contain_text("leads to no entry")
    assert [line for line in refused if "Content Security Policy" in line] == []


def test_a_button_writes_what_nobody_has_to_know_by_heart(
    editor_site: ServedEditor, page: Page
) -> None:
    enter(page, editor_site)
    find_text(page).fill("Do this\nThen that")
    page.keyboard.press("Control+A")
    page.get_by_role("button", name="Steps").click()
    expect_text(page, "1. Do this\n1. Then that")
    page.keyboard.press("Control+Z")
    expect_text(page, "Do this\nThen that")
    page.keyboard.press("Control+End")
    page.get_by_role("button", name="Warning").click()
    page.keyboard.type("See ")
    page.get_by_role("button", name="Link to an entry").click()
    page.keyboard.type("may MISLEAD")
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(1)
    page.keyboard.press("Enter")
    link = "[An entry whose translation may mislead](misleading.md)"
    expect_text(page, f"Do this\nThen that\n\n> [!WARNING]\n> See {link}")
    page.locator("select[data-inserts]").first.select_option("{{platform.name}}")
    expect_text(page, re.compile(r"misleading\.md\)\{\{platform\.name\}\}$"))


DROP = """(name) => {
  const bytes = Uint8Array.from(atob(PNG), (sign) => sign.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], "door.png", { type: "image/png" }));
  const options = { bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data };
  const event = name === "paste" ? new ClipboardEvent(name, options) : new DragEvent(name, options);
  document.querySelector(".cm-content").dispatchEvent(event);
}""".replace("PNG", f'"{TINY_PNG.removeprefix("base64:")}"')


@pytest.mark.parametrize("way", ["button", "drop", "paste"])
def test_an_image_is_put_where_the_caret_is(
    editor_site: ServedEditor, page: Page, way: str
) -> None:
    enter(page, editor_site)
    find_text(page).fill("Do this.\n\n")
    if way == "button":
        page.get_by_role("button", name="Image").click()
        picture = b64decode(TINY_PNG.removeprefix("base64:"))
        file = FilePayload(name="door.png", mimeType="image/png", buffer=picture)
        page.get_by_label("File:").set_input_files(file)
    else:
        page.evaluate(DROP, way)
    put = page.get_by_role("dialog").get_by_role("button", name="Put it into the text")
    put.click()
    expect(page.get_by_role("dialog")).to_be_visible()  # nothing says what it shows
    page.get_by_label("What it shows").fill("The door")
    put.click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect_text(page, re.compile(r"!\[The door\]\(door-[0-9a-f]{12}\.png\)"))
    expect(page.frame_locator("#draft-page").get_by_role("img", name="The door")).to_be_attached()


def test_a_related_entry_is_found_by_its_title(editor_site: ServedEditor, page: Page) -> None:
    enter(page, editor_site, "2/en/")
    page.get_by_text("Further fields").click()
    page.get_by_role("button", name="Find one more").click()
    page.keyboard.type("mislead")
    page.get_by_role("dialog").get_by_role("button", name="3 ·").click()
    expect(page.get_by_text("not published yet")).to_be_visible()
    page.reload()
    page.get_by_text("Further fields").click()
    expect(page.get_by_role("checkbox", name="3 · An entry")).to_be_checked()
