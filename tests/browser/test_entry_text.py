"""The words of an entry as people see them: everything that a text may have, on any screen."""

import pytest
from playwright.sync_api import Page, expect

from support.axe import list_violations
from support.browser import NewPage, Serve
from support.built_site import BuildSite

pytestmark = pytest.mark.reads

EVERYTHING = "harassment/everything/"
LISTS = ["", "harassment/", "entries/", "changes/", "tags/", "tags/police/", "fr/", "fr/translate/"]
# What reaches beyond the window on either side; what scrolls by itself and what nobody sees do not.
BEYOND = """() => Array.from(document.querySelectorAll("body *"))
  .filter((one) => !one.closest(".table, .unseen, .skip, .exit-skip"))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.localName}.${one.className}`)"""
LINES = """paragraph => {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  const style = getComputedStyle(paragraph);
  return paragraph.getBoundingClientRect().height / parseFloat(style.lineHeight);
}"""


@pytest.fixture
def url(build_site: BuildSite, serve: Serve) -> str:
    return serve(build_site("writing"))


@pytest.mark.parametrize(
    "look",
    [
        ("light", 320),
        ("dark", 1280),
        pytest.param(("light", 1280), marks=pytest.mark.thorough),
        pytest.param(("dark", 320), marks=pytest.mark.thorough),
    ],
)
def test_axe_finds_nothing_on_whatever_a_text_may_have(
    axe: str, url: str, new_page: NewPage, look: tuple[str, int]
) -> None:
    scheme, width = look
    page = new_page(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page.goto(url + EVERYTHING)
    for fold in page.locator(".text details").all():
        fold.evaluate("fold => { fold.open = true; }")
    assert list_violations(page, axe) == []


@pytest.mark.parametrize("path", [EVERYTHING, *LISTS])
def test_no_long_word_widens_a_page(url: str, page: Page, path: str) -> None:
    page.goto(url + path)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(BEYOND) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_long_title_stays_in_its_column(url: str, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 740})
    page.goto(url + EVERYTHING)
    for link in page.locator(".sidebar a").all():
        assert link.evaluate("link => link.scrollWidth <= link.clientWidth")


def test_a_fold_opens_by_its_whole_head_and_by_keyboard(url: str, page: Page) -> None:
    page.goto(url + EVERYTHING)
    for fold in ("details.admonition.note", "details:not(.admonition)"):
        box = page.locator(f".text > {fold}").first
        head = box.locator("summary").first
        words = box.locator("> :not(summary)").first
        size = head.bounding_box()
        assert size
        assert size["height"] >= 44
        expect(words).to_be_hidden()
        head.click(position={"x": 5, "y": 5})
        expect(words).to_be_visible()
        head.press("Enter")
        expect(words).to_be_hidden()
        assert head.evaluate("head => getComputedStyle(head).outlineStyle") == "solid"


def test_on_paper_everything_is_open(url: str, page: Page) -> None:
    page.goto(url + EVERYTHING)
    page.emulate_media(media="print")
    for words in page.locator(".text details > :not(summary)").all():
        expect(words).to_be_visible()
    meaning = "word => getComputedStyle(word, '::after').content"
    assert page.locator(".text abbr").evaluate(meaning) != "none"


def test_raised_and_lowered_signs_leave_lines_where_they_are(url: str, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 740})
    page.goto(url + EVERYTHING)
    lines = page.locator(".text > p:has(sup)").first.evaluate(LINES)
    assert lines == pytest.approx(round(lines), abs=0.1)
