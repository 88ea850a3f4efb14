"""Feedback that becomes work: taken, given to somebody, noted, done in a revision; and found again.

tests/hostile asks each of these routes as every role, from elsewhere and with a stolen token.
"""

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from entraide.cli.demo_feedback import put_demo_feedback
from entraide.desk.app import build_app
from entraide.desk.desk import Desk
from entraide.desk.staff import audit, feedback_queue
from entraide.desk.staff.feedback_queue import FeedbackFilter, FeedbackWork
from support.desk import BROWSER
from support.staff import (
    add_account,
    add_comment,
    find_csrf_token,
    find_only,
    get_page,
    read_words,
    sign_in,
    sign_in_as,
)

pytestmark = pytest.mark.both_stores

QUEUE = "/desk/staff/queue/"


def read_work(desk: Desk, id_: str) -> FeedbackWork:
    item = desk.store.read(lambda connection: feedback_queue.find_item(connection, id_))
    assert item
    return item.work


def read_actions(desk: Desk, count: int) -> list[tuple[str, str]]:
    """The newest lines of the log: action and subject."""
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, count))
    return [(line.action.value, line.subject) for line in lines]


def save(client: TestClient, id_: str, noted: str = "", **fields: str) -> Any:
    """Send the form of a piece of feedback, changed."""
    page = get_page(client, f"{QUEUE}{id_}/")
    shown = {
        "csrf": find_only(page, ".staff-verdict [name=csrf]")["value"],
        "noted": noted or find_only(page, "[name=noted]")["value"],
        "state": find_only(page, "#state [selected]")["value"],
        "revision": find_only(page, "#revision").get("value", ""),
    }
    return client.post(f"{QUEUE}{id_}/", data=shown | fields, follow_redirects=False)


def list_comments(client: TestClient, query: str) -> list[str]:
    return [one.text for one in get_page(client, QUEUE + query).select(".staff-comment")]


def test_whoever_writes_gets_from_a_comment_to_its_text_with_one_press(
    client: TestClient, desk: Desk
) -> None:
    object.__setattr__(desk.settings, "editor", True)
    id_ = add_comment(desk, "The menu has moved.")
    page = get_page(sign_in_as(client, desk, "writer"), QUEUE)
    button = find_only(page, "button[form=take]")
    form = find_only(page, "form#take")
    csrf = find_only(form, "[name=csrf]")["value"]
    answer = client.post(str(button["formaction"]), data={"csrf": csrf}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/staff/write/1029/en/")
    assert read_work(desk, id_) == FeedbackWork("work", "writer", "", 0)
    assert read_actions(desk, 1) == [("marked-work", f"1029 en {id_}")]


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "work", "assignee": "ada"},
        {"state": "done", "done_revision": 5},
        {"state": "spam"},
    ],
)
def test_what_somebody_else_has_or_is_over_stays_as_it_is_when_its_text_is_opened(
    client: TestClient, desk: Desk, facts: dict[str, Any]
) -> None:
    id_ = add_comment(desk, "words", **facts)
    before = read_work(desk, id_)
    csrf = find_csrf_token(sign_in_as(client, desk, "writer").get("/desk/staff/").text)
    answer = client.post(f"{QUEUE}{id_}/take/", data={"csrf": csrf}, follow_redirects=False)
    assert answer.headers["location"] == f"{QUEUE}{id_}/?done=yes"  # no editor is beside this desk
    assert read_work(desk, id_) == before
    assert read_actions(desk, 1)[0][0] == "sign-in"


def test_feedback_is_given_to_somebody_noted_and_done_in_a_revision(
    client: TestClient, desk: Desk
) -> None:
    add_account(desk, "ada", "writer")
    id_ = add_comment(desk, "The menu has moved.")
    sign_in_as(client, desk)
    answer = save(client, id_, state="work", assignee="ada", note="Seen on the phone too.")
    assert answer.headers["location"] == f"{QUEUE}{id_}/?done=yes"
    assert read_work(desk, id_) == FeedbackWork("work", "ada", "Seen on the phone too.", 0)
    save(client, id_, state="done", assignee="ada", note="Seen.", revision="4")
    assert read_work(desk, id_) == FeedbackWork("done", "ada", "Seen.", 4)
    save(client, id_, assignee="", note="Seen.")
    assert [action for action, _ in read_actions(desk, 3)] == [
        "feedback-noted",
        "marked-done",
        "marked-work",
    ]
    facts = read_words(get_page(client, f"{QUEUE}?state=done"), ".staff-items h2 + .staff-facts")
    assert "done in revision 4" in facts


def test_what_is_new_again_has_no_revision_any_more(client: TestClient, desk: Desk) -> None:
    id_ = add_comment(desk, "words", state="done", done_revision=4)
    save(sign_in_as(client, desk), id_, state="open")
    assert read_work(desk, id_) == FeedbackWork("open", "", "", 0)


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"state": "done", "revision": "9"}, 422, "#revision"),
        ({"assignee": "nobody-here"}, 422, "#assignee"),
        ({"assignee": "reads"}, 422, "#assignee"),
        ({"noted": "0" * 16}, 409, ""),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_there_again(
    client: TestClient, desk: Desk, fields: dict[str, str], status: int, said: str
) -> None:
    add_account(desk, "reads", "viewer")
    id_ = add_comment(desk, "words")
    answer = save(sign_in_as(client, desk), id_, note="My <note>", **fields)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == status
    assert "Nothing was changed" in read_words(page, "[role=alert]")
    assert [link["href"] for link in page.select("[role=alert] a")] == [said] * bool(said)
    assert find_only(page, "#note").text.strip() == "My <note>"
    assert read_work(desk, id_) == FeedbackWork("open", "", "", 0)


def test_spam_is_for_moderators(client: TestClient, desk: Desk) -> None:
    spam, new = add_comment(desk, "buy", state="spam"), add_comment(desk, "words")
    page = get_page(sign_in_as(client, desk, "writer"), f"{QUEUE}{spam}/")
    assert not page.select("#state")
    csrf = find_csrf_token(client.get(QUEUE).text)
    noted = find_only(get_page(client, f"{QUEUE}{new}/"), "[name=noted]")["value"]
    for id_, state in ((spam, "open"), (new, "spam")):
        form = {"csrf": csrf, "noted": noted, "state": state}
        assert client.post(f"{QUEUE}{id_}/", data=form).status_code == 403
    assert [read_work(desk, id_).state for id_ in (spam, new)] == ["spam", "open"]


def test_feedback_that_is_not_there_has_no_page(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    for id_ in ("unknown", "%00", "a" * 65):
        page = get_page(client, f"{QUEUE}{id_}/", 404)
        assert "There is no such feedback" in page.text


def test_a_viewer_reads_what_staff_make_of_it_and_has_no_form(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_comment(desk, "words", state="work", assignee="ada", note="Look: \u202egpj")
    page = get_page(sign_in_as(client, desk, "viewer"), f"{QUEUE}{id_}/")
    assert "assignee: ada" in page.text
    assert "U+202Egpj" in page.text
    assert not page.select("#state, main button")


def test_a_correction_by_its_sender_is_new_and_done_in_no_revision(
    client: TestClient, desk: Desk
) -> None:
    about = {"entry": 1029, "locale": "en", "revision": 4}
    token = client.post("/desk/ratings", json=about | {"rating": 1}).json()["token"]
    client.post("/desk/feedback", json=about | {"token": token, "reasons": ["hard"]})
    sign_in_as(client, desk)
    link = find_only(get_page(client, QUEUE), ".staff-items .staff-marking a")
    id_ = str(link["href"]).split("/")[-2]
    save(client, id_, state="done", revision="4", note="Written anew.")
    client.post("/desk/feedback", json=about | {"token": token, "reasons": ["steps"]})
    assert read_work(desk, id_) == FeedbackWork("open", "", "Written anew.", 0)


@pytest.mark.parametrize(
    ("query", "comments"),
    [
        ("?state=all", ["two", "Où est l’Écran ?", "three"]),
        ("?state=work", ["two"]),
        ("?locale=fr", ["Où est l’Écran ?"]),
        ("?reason=steps", ["Où est l’Écran ?", "three"]),
        ("?reason=step", ["Où est l’Écran ?", "three"]),  # is no reason
        ("?since=2026-11-20&state=all", ["two", "Où est l’Écran ?"]),
        ("?until=2026-11-20&state=all", ["Où est l’Écran ?", "three"]),
        ("?since=2026-13-40", ["Où est l’Écran ?", "three"]),
        ("?assignee=ada&state=all", ["two"]),
        ("?assignee=-&state=all", ["Où est l’Écran ?", "three"]),
        ("?q=ecran+OU", ["Où est l’Écran ?"]),
        ("?q=phone&state=all", ["two"]),  # in the note
        ("?q=%25", []),
        ("?q=%00three", ["three"]),
        ("?entry=1030", ["three"]),
    ],
)
def test_filters_and_a_search_narrow_the_queue(
    client: TestClient, desk: Desk, query: str, comments: list[str]
) -> None:
    add_comment(desk, "two", state="work", assignee="ada", note="On the phone.", reasons="hard")
    add_comment(desk, "Où est l’Écran ?", locale="fr", reasons="hard steps", day="2026-11-20")
    add_comment(desk, "three", entry=1030, reasons="steps", day="2026-11-19")
    add_comment(desk, "sold", state="spam")
    assert list_comments(sign_in_as(client, desk, "viewer"), query) == comments


def test_words_count_like_any_other_filter(desk: Desk) -> None:
    for comment in ("a phone", "another phone", "a letter"):
        add_comment(desk, comment)
    with_phone = FeedbackFilter(("open",), words=("phone",))
    count = desk.store.read(lambda each: feedback_queue.count_items(each, with_phone))
    assert count == 2


def test_a_filter_is_kept_from_page_to_page_and_in_the_form(client: TestClient, desk: Desk) -> None:
    for number in range(30):
        add_comment(desk, f"no. {number} & more", reasons="hard")
    query = "?state=open&reason=hard&q=more+%26"
    page = get_page(sign_in_as(client, desk), QUEUE + query)
    assert len(page.select(".staff-comment")) == 25
    assert find_only(page, ".staff-paging a")["href"] == f"{query}&page=2"
    assert find_only(page, "#reason [selected]")["value"] == "hard"
    assert find_only(page, "#q")["value"] == "more &"
    assert len(list_comments(client, f"{query}&page=2")) == 5


def test_the_page_gives_itself_as_csv_and_the_log_says_so(client: TestClient, desk: Desk) -> None:
    add_comment(desk, '=HYPERLINK("x")', reasons="hard steps", note="-1", assignee="ada")
    add_comment(desk, "older", day="2026-11-20")
    add_comment(desk, "sold", state="spam")
    page = get_page(sign_in_as(client, desk, "viewer"), f"{QUEUE}?q=hyperlink")
    link = find_only(page, "a[download]")["href"]
    answer = client.get(QUEUE + str(link))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["cache-control"] == "no-store"
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert row["comment"] == '\'=HYPERLINK("x")'
    assert (row["note"], row["assignee"], row["reasons"]) == ("'-1", "ada", "hard steps")
    assert read_actions(desk, 1) == [("feedback-exported", "1")]
    both = client.get(f"{QUEUE}feedback.csv").text
    assert both.index("HYPERLINK") < both.index("older")
    assert "sold" not in both


def test_of_two_who_change_it_at_once_the_second_is_told(client: TestClient, desk: Desk) -> None:
    id_ = add_comment(desk, "words")
    noted = find_only(get_page(sign_in_as(client, desk), f"{QUEUE}{id_}/"), "[name=noted]")["value"]
    other = TestClient(build_app(desk), base_url="https://help.example", headers=BROWSER)
    assert sign_in(other, "ada", add_account(desk, "ada", "writer")).status_code == 303
    assert save(other, id_, state="work", assignee="ada").status_code == 303
    answer = save(client, id_, noted=str(noted), state="done", note="Mine")
    assert answer.status_code == 409
    assert "assignee: ada" in answer.text
    assert read_work(desk, id_) == FeedbackWork("work", "ada", "", 0)


def test_a_desk_to_try_out_has_feedback_in_every_state_once(client: TestClient, desk: Desk) -> None:
    for _ in range(2):
        put_demo_feedback(desk, "moderator")
    page = get_page(sign_in_as(client, desk), f"{QUEUE}?state=all")
    marks = [one.text for one in page.select(".staff-items .staff-facts > strong:first-child")]
    assert sorted(marks)[:3] == ["Done", "In work", "New"]
    assert len(page.select("[name=ids]")) == len(list_comments(client, "?state=all"))
    rows = get_page(client, "/desk/staff/").select("tbody tr")
    assert "25%" in rows[0].text  # half of twelve, and not all of three
