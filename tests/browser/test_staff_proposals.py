"""Proposals at the desk, in a real browser: read, noted, declined, accepted, taken back."""

import pytest
from playwright.sync_api import Page, expect

from entraide.desk import proposals
from support.axe import LOOKS_AND_LOCALES, list_violations
from support.browser import NewPage
from support.built_site import BuildSite
from support.desk_rows import make_text
from support.desk_site import Origin, Serving
from support.hostile_texts import HOSTILE, MARK
from support.staff import add_proposal
from support.staff_browser import make_staff_url, move_focus_to, sign_in

TITLE = make_text(
    key="title",
    kind="field",
    source="Someone here harasses me",
    old_text="On me harcèle",
    text="Une personne me harcèle ici",
)
NOTE = "Appelez-moi : 01 99 00 12 34."


@pytest.fixture
def desk(origin: Serving, build_site: BuildSite) -> Origin:
    """A desk with proposals in every state."""
    served = origin(build_site("square"))
    add_proposal(served.desk, id="waits", entry=1029, texts=[TITLE], note=NOTE, revision=1)
    gone = make_text(key="item-0000000000000000", kind="item", text="Tout \u202eautre 17 chose")
    add_proposal(served.desk, id="doubtful", entry=1030, texts=[gone], proven=False, credit="")
    add_proposal(served.desk, id="taken", entry=1031, state="accepted")
    add_proposal(
        served.desk, id="refused", entry=1031, state="declined", reason="Nous l’avons déjà."
    )
    return served


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_moderator_reads_declines_thinks_again_and_accepts(
    desk: Origin, new_page: NewPage, *, javascript: bool
) -> None:
    page = new_page(java_script_enabled=javascript)
    sign_in(page, desk)
    page.get_by_role("link", name="2 proposals are waiting").click()
    page.locator(".staff-items a").first.click()
    expect(page.locator(".staff-proposed")).to_contain_text("Une personne")
    expect(page.get_by_text("01 99 00 12 34")).to_be_hidden()
    page.get_by_text("Show a number").click()
    expect(page.get_by_text("01 99 00 12 34")).to_be_visible()
    page.get_by_label("Note among staff").fill("The glossary says “personne”.")
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("alert")).to_contain_text("to decline, write a reason")
    expect(page.get_by_label("Note among staff")).to_have_value("The glossary says “personne”.")
    page.get_by_label("Reason, if you decline").fill("Pas tout à fait.")
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("status")).to_contain_text("You have declined it.")
    page.get_by_role("button", name="Take the decision back").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status")).to_have_text("You have accepted it.")
    expect(page.locator(".staff-said code")).to_have_text("entraide proposals pull waits")
    expect(page.get_by_label("Note among staff")).to_have_value("The glossary says “personne”.")
    expect(page.locator(".staff-count")).to_have_text("1 waiting")
    found = desk.desk.store.read(lambda connection: proposals.find_proposal(connection, "waits"))
    assert found
    assert (found.state, found.reason) == ("accepted", "")


def test_everything_can_be_done_by_keyboard(desk: Origin, page: Page) -> None:
    sign_in(page, desk)
    move_focus_to(page, ".staff-nav a[href$='proposals/']")
    page.keyboard.press("Enter")
    page.locator(".staff-items").wait_for()
    move_focus_to(page, ".staff-items li:first-child a")
    page.keyboard.press("Enter")
    page.locator(".staff-sides").wait_for()
    move_focus_to(page, ".staff-down")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.type("Well done.")
    move_focus_to(page, "button[value=accepted]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("You have accepted it.")


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
    sign_in(page, desk)
    for path in ("", "waits/", "doubtful/", "taken/?done=accepted", "refused/"):
        page.goto(make_staff_url(desk, f"proposals/{path}"))
        expect(page.locator("html")).to_have_attribute("lang", locale)
        assert list_violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert said == []


def test_texts_stand_one_above_the_other_on_a_phone_and_beside_each_other_elsewhere(
    desk: Origin, new_page: NewPage
) -> None:
    for width, beside in ((360, False), (1280, True)):
        page = new_page(viewport={"width": width, "height": 740})
        account_name = "viewer" if beside else "moderator"
        sign_in(page, desk, account_name)
        page.goto(make_staff_url(desk, "proposals/waits/"))
        boxes = [one.bounding_box() for one in page.locator(".staff-sides > div").all()]
        tops = {round(box["y"]) for box in boxes if box}
        assert len(boxes) == 3
        assert (len(tops) == 1) is beside


@pytest.mark.thorough
def test_what_is_pressed_is_large_enough_for_a_thumb(desk: Origin, page: Page) -> None:
    sign_in(page, desk)
    for path in ("", "waits/", "taken/"):
        page.goto(make_staff_url(desk, f"proposals/{path}"))
        pressed = "main button, .staff-choices a, .staff-items h2 a, .staff-down, header a"
        boxes = [(one.inner_text(), one.bounding_box()) for one in page.locator(pressed).all()]
        assert boxes
        assert [text for text, box in boxes if not box or box["height"] < 43.5] == []


def test_nothing_in_a_proposal_runs_loads_or_leads_anywhere(
    origin: Serving, build_site: BuildSite, page: Page
) -> None:
    served = origin(build_site("square"))
    hostile = [text for text in HOSTILE if "\0" not in text]
    facts = dict.fromkeys(("credit", "licence", "note", "staff_note", "reason"), "".join(hostile))
    parts = [dict.fromkeys(("source", "old_text", "kind", "key"), text) for text in hostile]
    texts = [make_text(**part, text=text) for part, text in zip(parts, hostile, strict=True)]
    add_proposal(served.desk, id="open", texts=texts, **facts)
    add_proposal(served.desk, id="declined", texts=texts, state="declined", **facts)
    asked: list[str] = []
    broken: list[str] = []
    page.add_init_script(f"window.{MARK} = () => {{ document.title = 'it ran' }}")
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text))
    sign_in(page, served)
    for path in ("", "?state=declined", "open/", "declined/"):
        page.goto(make_staff_url(served, f"proposals/{path}"))
        for closed in page.locator("main summary").all():
            closed.click()
        assert page.title() != "it ran"
        assert page.locator("main").locator("script, iframe, object, base, link").count() == 0
        leading = page.locator("main a").evaluate_all("links => links.map(link => link.href)")
        assert [link for link in leading if not link.startswith(served.url)] == []
        assert MARK in page.locator("main").inner_text()
    assert [address for address in asked if not address.startswith(served.url)] == []
    assert broken == []
