"""The pages of countries on paper: three sheets at most, and nothing stays folded."""

import re

import pytest

from support.browser import NewPage

SHEET = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("country", ["fr", "gb"])  # the two longest
@pytest.mark.parametrize("prefix", ["", "fr/"], ids=["en", "fr"])
def test_the_page_of_a_country_fits_on_three_sheets(
    new_page: NewPage, reference_url: str, prefix: str, country: str
) -> None:
    page = new_page()
    page.goto(f"{reference_url}{prefix}where-to-report/{country}/")
    assert len(SHEET.findall(page.pdf(format="A4"))) <= 3
    page.emulate_media(media="print")
    cards = page.locator(".country .channel")
    assert cards.count() > 30
    for part in (".channel-name", ".channel-ways a", ".channel-not", ".channel-facts"):
        assert cards.locator(f"{part}:visible").count() == cards.locator(part).count() > 0
