"""Questions of visitors: kept without a name, within limits, and followed by a secret link."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.purge import purge
from entraide.desk.tables import questions
from support.desk import HeldClock
from support.desk_rows import count
from support.hostile_desk import solve
from support.published_site import make_row, publish
from support.staff import add_question, find_only, read_words

pytestmark = pytest.mark.both_stores

ASK = "/desk/questions/"
ASKED = {"locale": "en", "question": "How do I block a whole group?", "details": "One by one?"}


def read_rows(desk: Desk) -> list[dict[str, Any]]:
    query = select(questions)
    return desk.store.read(lambda each: [dict(row) for row in each.execute(query).mappings()])


def ask(client: TestClient, **fields: str) -> str:
    """Ask without JavaScript; the path of the receipt."""
    answer = client.post(ASK, data=ASKED | fields)
    assert answer.status_code == 200, answer.text
    page = BeautifulSoup(answer.text, "html.parser")
    return str(find_only(page, "main a[href*=receipts]")["href"])


def solve_for(client: TestClient, locale: str = "en") -> str:
    return solve(client.get(f"{ASK}challenge", params={"locale": locale}).json())


def test_a_question_is_kept_with_nothing_of_who_asks(client: TestClient, desk: Desk) -> None:
    receipt = ask(client)
    (row,) = read_rows(desk)
    assert re.fullmatch(r"/desk/receipts/[\w-]{32}/\?in=en", receipt)
    assert row.pop("receipt") not in receipt
    assert len(row.pop("id")) == 22
    assert row == {
        "locale": "en",
        "question": "How do I block a whole group?",
        "details": "One by one?",
        "proven": False,
        "state": "open",
        "entry": 0,
        "day": "2026-11-21",
        "assignee": "",
        "note": "",
    }


@pytest.mark.usefixtures("clock_of_today")
def test_a_proof_of_work_counts_once_and_for_its_language(client: TestClient, desk: Desk) -> None:
    payload = solve_for(client)
    assert client.post(ASK, data=ASKED | {"altcha": payload}).status_code == 200
    assert [row["proven"] for row in read_rows(desk)] == [True]
    for wrong in (payload, solve_for(client, "fr"), "x"):
        answer = client.post(ASK, data=ASKED | {"altcha": wrong})
        assert answer.status_code == 422
        assert 'value="How do I block a whole group?"' in answer.text
    assert count(desk.store, questions) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"question": "Why?"}, "#ask.question"),
        ({"question": "W" * 151}, "#ask.question"),
        ({"details": "W" * 1_501}, "#ask.details"),
        ({"question": "Who is \u202eeht?"}, ""),
        ({"question": "Two\nlines of it"}, ""),
        ({"name": "Ada"}, ""),
        ({"locale": "de"}, ""),
        ({"locale": "../en"}, ""),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_is_there_again(
    client: TestClient, desk: Desk, fields: dict[str, str], said: str
) -> None:
    answer = client.post(f"{ASK}?in=en", data=ASKED | fields)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert [link["href"] for link in page.select("[role=alert] a")] == [said] * bool(said)
    assert find_only(page, "form")["autocomplete"] == "off"
    typed = (ASKED | fields)["details"]
    assert find_only(page, "textarea[name=details]").text.strip() == typed
    assert count(desk.store, questions) == 0


def test_what_was_typed_is_shown_as_words_and_never_as_markup(client: TestClient) -> None:
    answer = client.post(ASK, data=ASKED | {"question": '"><script>x', "details": "W" * 2_000})
    assert answer.status_code == 422
    assert "<script>x" not in answer.text


def test_without_javascript_a_network_soon_has_to_wait(client: TestClient, desk: Desk) -> None:
    for _ in range(2):
        ask(client)
    answer = client.post(ASK, data=ASKED)
    assert answer.status_code == 429
    assert "Try again in" in answer.text
    assert count(desk.store, questions) == 2


def test_only_a_form_of_this_site_is_taken(client: TestClient, desk: Desk) -> None:
    other = client.post(ASK, data=ASKED, headers={"Sec-Fetch-Site": "cross-site"})
    assert (other.status_code, other.json()) == (403, {"error": "cross-origin"})
    assert client.post(ASK, json=ASKED).status_code == 415
    assert client.post(ASK, data=ASKED | {"details": "x" * 20_000}).status_code == 413
    assert count(desk.store, questions) == 0


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Not read yet"),
        ({"state": "work"}, "Being written"),
        ({"state": "answered", "entry": 999}, "Being written"),  # a draft
        ({"state": "aside"}, "Put aside"),
        ({"state": "answered", "entry": 1029}, "There is an entry about it"),
    ],
)
def test_the_receipt_says_what_became_of_it_and_has_none_of_its_words(
    client: TestClient, desk: Desk, facts: dict[str, Any], said: str
) -> None:
    receipt = ask(client)
    if facts:
        change = questions.update().values(**facts)
        desk.store.write(lambda connection: connection.execute(change))
    answer = client.get(receipt)
    page = BeautifulSoup(answer.text, "html.parser")
    assert read_words(page, "dd strong") == said
    assert "block a whole group" not in answer.text
    assert answer.headers["referrer-policy"] == "strict-origin"
    links = [link["href"] for link in page.select("dl a")]
    assert links == ["/e/1029/"] * (facts.get("entry") == 1029)


def test_its_sender_can_withdraw_it(client: TestClient, desk: Desk) -> None:
    token = ask(client).split("/")[3]
    shown = client.post("/desk/withdraw/", data={"receipt": token})
    assert "We delete your question at once" in shown.text
    gone = client.post("/desk/withdraw/", data={"receipt": token, "sure": "yes"})
    assert "Your question is deleted." in gone.text
    assert count(desk.store, questions) == 0
    assert client.get(f"/desk/receipts/{token}/").status_code == 404


def test_questions_are_deleted_after_their_time(desk: Desk, clock: HeldClock) -> None:
    add_question(desk, "Old and never read", day="2025-11-20")
    add_question(desk, "Set aside long ago", state="aside", day="2026-10-20")
    add_question(desk, "Set aside of late", state="aside", day="2026-11-20")
    add_question(desk, "Newly asked here", day="2026-11-20")
    deleted = purge(desk.store, desk.settings, clock.now).deleted_rows
    assert (deleted["questions"], deleted["questions set aside"]) == (1, 1)
    assert sorted(row["question"] for row in read_rows(desk)) == [
        "Newly asked here",
        "Set aside of late",
    ]
    later = clock.now + timedelta(hours=1)
    assert purge(desk.store, desk.settings, later).deleted_rows["questions"] == 0


@pytest.fixture
def closed_site(tmp_path: Path) -> Path:
    return publish(tmp_path / "site", make_row(1029, "en"), takes_questions=False)


class TestSiteWithoutQuestions:
    """A site that takes no questions."""

    @pytest.fixture
    def site_folder(self, closed_site: Path) -> Path:
        return closed_site

    def test_nothing_is_kept_and_the_words_can_be_copied(
        self, client: TestClient, desk: Desk
    ) -> None:
        answer = client.post(ASK, data=ASKED)
        assert answer.status_code == 404
        assert "One by one?" in answer.text
        assert client.get(f"{ASK}challenge?locale=en").status_code == 404
        assert count(desk.store, questions) == 0
