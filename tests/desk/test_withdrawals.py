"""What somebody sent can be taken back by its receipt: asked for, confirmed, and gone at once."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import Connection, Table, select, update
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.proposals import Decision, decide
from entraide.desk.purge import purge, restore_purged
from entraide.desk.tables import (
    feedback,
    metadata,
    proposals,
    purge_bin,
    votes,
    withdrawals,
)
from entraide.model.proposal import ProposalState
from support.desk import HeldClock
from support.desk_rows import count
from support.hostile_desk import solve
from support.staff import get_page, sign_in_as

pytestmark = pytest.mark.both_stores

ABOUT = {"entry": 1029, "locale": "en", "revision": 4}
WORDS = "The zebra step is gone"
PATH = "/desk/withdraw/"


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(datetime.now(UTC))  # ALTCHA looks at the machine's own clock too


@pytest.fixture
def code(client: TestClient) -> str:
    """The receipt of a comment that says WORDS."""
    return send_comment(client, get_token(client))


@pytest.fixture
def token(client: TestClient) -> str:
    """The receipt of a proposal that says WORDS, with a name and a word to the staff."""
    place: dict[str, Any] = {"entry": 1029, "locale": "fr"}
    challenge = client.get("/desk/challenge", params=place | {"for": "proposal"}).json()
    sent = place | {
        "revision": 4,
        "segments": {"title": WORDS},
        "credit": "Zebra",
        "note": "To the zebras",
        "licence": True,
        "altcha": solve(challenge),
    }
    receipt: str = client.post("/desk/proposals", json=sent).json()["receipt"]
    return receipt.split("/")[2]


@pytest.fixture(params=["comment", "proposal"])
def receipt(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("code" if request.param == "comment" else "token"))


def get_token(client: TestClient) -> str:
    return str(client.post("/desk/ratings", json=ABOUT | {"rating": 1}).json()["token"])


def send_comment(client: TestClient, token: str) -> str:
    challenge = client.get("/desk/challenge", params={"entry": 1029, "locale": "en"}).json()
    sent = ABOUT | {"token": token, "comment": WORDS, "altcha": solve(challenge)}
    answer = client.post("/desk/feedback", json=sent).json()
    assert answer["received"] is True
    return str(answer["receipt"])


def post(client: TestClient, **fields: str) -> Any:
    return client.post(f"{PATH}?in=en", data=fields)


def read_store(desk: Desk) -> str:
    def read(connection: Connection) -> str:
        return repr([list(connection.execute(select(table))) for table in metadata.sorted_tables])

    return desk.store.read(read)


def follow_forms(client: TestClient, page: str) -> BeautifulSoup:
    """The page at the end of what the buttons of `page` lead to, without JavaScript."""
    while form := BeautifulSoup(page, "html.parser").select_one("form.receipt-form"):
        fields = {str(one["name"]): str(one["value"]) for one in form.select("input")}
        answer = client.post(str(form["action"]), data=fields)
        assert answer.status_code == 200
        page = answer.text
    return BeautifulSoup(page, "html.parser")


def test_a_receipt_is_confirmed_and_what_has_it_is_gone(
    desk: Desk, client: TestClient, receipt: str
) -> None:
    asked = post(client, receipt=receipt)
    assert asked.status_code == 200
    assert "This cannot be undone" in asked.text
    assert WORDS not in asked.text
    assert "zebra" in read_store(desk).lower()
    done = post(client, receipt=receipt, sure="yes")
    assert done.status_code == 200
    assert "It has been withdrawn" in done.text
    assert "zebra" not in read_store(desk).lower()
    for fields in ({}, {"sure": "yes"}):
        assert post(client, receipt=receipt, **fields).status_code == 404


def test_the_thank_you_of_a_form_leads_to_it_without_javascript(
    desk: Desk, client: TestClient
) -> None:
    said = ABOUT | {"token": get_token(client), "comment": WORDS}
    page = client.post("/desk/feedback?in=en", data=said).text
    assert re.search(r"<code>([A-Z2-7]{4}-){5}[A-Z2-7]{4}</code>", page)
    assert count(desk.store, feedback) == 1
    assert "It has been withdrawn" in follow_forms(client, page).text
    assert count(desk.store, feedback) == 0


def test_the_receipt_of_a_proposal_leads_to_it_without_javascript(
    desk: Desk, client: TestClient, token: str
) -> None:
    answer = client.get(f"/desk/receipts/{token}/?in=fr")
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert "C’est retiré" in follow_forms(client, answer.text).text
    assert count(desk.store, proposals) == 0
    assert client.get(f"/desk/receipts/{token}/").status_code == 404


def test_a_vote_stays_when_its_comment_goes(desk: Desk, client: TestClient, code: str) -> None:
    words = BeautifulSoup(post(client, receipt=code).text, "html.parser").text
    assert "nothing tells us which one is yours" in words
    post(client, receipt=code, sure="yes")
    assert count(desk.store, votes) == 1
    assert set(withdrawals.columns.keys()) == {"digest", "day"}  # nothing leads to the vote


def test_who_is_asked_is_said_of_a_proposal_that_is_published(
    desk: Desk, client: TestClient, token: str
) -> None:
    assert "was accepted" not in post(client, receipt=token).text
    accept(desk)
    for fields in ({}, {"sure": "yes"}):
        page = post(client, receipt=token, **fields).text
        assert "Withdrawing does not take them off the page" in page
        assert "Write to us" in page or "how to write to them" in page
    assert count(desk.store, proposals) == 0


def accept(desk: Desk) -> None:
    def write(connection: Connection) -> bool:
        (id_,) = connection.execute(select(proposals.c.id)).scalars()
        decision = Decision(state=ProposalState.ACCEPTED, day=desk.clock().date())
        return decide(connection, id_, decision)

    assert desk.store.write(write)


def test_staff_find_it_no_more_and_are_told_why(desk: Desk, client: TestClient, token: str) -> None:
    (id_,) = desk.store.read(lambda reader: reader.execute(select(proposals.c.id)).scalars().all())
    staff = sign_in_as(client, desk)
    post(client, receipt=token, sure="yes")
    page = get_page(staff, f"/desk/staff/proposals/{id_}/?in=en", 404)
    assert "its sender withdrew it" in page.text
    log = get_page(staff, "/desk/staff/log/?in=en").text
    assert id_ not in log  # its moment would be that of a visitor


@pytest.mark.parametrize("kind", ["comment", "proposal"])
def test_it_goes_from_the_bin_too(
    desk: Desk, client: TestClient, clock: HeldClock, kind: str, request: pytest.FixtureRequest
) -> None:
    receipt = request.getfixturevalue("code" if kind == "comment" else "token")
    table: Table = feedback if kind == "comment" else proposals
    set_day(desk, table, clock.now - timedelta(days=400))
    purge(desk.store, desk.settings, clock.now, clock_is_right=True)
    assert (count(desk.store, table), count(desk.store, purge_bin)) == (0, 1)
    assert "This cannot be undone" in post(client, receipt=receipt).text
    assert post(client, receipt=receipt, sure="yes").status_code == 200
    assert not any(restore_purged(desk.store).values())
    assert "zebra" not in read_store(desk).lower()


def set_day(desk: Desk, table: Table, moment: datetime) -> None:
    day = moment.date().isoformat()
    desk.store.write(lambda writer: writer.execute(update(table).values(day=day)))


def test_withdrawals_are_noted_for_as_long_as_a_backup_may_have_the_words(
    desk: Desk, client: TestClient, receipt: str, clock: HeldClock
) -> None:
    post(client, receipt=receipt, sure="yes")
    for days, kept in ((369, 1), (370, 0)):
        moment = clock.now + timedelta(days=days)
        purge(desk.store, desk.settings, moment, clock_is_right=True)
        assert count(desk.store, withdrawals) == kept


def test_a_comment_that_is_sent_again_after_it_was_withdrawn_has_another_receipt(
    desk: Desk, client: TestClient
) -> None:
    token = get_token(client)
    first = send_comment(client, token)
    assert send_comment(client, token) == first  # a correction keeps it
    post(client, receipt=first, sure="yes")
    second = send_comment(client, token)
    assert second != first
    assert count(desk.store, feedback) == 1
    assert post(client, receipt=second, sure="yes").status_code == 200


def test_the_store_has_no_receipt_and_the_log_has_none(
    desk: Desk, client: TestClient, code: str, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = read_store(desk)
    for receipt in (code, code.replace("-", ""), token):
        assert receipt not in stored
    post(client, receipt=code, sure="yes")
    desk.request_counts.write_all()
    assert code not in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed", ["", "-", "x" * 31, "A" * 23, "A" * 25, "ÀAAAAAAAAAAAAAAAAAAAAAAA", "<script>", "'"]
)
def test_what_is_no_receipt_is_answered_as_one_that_nothing_has(
    client: TestClient, typed: str
) -> None:
    answers = [post(client, receipt=one) for one in (typed, "A" * 24)]
    assert {answer.status_code for answer in answers} == {404}
    pages = [answer.text.replace("A" * 24, "") for answer in answers]
    soup = BeautifulSoup(answers[0].text, "html.parser")
    assert soup.select_one("#receipt\\.typed")["value"] == typed  # type: ignore[index]
    assert "There is nothing with this code or link" in pages[0]
    assert "There is nothing with this code or link" in pages[1]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"sure": "no"}, 422),
        ({"receipt": "A" * 501}, 422),
        ({"receipt": "A" * 24, "sure": "perhaps"}, 422),
        ({"receipt": "A" * 24, "more": "1"}, 422),
    ],
)
def test_every_refusal_is_a_page(client: TestClient, fields: dict[str, str], status: int) -> None:
    answer = post(client, **fields)
    assert answer.status_code == status
    assert "Nothing was withdrawn" in answer.text


def test_a_page_of_another_origin_withdraws_nothing(
    desk: Desk, client: TestClient, receipt: str
) -> None:
    said = {"receipt": receipt, "sure": "yes"}
    other = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    assert client.post(PATH, data=said, headers=other).status_code == 403
    older = TestClient(client.app, base_url="https://help.example")  # knows no Sec-Fetch-Site
    for origin in ("https://evil.example", "null"):
        assert older.post(PATH, data=said, headers={"Origin": origin}).status_code == 403
    assert count(desk.store, feedback) + count(desk.store, proposals) == 1
    ours = {"Origin": "https://help.example"}
    assert older.post(PATH, data=said, headers=ours).status_code == 200


def test_the_form_asks_in_both_languages(client: TestClient) -> None:
    for locale, words in (("en", "The code, or the link"), ("fr", "Le code ou le lien")):
        page = client.get(f"{PATH}?in={locale}")
        assert page.status_code == 200
        assert words in page.text
        assert f'lang="{locale}"' in page.text
        assert page.headers["Cache-Control"] == "no-store"
