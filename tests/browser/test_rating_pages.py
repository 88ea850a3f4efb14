"""“Was this helpful?” without JavaScript: a form, small pages, a way back; and where it stands."""

import pytest
from playwright.sync_api import Locator, Page, expect

from support.axe import LOOKS_AND_LOCALES, list_violations
from support.browser import NewPage, Serve
from support.built_site import BuildSite
from support.desk_site import Origin, Serving, Variant
from support.square_site import get_revision

ENTRY = "e/1029/"
COMMENT = "</textarea><b>Step 3</b> is gone & “Réglages”?\n\nReally."
LOCALES = pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
SEND = {"": "Send", "fr/": "Envoyer"}
BACK = {"": "Back to the page", "fr/": "Revenir à la page"}


def vote(page: Page, address: str, value: str = "1") -> None:
    page.goto(address)
    page.locator(f".rating [type=radio][value='{value}']").check()
    page.locator(".rating button").click()


def find_form(page: Page) -> Locator:
    return page.locator(".feedback-form")


@LOCALES
def test_a_low_answer_leads_to_the_reasons_to_thank_you_and_back(
    desk: Origin, plain: Page, locale: str
) -> None:
    address = f"{desk.url}{locale}{ENTRY}"
    vote(plain, address)
    assert plain.locator("html").get_attribute("lang") == (locale.strip("/") or "en")
    assert [row[-1] for row in desk.votes] == [1]
    find_form(plain).locator("[value=steps]").check()
    find_form(plain).get_by_role("textbox").fill(COMMENT)
    find_form(plain).get_by_role("button", name=SEND[locale]).click()
    row = desk.feedback[0]
    assert (row["reasons"], row["comment"], row["proven"]) == ("steps", COMMENT, False)
    plain.get_by_role("link", name=BACK[locale]).click()
    assert plain.url == address


def test_a_good_answer_leads_to_thank_you_and_back(desk: Origin, plain: Page) -> None:
    vote(plain, desk.url + ENTRY, "5")
    expect(plain.get_by_text("Thank you. Your answer is kept.")).to_be_visible()
    expect(find_form(plain)).to_have_count(0)
    plain.get_by_role("link", name="Back to the page").click()
    vote(plain, plain.url, "4")
    assert [row[-1] for row in desk.votes] == [4]


@pytest.mark.thorough
def test_yes_and_no_work_too(origin: Serving, variant: Variant, plain: Page) -> None:
    desk = origin(variant(rating="helpful"))
    vote(plain, desk.url + ENTRY, "no")
    expect(find_form(plain)).to_be_visible()
    assert desk.votes == [(1029, "en", get_revision(1029), "helpful", 0)]


def test_no_answer_is_not_sent(desk: Origin, plain: Page) -> None:
    plain.goto(desk.url + ENTRY)
    plain.locator(".rating button").click()
    expect(plain.get_by_role("alert")).to_have_text("Choose an answer first.")
    assert desk.votes == []
    plain.get_by_role("link", name="Back to the page").click()
    assert plain.url == desk.url + ENTRY


@pytest.mark.thorough
def test_nothing_said_and_too_many_words_are_answered_by_the_form_again(
    desk: Origin, plain: Page
) -> None:
    vote(plain, desk.url + ENTRY)
    find_form(plain).get_by_role("button").click()
    expect(plain.get_by_role("alert")).to_have_text("Choose a reason, or write a few words.")
    for number in range(4):  # two an hour are taken from somebody whose browser does no work
        vote(plain, desk.url + ENTRY)
        find_form(plain).locator("[value=hard]").check()
        find_form(plain).get_by_role("textbox").fill(COMMENT)
        if number < 3:
            find_form(plain).get_by_role("button").click()
    find_form(plain).get_by_role("button").click()
    expect(plain.get_by_role("alert")).to_contain_text("Try again in ")
    expect(find_form(plain).get_by_role("textbox")).to_have_value(COMMENT)
    expect(find_form(plain).locator("[value=hard]")).to_be_checked()
    assert len(desk.feedback) == 2
    mail = plain.get_by_role("link", name="Write to us").get_attribute("href") or ""
    assert mail.startswith("mailto:safety@square.example?subject=Entry%201029%20")


def test_a_form_that_stood_open_for_hours_can_still_be_sent(
    desk: Origin, plain: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote(plain, desk.url + ENTRY)
    find_form(plain).get_by_role("textbox").fill(COMMENT)
    with monkeypatch.context() as later:
        later.setattr("entraide.desk.tokens.TOKEN_LIFETIME", -1)
        find_form(plain).get_by_role("button").click()
    expect(plain.get_by_role("alert")).to_contain_text("More than two hours have passed")
    assert desk.feedback == []
    find_form(plain).get_by_role("button").click()
    assert [row["comment"] for row in desk.feedback] == [COMMENT]


def test_where_the_token_is_none_of_ours_the_words_can_be_copied_and_sent(
    desk: Origin, plain: Page
) -> None:
    page = plain
    vote(page, desk.url + ENTRY)
    page.route(
        "**/desk/feedback*",
        lambda route: route.continue_(
            post_data=(route.request.post_data or "").replace("token=", "token=x")
        ),
    )
    find_form(page).get_by_role("textbox").fill(COMMENT)
    find_form(page).get_by_role("button").click()
    expect(page.get_by_label("Your words, to copy:")).to_have_value(COMMENT)
    expect(page.get_by_role("link", name="Write to us")).to_be_visible()
    expect(find_form(page)).to_have_count(0)


@pytest.mark.thorough
@LOOKS_AND_LOCALES
def test_axe_finds_nothing_on_the_small_pages(
    desk: Origin, new_page: NewPage, axe: str, locale: str, look: tuple[str, int]
) -> None:
    scheme, width = look
    folder = "" if locale == "en" else "fr/"
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 740})
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/rating.js", lambda route: route.abort())  # axe needs scripts, we do not
    wide = "document.documentElement.scrollWidth <= innerWidth"
    vote(page, f"{desk.url}{folder}{ENTRY}")
    for _ in ("rated", "refused", "received"):
        assert list_violations(page, axe) == []
        assert page.evaluate(wide)
        exit_link = page.locator(".exit-link")
        assert (exit_link.get_attribute("href") or "").startswith("https://")
        assert "noreferrer" in (exit_link.get_attribute("rel") or "")
        if page.get_by_role("alert").count():
            find_form(page).locator("[value=hard]").check()
        if find_form(page).count():
            find_form(page).get_by_role("button").click()
    assert len(desk.feedback) == 1
    assert said == []


@pytest.mark.parametrize("script", ["with JavaScript", "without"])
@pytest.mark.parametrize(
    ("path", "version"),
    [
        ("fr/harassment/english-only/", ("en", "fr", 1)),
        ("scams/french-only/", ("fr", "en", 1)),
        ("fr/harassment/outdated/", ("fr", "fr", 1)),
    ],
    ids=["a fallback in French", "a fallback in English", "an old translation"],
)
def test_a_vote_is_about_the_text_that_was_read(
    states: Origin, new_page: NewPage, path: str, version: tuple[str, str, int], script: str
) -> None:
    page = new_page(java_script_enabled=script == "with JavaScript")
    vote(page, states.url + path)
    expect(find_form(page)).to_be_visible()
    read, page_locale, revision = version
    assert page.locator("html").get_attribute("lang") == page_locale
    assert [row[1:3] for row in states.votes] == [(read, revision)]
    if script == "without":
        page.locator(".ways-on a").first.click()
        assert page.url == states.url + path


@pytest.mark.parametrize("path", ["scams/archived/", "", "harassment/", "entries/"])
def test_nothing_but_a_published_entry_is_rated(states_url: str, page: Page, path: str) -> None:
    page.goto(states_url + path)
    expect(page.locator(".rating")).to_have_count(0)


def test_from_right_to_left_the_scale_begins_at_the_right(
    build_site: BuildSite, serve: Serve, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(serve(build_site("arabic")) + "ar/scams/signs/")
    first, last = (page.locator(f".rating [value='{n}']").last.bounding_box() for n in (1, 5))
    assert first
    assert last
    assert first["x"] > last["x"]
