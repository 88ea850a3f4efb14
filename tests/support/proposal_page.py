"""Use the page of proposals in a browser: open, write, send, read its messages."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from entraide.desk.tables import proposals
from support.desk_site import Origin

AGREE = {"en": "I wrote this text", "fr": "C’est mon texte"}
SEND = {"en": "Send it to the staff", "fr": "Envoyer à l’équipe"}


def open_entry(page: Page, url: str, number: int | str, locale: str = "en") -> Page:
    """The page for texts of that locale, with the entry open."""
    prefix = "" if locale == "en" else f"{locale}/"
    page.goto(f"{url}{prefix}propose/#{number}")
    expect(page.locator(".work-title")).to_be_visible()
    return page


def open_text(page: Page, words: str) -> Locator:
    """The text whose source says these words, unfolded."""
    found = page.locator(".segment").filter(has=page.locator(".segment-text", has_text=words)).first
    found.evaluate(
        "segment => { const fold = segment.closest('details'); if (fold) fold.open = true; }"
    )
    return found


def write(page: Page, words: str, text: str) -> Locator:
    """Write `text` beside the source that says `words`."""
    found = open_text(page, words)
    found.get_by_role("textbox").fill(text)
    return found


def accept_terms(page: Page, locale: str = "en") -> None:
    page.get_by_label(AGREE[locale]).check()


def send(page: Page, locale: str = "en") -> None:
    page.get_by_role("button", name=SEND[locale]).click()


def get_form_status(page: Page) -> Locator:
    """What stands below the form."""
    return page.locator(".finish > .propose-said")


def get_work_status(page: Page) -> Locator:
    """What stands below the ways to keep the work."""
    return page.locator(".work-safe .propose-said")


def read_proposals(desk: Origin) -> list[dict[str, Any]]:
    """Every proposal that the desk has."""
    return [dict(row._mapping) for row in desk.read_rows(proposals)]  # noqa: SLF001 - of the tests


def list_stored_names(page: Page) -> list[str]:
    """The names of all that the site has put on the device."""
    names: list[str] = page.evaluate(
        "Object.keys(localStorage).concat(Object.keys(sessionStorage))"
    )
    return names
