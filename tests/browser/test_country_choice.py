"""One country, chosen once: its numbers stand in the text, and only links of this site know it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support.axe import list_violations
from support.browser import NewPage

SMALL = {"width": 360, "height": 640}
BLACKMAIL = "e/1054/"  # a crisis line in its first warning, and four lists of countries
PAID = "scams/i-paid-first-hour/"
TEN_MINUTES = "e/1050/"  # its warning has the emergency numbers within a sentence
ENTRIES = [BLACKMAIL, PAID, "harassment/what-does-not-count/", TEN_MINUTES]
OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(new_page: NewPage, site_url: str) -> OpenPage:
    """Opens a path on a small phone in Belgium, unless the options say otherwise."""

    def open_path(path: str, **options: object) -> Page:
        place = {"locale": "fr-BE", "timezone_id": "Europe/Brussels"} | options
        page = new_page(viewport=SMALL, **place)
        page.goto(site_url + path)
        return page

    return open_path


def choose_first(page: Page) -> None:
    page.locator("ul.where .guess").first.click()
    expect(page.locator(".where-here").first).to_be_visible()


@pytest.mark.parametrize("prefix", ["", "fr/"], ids=["en", "fr"])
@pytest.mark.parametrize("path", ENTRIES)
def test_from_any_entry_a_number_of_ones_country_is_two_taps_away_without_a_scroll(
    open_page: OpenPage, prefix: str, path: str
) -> None:
    page = open_page(prefix + path)
    page.locator(".danger-link").click()
    first = page.locator(".countries > li").first
    expect(first).to_have_attribute("data-in", "be")
    numbers = first.locator("a[href^='tel:']")
    expect(numbers.first).to_be_in_viewport(ratio=1)
    assert [number.get_attribute("href") for number in numbers.all()] == ["tel:101", "tel:112"]


@pytest.mark.parametrize("prefix", ["", "fr/"], ids=["en", "fr"])
def test_once_a_country_is_known_its_own_page_has_the_numbers(
    open_page: OpenPage, site_url: str, prefix: str
) -> None:
    page = open_page(prefix + PAID)
    choose_first(page)
    page.locator(".danger-link").click()
    expect(page).to_have_url(f"{site_url}{prefix}where-to-report/be/#country.danger&in=be")
    number = page.locator(".country-danger a[href='tel:101']")
    expect(number).to_be_in_viewport(ratio=1)


def test_on_the_home_page_the_number_of_ones_country_is_marked_and_stays_where_it_is(
    open_page: OpenPage,
) -> None:
    page = open_page("", timezone_id="Europe/London", locale="en-GB")
    mine = page.locator(".numbers .guess")
    expect(mine).to_have_text("United Kingdom 999")
    expect(mine.locator("a")).to_have_attribute("href", "tel:999")
    expect(page.locator(".numbers li").first).to_contain_text("Australia")


@pytest.mark.parametrize(
    ("zone", "locale", "code"),
    [
        ("Europe/Paris", "en-GB", "fr"),
        ("America/Toronto", "fr-FR", "ca"),
        ("Europe/Lisbon", "pt-PT", "europe"),
        ("UTC", "en-AU", "au"),
    ],
)
def test_the_guess_by_zone_then_by_language_comes_first(
    open_page: OpenPage, zone: str, locale: str, code: str
) -> None:
    page = open_page(PAID, timezone_id=zone, locale=locale)
    guess = page.locator("ul.where .guess").first
    expect(guess).to_have_attribute("data-in", code)
    expect(page.locator("ul.where li").first.locator(".guess")).to_have_count(1)


def test_without_a_guess_nothing_is_moved(open_page: OpenPage) -> None:
    page = open_page(PAID, timezone_id="Asia/Tokyo", locale="ja-JP")
    expect(page.locator("ul.where a").first).to_have_attribute("data-in", "au")
    expect(page.locator(".guess")).to_have_count(0)


def test_one_tap_puts_the_numbers_into_every_list_of_the_page(open_page: OpenPage) -> None:
    page = open_page(BLACKMAIL)
    count = page.locator("ul.where").count()
    assert count >= 3
    choose_first(page)
    expect(page.locator(".where-here")).to_have_count(count)
    expect(page.locator("ul.where:visible")).to_have_count(0)
    crisis = page.locator(".admonition .where-here")
    expect(crisis.locator("a[href='tel:+3280032123']")).to_be_visible()
    assert page.evaluate("document.activeElement.className") == "where-here"
    expect(page).to_have_url(re.compile(r"#in=be$"))


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (
            f"{TEN_MINUTES}#in=fr",
            "emergency number: Police secours (17), European emergency number (112), SAMU (15).",
        ),
        (
            f"fr/{TEN_MINUTES}#in=ca",
            "appelez le numéro d’urgence de votre pays : Services d’urgence (911).",
        ),
    ],
)
def test_the_numbers_to_call_in_danger_stand_in_the_sentence_itself(
    open_page: OpenPage, path: str, sentence: str
) -> None:
    page = open_page(path)
    warning = page.locator(".admonition").first
    expect(warning).to_contain_text(sentence, use_inner_text=True)
    expect(warning.locator("a[href^='tel:']").first).to_be_visible()


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "the numbers, country by country"), ("fr/", "les numéros, pays par pays")],
    ids=["en", "fr"],
)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_before_a_country_is_chosen_the_sentence_leads_to_all_numbers(
    open_page: OpenPage, site_url: str, prefix: str, words: str, *, scripts: bool
) -> None:
    page = open_page(prefix + TEN_MINUTES, java_script_enabled=scripts)
    page.locator(".admonition").first.get_by_role("link", name=words).click()
    expect(page).to_have_url(f"{site_url}{prefix}where-to-report/#country.danger")
    expect(page.locator(".countries a[href^='tel:']").first).to_be_in_viewport()


def test_another_country_is_chosen_in_two_taps_and_nothing_of_the_first_stays(
    open_page: OpenPage,
) -> None:
    page = open_page(PAID)
    choose_first(page)
    expect(page.locator("a[href='tel:+3278170170']").first).to_be_visible()
    page.locator(".where-change").first.click()
    expect(page.locator(".where-here")).to_have_count(0)
    assert "#" not in page.url
    page.locator("ul.where [data-in=gb]").first.click()
    expect(page.locator("a[href='tel:159']").first).to_be_visible()
    expect(page.locator("a[href='tel:+3278170170']")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"#in=gb$"))


def test_links_of_the_site_take_it_along_beside_their_anchor(
    open_page: OpenPage, site_url: str
) -> None:
    page = open_page(f"{BLACKMAIL}#in=ie")
    expect(page.locator(".where-here").first).to_be_visible()
    page.locator(".languages a[hreflang=fr]").click()
    expect(page).to_have_url(f"{site_url}fr/{BLACKMAIL}#in=ie")
    page.locator(".where-here .service-name a").first.click()
    expect(page).to_have_url(re.compile(r"/fr/where-to-report/ie/#channel\.ie-samaritans&in=ie$"))
    expect(page.locator("[id='channel.ie-samaritans']")).to_be_in_viewport()
    assert page.locator(":target").get_attribute("id") == "channel.ie-samaritans"


def test_an_anchor_and_a_country_go_together(open_page: OpenPage, site_url: str) -> None:
    page = open_page(f"{PAID}#who-can-help-you-stop-it&in=be")
    heading = page.locator("[id='who-can-help-you-stop-it']")
    expect(heading).to_be_in_viewport()
    expect(page.locator("a[href='tel:+3278170170']").first).to_be_visible()
    page.locator("a.skip").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_url}{PAID}#main.text&in=be")


def test_links_that_leave_know_nothing_and_no_server_is_told(
    open_page: OpenPage,
) -> None:
    page = open_page(f"{PAID}#in=be")
    expect(page.locator(".where-here").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".where-here [rel~=noreferrer], .exit-link").evaluate_all(
        "links => links.forEach((link) => link.dispatchEvent("
        "new MouseEvent('contextmenu', { bubbles: true, cancelable: true })))"
    )
    outside = page.locator("a[href^='http']:not([href*='127.0.0.1'])")
    assert outside.count()
    assert not [a for a in outside.all() if "in=be" in str(a.get_attribute("href"))]
    page.locator(".header-home").click()
    expect(page).to_have_url(re.compile(r"/#in=be$"))
    assert not [url for url in asked if "in=" in url.partition("#")[0]]


def test_nothing_is_stored_and_a_new_visit_knows_nothing(
    open_page: OpenPage, site_url: str
) -> None:
    page = open_page(PAID)
    choose_first(page)
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length]")
    assert stored == [0, 0, 0]
    assert page.context.cookies() == []
    page.goto("about:blank")
    page.goto(site_url + PAID)
    expect(page.locator("ul.where a").first).to_be_visible()
    expect(page.locator(".where-here")).to_have_count(0)


def test_the_404_page_and_the_search_keep_it(open_page: OpenPage, site_url: str) -> None:
    page = open_page("fr/no/such/page/#in=lu")
    expect(page.locator(".danger-link")).to_have_attribute("href", re.compile("/lu/#"))
    page.locator(".not-found a").first.click()
    expect(page).to_have_url(f"{site_url}fr/#in=lu")
    page.locator("button.search-open").click()
    page.locator(".search-field").fill("chantage")
    page.locator(".search-results a").first.click()
    expect(page).to_have_url(re.compile(r"#in=lu$"))


def test_the_proposal_page_reads_its_number_beside_the_country(open_page: OpenPage) -> None:
    page = open_page("propose/#1054&in=be")
    expect(page.locator(".propose-choice [name=entry]")).to_have_value("1054")


def test_an_unknown_country_leaves_the_lists(open_page: OpenPage) -> None:
    page = open_page(f"{PAID}#in=zz")
    expect(page).to_have_url(re.compile(rf"{PAID}$"))
    expect(page.locator("ul.where a").first).to_be_visible()
    expect(page.locator(".where-here")).to_have_count(0)
    page.locator(".danger-link").click()
    expect(page.locator(".countries [href='tel:112']").first).to_be_visible()


def test_without_the_module_of_a_country_its_link_leads_to_its_page(
    open_page: OpenPage,
) -> None:
    page = open_page(PAID)
    page.route("**/country.be.en.js*", lambda route: route.abort())
    page.locator("ul.where .guess").first.click()
    expect(page).to_have_url(re.compile(r"/where-to-report/be/#topic\.bank"))


def test_without_scripts_a_list_of_countries_leads_to_their_pages(
    open_page: OpenPage, site_url: str
) -> None:
    page = open_page(BLACKMAIL, java_script_enabled=False)
    page.locator("ul.where").first.get_by_role("link", name="Belgium").click()
    expect(page).to_have_url(f"{site_url}where-to-report/be/#topic.support")
    expect(page.locator("a[href='tel:+3280032123']").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [BLACKMAIL, f"fr/{PAID}", "fr/where-to-report/"])
def test_axe_finds_nothing_once_a_country_is_known(
    open_page: OpenPage, axe: str, path: str, scheme: str
) -> None:
    page = open_page(f"{path}#in=be", color_scheme=scheme, reduced_motion="reduce")
    expect(page.locator(".where-here, .countries").first).to_be_visible()
    for fold in page.locator(".where-more > summary").all():
        fold.click()
    assert list_violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_a_text_of_another_language_the_services_say_which_is_theirs(
    channels_url: str, new_page: NewPage
) -> None:
    page = new_page(viewport=SMALL)
    page.goto(f"{channels_url}harassment/seulement/#in=fr")
    here = page.locator("div.where-here")
    expect(here).to_have_attribute("lang", "en")
    assert page.locator(".text").get_attribute("lang") == "fr"
    expect(here.locator(".where-change")).to_have_text("Other countries")
