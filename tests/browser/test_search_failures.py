"""What search says when a part of it cannot be had: the right cause, and a way on."""

import pytest
from playwright.sync_api import expect

from support.search_lab import SearchVisitor


def test_search_without_network_shows_a_message_and_recovers(visitor: SearchVisitor) -> None:
    visitor.open_page().page.locator("button.search-open").wait_for()  # its dialog is there
    visitor.offline = True
    visitor.page.context.set_offline(offline=True)
    visitor.type("coffee")
    expect(visitor.find("status")).to_contain_text("you are not connected")
    expect(visitor.find("ways").get_by_role("link", name="All entries")).to_be_visible()
    visitor.offline = False
    visitor.page.context.set_offline(offline=False)
    assert visitor.search("coffee ") == ["bare"]


def test_an_index_that_is_there_needs_no_network(visitor: SearchVisitor) -> None:
    visitor.open_page().search("lantern")
    visitor.page.wait_for_load_state("networkidle")
    visitor.offline = True
    assert visitor.search("coffee") == ["bare"]


@pytest.mark.parametrize(
    ("path", "said"),
    [("search/en/names.json", "keeps a part of it away"), ("index.js", "keeps a part of it away")],
)
def test_a_part_that_is_blocked_is_told_as_such(
    visitor: SearchVisitor, path: str, said: str
) -> None:
    visitor.open_page()
    visitor.page.context.route(f"**/{path}", lambda route: route.abort("blockedbyclient"))
    visitor.type("coffee")
    expect(visitor.find("status")).to_contain_text(said)


def test_a_broken_site_is_told_from_a_broken_connection(visitor: SearchVisitor) -> None:
    visitor.open_page()
    visitor.page.context.route("**/names.json", lambda route: route.fulfill(status=500))
    visitor.type("coffee")
    expect(visitor.find("status")).to_contain_text("out of order")
