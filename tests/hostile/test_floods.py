"""Floods: whoever asks without end has to wait, and nobody else has."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from entraide.desk import cost_meter, middleware, proposal_routes, workbench
from entraide.desk.app import ROUTES, build_app
from entraide.desk.cost_meter import Budget, CostMeter
from entraide.desk.desk import Desk
from entraide.desk.settings import DeskSettings
from entraide.desk.tables import votes
from support.desk import BROWSER
from support.hostile_desk import VOTE, ReadText
from support.hostile_texts import MARK
from support.staff import sign_in_as

Ask = Callable[[TestClient], Any]
MakeVisitor = Callable[[str], TestClient]
JSON_HEAD, FORM_HEAD = (
    {"Content-Type": kind} for kind in ("application/json", "application/x-www-form-urlencoded")
)
COSTLY = b"text-x=" + b"%CC%81" * 30_000  # 180 kB of a form, for a text that has no such place

FLOODS: dict[str, Ask] = {
    "forms shown": lambda client: client.get("/desk/propose/1029/fr/"),
    "invalid forms": lambda client: client.post(
        "/desk/propose/1029/fr/", content=COSTLY, headers=FORM_HEAD
    ),
    "forms of no text": lambda client: client.get("/desk/propose/7/fr/"),
    "invalid JSON": lambda client: client.post(
        "/desk/proposals", content=b'{"note": "' + b"\xf0\x9d\x85\xa0" * 50_000, headers=JSON_HEAD
    ),
    "challenges": lambda client: client.get("/desk/challenge?entry=1029&locale=en"),
    "proofs that fail": lambda client: client.post("/desk/feedback", json=VOTE | {"altcha": "x"}),
    "votes": lambda client: client.post("/desk/ratings", json=VOTE),
    "cross-origin votes": lambda client: client.post(
        "/desk/ratings", json=VOTE, headers={"Sec-Fetch-Site": "cross-site"}
    ),
    "questions": lambda client: client.post("/desk/questions/", data={"question": "x" * 900}),
    "challenges for questions": lambda client: client.get("/desk/questions/challenge?locale=en"),
    "feeds of news": lambda client: client.get(f"/desk/news/{'x' * 32}/"),
    "receipts": lambda client: client.get(f"/desk/receipts/{'x' * 32}/"),
    "withdrawals": lambda client: client.post("/desk/withdraw/", data={"receipt": "A" * 24}),
    "sign-in pages": lambda client: client.get("/desk/staff/sign-in/"),
    "sign-ins": lambda client: client.post("/desk/staff/sign-in/", data={"name": "mo"}),
    "pages of staff": lambda client: client.get("/desk/staff/queue/", follow_redirects=False),
    "wrong tokens": lambda client: client.get("/desk/staff/api/proposals"),
    "files": lambda client: client.get("/desk/assets/desk.css"),
    "unknown pages": lambda client: client.get("/desk/nothing"),
    "health": lambda client: client.get("/desk/healthz"),
    "readiness": lambda client: client.get("/desk/readyz"),
    "metrics": lambda client: client.get("/desk/metrics"),
}


@pytest.fixture
def settings(settings: DeskSettings) -> DeskSettings:
    return settings.model_copy(update={"limits_times": 1})


@pytest.fixture
def desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A tenth of the budgets, of which none comes back while a slow machine runs a test.

    A refusal is answered at once: how long it holds a turn is nothing that these tests see.
    """
    monkeypatch.setattr(middleware, "REFUSAL_SECONDS", 0)
    for name in ("NETWORK", "SITE_NETWORK", "TYPED_WORDS"):
        whole: Budget = getattr(cost_meter, name)
        monkeypatch.setattr(cost_meter, name, Budget(whole.most / 10, whole.per_second))
    return replace(desk, meter=CostMeter(1, clock=lambda: 0.0))


@pytest.fixture
def visitor(desk: Desk) -> Iterator[MakeVisitor]:
    """Makes a client at an address, of one running application."""
    app = build_app(desk)
    with TestClient(app) as running:

        def make_client(address: str) -> TestClient:
            near = TestClient(app, "https://help.example", headers=BROWSER, client=(address, 4711))
            near.portal = running.portal  # one event loop for all of them
            return near

        yield make_client


def count_votes(desk: Desk) -> int:
    every = select(func.count()).select_from(votes)
    return desk.store.read(lambda connection: connection.execute(every).scalar_one())


def count_until_refused(client: TestClient, ask: Ask) -> int:
    """Return how many got through before the first that was over the budget."""
    for number in range(200):
        answer = ask(client)
        if answer.status_code == 429:
            assert int(answer.headers["Retry-After"]) > 0
            return number
    pytest.fail("it never ends")


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_anything_ends_and_the_vote_of_another_is_kept(
    visitor: MakeVisitor, desk: Desk, name: str
) -> None:
    before = count_until_refused(visitor("192.0.2.7"), FLOODS[name])
    assert before <= 150
    neighbour = visitor("192.0.2.8")
    assert FLOODS[name](neighbour).status_code == 429
    known = count_votes(desk)
    assert visitor("198.51.100.1").post("/desk/ratings", json=VOTE).status_code == 200
    assert count_votes(desk) == known + 1


def test_every_kind_of_route_is_flooded_here() -> None:
    heads = {route.path.split("/")[2] for route in ROUTES}
    assert heads == {
        *("ratings", "feedback", "challenge", "proposals", "propose", "receipts", "staff"),
        *("withdraw", "healthz", "readyz", "metrics", "questions", "news"),
    }


def test_a_page_asked_for_as_if_a_form_was_sent_is_no_way_round(visitor: MakeVisitor) -> None:
    client = visitor("192.0.2.7")
    count_until_refused(client, FLOODS["forms shown"])
    assert client.get("/desk/propose/1029/fr/", headers=FORM_HEAD).status_code == 429


def test_another_address_of_an_ipv6_64_is_no_way_round(visitor: MakeVisitor) -> None:
    first = count_until_refused(visitor("2001:db8:1:1::1"), FLOODS["forms shown"])
    assert first
    assert not count_until_refused(visitor("2001:db8:1:1:ffff::1"), FLOODS["forms shown"])


def test_the_networks_of_an_ipv6_48_have_one_budget_in_all(visitor: MakeVisitor) -> None:
    passed = [
        count_until_refused(visitor(f"2001:db8:2:{number}::1"), FLOODS["forms shown"])
        for number in range(6)
    ]
    assert sum(passed) // 2 == passed[0]
    assert count_until_refused(visitor("2001:db8:3:1::1"), FLOODS["forms shown"]) == passed[0]


def test_what_was_typed_in_a_form_is_shown_again_though_the_budget_is_spent(
    visitor: MakeVisitor,
) -> None:
    client = visitor("192.0.2.7")
    count_until_refused(client, FLOODS["health"])
    form = {"text-gone": f"{MARK} typed for an hour", "licence": "yes"}
    answer = client.post("/desk/propose/1029/fr/", data=form)
    assert answer.status_code == 429
    assert f"{MARK} typed for an hour" in answer.text
    feedback = {name: str(value) for name, value in VOTE.items()} | {"comment": MARK}
    answer = client.post("/desk/feedback", data=feedback)
    assert (answer.status_code, MARK in answer.text) == (429, True)


def test_staff_are_told_that_their_network_asked_too_much(visitor: MakeVisitor, desk: Desk) -> None:
    client = visitor("192.0.2.7")
    sign_in_as(client, desk)
    count_until_refused(client, FLOODS["health"])
    answer = client.post("/desk/staff/queue/", data={"note": MARK})
    assert (answer.status_code, MARK in answer.text) == (429, True)
    assert "Too much has come from your network at once" in answer.text
    assert "could not be read" not in answer.text


def test_the_longest_chain_ends_with_an_explained_error(visitor: MakeVisitor) -> None:
    client = visitor("192.0.2.7")
    count_until_refused(client, FLOODS["health"])
    answers = [
        client.post("/desk/propose/1029/fr/", content=COSTLY, headers=FORM_HEAD) for _ in range(5)
    ]
    assert {answer.status_code for answer in answers} == {429}
    assert "<textarea" in answers[0].text
    assert "Trop de demandes à la fois" in answers[-1].text
    assert "<textarea" not in answers[-1].text
    assert "Too many requests at once" in client.get("/desk/staff/sign-in/?in=en").text
    assert client.get("/desk/challenge?entry=1029&locale=en").json() == {"error": "too-many"}


def test_a_page_that_cannot_be_made_now_is_refused_by_a_page(
    visitor: MakeVisitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbench, "MOST_WAITING", 0)
    answer = visitor("192.0.2.7").get("/desk/propose/1029/fr/?in=fr")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
    assert "Trop de demandes à la fois" in answer.text


def test_the_log_has_the_number_of_refusals_and_no_address(
    visitor: MakeVisitor, desk: Desk, read_output: ReadText
) -> None:
    client = visitor("192.0.2.7")
    count_until_refused(client, FLOODS["forms shown"])
    assert [FLOODS["forms shown"](client).status_code for _ in range(50)] == [429] * 50
    desk.request_counts.write_all()
    output = read_output()
    assert '"route": "none", "status": 429, "count": 51' in output
    assert "192.0.2" not in output


def test_a_slow_text_does_not_block_other_visitors(
    visitor: MakeVisitor, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    monkeypatch.setattr(proposal_routes, "_make_proposal", lambda *_, **__: held.wait(20))
    sent = {"entry": 1029, "locale": "fr", "revision": 3, "licence": True, "segments": {"x": "y"}}
    with ThreadPoolExecutor(5) as threads:
        slow = [
            threads.submit(visitor("192.0.2.7").post, "/desk/proposals", json=sent)
            for _ in range(5)
        ]
        time.sleep(0.2)
        assert visitor("198.51.100.1").post("/desk/ratings", json=VOTE).status_code == 200
        form = visitor("198.51.100.1").get("/desk/propose/1029/fr/")
        assert form.status_code == 200
        held.set()
        assert len([one.result() for one in slow]) == 5
    assert count_votes(desk) == 1


def test_a_text_without_end_is_given_up(
    visitor: MakeVisitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    assert visitor("198.51.100.1").get("/desk/propose/1029/fr/").status_code == 200
    monkeypatch.setattr(workbench, "LONGEST_WAIT", 1)
    monkeypatch.setattr(proposal_routes, "_make_proposal", lambda *_, **__: held.wait(20))
    sent = {"entry": 1029, "locale": "fr", "revision": 3, "licence": True, "segments": {"x": "y"}}
    answer = visitor("192.0.2.7").post("/desk/proposals", json=sent)
    assert (answer.status_code, answer.json()) == (503, {"error": "busy"})
    assert visitor("192.0.2.7").get("/desk/propose/1029/fr/").status_code == 503  # not its turn
    assert visitor("198.51.100.1").get("/desk/propose/1029/fr/").status_code == 200
    held.set()
