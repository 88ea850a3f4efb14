"""Limits of many people: whatever a few networks do, nobody else finds a way in closed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import Table, select
from starlette.testclient import TestClient

from entraide.desk import limits, rating_routes, tables
from entraide.desk.app import build_app
from entraide.desk.desk import Desk, open_desk
from entraide.desk.limits import Rules, Window
from entraide.desk.settings import DeskSettings
from entraide.desk.tables import feedback, proposals, votes
from support.desk import BROWSER
from support.hostile_desk import TEXT, VOTE, solve

pytestmark = pytest.mark.both_stores

MakeVisitor = Callable[[int], TestClient]
CHALLENGE = "/desk/challenge?entry=1029&locale=en"


@pytest.fixture
def settings(settings: DeskSettings) -> DeskSettings:
    return settings.model_copy(update={"limits_times": 1})


@pytest.fixture
def visitor(desk: Desk) -> Iterator[MakeVisitor]:
    """Makes a client in the network of that number, of one running application."""
    app = build_app(desk)
    with TestClient(app) as running:

        def make_client(network: int) -> TestClient:
            near = TestClient(
                app, "https://help.example", headers=BROWSER, client=(f"10.0.{network}.1", 4711)
            )
            near.portal = running.portal
            return near

        yield make_client


def list_rows(desk: Desk, table: Table) -> list[Any]:
    return list(desk.store.read(lambda connection: connection.execute(select(table)).all()))


def give_feedback(client: TestClient, comment: str, *, form: bool = True, **more: str) -> Any:
    """Vote, and say why, as a page does without a script or with one."""
    token = client.post("/desk/ratings", json=VOTE).json()["token"]
    fields = TEXT | {"token": token, "comment": comment} | more
    body: Mapping[str, Any] = {"data": fields} if form else {"json": fields}
    return client.post("/desk/feedback", **body)


def send_form(client: TestClient, entry: int = 1029) -> Any:
    """Send the form of a proposal, without a script."""
    page = client.get(f"/desk/propose/{entry}/fr/").text
    key = page.partition('name="text-')[2].partition('"')[0]
    form = {f"text-{key}": "Autre texte", "licence": "yes", "revision": "3"}
    return client.post(f"/desk/propose/{entry}/fr/", data=form)


def test_two_networks_that_fill_an_entry_shut_no_comment_of_a_stranger_out(
    visitor: MakeVisitor, desk: Desk
) -> None:
    for network in range(1, 12):  # two an hour of each, 20 an entry
        for _ in range(2):
            give_feedback(visitor(network), "flood")
    answer = give_feedback(visitor(99), "from a stranger")
    assert answer.status_code == 200
    row = next(row for row in list_rows(desk, feedback) if row.comment == "from a stranger")
    assert row.proven is False


def test_a_few_networks_shut_no_proposal_of_a_stranger_out(
    visitor: MakeVisitor, desk: Desk
) -> None:
    for network in range(1, 7):  # five an hour of each; 10 an entry, 15 a minute in all
        for _ in range(5):
            send_form(visitor(network))
    assert send_form(visitor(99)).status_code == 200
    assert send_form(visitor(99), 1032).status_code == 200
    assert not any(row.proven for row in list_rows(desk, proposals))


def test_while_it_is_crowded_a_network_sends_little(visitor: MakeVisitor, desk: Desk) -> None:
    for network in range(1, 5):
        for _ in range(5):
            send_form(visitor(network))
    before = len(list_rows(desk, proposals))
    answers = [send_form(visitor(99)).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert len(list_rows(desk, proposals)) == before + 3


def limit_entry(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Make it crowded from the first attempt on; a network has two an hour then."""
    rules: Rules = getattr(module, name)
    entry, network = (Window(limits.HOUR, most) for most in (0, 2))
    crowded = {"entry": (entry,), limits.CROWDED_NETWORK: (network,)}
    monkeypatch.setattr(module, name, dict(rules) | crowded)


def test_every_worker_asks_for_harder_proofs_until_it_is_no_longer_crowded(
    visitor: MakeVisitor, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit_entry(monkeypatch, rating_routes, "UNPROVEN_COMMENT_LIMITS")
    other = open_desk(desk.settings, desk.clock)  # another process, on the same store
    with TestClient(build_app(other), headers=BROWSER) as worker:
        easy = worker.get(CHALLENGE).json()["parameters"]["cost"]
        assert give_feedback(visitor(1), "crowded").status_code == 200
        assert worker.get(CHALLENGE).json()["parameters"]["cost"] == 4 * easy
        (row,) = [row for row in list_rows(desk, tables.limits) if row.bucket == limits.CROWDED]
        assert row.expires % 60 == 0  # a second would be that of the comment
        assert desk.store.read(lambda reader: limits.is_crowded(reader, row.expires - 1))
        assert not desk.store.read(lambda reader: limits.is_crowded(reader, row.expires))


def test_a_proof_of_before_the_crowd_is_held_and_a_harder_one_is_not(
    visitor: MakeVisitor, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit_entry(monkeypatch, rating_routes, "COMMENT_LIMITS")
    client = visitor(1)
    easy = client.get(CHALLENGE).json()
    assert give_feedback(client, "easy", form=False, altcha=solve(easy)).status_code == 200
    hard = client.get(CHALLENGE).json()
    assert hard["parameters"]["cost"] == 4 * easy["parameters"]["cost"]
    assert give_feedback(client, "hard", form=False, altcha=solve(hard)).status_code == 200
    found = {row.comment: row.proven for row in list_rows(desk, feedback)}
    assert found == {"easy": False, "hard": True}


def test_a_vote_in_a_crowd_is_kept_with_a_proof_of_work_used_once(
    visitor: MakeVisitor, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit_entry(monkeypatch, rating_routes, "RATING_LIMITS")
    client = visitor(1)
    answers = [client.post("/desk/ratings", json=VOTE) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert answers[2].json() == {"error": "proof"}
    assert client.post("/desk/ratings", data=VOTE).status_code == 200  # thanked all the same
    proof = {"altcha": solve(client.get(f"{CHALLENGE}&for=rating").json())}
    assert client.post("/desk/ratings", json=VOTE | {"rating": 5} | proof).status_code == 200
    assert [row.rating for row in list_rows(desk, votes)] == [5]
    assert client.post("/desk/ratings", json=VOTE | proof).json() == {"error": "proof"}
    other = {"altcha": solve(client.get(CHALLENGE).json())}
    assert client.post("/desk/ratings", json=VOTE | other).json() == {"error": "proof"}
    assert visitor(2).post("/desk/ratings", json=VOTE).status_code == 200
    assert len(list_rows(desk, votes)) == 2
