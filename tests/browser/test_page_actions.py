"""What an entry offers to keep it or hand it on: short address, e-mail, print, share sheet."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage
from support.square_site import get_revision

BASE = "https://help.square.example/"
ENTRY = "e/1029/"
SENSITIVE = "e/1054/"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
LOCALES = pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
WORDS = {"": ("Copy the address", "Copied"), "fr/": ("Copier l’adresse", "Adresse copiée")}


@LOCALES
@pytest.mark.parametrize("path", [ENTRY, "reporting/report-something/"])
def test_the_short_address_is_text_in_the_language_of_the_page(
    page: Page, site_url: str, path: str, locale: str
) -> None:
    page.goto(site_url + locale + path)
    number = page.locator(".facts p").first.inner_text().split()[-1]  # “Entry 1029”
    expect(page.locator(".tools-address")).to_have_text(f"{BASE}{locale}e/{number}/")


@LOCALES
def test_the_button_copies_the_short_address_and_confirms_it(
    new_page: NewPage, site_url: str, locale: str
) -> None:
    page = new_page(permissions=CLIPBOARD)
    page.goto(site_url + locale + ENTRY)
    name, said = WORDS[locale]
    page.get_by_role("button", name=name).click()
    expect(page.locator(".tools").get_by_role("status")).to_have_text(said)
    assert page.evaluate("navigator.clipboard.readText()") == f"{BASE}{locale}e/1029/"


def test_where_copying_is_refused_the_address_is_selected(page: Page, site_url: str) -> None:
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no'))"
    )
    page.goto(site_url + ENTRY)
    page.get_by_role("button", name="Copy the address").click()
    said = page.locator(".tools").get_by_role("status")
    expect(said).to_contain_text("Select the address and copy it.")
    assert page.evaluate("getSelection().toString()") == f"{BASE}e/1029/"


def test_without_scripts_only_what_works_is_shown(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site_url + ENTRY)
    expect(page.locator(".tools-address")).to_be_visible()
    expect(page.locator(".tools a")).to_be_visible()
    assert page.locator(".tools button:visible").count() == 0


@pytest.mark.parametrize(
    ("path", "subject", "short"),
    [
        (ENTRY, "Help page 1029 · Example Square Help", "e/1029/"),
        (
            f"fr/{ENTRY}",
            "Page d’aide 1029 · Aide de Square Exemple",
            "fr/e/1029/",
        ),
        (f"fr/{SENSITIVE}", "Page d’aide 1054 · Aide de Square Exemple", "fr/e/1054/"),
    ],
    ids=["en", "fr", "a title that must not show"],
)
def test_the_e_mail_has_a_subject_and_the_address_but_no_recipient(
    page: Page, site_url: str, path: str, subject: str, short: str
) -> None:
    page.goto(site_url + path)
    link = page.locator(".tools a").get_attribute("href") or ""
    assert link.isascii()
    assert "+" not in link  # mail programs do not read it as a space
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert parse_qs(parts.query) == {"subject": [subject], "body": [BASE + short]}


def test_the_print_button_prints(page: Page, site_url: str) -> None:
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(site_url + ENTRY)
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")


def test_the_share_sheet_of_the_system_is_offered_where_there_is_one(
    page: Page, site_url: str
) -> None:
    page.add_init_script(
        "navigator.share = (given) => { window.given = given; return Promise.reject(); }"
    )
    page.goto(site_url + ENTRY)
    page.get_by_role("button", name="Share…").click()
    assert page.evaluate("window.given") == {
        "title": "Help page 1029 · Example Square Help",
        "url": f"{BASE}e/1029/",
    }


def test_where_the_system_has_no_share_sheet_there_is_no_button(page: Page, site_url: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'share', {value: undefined})")
    page.goto(site_url + ENTRY)
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    expect(page.locator(".tools-share")).to_be_hidden()


def test_nothing_moves_when_the_script_arrives(new_page: NewPage, site_url: str) -> None:
    early, late = new_page(), new_page()
    early.route("**/scripts/*.js", lambda route: route.abort())
    for page in (early, late):
        page.goto(site_url + ENTRY)
    for part in ("h1", ".changes", "footer"):
        assert early.locator(part).bounding_box() == late.locator(part).bounding_box()


@LOCALES
def test_paper_keeps_number_revision_date_and_address_and_drops_the_chrome(
    page: Page, site_url: str, locale: str
) -> None:
    page.goto(site_url + locale + ENTRY)
    page.emulate_media(media="print")
    paper = page.locator("body").inner_text()
    assert f"{BASE}{locale}e/1029/" in paper
    facts = page.locator(".facts").inner_text()
    assert all(word in facts for word in ("1029", "2026", str(get_revision(1029))))
    for chrome in ("header", "footer", "nav", "button", ".tools h2", ".skip"):
        assert page.locator(f"{chrome}:visible").count() == 0, chrome
    assert page.pdf()[:4] == b"%PDF"
