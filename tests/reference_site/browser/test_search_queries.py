"""What people type in need finds the entry that helps them, in the real search of our site."""

import re

import pytest
import yaml
from playwright.sync_api import Page, expect

from entraide.model.places import make_entry_place
from support.offenders import assert_none
from support.paths import REFERENCE_SITE
from support.reference_site import read_reference_site

QUERIES = yaml.safe_load((REFERENCE_SITE / "first_queries.yml").read_text(encoding="utf-8"))
SHOWN = 3  # results, counted from the top
FOUND = re.compile("result|résult", re.IGNORECASE)


def search(page: Page, query: str) -> list[str]:
    """Return the addresses that the search shows first for `query`, each once."""
    page.locator(".search-field").fill("")
    expect(page.locator(".search-status")).to_be_empty()
    page.locator(".search-field").fill(query)
    expect(page.locator(".search-status")).to_have_text(FOUND)
    links = page.locator(".search-results a").all()
    addresses = [(link.get_attribute("href") or "").split("#")[0] for link in links]
    return list(dict.fromkeys(addresses))[:SHOWN]


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.thorough
def test_each_query_finds_its_entry_among_the_first_three(
    page: Page, reference_url: str, code: str
) -> None:
    site = read_reference_site()
    page.goto(reference_url + site.get_locale(code).prefix)
    page.locator("button.search-open").click()
    found = {query: search(page, query) for query in QUERIES[code]}
    wanted = {query: make_entry_place(site.entries[n]).path for query, n in QUERIES[code].items()}
    assert_none(
        f"{query}: {wanted[query]} is not among {addresses}"
        for query, addresses in found.items()
        if not any(address.endswith(wanted[query]) for address in addresses)
    )
