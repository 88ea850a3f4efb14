"""What a member does to find help, in Firefox and in WebKit."""

import pytest

from support.engine_page import EnginePage
from support.engine_site import EXIT
from support.guide_site import make_step_path
from support.waiting import wait_for

pytestmark = pytest.mark.thorough

ENTRY = "e/1050/"
SCROLLS = "document.documentElement.scrollWidth > innerWidth"


def test_a_page_is_as_wide_as_the_phone(visit: EnginePage) -> None:
    for path in ("", ENTRY, f"fr/{ENTRY}", "where-to-report/gb/", "notes/", "propose/#1050"):
        visit.open(path)
        assert visit.engine.evaluate("innerWidth") == 360
        assert not visit.engine.evaluate(SCROLLS), path


def test_a_choice_of_the_home_page_leads_to_its_entry(visit: EnginePage) -> None:
    visit.open("")
    visit.expect(".numbers a[href='tel:999']", "999")
    visit.click(".home a", "Someone wants money for images of me")
    visit.expect("h1")
    visit.wait("location.pathname === '/e/1054/'")


def test_search_finds_what_is_typed_and_escape_gives_the_focus_back(visit: EnginePage) -> None:
    visit.open(ENTRY)
    visit.click("button.search-open")
    visit.expect_focus(".search-field")
    visit.type("bloked")  # with a letter left out
    visit.expect(".search-results a", "Blocking")
    visit.expect(".search-status", "result")
    visit.press("ArrowDown")
    visit.expect_focus(".search-results a")
    visit.press("Escape")
    visit.expect_none(".search-dialog")
    visit.expect_focus("button.search-open")
    visit.press_with_control("k")
    visit.expect_focus(".search-field")
    visit.type("i want to kill myself")
    visit.expect(".search-pinned h2", "Talk to someone now")
    visit.expect(".search-pinned a[href='tel:116123']")
    visit.press("ArrowDown")
    visit.click(".search-pinned [data-entry]")
    visit.wait("location.pathname === '/e/1049/'")


def test_a_guided_path_leads_to_an_end(visit: EnginePage) -> None:
    visit.open("find-help/")
    visit.click(".guide-answers a", "Something else")
    visit.expect("h1", "What else?")
    visit.click(".guide-answers a", "I gave my card")
    visit.expect("h1", "You paid")
    visit.expect("main a[href*='1050'], main a[href*='first-ten-minutes']")
    visit.expect_path(make_step_path("paid"))


def test_a_tick_of_the_scam_check_shows_its_sign(visit: EnginePage) -> None:
    visit.open("scam-check/")
    visit.expect("main", "It may be one all the same.")
    visit.click("label", "Do they want a code?")
    visit.expect("main p, main div, main li", "Give it to nobody.")
    visit.expect_none("main p", "It may be one all the same.")


def test_a_step_of_an_entry_is_ticked_off(visit: EnginePage) -> None:
    visit.open("scams/i-paid-first-hour/")
    visit.click(".tick")
    visit.wait("document.querySelector('.tick').checked")
    visit.press("Space")
    visit.wait("!document.querySelector('.tick').checked")


def test_a_term_opens_its_meaning(visit: EnginePage) -> None:
    visit.open("e/1039/")
    visit.click(".term button")
    visit.expect(".term-panel:popover-open")
    visit.press("Escape")
    visit.expect_none(".term-panel:popover-open")
    visit.expect_focus(".term button")


def test_the_way_out_is_a_link_and_three_keys_but_not_while_one_writes(
    visit: EnginePage,
) -> None:
    visit.open("propose/")
    visit.write("#propose\\.number", "1050")
    visit.press(*["Shift"] * 4)
    visit.wait("document.activeElement.value === '1050'")
    visit.open(ENTRY)
    visit.press("Shift", "Shift")
    visit.expect(".exit-status", "Press Shift 1 more time to leave.")
    visit.press("Shift")
    expect_left(visit)
    visit.open(ENTRY)
    visit.click(".exit-bar .exit-link")
    expect_left(visit)


def expect_left(visit: EnginePage) -> None:
    wait_for(lambda: visit.engine.read_url() == EXIT, "the page was not left")


def test_a_country_is_chosen_once(visit: EnginePage) -> None:
    visit.open("e/1054/")
    visit.click("ul.where .guess", "United Kingdom")
    visit.expect(".where-here a[href='tel:116123']")
    visit.wait("location.hash === '#in=gb'")
    visit.click(".danger-link")
    visit.expect(".country-danger a[href='tel:999']")
    visit.wait("location.pathname === '/where-to-report/gb/'")


def test_the_page_that_is_missing_is_in_the_language_of_the_address(visit: EnginePage) -> None:
    visit.open("fr/rien/")
    visit.wait("document.documentElement.lang === 'fr'")
    visit.click("main a", "Accueil")
    visit.expect_path("fr/")


def test_french_pages_are_searched_in_french(visit: EnginePage) -> None:
    visit.open(f"fr/{ENTRY}")
    visit.click("button.search-open")
    visit.expect_focus(".search-field")
    visit.type("harcelement")
    visit.expect(".search-status", "résultat")
    visit.expect(".search-results a[href*='/fr/']")
    visit.press("Escape")
    visit.click(".languages a, header a[hreflang=en]", "English")
    visit.expect_path(ENTRY)
