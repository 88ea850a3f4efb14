"""Frightened people find what helps them, in the real search of our site, for most questions.

needs.yml names the answer of each question. A pinned answer stands before all results.
"""

import re

import pytest
import yaml
from playwright.sync_api import Page, expect

from entraide.model.places import make_entry_place
from support.paths import REFERENCE_SITE
from support.reference_site import read_reference_site

NEEDS: dict[str, dict[str, int | str]] = yaml.safe_load(
    (REFERENCE_SITE / "needs.yml").read_text(encoding="utf-8")
)
FIRST, AMONG_THREE = 0.75, 0.92  # of all questions of a language
FOUND = re.compile("result|résult|near|proche", re.IGNORECASE)
SHOWN = ":is(.search-pinned:not([hidden]) a[data-entry], .search-results a)"


def search(page: Page, question: str) -> list[str]:
    """Return the addresses that search shows for `question`, from the top, each once."""
    page.locator(".search-field").fill("")
    expect(page.locator(".search-status")).to_be_empty()
    page.locator(".search-field").fill(question)
    expect(page.locator(".search-status")).to_have_text(FOUND)
    page.wait_for_load_state("networkidle")
    links = page.locator(SHOWN).all()
    return list(dict.fromkeys(link.get_attribute("href") or "" for link in links))


def find_place(urls: list[str], wanted: int | str) -> int:
    """Return where the wanted entry or service stands, from 0; 99 where it does not."""
    if isinstance(wanted, str):
        return next((at for at, url in enumerate(urls) if url.endswith(f".{wanted}")), 99)
    path = make_entry_place(read_reference_site().entries[wanted]).path
    pages = [url.split("#")[0] for url in urls]
    return next((at for at, page in enumerate(pages) if page.endswith(path)), 99)


def test_there_are_sixty_questions_a_language() -> None:
    assert {code: len(rows) for code, rows in NEEDS.items()} == {"en": 60, "fr": 60}


@pytest.mark.thorough
@pytest.mark.parametrize("code", ["en", "fr"])
def test_most_questions_find_their_answer(page: Page, reference_url: str, code: str) -> None:
    page.goto(reference_url + read_reference_site().get_locale(code).prefix)
    page.locator("button.search-open").click()
    places = {
        question: find_place(search(page, question), wanted)
        for question, wanted in NEEDS[code].items()
    }
    others = {question: place for question, place in places.items() if place > 0}
    assert sum(place == 0 for place in places.values()) >= FIRST * len(places), others
    assert sum(place < 3 for place in places.values()) >= AMONG_THREE * len(places), others
