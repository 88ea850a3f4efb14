"""The page of a country on a phone: links open the right fold."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from support.browser import NewPage

PHONE = {"width": 360, "height": 640}
SCRIPTS = pytest.mark.parametrize(
    "options", [{}, {"java_script_enabled": False}], ids=["scripts", "plain"]
)


@SCRIPTS
def test_a_link_to_a_topic_opens_its_fold_with_its_words_in_sight(
    new_page: NewPage, site_url: str, options: Mapping[str, bool]
) -> None:
    page = new_page(**options, viewport=PHONE)
    page.goto(f"{site_url}where-to-report/gb/#topic.scams")
    fold = page.locator("details", has=page.locator("[id='topic.scams']"))
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("summary").first).to_be_in_viewport(ratio=1)
    expect(page.locator("details[open]")).to_have_count(1)


def test_a_service_that_is_named_in_brief_leads_to_its_card_in_another_fold(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(f"{site_url}where-to-report/gb/")
    page.locator(".country-first .service a").first.click()
    card = page.locator(".channels > li:target")
    expect(card).to_be_in_viewport()
    card.locator("summary").click()
    expect(card.locator(".channel-not")).to_be_visible()
