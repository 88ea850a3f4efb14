"""“Was this helpful?” with JavaScript: an answer, another one, what was wrong, thank you."""

import pytest
from playwright.sync_api import Locator, Page, expect

from support.axe import LOOKS_AND_LOCALES, list_violations
from support.browser import NewPage
from support.built_site import BuildSite
from support.desk_site import Origin, Serving, Variant
from support.square_site import get_revision

ENTRY = "e/1029/"
WORDS = {
    "": ("Very useful", "Not very useful", "Send", "Change my answer", "Hard to understand"),
    "fr/": ("Très utile", "Peu utile", "Envoyer", "Changer ma réponse", "Difficile à comprendre"),
}
THANKS = {"": "Thank you. Your answer is kept.", "fr/": "Votre réponse est enregistrée."}
ASKS = {"": "What was wrong?", "fr/": "n’allait pas"}
DONE = {"": "There will be no answer.", "fr/": "Il n’y aura pas de réponse."}
LOCALES = pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])


def get_status(page: Page) -> Locator:
    return page.locator(".feedback > .rating-said")


def answer(page: Page, words: str, button: str = "Send") -> None:
    page.get_by_role("radio", name=words, exact=False).check()
    page.locator(".rating").get_by_role("button", name=button).click()


def open_reasons(page: Page, desk: Origin, locale: str = "") -> Locator:
    """The form for what was wrong, after a low rating."""
    page.goto(f"{desk.url}{locale}{ENTRY}")
    answer(page, WORDS[locale][1], WORDS[locale][2])
    form = page.locator(".feedback-form")
    form.wait_for()
    return form


@LOCALES
def test_a_good_answer_is_kept_and_thanked_for(desk: Origin, page: Page, locale: str) -> None:
    page.goto(f"{desk.url}{locale}{ENTRY}")
    good, _, send, *_ = WORDS[locale]
    answer(page, f"5 {good}", send)
    expect(get_status(page)).to_contain_text(THANKS[locale])
    expect(page.locator(".feedback-form")).to_be_hidden()
    assert desk.votes == [(1029, locale.strip("/") or "en", get_revision(1029), "five", 5)]


def test_an_answer_can_be_given_by_keyboard_alone(desk: Origin, page: Page) -> None:
    page.goto(desk.url + ENTRY)
    page.get_by_role("radio", name="1 Not useful at all").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(get_status(page)).to_contain_text(THANKS[""])
    expect(page.get_by_role("button", name="Change my answer")).to_be_focused()
    assert desk.votes == [(1029, "en", get_revision(1029), "five", 3)]


@LOCALES
def test_an_answer_can_be_changed(desk: Origin, page: Page, locale: str) -> None:
    good, bad, send, change, _ = WORDS[locale]
    page.goto(f"{desk.url}{locale}{ENTRY}")
    answer(page, bad, send)
    expect(get_status(page)).to_contain_text(ASKS[locale])
    answer(page, f"5 {good}", change)
    expect(get_status(page)).to_contain_text(THANKS[locale])
    expect(page.locator(".feedback-form")).to_be_hidden()
    assert [vote[-1] for vote in desk.votes] == [5]


@LOCALES
def test_reasons_alone_need_no_proof(desk: Origin, page: Page, locale: str) -> None:
    form = open_reasons(page, desk, locale)
    form.get_by_label(WORDS[locale][4]).check()
    form.get_by_role("button").click()
    expect(page.locator(".feedback-done")).to_be_focused()
    expect(page.locator(".feedback-done")).to_contain_text(DONE[locale])
    expect(form).to_be_hidden()
    assert [(row["reasons"], row["comment"]) for row in desk.feedback] == [("hard", "")]


@pytest.mark.usefixtures("full_work")
def test_a_comment_comes_with_a_proof_of_work(desk: Origin, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(desk.url)))
    form = open_reasons(page, desk)
    assert not [url for url in asked if "altcha" in url or "challenge" in url]
    form.get_by_role("textbox").press_sequentially("Step 3 is gone — “Réglages”?\n<b>&")
    form.get_by_role("button").click()
    expect(page.locator(".feedback-done")).to_be_visible()
    row = desk.feedback[0]
    assert (row["comment"], row["proven"]) == ("Step 3 is gone — “Réglages”?\n<b>&", True)
    assert (row["entry"], row["locale"], row["rating"]) == (1029, "en", 2)
    assert row["revision"] == get_revision(1029)
    assert "assets/vendor/altcha/pbkdf2.js" in asked


def test_nothing_is_stored_asked_elsewhere_or_said_in_the_console(desk: Origin, page: Page) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    form = open_reasons(page, desk)
    form.get_by_role("textbox").fill("The third step is gone.")
    form.get_by_role("button").click()
    expect(page.locator(".feedback-done")).to_be_visible()
    assert [url for url in asked if not url.startswith(desk.url)] == []
    assert said == []
    assert page.context.cookies() == []
    stored = "[localStorage.length, sessionStorage.length]"
    assert page.evaluate(stored) == [0, 0]
    assert page.evaluate("indexedDB.databases()") == []


def test_the_warning_the_way_to_help_and_what_becomes_of_the_words_stand_by_the_box(
    desk: Origin, page: Page
) -> None:
    form = open_reasons(page, desk, "fr/")
    warning = form.locator(".feedback-warning")
    expect(warning).to_contain_text(
        "Ne racontez pas ici ce qui vous arrive : nous ne pouvons pas répondre à ces messages."
    )
    ways = [link.get_attribute("href") for link in warning.locator("a").all()]
    help_page, privacy = "fr/where-to-report/", "fr/account/privacy-of-your-feedback/"
    assert ways == [desk.url + help_page, desk.url + privacy]
    box = form.get_by_role("textbox")
    assert box.get_attribute("aria-describedby") == warning.get_attribute("id")


@pytest.mark.parametrize(("locale", "count"), [("", 0), ("fr/", 1)], ids=["source", "localised"])
def test_only_a_localised_version_can_read_badly(
    desk: Origin, page: Page, locale: str, count: int
) -> None:
    form = open_reasons(page, desk, locale)
    expect(form.locator("[value=translation]")).to_have_count(count)


def test_the_count_is_seen_and_heard_only_past_the_end(desk: Origin, page: Page) -> None:
    form = open_reasons(page, desk)
    box, count = form.get_by_role("textbox"), form.locator(".feedback-count")
    box.fill("🙂" * 2_000)  # characters, not what JavaScript counts
    expect(count).to_have_text("2,000 / 2,000")
    expect(form.locator(".rating-said")).to_have_text("")
    box.fill("a" * 2_001)
    expect(form.locator(".rating-said")).to_contain_text("This is too long")
    form.get_by_role("button").click()
    expect(box).to_have_value("a" * 2_001)
    assert count.get_attribute("aria-hidden") == "true"
    assert desk.feedback == []


def test_nothing_said_is_not_sent(desk: Origin, page: Page) -> None:
    form = open_reasons(page, desk)
    form.get_by_role("button").click()
    expect(form.locator(".rating-said")).to_have_text("Choose a reason, or write a few words.")
    assert desk.feedback == []


@pytest.mark.thorough
def test_where_the_site_asks_for_yes_or_no_no_is_asked_for_reasons(
    origin: Serving, variant: Variant, page: Page
) -> None:
    desk = origin(variant(rating="helpful"))
    page.goto(desk.url + ENTRY)
    expect(page.get_by_role("radio")).to_have_count(2)
    answer(page, "Yes")
    expect(get_status(page)).to_contain_text(THANKS[""])
    answer(page, "No", "Change my answer")
    expect(page.locator(".feedback-form")).to_be_visible()
    assert desk.votes == [(1029, "en", get_revision(1029), "helpful", 0)]


def test_below_a_sub_path_the_answer_finds_its_desk(
    origin: Serving, build_site: BuildSite, page: Page
) -> None:
    desk = origin(build_site("square"), base="/help/")
    form = open_reasons(page, desk)
    form.get_by_role("textbox").fill("Gone.")
    form.get_by_role("button").click()
    expect(page.locator(".feedback-done")).to_be_visible()
    assert len(desk.feedback) == 1


@LOOKS_AND_LOCALES
def test_axe_finds_nothing_in_any_state_and_nothing_is_wider_than_the_page(
    desk: Origin, new_page: NewPage, axe: str, locale: str, look: tuple[str, int]
) -> None:
    scheme, width = look
    folder = "" if locale == "en" else "fr/"
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 740})
    form = open_reasons(page, desk, folder)
    expect(get_status(page)).to_contain_text(ASKS[folder])
    form.get_by_label(WORDS[folder][4]).check()
    page.evaluate("scrollTo(0, 0)")  # the bar at the top covers no half of a target
    assert list_violations(page, axe) == []
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(wide)
    form.get_by_role("button").click()
    expect(page.locator(".feedback-done")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # the bar at the top covers no half of a target
    assert list_violations(page, axe) == []
    assert page.evaluate(wide)


def test_every_target_is_44_pixels_high(desk: Origin, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 320, "height": 740})
    open_reasons(page, desk)
    targets = page.locator(".rating label, .rating button, .feedback :is(label:has(input), button)")
    heights = [box["height"] for one in targets.all() if (box := one.bounding_box())]
    assert len(heights) == 5 + 1 + 5 + 1
    assert min(heights) >= 44


def test_on_paper_there_is_no_form(desk: Origin, page: Page) -> None:
    form = open_reasons(page, desk)
    page.emulate_media(media="print")
    expect(form).to_be_hidden()
    expect(page.locator("form.rating")).to_be_hidden()
