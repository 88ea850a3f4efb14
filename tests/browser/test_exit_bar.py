"""The bar of “Leave this page”: in sight all the time, and never over what has the focus."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage

pytestmark = pytest.mark.reads

ENTRY = "e/1029/"
FALLBACK = "fr/harassment/english-only/"  # of the site of states


@pytest.mark.parametrize("path", [ENTRY, FALLBACK, "", "fr/"])
def test_the_button_is_big_whole_above_every_notice_and_stays_in_sight(
    page: Page, site_url: str, states_url: str, path: str
) -> None:
    page.goto((states_url if path == FALLBACK else site_url) + path)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate("scrollTo(0, 0)")
        check_button(page, width)


def check_button(page: Page, width: int) -> None:
    box = page.locator(".exit-bar .exit-link").bounding_box()
    assert box
    assert box["height"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    for text in page.locator("main, .notice, h1").all():
        place = text.bounding_box()
        assert place
        assert place["y"] >= box["y"] + box["height"]
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".exit-bar .exit-link")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width


class FocusCover(NamedTuple):
    """Where the focus is, and by how many pixels the exit lies over it."""

    name: str
    pixels: float


HIDDEN = """() => {
  const one = document.activeElement;
  const bar = [...document.querySelectorAll(".exit-bar, .exit")]
    .find((box) => getComputedStyle(box).position === "sticky").getBoundingClientRect();
  const box = one.getBoundingClientRect();
  const own = one.closest(".exit, .exit-about, .skip") || one === document.body;
  const over = Math.min(bar.bottom, box.bottom) - Math.max(bar.top, box.top);
  return [one.outerHTML.slice(0, 80), own ? 0 : Math.max(0, over)];
}"""


NARROW, WIDE = (320, 480), (1280, 400)


@pytest.mark.parametrize(
    ("key", "size"),
    [
        pytest.param("Tab", NARROW, id="Tab-narrow"),
        pytest.param("Shift+Tab", WIDE, id="Shift+Tab-wide", marks=pytest.mark.thorough),
        pytest.param("Tab", WIDE, id="Tab-wide", marks=pytest.mark.thorough),
        pytest.param("Shift+Tab", NARROW, id="Shift+Tab-narrow", marks=pytest.mark.thorough),
    ],
)
@pytest.mark.parametrize("path", [ENTRY, f"fr/{ENTRY}", "fr/entries/"])
def test_the_bar_never_lies_over_what_has_the_focus(
    new_page: NewPage, site_url: str, path: str, key: str, size: tuple[int, int]
) -> None:
    page = new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
    page.goto(site_url + path)
    page.locator(".exit-bar .exit-link").focus()
    page.evaluate("scrollTo(0, document.body.scrollHeight)" if key == "Tab" else "scrollTo(0, 300)")
    seen: list[FocusCover] = []
    for _ in range(page.locator("a, button, summary, input").count()):
        page.keyboard.press(key)
        seen.append(FocusCover(*page.evaluate(HIDDEN)))
    assert len({each.name for each in seen}) > 10
    assert [each for each in seen if each.pixels] == []
