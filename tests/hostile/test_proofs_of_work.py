"""Proofs of work: used once, for one text, made by us, and cheap to refuse (CVE-2023-1886).

A solved code of phpMyFAQ could be used again; checking and deleting it were two statements.
"""

import asyncio
import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx2
from altcha.v2 import create_challenge
from sqlalchemy import select
from starlette.testclient import TestClient

from entraide.desk import proofs
from entraide.desk.app import build_app
from entraide.desk.desk import Desk
from entraide.desk.tables import feedback, spent_challenges
from support.coroutines import run
from support.desk import BROWSER, HeldClock
from support.hostile_desk import Send, pack_payload, solve

REFUSED = {"error": "proof"}
FollowUp = Callable[..., dict[str, Any]]


def unpack_proof(proof: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(base64.b64decode(proof))
    return payload


def make_proof(client: TestClient, entry: int = 1029, locale: str = "en") -> str:
    asked = client.get("/desk/challenge", params={"entry": entry, "locale": locale})
    return solve(asked.json())


def count_comments(desk: Desk) -> int:
    return len(desk.store.read(lambda connection: connection.execute(select(feedback)).all()))


def test_a_proof_counts_once(
    client: TestClient, send: Send, follow_up: FollowUp, desk: Desk
) -> None:
    proof = {"comment": "It is wrong.", "altcha": make_proof(client)}
    assert send("/desk/feedback", follow_up() | proof).status_code == 200
    for _ in range(3):
        assert send("/desk/feedback", follow_up() | proof).json() == REFUSED
        assert send("/desk/feedback", follow_up() | proof, form=True).status_code == 422
    assert count_comments(desk) == 1


def test_fifty_at_once_with_one_proof_are_one(
    client: TestClient, follow_up: FollowUp, desk: Desk
) -> None:
    proof = {"comment": "It is wrong.", "altcha": make_proof(client)}
    sent = [follow_up() | proof for _ in range(50)]

    async def post_all() -> list[int]:
        transport = httpx2.ASGITransport(app=build_app(desk))
        near = httpx2.AsyncClient(
            transport=transport, base_url="https://help.example", headers=BROWSER
        )
        async with near:
            answers = await asyncio.gather(
                *(near.post("/desk/feedback", json=fields) for fields in sent)
            )
        return [answer.status_code for answer in answers]

    assert sorted(run(post_all())) == [200] + [422] * 49
    assert count_comments(desk) == 1


def test_a_proof_for_one_text_is_of_no_use_for_another(
    client: TestClient, send: Send, follow_up: FollowUp, desk: Desk
) -> None:
    proof = {"comment": "It is wrong.", "altcha": make_proof(client)}
    assert send("/desk/feedback", follow_up(1032) | proof).json() == REFUSED
    assert send("/desk/feedback", follow_up(locale="fr") | proof).json() == REFUSED
    assert count_comments(desk) == 0


def test_a_proof_expires(
    client: TestClient, send: Send, follow_up: FollowUp, desk: Desk, clock: HeldClock
) -> None:
    proof = {"comment": "It is wrong.", "altcha": make_proof(client)}
    clock.now += timedelta(seconds=proofs.CHALLENGE_LIFETIME)
    assert send("/desk/feedback", follow_up() | proof).json() == REFUSED
    assert count_comments(desk) == 0


# Where it stands in the payload, and what is put there.
ALTERATIONS: tuple[tuple[tuple[str, ...], object], ...] = (
    (("challenge", "parameters", "cost"), 1),
    (("challenge", "parameters", "cost"), 2**31),
    (("challenge", "parameters", "algorithm"), "SHA-256"),
    (("challenge", "parameters", "algorithm"), "ARGON2ID"),
    (("challenge", "parameters", "keyLength"), 1),
    (("challenge", "parameters", "keyPrefix"), ""),
    (("challenge", "parameters", "expiresAt"), 2**40),
    (("challenge", "parameters", "expiresAt"), None),
    (("challenge", "parameters", "nonce"), "\0"),
    (("challenge", "parameters", "nonce"), "\ud800"),
    (("challenge", "parameters", "nonce"), ["'"]),
    (("challenge", "parameters", "nonce"), "A" * 32),
    (("challenge", "parameters", "salt"), "x"),
    (("challenge", "parameters", "data"), {"entry": 1029, "locale": "en", "more": 1}),
    (("challenge", "parameters", "memoryCost"), 2**40),
    (("challenge", "signature"), ""),
    (("challenge", "signature"), "é"),
    (("challenge", "signature"), None),
    (("solution", "counter"), -1),
    (("solution", "counter"), 2**200),
    (("solution", "counter"), 1.5),
    (("solution", "counter"), True),
    (("solution", "derivedKey"), "00"),
    (("solution", "derivedKey"), None),
    (("solution",), []),
    (("challenge",), "\0"),
)


def test_an_altered_proof_is_refused(
    client: TestClient, send: Send, follow_up: FollowUp, desk: Desk
) -> None:
    proof = make_proof(client)
    fields = follow_up() | {"comment": "It is wrong."}
    for path, value in (
        *ALTERATIONS,
        (("challenge", "parameters", "cost"), str(proofs.CHALLENGE_COST)),
    ):
        payload = unpack_proof(proof)
        place = payload
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value
        answer = send("/desk/feedback", fields | {"altcha": pack_payload(payload)})
        assert (answer.status_code, answer.json()) == (422, REFUSED), (path, value)
    assert send("/desk/feedback", fields | {"altcha": proof}).status_code == 200
    assert count_comments(desk) == 1


def test_a_challenge_of_another_secret_is_refused(
    client: TestClient, send: Send, follow_up: FollowUp, desk: Desk
) -> None:
    ours = client.get("/desk/challenge", params={"entry": 1029, "locale": "en"}).json()
    parameters = ours["parameters"]
    theirs = create_challenge(
        parameters["algorithm"],
        parameters["cost"],
        key_length=parameters["keyLength"],
        key_prefix=parameters["keyPrefix"],
        expires_at=parameters["expiresAt"],
        data=parameters["data"],
        hmac_secret="another",  # noqa: S106 - that is the point
    )
    proof = solve(dict(theirs.to_dict()))
    assert send("/desk/feedback", follow_up() | {"comment": "x", "altcha": proof}).json() == REFUSED
    assert count_comments(desk) == 0


def test_a_payload_of_the_wrong_size_or_kind_costs_nothing(
    send: Send, follow_up: FollowUp, desk: Desk
) -> None:
    fields = follow_up() | {"comment": "x"}
    for proof, word in (
        ("A" * 2_001, "invalid"),
        ("A" * 15_000, "invalid"),
        ("é" * 100, "proof"),
        ("====", "proof"),
        (base64.b64encode(b"[" * 1_400).decode(), "proof"),
        (base64.b64encode(b'{"challenge": NaN}').decode(), "proof"),
        (base64.b64encode(b"9" * 1_400).decode(), "proof"),
    ):
        answer = send("/desk/feedback", fields | {"altcha": proof})
        assert (answer.status_code, answer.json()) == (422, {"error": word}), proof[:40]
    spent = desk.store.read(lambda connection: connection.execute(select(spent_challenges)).all())
    assert spent == []


def test_a_comment_by_script_needs_a_proof_and_one_by_form_waits_in_the_stricter_queue(
    send: Send, follow_up: FollowUp, desk: Desk
) -> None:
    assert send("/desk/feedback", follow_up() | {"comment": "x"}).json() == REFUSED
    assert send("/desk/feedback", follow_up() | {"comment": "x"}, form=True).status_code == 200
    rows = desk.store.read(lambda connection: connection.execute(select(feedback)).all())
    assert [row.proven for row in rows] == [False]
