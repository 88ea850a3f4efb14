"""Without scripts, and in a dark look: what still works in Firefox and in WebKit."""

import pytest

from support.engine_page import EnginePage

pytestmark = pytest.mark.thorough


def test_suggest_a_correction_keeps_its_entry(bare_visit: EnginePage) -> None:
    bare_visit.open("e/1029/")
    bare_visit.click("a", "Suggest a correction")
    bare_visit.wait(
        "location.pathname.startsWith('/desk/propose/1029/en/')"
        " || document.querySelector('input[name=entry], input[name=number]')?.value === '1029'"
    )


def test_help_is_found_by_links_and_ticks(bare_visit: EnginePage) -> None:
    bare_visit.open("")
    bare_visit.click("a.search-open")
    bare_visit.expect_path("entries/")
    bare_visit.open("find-help/")
    bare_visit.click(".guide-answers a", "I paid")
    bare_visit.expect("h1", "You paid")
    bare_visit.open("scam-check/")
    bare_visit.click("label", "Do they want a code?")
    bare_visit.expect("main p, main div, main li", "Give it to nobody.")


def test_a_vote_has_an_answer_of_the_desk(bare_visit: EnginePage) -> None:
    bare_visit.open("fr/e/1029/")
    bare_visit.click(".rating label", "Peu utile")
    bare_visit.click(".rating button")
    bare_visit.wait("location.pathname.startsWith('/desk/')")
    bare_visit.expect("main", "réponse")


def test_no_band_is_empty_and_no_key_is_promised(bare_visit: EnginePage) -> None:
    bare_visit.open("e/1050/")
    bare_visit.expect("h1")
    bare_visit.expect_none("nav, div, p", "Pressing Shift three times leaves too")


def test_dark_pages_are_dark(bare_visit: EnginePage) -> None:
    for path in ("", "e/1050/", "fr/where-to-report/fr/", "no/such/page/"):
        bare_visit.open(path)
        colour = bare_visit.engine.evaluate(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        )
        assert sum(colour[:3]) < 200, (path, colour)
