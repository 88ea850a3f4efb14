"""A proposal without JavaScript: the desk’s form, its words when something is wrong, a receipt."""

import pytest
from playwright.sync_api import Page, expect

from entraide.desk import proposals
from entraide.desk.proposals import ProposalFilter
from entraide.model.proposal import Proposal, ProposalState
from support.axe import list_violations
from support.browser import NewPage
from support.desk_site import Origin

MISLEADING, MISSING, SOURCE = "3/fr", "4/fr", "5/fr"  # of the site of states
TAGGED = "Signalez-le dans le menu </textarea><b>&"
TEXT = "Signalez-le dans le menu < 3 & &lt;b>"
LOCALES = pytest.mark.parametrize("locale", ["en", "fr"])
SEND = {"en": "Send it to the staff", "fr": "Envoyer à l’équipe"}
RECEIPT = {"en": "What becomes of your proposal", "fr": "Ce que devient votre proposition"}
WAITING_STATES = {"en": "Not decided yet", "fr": "Pas encore décidé"}


def read_proposals(site: Origin) -> list[Proposal]:
    every = ProposalFilter(list(ProposalState))
    return site.desk.store.read(
        lambda connection: proposals.list_proposals(connection, every, 0, 9)
    )


def test_without_a_script_the_link_of_an_entry_keeps_its_number(
    states: Origin, plain: Page
) -> None:
    plain.goto(f"{states.url}fr/harassment/misleading/")
    links = plain.locator(".facts").get_by_role("link", name="Proposer une correction")
    expect(links).to_have_count(1)
    links.click()
    assert plain.url == f"{states.url}desk/propose/3/fr/?in=fr"
    expect(plain.locator(".propose textarea").nth(1)).to_have_value("Signalez-le.")


@LOCALES
def test_a_correction_is_sent_put_right_and_followed(
    states: Origin, plain: Page, locale: str
) -> None:
    plain.goto(f"{states.url}desk/propose/{MISLEADING}/?in={locale}")
    expect(plain.locator("html")).to_have_attribute("lang", locale)
    changed = plain.locator(".propose textarea").nth(1)
    expect(changed).to_have_value("Signalez-le.")
    changed.fill(TAGGED)
    plain.locator("#text-title").fill("\u202eretourné")
    plain.get_by_role("checkbox").check()
    plain.get_by_role("button", name=SEND[locale]).click()
    assert read_proposals(states) == []
    expect(changed).to_have_value(TAGGED)
    expect(changed).to_have_attribute("aria-invalid", "true")
    expect(plain.get_by_text("<b>, <textarea>")).to_be_visible()
    expect(plain.locator("#text-title")).to_have_attribute("aria-invalid", "true")
    expect(plain.locator("#fault-title")).to_contain_text("U+202E")
    changed.fill(TEXT)
    plain.locator("#text-title").fill("Un titre plus juste")
    plain.get_by_role("button", name=SEND[locale]).click()
    (proposal,) = read_proposals(states)
    assert [text.text for text in proposal.texts] == ["Un titre plus juste", TEXT]
    plain.get_by_role("link", name=RECEIPT[locale]).click()
    expect(plain.locator("html")).to_have_attribute("lang", locale)
    expect(plain.get_by_text(WAITING_STATES[locale], exact=True)).to_be_visible()
    expect(plain.get_by_text(TEXT)).to_have_count(0)


def test_a_browser_asks_for_the_tick_by_itself(states: Origin, plain: Page) -> None:
    plain.goto(f"{states.url}desk/propose/{MISSING}/?in=en")
    plain.locator("#text-title").fill("Une fiche en anglais")
    plain.get_by_role("button", name=SEND["en"]).click()
    expect(plain.locator("#licence:invalid")).to_have_count(1)
    assert read_proposals(states) == []
    plain.get_by_role("checkbox").press("Space")
    plain.get_by_role("button", name=SEND["en"]).press("Enter")
    assert [text.old_text for text in read_proposals(states)[0].texts] == [""]


@pytest.mark.parametrize(
    ("scheme", "width"),
    [
        ("light", 320),
        ("dark", 1280),
        pytest.param("light", 1280, marks=pytest.mark.thorough),
        pytest.param("dark", 320, marks=pytest.mark.thorough),
    ],
)
def test_the_pages_can_be_used_by_everybody(
    states: Origin, new_page: NewPage, axe: str, scheme: str, width: int
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 740})
    for text in (MISLEADING, MISSING, SOURCE):
        page.goto(f"{states.url}desk/propose/{text}/")
        assert list_violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        small = page.locator(":is(textarea, [type=text], button, .button, .propose-terms)")
        for box in small.all():
            found = box.bounding_box()
            assert found
            assert found["height"] >= 44
    page.locator("#text-title").fill("\u202eretourné")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name=SEND["fr"]).click()
    expect(page.locator("#fault-title")).to_be_visible()
    assert list_violations(page, axe) == []
    page.locator("#text-title").fill("Un autre titre")
    page.get_by_role("button", name=SEND["fr"]).click()
    assert list_violations(page, axe) == []
    page.get_by_role("link", name=RECEIPT["fr"]).click()
    assert list_violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_keyboard_goes_from_text_to_text_in_the_order_of_the_page(
    states: Origin, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 1280, "height": 740})
    page.goto(f"{states.url}desk/propose/{MISLEADING}/")
    stops = page.locator(".propose :is(textarea, input:not([type=hidden]), a, button)")
    stops.first.focus()
    for number in range(stops.count()):
        expect(stops.nth(number)).to_be_focused()
        page.keyboard.press("Tab")
