"""What is kept of reasons and comments, and what is not; on either store."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.schemas import REASONS
from entraide.desk.tables import feedback, limits
from entraide.model.labels import REASON_LABELS
from support.desk import HeldClock
from support.hostile_desk import solve

pytestmark = pytest.mark.both_stores

ABOUT = {"entry": 1029, "locale": "en", "revision": 4}
ReadFeedback = Callable[[], list[dict[str, Any]]]


pytestmark = pytest.mark.usefixtures("clock_of_today")


@pytest.fixture
def read_feedback(desk: Desk) -> ReadFeedback:
    """Every row of feedback."""
    return lambda: desk.store.read(
        lambda connection: [dict(row) for row in connection.execute(select(feedback)).mappings()]
    )


def get_token(client: TestClient, **facts: Any) -> str:
    """What a low vote is answered with."""
    answer = client.post("/desk/ratings", json=ABOUT | {"rating": 1} | facts).json()
    assert answer["ask"] is True
    return str(answer["token"])


def make_proof(client: TestClient) -> str:
    return solve(client.get("/desk/challenge", params={"entry": 1029, "locale": "en"}).json())


def test_reasons_are_kept_in_their_order_without_the_voter(
    client: TestClient, read_feedback: ReadFeedback
) -> None:
    sent = ABOUT | {"token": get_token(client, rating=2), "reasons": ["steps", "hard"]}
    answer = client.post("/desk/feedback", json=sent).json()
    assert answer == {"received": True, "receipt": answer["receipt"]}
    (row,) = read_feedback()
    assert (row["reasons"], row["comment"], row["rating"]) == ("hard steps", "", 2)
    assert (row["proven"], row["state"]) == (True, "open")
    assert not {"voter", "address"} & set(row)


@pytest.mark.usefixtures("full_work")
def test_a_comment_with_proof_of_work_is_kept_as_written(
    client: TestClient, read_feedback: ReadFeedback
) -> None:
    comment = "L’étape 3 n’existe plus.\nJe suis perdue…"
    sent = ABOUT | {"token": get_token(client), "comment": comment, "altcha": make_proof(client)}
    assert client.post("/desk/feedback", json=sent).status_code == 200
    (row,) = read_feedback()
    assert (row["comment"], row["proven"]) == (comment, True)


def test_a_form_without_proof_goes_to_the_stricter_queue(
    client: TestClient, read_feedback: ReadFeedback
) -> None:
    sent = ABOUT | {"token": get_token(client), "comment": "It is wrong."}
    assert client.post("/desk/feedback", data=sent).status_code == 200
    assert [row["proven"] for row in read_feedback()] == [False]
    assert client.post("/desk/feedback", json=sent).json() == {"error": "proof"}  # a script can


def test_what_is_sent_again_takes_the_place_of_the_first_and_is_open_again(
    client: TestClient, read_feedback: ReadFeedback, desk: Desk
) -> None:
    sent = ABOUT | {"token": get_token(client)}
    client.post("/desk/feedback", json=sent | {"reasons": ["hard"]})
    desk.store.write(lambda connection: connection.execute(update(feedback).values(state="done")))
    client.post("/desk/feedback", json=sent | {"reasons": ["other"]})
    assert [(row["reasons"], row["state"]) for row in read_feedback()] == [("other", "open")]


def test_another_vote_has_feedback_of_its_own(
    client: TestClient, read_feedback: ReadFeedback
) -> None:
    for reason in ("hard", "other"):
        sent = ABOUT | {"token": get_token(client), "reasons": [reason]}
        assert client.post("/desk/feedback", json=sent).status_code == 200
    assert sorted(row["reasons"] for row in read_feedback()) == ["hard", "other"]


def test_over_a_limit_a_comment_is_refused_with_the_time_to_wait_and_not_kept(
    client: TestClient, read_feedback: ReadFeedback, clock: HeldClock
) -> None:
    clock.now = clock.now.replace(minute=10, second=20)
    sent = ABOUT | {"token": get_token(client)}
    for reason in ("hard", "situation", "outdated"):
        assert client.post("/desk/feedback", json=sent | {"reasons": [reason]}).status_code == 200
    over = client.post("/desk/feedback", json=sent | {"reasons": ["other"]})
    assert (over.status_code, over.json()) == (429, {"error": "too-many"})
    assert over.headers["Retry-After"] == "40"
    assert [row["reasons"] for row in read_feedback()] == ["outdated"]
    clock.now += timedelta(seconds=40)
    assert client.post("/desk/feedback", json=sent | {"reasons": ["other"]}).status_code == 200


def test_without_proof_fewer_comments_are_taken_and_the_text_stays_on_the_page(
    client: TestClient, read_feedback: ReadFeedback, clock: HeldClock
) -> None:
    clock.now = clock.now.replace(minute=10, second=0)
    sent = ABOUT | {"comment": "The third step is gone."}
    answers = [
        client.post("/desk/feedback", data=sent | {"token": get_token(client)}) for _ in "abc"
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "3000"  # the rest of the hour
    assert "The third step is gone." in answers[2].text
    assert len(read_feedback()) == 2


def test_a_proof_that_was_not_used_for_want_of_room_can_be_used_later(
    client: TestClient, read_feedback: ReadFeedback, desk: Desk
) -> None:
    sent = ABOUT | {"token": get_token(client)}
    for reason in ("hard", "situation", "outdated"):
        client.post("/desk/feedback", json=sent | {"reasons": [reason]})
    full = sent | {"comment": "Once more.", "altcha": make_proof(client)}
    assert client.post("/desk/feedback", json=full).status_code == 429
    desk.store.write(lambda connection: connection.execute(limits.delete()))
    assert client.post("/desk/feedback", json=full).status_code == 200
    assert [row["comment"] for row in read_feedback()] == ["Once more."]


def test_every_reason_of_the_schema_has_a_label_in_its_order() -> None:
    assert list(REASON_LABELS) == list(REASONS)
