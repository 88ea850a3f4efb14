"""The sheets of a pack: numbers to call in the country, and what stands on each printed page."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from support.browser import NewPage
from support.built_site import BuiltSite
from support.incident_log import add_incident, choose_files

GENERAL = "call the emergency number of the country where you are"


@pytest.fixture(scope="module")
def log_url(guide_site: BuiltSite, serve: Callable[[BuiltSite], str]) -> str:
    return serve(guide_site) + "notes/"


def make_pack(page: Page, log_url: str, country: str) -> None:
    page.goto(log_url)
    add_incident(page, "They wrote.", date="2026-11-20", number="R-12")
    page.get_by_label("Which country’s police").select_option(country)
    page.get_by_role("button", name="Create the pack").click()
    expect(page.locator(".log-sheets")).to_be_visible()


def test_the_first_sheet_has_the_emergency_numbers_of_the_country(page: Page, log_url: str) -> None:
    make_pack(page, log_url, "fr")
    danger = page.locator(".log-yours .log-danger")
    expect(danger).to_contain_text("If you’re in danger, call (France):")
    expect(danger.locator("li")).to_contain_text(["112"])
    expect(danger).not_to_contain_text(GENERAL)
    for block in page.locator(".log-services .where-here").all():
        expect(block).to_contain_text("Call")  # no empty frame where a service stood there already
    page.get_by_label("Which country’s police").select_option("")
    page.get_by_role("button", name="Create the pack").click()
    expect(danger).to_contain_text(GENERAL)


def test_a_number_that_is_past_its_day_gives_way_to_the_general_instruction(
    page: Page, log_url: str
) -> None:
    page.clock.set_fixed_time("2040-01-01")
    make_pack(page, log_url, "fr")
    expect(page.locator(".log-danger")).to_contain_text(GENERAL)
    expect(page.locator(".log-danger li")).to_have_count(0)


def test_each_sheet_begins_a_page_and_each_page_has_its_name_and_number(
    new_page: NewPage, log_url: str, tmp_path: Path
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(log_url)
    choose_files(page, tmp_path)
    long = "\n".join(f"Line {number}" for number in range(120))  # more than a page
    add_incident(page, long, date="2026-11-20", number="R-12")
    page.get_by_label("Language of the pack").select_option(label="Français")
    page.get_by_label("Which country’s police").select_option("fr")
    page.get_by_role("button", name="Create the pack").click()
    expect(page.locator(".log-sheets")).to_be_visible()
    pages = [
        each.extract_text().replace("\xa0", " ") for each in PdfReader(BytesIO(page.pdf())).pages
    ]
    headings = page.locator(".log-sheets > section:not(.log-texts) > h3").all_inner_texts()
    headings = [heading.replace("\xa0", " ") for heading in headings]
    assert len(headings) == 5
    total = len(pages)
    assert total >= 6
    feet = [text.partition(f"{at} / {total}")[2] for at, text in enumerate(pages, 1)]
    names = [next(filter(foot.lstrip().startswith, headings), foot) for foot in feet]
    assert names == sorted(names, key=headings.index)
    assert set(names) == set(headings)


def test_a_device_whose_language_is_none_guesses_no_country_and_breaks_nothing(
    page: Page, log_url: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("Object.defineProperty(navigator, 'language', { get: () => 'c' })")
    make_pack(page, log_url, "fr")
    assert errors == []
