"""What staff do at the desk, in a real browser: sign in, read, unmask, mark, change language."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from support.axe import LOOKS, LOOKS_AND_LOCALES, list_violations
from support.browser import NewPage
from support.built_site import BuildSite
from support.desk_site import Origin, Serving
from support.square_site import get_revision
from support.staff import add_account, add_comment, add_votes
from support.staff_browser import make_staff_url, move_focus_to, sign_in

PATHS = [
    "",
    "entries/1029/en/",
    "queue/",
    "queue/?state=spam",
    "queue/?state=all&q=menu",
    "queue/taken/",
    "log/",
    "entries/1/en/",
]
COMMENT = "Appelez le 06 12 34 56 78, ou \u202eécrivez\u202c à b@mail.example."


@pytest.fixture
def desk(origin: Serving, build_site: BuildSite) -> Origin:
    """A desk with votes and feedback."""
    served = origin(build_site("square"))
    now = get_revision(1029)
    add_votes(served.desk, 1029, "en", now - 1, 1, 1, 2, 4)
    add_votes(served.desk, 1029, "en", now, 4, 5)
    add_votes(served.desk, 1029, "fr", now, 2)
    add_votes(served.desk, 1029, "en", 2, 0, 1, scale="helpful")
    add_comment(served.desk, COMMENT, locale="fr", reasons="hard steps")
    add_comment(served.desk, "I cannot find the menu.", proven=False, day="2026-11-20")
    add_comment(served.desk, "buy buy buy", state="spam")
    work = {"state": "work", "assignee": "moderator", "note": "The menu moved."}
    add_comment(served.desk, "Where?", id="taken", **work)
    return served


def test_the_browser_keeps_the_cookies_and_no_script_sees_them(desk: Origin, page: Page) -> None:
    sign_in(page, desk)
    cookies = page.context.cookies()
    assert {cookie["name"] for cookie in cookies} == {"__Host-entraide", "__Host-entraide-device"}
    for cookie in cookies:
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
    assert page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_moderator_reads_unmasks_and_marks(
    desk: Origin, new_page: NewPage, *, javascript: bool
) -> None:
    page = new_page(java_script_enabled=javascript)
    sign_in(page, desk)
    page.get_by_role("link", name="2 new pieces of feedback").click()
    french = page.locator(".staff-items > li", has_text="Appelez")
    expect(french.get_by_text("06 12 34 56 78")).to_be_hidden()
    french.get_by_text("Show a number").click()
    expect(french.get_by_text("06 12 34 56 78")).to_be_visible()
    expect(french.get_by_text("b@mail.example")).to_be_hidden()
    french.get_by_role("checkbox").check()
    page.get_by_role("button", name="Mark as done").click()
    expect(page.get_by_role("status")).to_have_text("1 was marked.")
    expect(page.locator(".staff-items > li")).to_have_count(1)
    page.get_by_role("link", name="Done", exact=True).click()
    expect(page.locator(".staff-items > li")).to_contain_text("Appelez")
    page.get_by_role("link", name="Log").click()
    expect(page.locator("tbody tr").first).to_contain_text("marked feedback as done")


def test_the_dashboard_leads_to_the_page_of_a_version(desk: Origin, page: Page) -> None:
    sign_in(page, desk, "viewer")
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("19%")
    page.get_by_role("link", name="Most votes first").click()
    expect(page.locator("tbody tr").first).to_contain_text("better +2.5")
    page.locator("tbody tr").first.get_by_role("link").first.click()
    expect(page.locator(".staff-plot li")).to_have_count(3)
    bars = [bar.bounding_box() for bar in page.locator(".staff-plot rect").all()]
    assert all(bar and bar["width"] > 0 and bar["height"] > 0 for bar in bars)


def test_filters_work_without_a_script(desk: Origin, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, desk, "viewer")
    page.get_by_label("Language").select_option("fr")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr").first).to_contain_text("harcèle")
    expect(page.locator("tbody tr", has_text="English")).to_have_count(0)


def test_a_language_that_is_chosen_stays(desk: Origin, page: Page) -> None:
    sign_in(page, desk)
    page.goto(make_staff_url(desk, "queue/?state=spam"))
    page.get_by_role("button", name="Français").click()
    expect(page.locator("h1")).to_have_text("Avis")
    assert page.url.endswith("queue/?state=spam")
    page.get_by_role("link", name="Évaluations").click()
    expect(page.locator("h1")).to_have_text("Évaluations")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_everything_can_be_done_by_keyboard(desk: Origin, page: Page) -> None:
    password = add_account(desk.desk, "ada")
    page.goto(make_staff_url(desk))
    move_focus_to(page, "#name")
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.locator("tbody tr").first.wait_for()
    move_focus_to(page, ".staff-nav a[href$='queue/']")
    page.keyboard.press("Enter")
    page.locator(".staff-items").wait_for()
    move_focus_to(page, ".staff-items li:first-child input")
    page.keyboard.press("Space")
    move_focus_to(page, ".staff-items li:first-child summary")
    page.keyboard.press("Enter")
    expect(page.get_by_text("06 12 34 56 78")).to_be_visible()
    move_focus_to(page, ".staff-marking button[value=spam]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 was marked.")
    move_focus_to(page, ".staff-out button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Sign in")
    page.goto(make_staff_url(desk))
    expect(page.locator("h1")).to_have_text("Sign in")


@pytest.mark.thorough
@LOOKS_AND_LOCALES
def test_axe_finds_nothing_and_nothing_is_cut_off(
    axe: str, desk: Origin, new_page: NewPage, look: tuple[str, int], locale: str
) -> None:
    scheme, width = look
    page = new_page(
        viewport={"width": width, "height": 740}, color_scheme=scheme, locale=f"{locale}-CA"
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(make_staff_url(desk))
    assert list_violations(page, axe) == []
    sign_in(page, desk)
    expect(page.locator("html")).to_have_attribute("lang", locale)
    for path in PATHS:
        page.goto(make_staff_url(desk, path))
        page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
        assert list_violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [text for text in said if "404" not in text] == []  # the last page is not there


@pytest.mark.thorough
def test_what_is_pressed_is_large_enough_for_a_thumb(desk: Origin, page: Page) -> None:
    sign_in(page, desk)
    for path in ("", "queue/"):
        page.goto(make_staff_url(desk, path))
        pressed = page.locator("main button, main select, .staff-tick, .staff-choices a, header a")
        boxes = [(one.inner_text(), one.bounding_box()) for one in pressed.all()]
        assert boxes
        assert [text for text, box in boxes if not box or box["height"] < 43.5] == []


def test_a_wrong_password_is_reported_and_what_was_typed_is_gone(desk: Origin, page: Page) -> None:
    add_account(desk.desk, "ada")
    page.goto(make_staff_url(desk))
    page.locator("#name").fill("ada")
    page.locator("#password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not work.")
    expect(page.locator("#password")).to_have_value("")


def test_below_a_path_everything_leads_to_the_same_place(
    origin: Serving, build_site: BuildSite, page: Page
) -> None:
    below = origin(build_site("square"), "/help/")
    add_comment(below.desk, "words")
    sign_in(page, below)
    page.get_by_role("link", name="Feedback", exact=True).click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Mark as spam").click()
    expect(page.get_by_role("status")).to_have_text("1 was marked.")
    assert page.url.startswith(f"{below.url}desk/staff/queue/")


@LOOKS_AND_LOCALES
def test_an_alarm_about_votes_can_be_read_and_set_aside(
    desk: Origin, new_page: NewPage, look: tuple[str, int], locale: str
) -> None:
    day, network = f"{datetime.now(UTC):%Y-%m-%d}", "3f2a91b07c44" + "0" * 20
    add_votes(desk.desk, 1030, "en", 1, *[1] * 12, day=day, network=network)
    add_votes(desk.desk, 1035, "fr", 1, *[1] * 40, day=day)
    scheme, width = look
    page = new_page(
        viewport={"width": width, "height": 740},
        color_scheme=scheme,
        locale=f"{locale}-CA",
        java_script_enabled=False,
    )
    sign_in(page, desk)
    alarms = page.locator(".staff-alarms > ul > li")
    expect(alarms).to_have_count(2)
    expect(alarms.filter(has_text="1030")).to_contain_text("--network-of 3f2a91b07c44")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    alarms.filter(has_text="1030").get_by_role("button").click()
    expect(alarms).to_have_count(1)
    expect(alarms).to_contain_text("1035")


@pytest.mark.thorough
@LOOKS
def test_axe_finds_nothing_in_alarms(
    axe: str, desk: Origin, new_page: NewPage, look: tuple[str, int]
) -> None:
    add_votes(desk.desk, 1035, "fr", 1, *[1] * 40, day=f"{datetime.now(UTC):%Y-%m-%d}")
    scheme, width = look
    page = new_page(viewport={"width": width, "height": 740}, color_scheme=scheme)
    sign_in(page, desk)
    expect(page.locator(".staff-alarms")).to_be_visible()
    assert list_violations(page, axe) == []
