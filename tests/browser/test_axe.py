"""axe-core finds nothing on any kind of page, in both languages and themes, on a narrow phone."""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support.axe import EVERY_LOOK, Look, list_violations, list_violations_in
from support.browser import NewPage, Serve
from support.built_site import BuildSite

KINDS = [  # one page of each kind, in one language or the other
    "",
    "fr/harassment/",
    "e/1029/",
    "fr/harassment/what-does-not-count/",  # a table
    "e/1039/",  # a checklist, cards, law, terms
    "fr/e/1054/",  # sensitive
    "where-to-report/",
    "fr/where-to-report/fr/",
    "entries/",
    "fr/changes/",
    "contact/",
    "fr/legal/",
    "accessibility/",
    "tags/",
    "fr/tags/police/",
    "translate/",
    "no/such/page/",
]
CHANNELS = [
    "harassment/call/",
    "fr/where-to-report/fr/",
    "where-to-report/us/",
    "where-to-report/",
]
STATES = [  # of the site of states
    "fr/harassment/english-only/",  # a fallback page
    "fr/harassment/misleading/",
    "scams/archived/",
    "fr/e/10/",  # proposed
    "scams/french-only/",
    "fr/harassment/outdated/",
    "fr/legal/",  # few facts
    "fr/translate/",
]
SHOWN, EXPIRED = "2026-11-21", "2031-01-01"
VISITS = [  # an address, and a day on which its services are shown or have expired
    *zip(CHANNELS, (SHOWN, EXPIRED, SHOWN, EXPIRED), strict=True),
    *zip(CHANNELS, (EXPIRED, SHOWN, EXPIRED, SHOWN), strict=True),
]


def choose_looks(name: str, values: Sequence[Any], often: int) -> pytest.MarkDecorator:
    """The first `often` of `values` in one look, two looks in turn; all others in `make test-all`.

    No rule of our styles is about the kind of page and the look at once.
    """
    cases = []
    for number, value in enumerate(values):
        id_ = "-".join(value) if isinstance(value, tuple) else value
        turn = [EVERY_LOOK[number % 2]] if number < often else []
        others = [look for look in EVERY_LOOK if look not in turn]
        if turn:
            cases.append(pytest.param(value, turn, id=id_))
        cases.append(pytest.param(value, others, id=f"{id_}-others", marks=pytest.mark.thorough))
    return pytest.mark.parametrize((name, "looks"), cases)


@pytest.mark.reads
@choose_looks("path", KINDS, often=10)
def test_axe_finds_nothing(
    axe: str, site_url: str, page: Page, path: str, looks: Sequence[Look]
) -> None:
    page.goto(site_url + path)
    assert list_violations_in(page, axe, looks) == []


@pytest.mark.reads
@choose_looks("path", STATES, often=4)
def test_axe_finds_nothing_on_notices(
    axe: str, states_url: str, page: Page, path: str, looks: Sequence[Look]
) -> None:
    page.goto(states_url + path)
    assert list_violations_in(page, axe, looks) == []


@choose_looks("visit", VISITS, often=4)
def test_axe_finds_nothing_on_services_and_in_their_place(
    axe: str, channels_url: str, page: Page, visit: tuple[str, str], looks: Sequence[Look]
) -> None:
    path, day = visit
    page.clock.install(time=day)
    page.goto(channels_url + path)
    assert list_violations_in(page, axe, looks) == []


@pytest.mark.thorough
@pytest.mark.reads
def test_axe_finds_nothing_on_an_open_definition(axe: str, site_url: str, page: Page) -> None:
    page.goto(site_url + "fr/e/1039/")
    page.locator(".term button").first.click()
    page.locator(".term-panel:popover-open").wait_for()
    assert list_violations_in(page, axe, EVERY_LOOK[:2]) == []


@pytest.mark.thorough
@pytest.mark.reads
@pytest.mark.parametrize("path", ["ar/scams/signs/", "ar/translate/"])
def test_axe_finds_nothing_from_right_to_left(
    axe: str, build_site: BuildSite, serve: Serve, new_page: NewPage, path: str
) -> None:
    page = new_page()
    page.goto(serve(build_site("arabic")) + path)
    assert list_violations(page, axe) == []


@pytest.mark.reads
def test_axe_finds_nothing_in_the_open_search(axe: str, site_url: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site_url + "fr/")
    page.keyboard.press("Control+k")
    expect(page.locator(".search-field")).to_be_focused()
    page.keyboard.type("bloquer")
    page.locator(".search-results a").first.wait_for()
    assert list_violations(page, axe) == []
