"""A vote, as a script sends it and as a form does."""

from collections import Counter
from typing import Any

import pytest
from starlette.testclient import TestClient

from entraide.desk import votes
from entraide.desk.desk import Desk

VOTE = {"entry": 1029, "locale": "en", "revision": 4, "rating": 5}


def count_votes(desk: Desk) -> Counter[tuple[int, str, int, int]]:
    """(entry, locale, revision, rating) -> votes."""
    counted = desk.store.read(lambda connection: list(votes.count_votes(connection)))
    return Counter(
        {(one.entry, one.locale, one.revision, one.rating): one.votes for one in counted}
    )


def test_a_vote_is_kept(client: TestClient, desk: Desk) -> None:
    answer = client.post("/desk/ratings", json=VOTE)
    assert answer.status_code == 200
    assert answer.json()["ask"] is False
    assert count_votes(desk) == {(1029, "en", 4, 5): 1}


def test_a_vote_on_a_localised_version_is_on_the_revision_that_it_was_made_from(
    client: TestClient, desk: Desk
) -> None:
    answer = client.post("/desk/ratings", json=VOTE | {"locale": "fr", "revision": 3})
    assert answer.status_code == 200
    assert count_votes(desk) == {(1029, "fr", 3, 5): 1}


def test_a_vote_can_be_changed(client: TestClient, desk: Desk) -> None:
    client.post("/desk/ratings", json=VOTE)
    assert client.post("/desk/ratings", json=VOTE | {"rating": 2}).json()["ask"] is True
    assert count_votes(desk) == {(1029, "en", 4, 2): 1}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"revision": 5}, 422),
        ({"revision": 0}, 422),
        ({"locale": "fr"}, 422),  # which was made from revision 3
        ({"rating": 6}, 422),
        ({"rating": True}, 422),
        ({"rating": 4.0}, 422),
        ({"rating": None, "helpful": True}, 422),
        ({"entry": "1029"}, 422),
        ({"more": 1}, 422),
        ({"entry": 1, "revision": 1}, 404),
        ({"entry": 1031, "revision": 1}, 404),
        ({"entry": 1030, "locale": "fr", "revision": 1}, 404),
    ],
)
def test_invalid_votes_are_refused_and_not_stored(
    client: TestClient, desk: Desk, change: dict[str, Any], status: int
) -> None:
    assert client.post("/desk/ratings", json=VOTE | change).status_code == status
    assert not count_votes(desk)


def test_a_form_is_answered_by_a_page_in_the_language_of_the_page(
    client: TestClient, desk: Desk
) -> None:
    answer = client.post("/desk/ratings?in=fr", data={name: str(v) for name, v in VOTE.items()})
    assert answer.status_code == 200
    assert '<html lang="fr"' in answer.text
    assert 'href="/fr/e/1029/"' in answer.text
    assert count_votes(desk) == {(1029, "en", 4, 5): 1}
