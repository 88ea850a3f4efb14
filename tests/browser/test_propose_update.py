"""Proposals for a version that is behind: what has changed is shown, and what is right may stay."""

import json

from playwright.sync_api import Page, expect

from support.desk_site import Origin
from support.proposal_page import accept_terms, open_entry, open_text, read_proposals, send, write


def test_what_is_behind_comes_first_then_what_is_missing_then_the_rest(
    states: Origin, page: Page
) -> None:
    open_entry(page, states.url, 3, "fr")
    headings = page.locator(".work-group > h3").all_inner_texts()
    assert headings == ["Modifié dans l’original (2)", "Pas encore traduit (2)", "Déjà traduit (5)"]
    expect(page.locator(".work-state")).to_contain_text("peut-être faux aujourd’hui")
    expect(page.locator(".work-progress")).to_contain_text("Textes terminés : 5 sur 9")
    write(page, "Report it in the menu.", "Signalez-le dans le menu.")
    open_text(page, "A step changed.").get_by_label(
        "La traduction reste juste telle quelle"
    ).check()
    expect(page.locator(".work-progress")).to_contain_text("Textes terminés : 7 sur 9")
    assert page.locator(".work-progress progress").evaluate("bar => bar.position") == 7 / 9


def test_a_text_that_is_still_right_is_sent_as_it_is(states: Origin, page: Page) -> None:
    open_entry(page, states.url, 3, "fr")
    open_text(page, "Report it in the menu.").get_by_label(
        "La traduction reste juste telle quelle"
    ).check()
    accept_terms(page, "fr")
    send(page, "fr")
    expect(page.get_by_role("heading", name="Merci.")).to_be_visible()
    (row,) = read_proposals(states)
    (text,) = json.loads(row["texts"])
    assert (text["old_text"], text["text"]) == ("Signalez-le.", "Signalez-le.")


def test_a_changed_text_shows_what_has_changed_and_the_remark(states: Origin, page: Page) -> None:
    def add_diff(text: dict[str, object]) -> dict[str, object]:
        diff = [["both", "A step "], ["old", "stays"], ["new", "changed"], ["both", "."]]
        same = {"diff": diff, "previous": "A step stays.", "remark": "Look here"}
        return text | same if text["key"] == "summary" else text

    answer = page.request.get(states.url + "entries/3.fr.json").json()
    answer["segments"] = [add_diff(text) for text in answer["segments"]]
    page.route("**/entries/3.fr.json", lambda route: route.fulfill(json=answer))
    open_entry(page, states.url, 3, "fr")
    found = open_text(page, "A step changed.")
    changes = found.locator(".segment-changes")
    expect(changes).to_have_text("A step retiré\u00a0: staysajouté\u00a0: changed.")
    expect(changes).to_have_attribute("lang", "en")
    for change in changes.locator("del, ins").all():  # for ears alone, in the words of the page
        expect(change.locator("span.unseen")).to_have_attribute("lang", "fr")
    remark = found.locator(".segment-remark")
    expect(remark).to_have_text("Look here")
    expect(remark).to_have_attribute("lang", "en")
    expect(remark).to_have_attribute("dir", "ltr")
