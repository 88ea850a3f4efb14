"""Pages as a person meets them: languages, notices, what stands around a text, at 360 pixels."""

import re
from typing import NamedTuple

import pytest
from babel.dates import format_date
from playwright.sync_api import Page, expect

from support.browser import NewPage
from support.square_site import read_square_site

pytestmark = pytest.mark.reads

ENTRY = "e/1029/"
ENGLISH_ONLY = "harassment/english-only/"  # of the site of states
FRENCH_ONLY = "scams/french-only/"
KINDS = {
    "home": "",
    "category": "harassment/",
    "tag": "tags/police/",
    "tags": "tags/",
    "entries": "entries/",
    "changes": "changes/",
    "entry": ENTRY,
    "sensitive": "e/1054/",
    "table": "harassment/what-does-not-count/",
    "not found": "no/such/page/",
}
every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


def choose_language(page: Page, name: str) -> None:
    page.get_by_role("navigation", name=re.compile("Languages|Langues")).get_by_text(name).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("base", ["site_url", "subpath_url"])
def test_the_language_switch_leads_to_the_same_entry_both_ways(
    new_page: NewPage, request: pytest.FixtureRequest, base: str, *, scripts: bool
) -> None:
    site = request.getfixturevalue(base)
    page = new_page(java_script_enabled=scripts)
    page.goto(site + ENTRY)
    choose_language(page, "Français")
    expect(page).to_have_url(f"{site}fr/{ENTRY}")
    expect(page.locator("h1")).to_have_text("Une personne rencontrée ici me harcèle")
    choose_language(page, "English")
    expect(page).to_have_url(site + ENTRY)


def test_the_language_switch_names_each_language_in_itself(page: Page, site_url: str) -> None:
    page.goto(site_url + ENTRY)
    links = page.locator(".languages a")
    assert [link.get_attribute("lang") for link in links.all()] == ["en", "fr"]
    assert links.locator("[aria-current]").count() == 0
    expect(page.locator(".languages a[aria-current]")).to_have_text("English")


class Fallback(NamedTuple):
    """A page whose text is in another language: where, in which languages, what it says."""

    path: str
    chrome: str
    text: str
    notice: str
    original: str


FALLBACKS = (
    Fallback(
        path=f"fr/{ENGLISH_ONLY}",
        chrome="fr",
        text="en",
        notice="Cette page n’est pas encore traduite en français",
        original=ENGLISH_ONLY,
    ),
    Fallback(
        path=FRENCH_ONLY,
        chrome="en",
        text="fr",
        notice="This page is not translated yet",
        original=f"fr/{FRENCH_ONLY}",
    ),
)


@pytest.mark.parametrize("fallback", FALLBACKS, ids=["English only", "French only"])
def test_a_fallback_page_says_so_and_leads_to_the_original(
    page: Page, states_url: str, fallback: Fallback
) -> None:
    page.goto(states_url + fallback.path)
    expect(page.get_by_role("region", name=fallback.notice)).to_be_visible()
    page.locator(".notice-missing a").first.click()
    expect(page).to_have_url(states_url + fallback.original)
    expect(page.locator(".notice")).to_have_count(0)


@pytest.mark.parametrize("fallback", FALLBACKS, ids=["English only", "French only"])
def test_a_fallback_page_is_true_about_its_languages(
    page: Page, states_url: str, fallback: Fallback
) -> None:
    page.goto(states_url + fallback.path)
    assert page.locator("html").get_attribute("lang") == fallback.chrome
    assert page.locator(".text").get_attribute("lang") == fallback.text
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical == f"https://states.example/{fallback.original}"
    assert page.locator("link[hreflang]").count() == 0


def test_the_notice_of_a_fallback_page_comes_before_its_title(page: Page, states_url: str) -> None:
    page.goto(f"{states_url}fr/{ENGLISH_ONLY}")
    first = page.locator("main").locator(".notice, h1").first
    expect(first).to_have_class(re.compile("notice-missing"))


def test_a_misleading_version_warns_before_anything_else(page: Page, states_url: str) -> None:
    page.goto(f"{states_url}fr/harassment/misleading/")
    warning = page.get_by_role("alert", name="Attention : ne vous fiez pas à cette version")
    expect(warning).to_be_visible()
    assert warning.evaluate("alert => alert === document.querySelector('article').children[0]")
    warning.get_by_role("link", name="Lire l’original, en anglais").click()
    expect(page).to_have_url(f"{states_url}harassment/misleading/")
    expect(page.locator(".notice")).to_have_count(0)


def test_an_outdated_version_has_a_short_notice(page: Page, states_url: str) -> None:
    page.goto(f"{states_url}fr/harassment/outdated/")
    expect(page.locator("div.notice-outdated")).to_contain_text("en anglais, a un peu changé")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_archived_entry_carries_a_banner(page: Page, states_url: str) -> None:
    page.goto(f"{states_url}scams/archived/")
    expect(page.get_by_role("region", name="This page is archived")).to_be_visible()


@pytest.mark.parametrize(("path", "code"), [(ENTRY, "en"), (f"fr/{ENTRY}", "fr")])
def test_the_last_update_is_a_time_in_the_words_of_the_page(
    page: Page, site_url: str, path: str, code: str
) -> None:
    version = read_square_site().entries[1029].get_version(code)
    assert version
    page.goto(site_url + path)
    time = page.locator(".facts time").first
    assert time.get_attribute("datetime") == f"{version.updated}"
    expect(time).to_have_text(format_date(version.updated, "long", {"en": "en_GB"}.get(code, code)))
    expect(page.locator(".facts")).to_contain_text("1029")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_changed_is_closed_until_asked_for(
    new_page: NewPage, site_url: str, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(site_url + ENTRY)
    note = page.get_by_text("Take a screenshot and report before you block, not after")
    expect(note).to_be_hidden()
    page.get_by_text("What changed on this page").click()
    expect(note).to_be_visible()


def test_the_sidebar_shows_the_entries_of_one_category_only(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(site_url + ENTRY)
    menu = page.get_by_role("navigation", name="Menu")
    expect(menu).to_be_visible()
    assert menu.locator("ul ul").count() == 1
    assert 1 < menu.locator("ul ul a").count() <= 13  # twelve, and the way to the others
    expect(menu.locator("ul ul a[href*='scams']")).to_have_count(0)


def test_the_404_page_is_in_both_languages(page: Page, site_url: str) -> None:
    response = page.goto(f"{site_url}fr/no/such/page/")
    assert response
    assert response.status == 404
    expect(page.locator(".not-found[lang=en]")).to_contain_text("This page does not exist")
    expect(page.locator(".not-found[lang=fr]")).to_contain_text("Cette page n’existe pas")
    page.locator(".not-found[lang=fr]").get_by_role("link").first.click()
    expect(page).to_have_url(f"{site_url}fr/")


def test_the_first_tab_leads_past_the_header(page: Page, site_url: str) -> None:
    page.goto(site_url + ENTRY)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.reads(fresh=True)  # without anything in a cache
@every_kind
def test_pages_ask_no_other_host_and_break_no_policy(page: Page, site_url: str, path: str) -> None:
    addresses: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site_url + path, wait_until="networkidle")
    missing = "no/such" in path  # the browser itself remarks on the status of a missing page
    assert [words for words in said if not (missing and "404" in words)] == []
    assert [address for address in addresses if not address.startswith(site_url)] == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@every_kind
@pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
def test_nothing_overflows_a_screen_of_320_pixels(
    new_page: NewPage, site_url: str, path: str, locale: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 740})
    page.goto(site_url + locale + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@every_kind
def test_pages_hold_no_inline_script_and_no_inline_style(
    page: Page, site_url: str, path: str
) -> None:
    page.goto(site_url + path)
    assert (
        page.locator("style, [style], script:not([src], [type='application/ld+json'])").count() == 0
    )
