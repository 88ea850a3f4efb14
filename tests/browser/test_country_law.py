"""Lines of law follow the country that a reader has chosen; without a choice all stand open."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support.axe import list_violations
from support.browser import NewPage

PARTNER = "e/1055/"  # lines of France, the US, Canada, Switzerland
DECISION = "reporting/report-something/"  # lines of the European Union alone
NO_LIST = "harassment/what-counts-as-harassment/"  # lines of three countries, no list of services
OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(new_page: NewPage, site_url: str) -> OpenPage:
    """Opens a path on a small phone in Switzerland, unless the options say otherwise."""

    def open_path(path: str, **options: object) -> Page:
        place = {"locale": "fr-CH", "timezone_id": "Europe/Zurich"} | options
        page = new_page(viewport={"width": 360, "height": 640}, **place)
        page.goto(site_url + path)
        return page

    return open_path


def wait_for_guess(page: Page) -> None:
    """Wait for the script, which is loaded after the page: before it, a link is a link."""
    expect(page.locator("ul.where .guess").first).to_be_attached()


def list_countries(page: Page) -> list[str]:
    """The countries of the lines that can be seen, from the top."""
    return page.locator(".law-of:visible > h3").all_inner_texts()


@pytest.mark.parametrize("prefix", ["", "fr/"], ids=["en", "fr"])
def test_without_scripts_all_stand_open_under_their_countries(
    open_page: OpenPage, prefix: str
) -> None:
    page = open_page(prefix + PARTNER, java_script_enabled=False)
    seen = list_countries(page)
    assert len(seen) == 4
    assert seen[0] == "France"
    assert page.locator(".law:visible").count() == page.locator(".law").count()


def test_a_guess_moves_its_country_up_and_hides_nothing(open_page: OpenPage) -> None:
    page = open_page(PARTNER)
    expect(page.locator(".law-of > h3").first).to_have_text("Switzerland")
    assert list_countries(page) == ["Switzerland", "France", "United States", "Canada"]


def test_once_a_country_is_chosen_its_lines_come_first_and_the_others_are_one_press_away(
    open_page: OpenPage,
) -> None:
    page = open_page(PARTNER)
    wait_for_guess(page)
    page.locator("ul.where [data-in=ca]").first.click()
    expect(page.locator(".law-others")).to_be_visible()
    assert list_countries(page) == ["Canada"]
    summary = page.locator(".law-others summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".law-others .law-of").first).to_be_visible()
    assert list_countries(page) == ["Canada", "France", "United States", "Switzerland"]


def test_where_its_law_is_not_known_the_page_says_so(open_page: OpenPage) -> None:
    page = open_page(f"fr/{PARTNER}#in=lu")
    expect(page.locator(".law-none")).to_have_text(
        "Nous n’avons encore rien sur la loi de votre pays à ce sujet."
    )
    assert list_countries(page) == []


@pytest.mark.parametrize(
    ("code", "seen"), [("be", ["European Union"]), ("europe", ["European Union"]), ("gb", [])]
)
def test_the_law_of_the_union_holds_in_its_members(
    open_page: OpenPage, code: str, seen: list[str]
) -> None:
    page = open_page(f"{DECISION}#in={code}")
    expect(page.locator(".law-others .where-change")).to_be_visible()
    assert list_countries(page) == seen
    assert page.locator(".law-others details").count() == (0 if seen else 1)


def test_without_another_list_a_country_is_chosen_at_the_law_with_the_keyboard(
    open_page: OpenPage,
) -> None:
    page = open_page(NO_LIST)
    wait_for_guess(page)
    summary = page.locator(".laws .where-list summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.locator(".laws ul.where [data-in=us]").focus()
    page.keyboard.press("Enter")
    expect(summary).to_be_hidden()
    expect(page).to_have_url(re.compile(r"#in=us$"))
    assert page.evaluate("document.activeElement.dataset.in") == "us"
    assert list_countries(page) == ["United States"]
    page.locator(".laws .where-change").focus()
    page.keyboard.press("Enter")
    expect(summary).to_be_visible()
    assert "#" not in page.url
    assert list_countries(page) == ["France", "Canada", "United States"]
    assert page.evaluate("document.activeElement.className") == "law-of"


def test_on_paper_the_others_are_printed_too(open_page: OpenPage) -> None:
    page = open_page(f"{PARTNER}#in=ch")
    expect(page.locator(".law-others")).to_be_visible()
    page.emulate_media(media="print")
    printed = page.locator(".law").evaluate_all(
        "lines => lines.filter((line) => line.checkVisibility()).length"
    )
    assert printed == page.locator(".law").count() == 5
    expect(page.locator(".where-list")).to_be_hidden()


@pytest.mark.parametrize("path", [PARTNER, "e/1054/"])
def test_the_list_of_countries_stands_open_once(open_page: OpenPage, path: str) -> None:
    page = open_page(path, java_script_enabled=False)
    assert page.locator("ul.where").count() >= 2
    expect(page.locator("ul.where:visible")).to_have_count(1)
    fold = page.locator(".where-list").first
    fold.locator("summary").click()
    expect(fold.locator("a").first).to_be_visible()


@pytest.mark.thorough
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", [f"{PARTNER}#in=fr", f"fr/{PARTNER}#in=be", f"fr/{NO_LIST}"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    open_page: OpenPage, axe: str, path: str, width: int
) -> None:
    page = open_page(path, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 740})
    known = "#in=" in path
    expect(page.locator(".law-others")).to_have_count(1 if known else 0)
    for fold in page.locator(".laws summary, .where-list:visible > summary").all():
        fold.click()
    page.evaluate("scrollTo(0, 0)")  # else “Leave this page” may stand over half of a link
    assert list_violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
