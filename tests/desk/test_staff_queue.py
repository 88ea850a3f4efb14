"""The queue: what waits, what is masked, what is marked, and who did it."""

import pytest
from bs4 import BeautifulSoup, Tag
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff import audit
from support.staff import add_comment, find_csrf_token, sign_in_as

pytestmark = pytest.mark.both_stores

QUEUE = "/desk/staff/queue/"


def list_comments(client: TestClient, query: str = "") -> list[str]:
    """The comments of a page of the queue."""
    return [one.text for one in find_comments(client, query)]


def find_comments(client: TestClient, query: str = "") -> list[Tag]:
    answer = client.get(QUEUE + query)
    assert answer.status_code == 200
    return list(BeautifulSoup(answer.text, "html.parser").select(".staff-comment"))


def mark(client: TestClient, state: str, *ids: str, query: str = "") -> BeautifulSoup:
    csrf = find_csrf_token(client.get(QUEUE).text)
    answer = client.post(QUEUE + query, data={"csrf": csrf, "state": state, "ids": list(ids)})
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def test_open_feedback_is_listed_newest_first(client: TestClient, desk: Desk) -> None:
    add_comment(desk, "older", day="2026-11-19")
    add_comment(desk, "newest", day="2026-11-21")
    add_comment(desk, "done", state="done")
    add_comment(desk, "between", day="2026-11-20")
    assert list_comments(sign_in_as(client, desk)) == ["newest", "between", "older"]
    assert list_comments(client, "?state=done") == ["done"]
    assert list_comments(client, "?state=spam") == []


def test_what_was_sent_without_proof_of_work_is_marked_and_can_be_seen_alone(
    client: TestClient, desk: Desk
) -> None:
    add_comment(desk, "proven", day="2026-11-21")
    add_comment(desk, "doubtful", proven=False, day="2026-11-20")
    page = BeautifulSoup(sign_in_as(client, desk).get(QUEUE).text, "html.parser")
    marks = [bool(item.select(".small-mark")) for item in page.select(".staff-items > li")]
    assert marks == [False, True]
    assert list_comments(client, "?only=unproven") == ["doubtful"]


def test_one_entry_can_be_seen_alone(client: TestClient, desk: Desk) -> None:
    add_comment(desk, "here", entry=1029)
    add_comment(desk, "there", entry=1030)
    add_comment(desk, "ici", entry=1029, locale="fr")
    assert list_comments(sign_in_as(client, desk), "?entry=1029&locale=fr") == ["ici"]


def test_a_moderator_marks_several_at_once_and_the_log_says_so(
    client: TestClient, desk: Desk
) -> None:
    first, second, third = (add_comment(desk, text) for text in ("one", "two", "three"))
    page = mark(sign_in_as(client, desk), "spam", first, second)
    said = page.select_one("[role=status]")
    assert said is not None
    assert said.text == "2 were marked."
    assert list_comments(client) == ["three"]
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, 2))
    assert {(line.name, line.action.value, line.subject) for line in lines} == {
        ("moderator", "marked-spam", f"1029 en {first}"),
        ("moderator", "marked-spam", f"1029 en {second}"),
    }
    mark(client, "open", first, third)
    assert sorted(list_comments(client)) == ["one", "three"]


def test_what_has_the_state_already_is_not_marked_again(client: TestClient, desk: Desk) -> None:
    id_ = add_comment(desk, "one", state="done")
    mark(sign_in_as(client, desk), "done", id_, "unknown-id")
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, 9))
    assert [line.action.value for line in lines] == ["sign-in", "account-added"]


def test_marking_no_feedback_shows_a_message(client: TestClient, desk: Desk) -> None:
    add_comment(desk, "one")
    page = mark(sign_in_as(client, desk), "done")
    assert "0 were marked." in page.text
    assert list_comments(client) == ["one"]


def test_marking_leads_back_to_the_same_filters(client: TestClient, desk: Desk) -> None:
    id_ = add_comment(desk, "one", state="spam", proven=False)
    csrf = find_csrf_token(sign_in_as(client, desk).get(QUEUE).text)
    answer = client.post(
        QUEUE + "?state=spam&only=unproven&entry=1029",
        data={"csrf": csrf, "state": "open", "ids": id_},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == QUEUE + "?state=spam&entry=1029&only=unproven&marked=1"


def test_numbers_and_addresses_are_masked_until_pressed(client: TestClient, desk: Desk) -> None:
    add_comment(desk, "Call 06 12 34 56 78 or bob@mail.example")
    (comment,) = find_comments(sign_in_as(client, desk))
    masks = comment.select("details:not([open])")
    assert [mask.summary.text for mask in masks if mask.summary] == [
        "Show a number",
        "Show an address",
    ]
    for mask in masks:
        mask.extract()
    assert comment.text == "Call  or "


def test_a_comment_is_text_isolated_and_without_unseen_signs(
    client: TestClient, desk: Desk
) -> None:
    add_comment(desk, '<img src=x onerror=alert(1)> "https://x.example/\u202egpj.exe')
    (comment,) = find_comments(sign_in_as(client, desk))
    assert comment["dir"] == "auto"
    assert comment.text == '<img src=x onerror=alert(1)> "https://x.example/U+202Egpj.exe'
    assert [child.name for child in comment.find_all()] == ["span"]


def test_a_long_queue_has_pages(client: TestClient, desk: Desk) -> None:
    for number in range(30):
        add_comment(desk, f"no. {number}", day=f"2026-10-{30 - number:02}")
    sign_in_as(client, desk)
    assert list_comments(client) == [f"no. {number}" for number in range(25)]
    assert list_comments(client, "?page=2") == [f"no. {number}" for number in range(25, 30)]
    assert list_comments(client, "?page=3") == list_comments(client, "?page=2")
    links = BeautifulSoup(client.get(QUEUE).text, "html.parser").select(".staff-paging a")
    assert [link["href"] for link in links] == ["?state=open&page=2"]


def test_the_audit_log_is_shown_to_moderators(client: TestClient, desk: Desk) -> None:
    id_ = add_comment(desk, "one")
    mark(sign_in_as(client, desk), "done", id_)
    page = BeautifulSoup(client.get("/desk/staff/log/").text, "html.parser")
    lines = [[cell.text for cell in line.select("td")] for line in page.select("tbody tr")]
    assert [line[1:] for line in lines] == [
        ["moderator", "marked feedback as done", f"1029 en {id_}"],
        ["moderator", "signed in", ""],
        ["by command", "account added", "moderator moderator"],
    ]


@pytest.mark.parametrize("path", ["", "queue/", "entries/1029/en/", "log/"])
def test_nothing_shown_leads_to_a_voter(client: TestClient, desk: Desk, path: str) -> None:
    vote_form = {"entry": 1029, "locale": "en", "revision": 4, "rating": 1}
    rated = client.post("/desk/ratings", json=vote_form).json()
    told = {key: vote_form[key] for key in ("entry", "locale", "revision")}
    client.post("/desk/feedback", json=told | {"token": rated["token"], "reasons": ["hard"]})
    voter = desk.store.read(
        lambda connection: connection.exec_driver_sql("SELECT voter FROM votes").scalar_one()
    )
    page = sign_in_as(client, desk).get(f"/desk/staff/{path}").text
    assert voter not in page
    assert "192.0.2" not in page
    assert "testclient" not in page
