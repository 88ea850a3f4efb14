"""“Was this helpful?” where something fails: it is said in words, and nothing typed is lost."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from entraide.desk.tokens import Tokens
from support.desk_site import Origin, Serving, Variant
from support.square_site import get_revision

ENTRY = "e/1029/"
COMMENT = "Step 3 is gone — “Réglages” & co?\nReally."


def choose(page: Page, desk: Origin, path: str = ENTRY, value: str = "2") -> None:
    page.goto(desk.url + path)
    page.locator(f".rating [type=radio][value='{value}']").check()


def vote(page: Page) -> None:
    page.locator(".rating button").click()


def write(page: Page, desk: Origin) -> Locator:
    """A comment after a low rating, not sent yet."""
    choose(page, desk)
    vote(page)
    form = page.locator(".feedback-form")
    form.get_by_label("Out of date").check()
    form.get_by_role("textbox").fill(COMMENT)
    return form


def read_letter(page: Page) -> tuple[str, str, str]:
    """Address, subject and text of the e-mail that is offered."""
    parts = urlsplit(page.locator(".rating-write:visible a").get_attribute("href") or "")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (parts.scheme, set(query)) == ("mailto", {"subject", "body"})
    return parts.path, query["subject"], query["body"]


def expect_nothing_lost(form: Locator) -> None:
    expect(form.get_by_role("textbox")).to_have_value(COMMENT)
    expect(form.get_by_label("Out of date")).to_be_checked()


def test_an_answer_that_cannot_be_sent_stays_on_the_page_with_a_mail_link(
    desk: Origin, page: Page
) -> None:
    choose(page, desk)
    page.locator(".feedback").wait_for(state="attached")  # the form was touched
    page.context.set_offline(True)
    vote(page)
    expect(page.locator(".feedback > .rating-said")).to_contain_text("could not be sent")
    expect(page.locator(".rating [type=radio][value='2']")).to_be_checked()
    address, subject, body = read_letter(page)
    assert address == "safety@square.example"
    assert subject == f"Entry 1029 (en), Revision {get_revision(1029)} · Example Square Help"
    assert body == "2 Not very useful"
    page.context.set_offline(False)
    vote(page)
    expect(page.locator(".feedback > .rating-said")).to_contain_text("Your answer is kept.")
    expect(page.locator(".rating-write")).to_be_hidden()


def test_an_answer_without_a_connection_as_the_first_touch_stays_on_the_page(
    desk: Origin, page: Page
) -> None:
    page.goto(desk.url + ENTRY)
    page.context.set_offline(True)
    page.locator(".rating [type=radio][value='2']").check()
    vote(page)
    expect(page.locator(".rating [role=alert]")).to_contain_text("was not sent")
    assert page.url == desk.url + ENTRY
    page.context.set_offline(False)
    vote(page)
    expect(page.locator(".feedback > .rating-said")).to_contain_text("Your answer is kept.")
    expect(page.locator(".rating [role=alert]")).to_be_empty()


def test_without_an_answer_nothing_is_sent_and_no_field_is_called_wrong(
    desk: Origin, page: Page
) -> None:
    page.goto(desk.url + ENTRY)
    expect(page.locator(".rating :invalid")).to_have_count(0)
    vote(page)
    expect(page.locator(".feedback > .rating-said")).to_have_text("Choose an answer first.")
    expect(page.locator(".rating [type=radio]").first).to_be_focused()
    assert desk.votes == []


def test_a_comment_that_cannot_be_sent_stays_on_the_page_with_a_mail_link(
    desk: Origin, page: Page
) -> None:
    form = write(page, desk)
    page.context.set_offline(True)
    form.get_by_role("button").click()
    expect(form.locator(".rating-said")).to_contain_text("could not be sent")
    expect_nothing_lost(form)
    assert read_letter(page)[2] == "2 Not very useful\r\nOut of date\r\n" + COMMENT.replace(
        "\n", "\r\n"
    )
    page.context.set_offline(False)
    form.get_by_role("button").click()
    expect(page.locator(".feedback-done")).to_be_visible()
    assert desk.feedback[0]["comment"] == COMMENT


@pytest.mark.parametrize("script", ["proof.js", "altcha.min.js"])
def test_a_script_that_did_not_come_is_asked_for_again(
    desk: Origin, page: Page, script: str
) -> None:
    asked = re.compile(re.escape(script))
    page.route(asked, lambda route: route.abort())
    form = write(page, desk)
    form.get_by_role("button").click()
    expect(form.locator(".rating-said")).to_contain_text("could not be sent")
    page.unroute(asked)
    form.get_by_role("button").click()
    expect(page.locator(".feedback-done")).to_be_visible()


def test_the_letter_names_the_text_in_the_language_of_the_page(desk: Origin, page: Page) -> None:
    choose(page, desk, "fr/e/1029/")
    page.route("**/desk/ratings*", lambda route: route.abort())
    vote(page)
    expect(page.locator(".feedback > .rating-said")).to_contain_text("L’envoi n’a pas abouti")
    revision = page.locator(".rating [name=revision]").first.input_value()
    assert read_letter(page)[1] == f"Fiche 1029 (fr), Révision {revision} · Aide de Square Exemple"


def test_a_sensitive_title_is_in_no_letter(desk: Origin, page: Page) -> None:
    choose(page, desk, "e/1054/")
    title = page.locator("h1").inner_text()
    page.route("**/desk/ratings*", lambda route: route.abort())
    vote(page)
    expect(page.locator(".rating-write")).to_be_visible()
    assert title not in "".join(read_letter(page))


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_stopped_desk_is_reported_as_unreachable(desk: Origin, page: Page, status: int) -> None:
    choose(page, desk)
    page.route("**/desk/ratings*", lambda route: route.fulfill(status=status, body="<h1>Bad</h1>"))
    vote(page)
    expect(page.locator(".feedback > .rating-said")).to_contain_text("could not be sent")


def test_a_desk_that_says_nothing_is_waited_for_ten_seconds(desk: Origin, page: Page) -> None:
    page.clock.install()
    choose(page, desk)
    page.route("**/desk/ratings*", lambda _route: None)
    said = page.locator(".feedback > .rating-said")
    with page.expect_request("**/desk/ratings*"):
        vote(page)
    page.clock.run_for(9_000)
    expect(said).to_have_text("One moment…")
    page.clock.run_for(2_000)
    expect(said).to_contain_text("could not be sent")


def test_where_the_words_cannot_be_loaded_the_form_goes_its_own_way(
    desk: Origin, page: Page
) -> None:
    page.route("**/feedback.en.js", lambda route: route.abort())
    choose(page, desk, value="5")
    vote(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answer")
    assert [one[-1] for one in desk.votes] == [5]


@pytest.mark.thorough
def test_too_many_comments_are_reported_when_to_try_again(desk: Origin, page: Page) -> None:
    form = write(page, desk)
    told = form.get_by_text("Try again in 1 minute.")
    for _ in range(8):  # of which more than three fall into one minute
        form.get_by_role("button").click()
        expect(told.or_(page.locator(".feedback-done:visible"))).to_be_visible()
        if told.is_visible():
            break
        vote(page)
        form.get_by_label("Out of date").check()
        form.get_by_role("textbox").fill(COMMENT)
    said = form.locator(".rating-said")
    expect(said).to_contain_text("Try again in 1 minute.")
    expect_nothing_lost(form)
    assert read_letter(page)[2].endswith("Really.")
    assert len(desk.feedback) >= 3


def test_a_token_that_no_longer_holds_is_replaced(desk: Origin, page: Page) -> None:
    form = write(page, desk)
    object.__setattr__(desk.desk, "tokens", Tokens("another secret of 32 characters and more"))
    form.get_by_role("button").click()
    expect(page.locator(".feedback-done")).to_be_visible()
    assert desk.feedback[0]["comment"] == COMMENT
    assert len(desk.votes) == 1


def test_a_proof_that_was_spent_is_replaced(desk: Origin, page: Page) -> None:
    form = write(page, desk)
    with page.expect_request("**/desk/feedback") as first:
        form.get_by_role("button").click()
    page.locator(".feedback-done").wait_for()
    spent = (first.value.post_data_json or {})["altcha"]
    sent: list[str] = []

    def send_spent_proof(route: Route) -> None:
        body = (route.request.post_data_json or {}) | ({} if sent else {"altcha": spent})
        sent.append(body["altcha"])
        route.continue_(post_data=body)

    page.route("**/desk/feedback", send_spent_proof)
    vote(page)
    form.get_by_role("textbox").fill("More.")
    form.get_by_role("button").click()
    expect(page.locator(".feedback-done")).to_be_visible()
    assert sent[0] == spent != sent[1]
    assert {row["comment"] for row in desk.feedback} == {COMMENT, "More."}


def test_a_browser_that_cannot_do_the_work_is_told_so(desk: Origin, page: Page) -> None:
    page.route("**/pbkdf2.js", lambda route: route.abort())
    form = write(page, desk)
    form.get_by_role("button").click()
    expect(form.locator(".rating-said")).to_contain_text("could not be sent")
    expect_nothing_lost(form)
    assert desk.feedback == []


def test_a_page_that_has_changed_meanwhile_is_said_to_have(desk: Origin, page: Page) -> None:
    choose(page, desk)
    page.evaluate("document.querySelector('.rating [name=revision]').value = 99")
    vote(page)
    expect(page.locator(".feedback > .rating-said")).to_contain_text("This page has changed")
    assert desk.votes == []


@pytest.mark.thorough
def test_where_there_is_no_desk_the_page_says_where_to_write(
    origin: Serving, variant: Variant, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(origin(variant(desk=False)).url + ENTRY)
    expect(page.locator("form.rating")).to_have_count(0)
    link = page.locator("section.rating").get_by_role("link", name="Write to us")
    assert (link.get_attribute("href") or "").startswith("mailto:safety@square.example?subject=")
    assert not [url for url in asked if "rating" in url.removeprefix(page.url) and ".js" in url]
