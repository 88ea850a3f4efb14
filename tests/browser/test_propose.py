"""Propose a translation or a correction: from the link on an entry to the receipt."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from support.axe import LOOKS, LOOKS_AND_LOCALES, list_violations
from support.browser import NewPage
from support.built_site import BuildSite
from support.desk_site import Origin, Serving
from support.proposal_page import (
    accept_terms,
    get_form_status,
    list_stored_names,
    open_entry,
    open_text,
    read_proposals,
    send,
    write,
)


def test_a_member_proposes_a_french_version_and_gets_a_receipt(states: Origin, page: Page) -> None:
    page.goto(states.url + "fr/harassment/english-only/")
    page.get_by_role("link", name="Proposer une traduction").click()
    write(page, "An entry only in English", "Une fiche en anglais seulement")
    page.get_by_label("Votre nom, à citer sur la page").fill("Camille R.")
    accept_terms(page, "fr")
    send(page, "fr")
    expect(page.get_by_role("heading", name="Merci.")).to_be_focused()
    (row,) = read_proposals(states)
    texts = [(text["key"], text["text"]) for text in json.loads(row["texts"])]
    assert texts == [("title", "Une fiche en anglais seulement")]
    assert (row["locale"], row["credit"], row["proven"]) == ("fr", "Camille R.", True)
    link = page.locator(".done-link a")
    assert link.get_attribute("href") == link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile(r"/desk/receipts/[\w-]{32}/\?in=fr$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_a_correction_of_the_original_has_its_text_in_the_box(desk: Origin, page: Page) -> None:
    page.goto(desk.url + "e/1029/")
    page.get_by_role("link", name="Suggest a correction").click()
    expect(page.locator(".work-about")).to_contain_text("A correction of the original, in English.")
    expect(page.locator(".work-progress")).to_be_hidden()
    found = open_text(page, "Someone I met here is harassing me")
    box = found.get_by_role("textbox")
    expect(box).to_have_value("Someone I met here is harassing me")
    box.fill("Someone I met here harasses me")
    accept_terms(page)
    send(page)
    expect(page.get_by_role("heading", name="Thank you.")).to_be_focused()
    (row,) = read_proposals(desk)
    (text,) = json.loads(row["texts"])
    assert (text["old_text"], text["text"]) == (
        "Someone I met here is harassing me",
        "Someone I met here harasses me",
    )


def test_each_text_has_its_language_and_a_name_of_its_own(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029, "fr")
    found = open_text(page, "Someone I met here is harassing me")
    expect(found.locator(".segment-text")).to_have_attribute("lang", "en")
    box = found.get_by_role("textbox")
    expect(box).to_have_attribute("lang", "fr")
    expect(box).to_have_accessible_name("En français Titre")


def test_a_changed_number_and_a_forbidden_wording_are_reported_while_one_types(
    desk: Origin, page: Page
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    box = open_text(page, "Someone I met here is harassing me").get_by_role("textbox")
    box.fill("Le stalking de 3 personnes")
    expect(box).to_have_accessible_description(re.compile("pas dans l’original.: 3"))
    expect(box).to_have_accessible_description(
        re.compile("À écrire autrement.: stalking → harcèlement obsessionnel")
    )
    expect(box).to_have_attribute("aria-invalid", "true")
    box.fill("Une personne me harcèle ici")
    expect(box).to_have_accessible_description("")
    expect(box).not_to_have_attribute("aria-invalid", re.compile(""))


def test_what_is_to_look_at_is_listed_with_links_and_may_go_all_the_same(
    desk: Origin, page: Page
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    found = write(page, "Someone I met here is harassing me", "Le stalking ici")
    send(page, "fr")
    summary = page.get_by_role("region", name="À regarder d’abord")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Cochez la case : c’est votre texte").click()
    expect(page.get_by_label("C’est mon texte")).to_be_focused()
    page.keyboard.press("Space")
    summary.get_by_role("link", name="À écrire autrement").click()
    expect(found.get_by_role("textbox")).to_be_focused()
    send(page, "fr")
    expect(summary).to_be_focused()
    expect(get_form_status(page)).to_have_text("Appuyez encore une fois pour envoyer quand même.")
    assert read_proposals(desk) == []
    send(page, "fr")
    expect(page.get_by_role("heading", name="Merci.")).to_be_visible()
    assert len(read_proposals(desk)) == 1


@pytest.mark.thorough
def test_a_text_with_an_invisible_character_is_not_sent(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029, "fr")
    write(page, "Someone I met here is harassing me", "Une \u202epersonne")
    accept_terms(page, "fr")
    for _ in range(3):
        send(page, "fr")
    region = page.get_by_role("region", name="À regarder d’abord")
    expect(region).to_contain_text("U+202E")
    write(page, "Someone I met here is harassing me", "Une personne")
    page.get_by_label("Votre nom").fill("Z\u202eoé")
    send(page, "fr")
    expect(region.get_by_role("link", name="Votre nom")).to_contain_text("U+202E")
    assert read_proposals(desk) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Someone <b>I met</b>", "The original has no <b>. Write it without the tag."),
        ("> Someone", "this would begin a list, a box or a heading: >."),
        ("Someone\n\nI met", "An empty line would make two texts of this."),
    ],
    ids=["tag", "block", "empty line"],
)
def test_what_would_build_more_than_its_segment_is_reported_and_not_sent(
    desk: Origin, page: Page, text: str, words: str
) -> None:
    open_entry(page, desk.url, 1029, "en")
    found = page.locator(".segment").filter(has_text="Paragraph").first
    found.evaluate(
        "segment => { for (let at = segment; at; at = at.parentElement) at.open = true; }"
    )
    box = found.get_by_role("textbox")
    box.fill(text)
    expect(box).to_have_accessible_description(re.compile(re.escape(words)))
    expect(box).to_have_attribute("aria-invalid", "true")
    accept_terms(page)
    for _ in range(3):
        send(page)
    expect(page.get_by_role("region", name="Look at these first")).to_contain_text(words)
    assert read_proposals(desk) == []


def test_nothing_is_sent_where_nothing_was_written(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029)
    accept_terms(page)
    send(page)
    summary = page.get_by_role("region", name="Look at these first")
    expect(summary).to_contain_text("Change or fill in one text at least.")
    assert read_proposals(desk) == []


def test_the_words_of_the_glossary_are_at_hand(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1039, "fr")
    terms = page.locator(".segment-terms:not([hidden])").first
    terms.evaluate("terms => { terms.closest('details.work-section').open = true; }")
    terms.locator("summary").click()
    expect(terms.locator("dt").first).to_be_visible()
    expect(terms.locator("dt").first).to_have_attribute("lang", "fr")


def test_the_preview_is_loaded_when_somebody_asks_for_it(desk: Origin, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(desk.url)))
    open_entry(page, desk.url, 1029, "fr")
    assert not [url for url in asked if "markdown-it" in url]
    page.get_by_role("button", name="Afficher un aperçu").click()
    look = page.locator(".look-page")
    expect(look).to_contain_text("Une personne rencontrée ici me harcèle")
    write(page, "Someone I met here is harassing me", "Un <b>titre</b> neuf")
    expect(look).to_contain_text("Un <b>titre</b> neuf")
    expect(page.get_by_role("button", name="Masquer l’aperçu")).to_have_attribute(
        "aria-expanded", "true"
    )


def test_nothing_is_stored_asked_elsewhere_or_said_in_the_console(desk: Origin, page: Page) -> None:
    asked: list[str] = []
    heard: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    open_entry(page, desk.url, 1029, "fr")
    page.get_by_role("button", name="Afficher un aperçu").click()
    write(page, "Someone I met here is harassing me", "Une personne me harcèle ici")
    accept_terms(page, "fr")
    send(page, "fr")
    expect(page.get_by_role("heading", name="Merci.")).to_be_visible()
    assert [url for url in asked if not url.startswith(desk.url)] == []
    assert [url for url in asked if "#" in url.removeprefix(desk.url)] == []
    assert heard == []
    assert page.context.cookies() == []
    assert list_stored_names(page) == []
    assert page.evaluate("indexedDB.databases()") == []


def test_the_other_language_opens_the_same_entry(desk: Origin, page: Page) -> None:
    open_entry(page, desk.url, 1029, "fr")
    page.locator(".languages").get_by_role("link", name="English").click()
    expect(page).to_have_url(desk.url + "propose/#1029")
    expect(page.locator(".work-title")).to_have_text("Someone I met here is harassing me")


def test_below_a_sub_path_everything_is_found(
    origin: Serving, build_site: BuildSite, page: Page
) -> None:
    desk = origin(build_site("square"), base="/help/")
    open_entry(page, desk.url, 1029, "fr")
    write(page, "Someone I met here is harassing me", "Une personne me harcèle ici")
    accept_terms(page, "fr")
    send(page, "fr")
    expect(page.locator(".done-link a")).to_contain_text("/help/desk/receipts/")
    assert len(read_proposals(desk)) == 1


def list_violations_at_top(page: Page, axe: str) -> list[str]:
    """What axe finds where no link lies half below the bar, as if it were a small one."""
    page.evaluate("scrollTo(0, 0)")
    return list_violations(page, axe)


@LOOKS_AND_LOCALES
def test_axe_finds_nothing_in_any_state_and_nothing_is_wider_than_the_page(
    desk: Origin, new_page: NewPage, axe: str, locale: str, look: tuple[str, int]
) -> None:
    scheme, width = look
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 740})
    page.goto(f"{desk.url}{'' if locale == 'en' else 'fr/'}propose/")
    assert list_violations(page, axe) == []
    open_entry(page, desk.url, 1029, locale)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    write(page, "Someone I met here is harassing me", "Stalking 3")
    page.locator(".look-open").click()
    expect(page.locator(".look-page")).to_be_visible()
    send(page, locale)
    expect(page.locator(".finish-faults")).to_be_focused()
    assert list_violations_at_top(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    write(page, "Someone I met here is harassing me", "Someone")
    accept_terms(page, locale)
    send(page, locale)
    expect(page.locator(".done h2")).to_be_focused()
    assert list_violations_at_top(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    expect(get_form_status(page)).to_have_count(0)


@LOOKS
def test_axe_finds_nothing_where_texts_are_behind(
    states: Origin, new_page: NewPage, axe: str, look: tuple[str, int]
) -> None:
    scheme, width = look
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 740})
    open_entry(page, states.url, 3, "fr")
    assert list_violations(page, axe) == []


def test_from_right_to_left_the_two_texts_keep_their_directions(
    origin: Serving, build_site: BuildSite, new_page: NewPage, axe: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 740})
    desk = origin(build_site("arabic"))
    index = page.request.get(desk.url + "entries/index.json").json()
    numbers = [row["id"] for row in index["versions"]]
    open_entry(page, desk.url, numbers[0], "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    first = page.locator(".segment").first
    expect(first.get_by_role("textbox")).to_have_attribute("dir", "rtl")
    source, own = first.locator(".segment-source"), first.locator(".segment-own")
    left, right = own.bounding_box(), source.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] < right["x"]
    expect(own).to_contain_text("\u2066In العربية\u2069")  # a word that Arabic lacks
    assert list_violations(page, axe) == []
