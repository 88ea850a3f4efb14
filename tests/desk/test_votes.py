"""What the desk promises of votes, on every store: who counts, where, and for how long."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from entraide.desk import votes
from entraide.desk.app import build_app
from entraide.desk.desk import Desk, open_desk
from entraide.desk.published_site import PublishedSite
from entraide.desk.settings import DeskSettings
from support.desk import BROWSER, HeldClock
from support.published_site import make_row, publish

pytestmark = pytest.mark.both_stores

VOTE = {"entry": 1029, "locale": "en", "revision": 4, "rating": 5}
Votes = Counter[tuple[int, str, int, str, int]]  # entry, locale, revision, scale, rating
Vote = Callable[..., Any]


@pytest.fixture
def settings(settings: DeskSettings) -> DeskSettings:
    """Those of a desk behind one proxy, the address of `client`."""
    return settings.model_copy(update={"trusted_proxies": (ip_network("192.0.2.7"),)})


@pytest.fixture
def vote(client: TestClient) -> Vote:
    def post_vote(voter: str = "198.51.100.1", **facts: Any) -> Any:
        return client.post("/desk/ratings", json=VOTE | facts, headers={"X-Forwarded-For": voter})

    return post_vote


@pytest.fixture
def count_votes(desk: Desk) -> Callable[[], Votes]:
    def count_votes() -> Votes:
        counts = desk.store.read(lambda connection: list(votes.count_votes(connection)))
        return Counter(
            {
                (one.entry, one.locale, one.revision, one.scale, one.rating): one.votes
                for one in counts
            }
        )

    return count_votes


def test_voters_of_different_networks_count_each(
    vote: Vote, count_votes: Callable[[], Votes]
) -> None:
    vote("198.51.100.1")
    vote("198.51.100.2", rating=2)
    vote("2001:db8:0:1::1")
    vote("2001:db8:0:1:ffff::2")  # the same network of an IPv6 provider’s customer
    assert count_votes() == {(1029, "en", 4, "five", 5): 2, (1029, "en", 4, "five", 2): 1}


def test_a_voter_counts_once_for_each_entry_revision_and_locale(
    vote: Vote, count_votes: Callable[[], Votes]
) -> None:
    texts = [
        {"entry": 1029, "locale": "en", "revision": 4},
        {"entry": 1029, "locale": "en", "revision": 3},
        {"entry": 1029, "locale": "fr", "revision": 3},
        {"entry": 1030, "locale": "en", "revision": 4},
    ]
    for rating in (1, 3):
        for text in texts:
            assert vote(**text, rating=rating).status_code == 200
    assert count_votes() == {(*text.values(), "five", 3): 1 for text in texts}


def test_a_changed_vote_replaces_the_first_whatever_the_order(
    vote: Vote, count_votes: Callable[[], Votes]
) -> None:
    for rating in (5, 1, 5, 4):
        vote("198.51.100.1", rating=rating)
        vote("198.51.100.2", rating=6 - rating)
    assert count_votes() == {(1029, "en", 4, "five", 4): 1, (1029, "en", 4, "five", 2): 1}


def test_a_fallback_page_votes_for_the_text_it_shows_and_for_no_other(
    vote: Vote, count_votes: Callable[[], Votes]
) -> None:
    assert vote(entry=1030, locale="en").status_code == 200
    assert vote(entry=1030, locale="fr").status_code == 404
    assert vote(entry=1030, locale="de").status_code == 404
    assert count_votes() == {(1030, "en", 4, "five", 5): 1}


def test_the_next_day_a_voter_is_somebody_else(
    vote: Vote, count_votes: Callable[[], Votes], clock: HeldClock
) -> None:
    vote()
    clock.now += timedelta(hours=11, minutes=59)
    vote()  # still today
    assert count_votes().total() == 1
    clock.now += timedelta(minutes=1)
    vote()
    assert count_votes().total() == 2


class TestSeveralWorkers:
    @pytest.fixture
    def settings(self, settings: DeskSettings, runtime_dir: Path) -> DeskSettings:
        return settings.model_copy(update={"runtime_dir": runtime_dir})

    def test_desks_on_one_store_know_a_voter_alike(
        self, vote: Vote, count_votes: Callable[[], Votes], settings: DeskSettings, clock: HeldClock
    ) -> None:
        vote(rating=1)
        other = open_desk(settings, clock)
        with TestClient(build_app(other), headers=BROWSER, client=("192.0.2.7", 4711)) as beside:
            voter = {"X-Forwarded-For": "198.51.100.1"}
            beside.post("/desk/ratings", json=VOTE | {"rating": 2}, headers=voter)
        assert count_votes() == {(1029, "en", 4, "five", 2): 1}


def test_a_vote_over_a_limit_is_answered_like_any_other_and_dropped(
    vote: Vote, count_votes: Callable[[], Votes]
) -> None:
    answers = [vote(revision=1 + n % 4, entry=(1029, 1030, 1032)[n % 3]) for n in range(12)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({tuple(answer.json()) for answer in answers}) == 1
    assert len({tuple(answer.headers) for answer in answers}) == 1
    assert len({len(answer.json()["token"]) for answer in answers}) == 1
    assert count_votes().total() == 10


def test_when_the_site_asks_otherwise_the_old_votes_stay_apart(
    vote: Vote, count_votes: Callable[[], Votes], tmp_path: Path, desk: Desk
) -> None:
    vote("198.51.100.1", rating=4)
    vote("198.51.100.2", rating=1)
    asks_otherwise = publish(tmp_path / "helpful", make_row(1029, "en"), rating="helpful")
    later = replace(desk, site=PublishedSite(asks_otherwise))
    client = TestClient(build_app(later), headers=BROWSER, client=("192.0.2.7", 4711))
    about = {"entry": 1029, "locale": "en", "revision": 4}
    for voter, helpful in (("198.51.100.2", False), ("198.51.100.3", True)):
        from_voter = {"X-Forwarded-For": voter}
        answer = client.post("/desk/ratings", json=about | {"helpful": helpful}, headers=from_voter)
        assert answer.json()["ask"] is not helpful
    assert client.post("/desk/ratings", json=VOTE).status_code == 422  # the old question
    assert count_votes() == {
        (1029, "en", 4, "five", 4): 1,
        (1029, "en", 4, "helpful", 0): 1,
        (1029, "en", 4, "helpful", 1): 1,
    }
