"""Vote stuffing: one voice a voter, and only numbers that are numbers."""

import asyncio
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import httpx2
import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from entraide.desk.app import build_app
from entraide.desk.desk import Desk
from entraide.desk.published_site import PublishedSite
from entraide.desk.tables import votes
from support.coroutines import run
from support.desk import BROWSER
from support.hostile_desk import VOTE, Send
from support.hostile_texts import iter_documents, nest_json
from support.published_site import make_row, publish

pytestmark = pytest.mark.both_stores

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
VALUES: tuple[Any, ...] = (
    *(0, 6, -1, 2**31, 2**63, 2**64, 10**400),
    *(4.0, 4.5, 1e300, -0.0),
    *(True, False, None, "5", "five", "", " 5", "٥", "5\0"),
    *([], [5], {}, {"$gt": 0}, [[5]]),
)


def count_votes(desk: Desk) -> int:
    return desk.store.read(
        lambda connection: connection.execute(select(func.count()).select_from(votes)).scalar_one()
    )


@pytest.mark.parametrize("field", ["entry", "revision", "rating"])
def test_a_number_is_a_whole_number_in_its_range(send: Send, desk: Desk, field: str) -> None:
    for value in VALUES:
        answer = send("/desk/ratings", VOTE | {field: value})
        unknown = field == "entry" and type(value) is int and value == 6
        assert answer.status_code == (404 if unknown else answer.status_code), value
        assert 400 <= answer.status_code < 500, value
    assert count_votes(desk) == 0


def test_yes_and_no_are_no_numbers(desk: Desk) -> None:
    desk = replace(
        desk,
        site=PublishedSite(
            publish(desk.settings.site_dir / "asks", make_row(1, "en"), rating="helpful")
        ),
    )
    near = TestClient(build_app(desk), headers=BROWSER)
    fields = {"entry": 1, "locale": "en", "revision": 4}
    values: tuple[Any, ...] = (1, 0, "yes", "true", [], 1.0, None)
    for value in values:
        answer = near.post("/desk/ratings", json=fields | {"helpful": value})
        assert answer.status_code == 422, value
    assert near.post("/desk/ratings", data=fields | {"helpful": "true"}).status_code == 422
    assert count_votes(desk) == 0
    assert near.post("/desk/ratings", json=fields | {"helpful": True}).status_code == 200
    assert near.post("/desk/ratings", data=fields | {"helpful": "no"}).status_code == 200
    assert count_votes(desk) == 1


def test_json_with_a_key_twice_or_without_content_is_refused(
    client: TestClient, desk: Desk
) -> None:
    json_type = {"Content-Type": "application/json"}
    for document in (*iter_documents(), nest_json(10_000)[:16_000].encode()):
        answer = client.post("/desk/ratings", content=document, headers=json_type)
        assert answer.status_code in (400, 422), document[:60]
        assert set(answer.json()) == {"error"}
    assert client.post("/desk/ratings", content=nest_json(10_000), headers=json_type).json() == {
        "error": "too-large"
    }
    assert count_votes(desk) == 0


def test_a_form_with_a_field_twice_or_without_content_is_refused(
    client: TestClient, desk: Desk
) -> None:
    good = "entry=1029&locale=en&revision=4&rating=5"
    for body in (
        f"{good}&rating=1",
        f"{good}&entry=1032",
        f"{good}&" + "x=1&" * 100,
        good.replace("&", ";"),
        good.replace("entry", "entry[]"),
        good.replace("5", "%ff"),
        f"{good}&helpful=yes",
        f"{good}&_method=DELETE",
        "entry",
        "",
    ):
        answer = client.post("/desk/ratings", content=body, headers=FORM)
        assert answer.status_code in (400, 422), body[:80]
    assert count_votes(desk) == 0
    assert client.post("/desk/ratings", content=good, headers=FORM).status_code == 200
    assert count_votes(desk) == 1


@pytest.mark.thorough
def test_two_hundred_at_once_of_two_voters_are_two_votes(desk: Desk) -> None:
    async def post_all() -> list[int]:
        app = build_app(desk)
        nears = [
            httpx2.AsyncClient(
                transport=httpx2.ASGITransport(app=app, client=(address, 4711)),
                base_url="https://help.example",
                headers=BROWSER,
            )
            for address in ("192.0.2.1", "2001:db8::1")
        ]
        sent = (nears[turn % 2].post("/desk/ratings", json=VOTE) for turn in range(200))
        answers = await asyncio.gather(*sent)
        for near in nears:
            await near.aclose()
        return [answer.status_code for answer in answers]

    assert set(run(post_all())) == {200}
    assert count_votes(desk) == 2


def test_an_address_of_many_spellings_is_one_voter(client: TestClient, desk: Desk) -> None:
    trusting = replace(
        desk, settings=desk.settings.model_copy(update={"trusted_proxies": (ip_network("::/0"),)})
    )
    near = TestClient(build_app(trusting), headers=BROWSER, client=("::1", 1))
    for spelling in ("192.0.2.9", "::ffff:192.0.2.9", "[::ffff:c000:209]:443", "192.0.2.9:80"):
        vote = near.post("/desk/ratings", json=VOTE, headers={"X-Forwarded-For": spelling})
        assert vote.status_code == 200
    assert count_votes(desk) == 1
    assert client.post("/desk/ratings", json=VOTE).status_code == 200  # from 192.0.2.7
    assert count_votes(desk) == 2
