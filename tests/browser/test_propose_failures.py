"""Proposals where something fails, or where there is no desk: it is said, and nothing is lost."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from support.browser import NewPage, Serve
from support.built_site import BuildSite
from support.desk_site import Origin, Variant
from support.proposal_page import (
    accept_terms,
    get_form_status,
    get_work_status,
    open_entry,
    open_text,
    read_proposals,
    send,
    write,
)
from support.square_site import get_revision

pytestmark = pytest.mark.thorough  # what works is tested in test_propose.py

TITLE = "Someone I met here is harassing me"
MINE = "Someone I met here harasses me"


def prepare_proposal(page: Page, url: str) -> Page:
    """Something to send, and the terms agreed to."""
    open_entry(page, url, 1029)
    write(page, TITLE, MINE)
    accept_terms(page)
    return page


def expect_nothing_lost(page: Page) -> None:
    expect(open_text(page, TITLE).get_by_role("textbox")).to_have_value(MINE)


@pytest.mark.parametrize(
    ("hash_", "words"),
    [
        ("12a", "This is no number of an entry."),
        ("<b>1029", "This is no number of an entry."),
        ("9999", "There is no published entry 9999."),
    ],
)
def test_a_number_that_leads_nowhere_is_reported(
    desk: Origin, page: Page, hash_: str, words: str
) -> None:
    page.goto(f"{desk.url}propose/#{hash_}")
    expect(page.locator(".propose-choice ~ .propose-said")).to_contain_text(words)
    page.get_by_label("Number of the entry").fill("1029")
    page.get_by_role("button", name="Open this entry").click()
    expect(page.locator(".work-title")).to_have_text(TITLE)


def test_without_a_number_the_page_waits_for_one(desk: Origin, page: Page) -> None:
    page.goto(desk.url + "propose/")
    expect(page.get_by_label("Number of the entry")).to_have_value("")
    expect(page.locator(".propose-choice ~ .propose-said")).to_have_text("")


def test_an_entry_that_cannot_be_loaded_can_be_asked_for_again(desk: Origin, page: Page) -> None:
    page.route("**/entries/1029.en.json", lambda route: route.abort())
    page.goto(desk.url + "propose/#1029")
    expect(page.locator(".propose-choice ~ .propose-said")).to_contain_text("cannot be loaded")
    page.unroute("**/entries/1029.en.json")
    page.get_by_role("button", name="Open this entry").click()
    expect(page.locator(".work-title")).to_have_text(TITLE)


def make_refusal(
    status: int, word: str, headers: dict[str, str] | None = None
) -> Callable[..., None]:
    def answer(route: Route) -> None:
        route.fulfill(status=status, json={"error": word}, headers=headers or {})

    return answer


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda route: route.abort(), "does not answer"),
        (lambda route: route.fulfill(status=502, body="<h1>Bad"), "does not answer"),
        (make_refusal(429, "too-many", {"Retry-After": "240"}), "Try again in 4 minutes."),
        (make_refusal(422, "invalid"), "does not take this"),
        (make_refusal(413, "too-large"), "does not take this"),
        (make_refusal(422, "proof"), "keeps robots away"),
    ],
    ids=["gone", "down", "too many", "invalid", "too large", "no proof"],
)
def test_what_the_desk_does_not_take_is_reported_and_stays(
    desk: Origin, page: Page, answer: Callable[[Route], None], words: str
) -> None:
    prepare_proposal(page, desk.url)
    page.route("**/desk/proposals", answer)
    send(page)
    expect(get_form_status(page)).to_contain_text(words)
    expect_nothing_lost(page)
    page.unroute("**/desk/proposals")
    send(page)
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    assert len(read_proposals(desk)) == 1


def record_requests(page: Page, script: str) -> list[str]:
    """What is asked for of that script, from now on: some browsers ask at one address only once."""
    asked: list[str] = []
    names = re.compile(rf"/{re.escape(script)}(\?.*)?$")
    page.on("request", lambda request: asked.extend(m[0] for m in names.finditer(request.url)))
    return asked


@pytest.mark.parametrize("script", ["proof.js", "altcha.min.js"])
def test_a_script_that_did_not_come_is_asked_for_again(
    desk: Origin, page: Page, script: str
) -> None:
    prepare_proposal(page, desk.url)
    asked = record_requests(page, script)
    page.route(f"**/{script}*", lambda route: route.abort())
    send(page)
    expect(get_form_status(page)).to_contain_text("does not answer")
    expect_nothing_lost(page)
    page.unroute(f"**/{script}*")
    send(page)
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    assert len(read_proposals(desk)) == 1
    assert asked == [f"/{script}", f"/{script}?1"]


def test_a_script_of_the_preview_that_did_not_come_is_asked_for_again(
    desk: Origin, page: Page
) -> None:
    open_entry(page, desk.url, 1029)
    asked = record_requests(page, "markdown-it.js")
    page.context.set_offline(offline=True)
    page.get_by_role("button", name="Show a preview").click()
    look = page.locator(".look-page")
    expect(look).to_contain_text("The preview cannot be loaded.")
    page.context.set_offline(offline=False)
    write(page, TITLE, MINE)
    expect(look).to_contain_text(MINE)
    assert asked == ["/markdown-it.js", "/markdown-it.js?1"]


def test_without_the_network_work_can_be_downloaded_and_taken_up_again(
    desk: Origin, page: Page, tmp_path: Path
) -> None:
    prepare_proposal(page, desk.url)
    page.context.set_offline(offline=True)
    send(page)
    expect(get_form_status(page)).to_contain_text("What you wrote is still here. Download it")
    with page.expect_download() as waiting:
        page.locator(".finish-ways [data-way=markdown]").click()
    waiting.value.save_as(tmp_path / "mine.md")
    write(page, TITLE, "")
    page.get_by_label("Continue from a file").set_input_files(tmp_path / "mine.md")
    expect(get_work_status(page)).to_have_text("Your work from the file is here.")
    expect_nothing_lost(page)


@pytest.mark.thorough
def test_work_on_a_text_that_has_moved_is_put_on_the_new_one(desk: Origin, page: Page) -> None:
    prepare_proposal(page, desk.url)
    write(page, "What to do now, in what order", "What to do")
    newer = page.request.get(desk.url + "entries/1029.en.json").json()
    newer["revision"] = 5
    newer["segments"] = [one for one in newer["segments"] if one["key"] != "summary"]
    page.route("**/desk/proposals", make_refusal(409, "moved"))
    page.route("**/entries/1029.en.json", lambda route: route.fulfill(json=newer))
    send(page)
    expect(get_work_status(page)).to_contain_text("The entry has changed since you opened it")
    expect(page.locator(".work-about")).to_contain_text("revision 5")
    expect(page.locator(".work-lost li")).to_have_text(["What to do"])
    expect_nothing_lost(page)


def list_ways(page: Page) -> list[str]:
    found = page.locator(".finish-ways [data-way]").all()
    return [str(way.get_attribute("data-way")) for way in found]


@pytest.mark.thorough
def test_the_ways_stand_in_the_order_of_what_is_configured(
    desk: Origin, build_site: BuildSite, serve: Serve, variant: Variant, page: Page
) -> None:
    open_entry(page, desk.url, 1029, "fr")
    expect(page.locator(".finish-send")).to_be_visible()
    assert list_ways(page) == ["markdown", "mail"]  # PO is there for what waits
    open_entry(page, serve(build_site("states")), 3, "fr")
    assert list_ways(page) == ["markdown", "po", "forge"]
    open_entry(page, serve(variant(desk=False)), 1029)
    expect(page.locator(".finish-send")).to_have_count(0)
    assert list_ways(page) == ["markdown", "mail"]


def test_without_a_desk_a_letter_names_the_file_to_attach(
    serve: Serve, variant: Variant, page: Page
) -> None:
    prepare_proposal(page, serve(variant(desk=False)))
    with page.expect_download() as file, page.expect_request(re.compile("^mailto:")) as written:
        page.get_by_role("button", name="Send it by e-mail").click()
    assert file.value.suggested_filename == "1029.en.md"
    letter = written.value.url
    query = parse_qs(urlsplit(letter).query)
    assert urlsplit(letter).path == "safety@square.example"
    about = f"entry 1029 (en), revision {get_revision(1029)}"
    assert query["subject"] == [f"Proposal for {about} · Example Square Help"]
    assert query["body"][0].endswith(": 1029.en.md")


def test_a_short_work_goes_to_the_forge_as_it_is_and_a_long_one_by_the_clipboard(
    build_site: BuildSite, serve: Serve, new_page: NewPage
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.context.route("https://forge.example/**", lambda route: route.fulfill(body="New file"))
    open_entry(page, serve(build_site("states")), 3, "fr")
    write(page, "A comma", "Une virgule")
    button = page.get_by_role("button", name="L’ouvrir sur forge.example")
    with page.expect_popup() as waiting:
        button.click()
    query = parse_qs(urlsplit(waiting.value.url).query)
    assert waiting.value.url.startswith("https://forge.example/team/help/new/main?")
    assert query["filename"] == ["proposals/3.fr.md"]
    assert "Une virgule" in query["value"][0]
    write(page, "A comma", "Une virgule " * 900)
    with page.expect_popup() as waiting:
        button.click()
    assert "value" not in parse_qs(urlsplit(waiting.value.url).query)
    expect(get_form_status(page)).to_have_text(
        "Le texte est copié. Collez-le dans le nouveau fichier."
    )
    assert "Une virgule Une" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
def test_without_javascript_the_desk_has_the_form(
    desk: Origin, new_page: NewPage, locale: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{desk.url}{locale}propose/")
    page.locator("#propose\\.number").fill("1029")
    page.locator(".propose-choice button").click()
    code = locale.strip("/") or "en"
    expect(page).to_have_url(f"{desk.url}desk/propose/1029/{code}/?in={code}")
    assert page.locator("textarea[name^=text-]").count() > 10


def test_without_javascript_and_a_desk_there_are_files(
    serve: Serve, variant: Variant, new_page: NewPage
) -> None:
    url = serve(variant(desk=False))
    page = new_page(java_script_enabled=False)
    page.goto(url + "fr/propose/")
    expect(page.locator(".propose-choice")).to_be_hidden()
    expect(page.locator(".propose-files")).to_contain_text("« En fichier de travail »")
    page.goto(url + "fr/e/1029/")
    link = page.get_by_role("link", name="En fichier de travail")
    assert page.request.get(url + "fr/e/1029/" + str(link.get_attribute("href"))).ok
