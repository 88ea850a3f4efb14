"""Proposals as a script sends them: what is kept, what is refused, and the receipt."""

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from babel.dates import format_date
from sqlalchemy import select
from starlette.testclient import TestClient

from entraide.desk import proposals
from entraide.desk.desk import Desk
from entraide.desk.limits import PROPOSAL_LIMITS
from entraide.desk.proposals import Decision, ProposalFilter
from entraide.desk.receipts import make_digest
from entraide.desk.tables import limits
from entraide.desk.tables import proposals as table
from entraide.model.proposal import Proposal, ProposalState, ProposedText
from support.desk import HeldClock
from support.desk_rows import count
from support.hostile_desk import solve
from support.published_site import PARAGRAPH

PLACE: dict[str, Any] = {"entry": 1029, "locale": "fr"}
TITLE = {"title": "Bloquer une personne"}
FRENCH = PLACE | {"revision": 4, "segments": TITLE, "licence": True}


pytestmark = pytest.mark.usefixtures("clock_of_today")


def make_proof(client: TestClient, purpose: str = "proposal", **place: Any) -> str:
    """What a browser sends that has done the work."""
    asked = client.get("/desk/challenge", params=PLACE | place | {"for": purpose})
    return solve(asked.json())


def send(client: TestClient, **facts: Any) -> Any:
    said = FRENCH | facts
    place = {name: said[name] for name in PLACE}
    return client.post("/desk/proposals", json=said | {"altcha": make_proof(client, **place)})


def read_proposals(desk: Desk) -> list[Proposal]:
    every = ProposalFilter(list(ProposalState))
    return desk.store.read(lambda connection: proposals.list_proposals(connection, every, 0, 100))


def test_a_proposal_is_kept_beside_what_it_was_made_from(client: TestClient, desk: Desk) -> None:
    texts = {PARAGRAPH: " Ouvrez\r\n`Settings`. ", "title": "Bloquer e\u0301t"}
    answer = send(client, segments=texts, credit=" Camille R. ", note="Où ?\r\nLà.")
    assert answer.status_code == 200
    (one,) = read_proposals(desk)
    assert one == Proposal(
        id=one.id,
        entry=1029,
        locale="fr",
        revision=4,
        texts=(
            ProposedText("title", "field", "Block someone", "Bloquer quelqu’un", "Bloquer ét"),
            ProposedText(
                PARAGRAPH,
                "paragraph",
                "Open `Settings`, then call 112.",
                "Ouvrez `Settings`.",
                "Ouvrez\n`Settings`.",
            ),
        ),
        credit="Camille R.",
        licence="CC BY 4.0",
        note="Où ?\nLà.",
        proven=True,
        state=ProposalState.OPEN,
        reason="",
        day=desk.clock().date(),
    )


def test_a_version_that_is_missing_and_the_source_itself_may_be_proposed(
    client: TestClient, desk: Desk
) -> None:
    assert send(client, entry=1030).status_code == 200
    assert send(client, locale="en", segments={"title": "Block a person"}).status_code == 200
    first, second = sorted(read_proposals(desk), key=lambda one: one.entry, reverse=True)
    assert (first.texts[0].source, first.texts[0].old_text) == ("Block someone", "")
    assert (second.texts[0].source, second.texts[0].old_text) == ("Block someone", "Block someone")


def test_texts_equal_to_the_published_ones_are_left_out(client: TestClient, desk: Desk) -> None:
    same = {"title": "Bloquer quelqu’un ", "summary": "", "heading-1111111111111111": "Que faire"}
    assert send(client, segments=same).status_code == 200
    assert [text.key for text in read_proposals(desk)[0].texts] == ["heading-1111111111111111"]
    assert send(client, segments={"title": "Bloquer quelqu’un", "summary": ""}).status_code == 422


@pytest.mark.parametrize(
    ("facts", "status", "word"),
    [
        ({"segments": {}}, 422, "invalid"),
        ({"segments": {"title": 1}}, 422, "invalid"),
        ({"segments": [["title", "x"]]}, 422, "invalid"),
        ({"segments": {"Title<": "x"}}, 422, "invalid"),
        ({"segments": TITLE | {"unknown": "x"}}, 409, "moved"),
        ({"segments": TITLE | {"unknown": "x"}, "revision": 2}, 409, "moved"),
        ({"revision": 5}, 422, "invalid"),
        ({"revision": 5, "segments": {"unknown": "x"}}, 422, "invalid"),
        ({"revision": 0}, 422, "invalid"),
        ({"licence": False}, 422, "invalid"),
        ({"licence": "yes"}, 422, "invalid"),
        ({"licence": 1}, 422, "invalid"),
        ({"credit": "a" * 81}, 422, "invalid"),
        ({"credit": "two\nlines"}, 422, "invalid"),
        ({"credit": "\u202eabc"}, 422, "invalid"),
        ({"note": "a" * 1_001}, 422, "invalid"),
        ({"note": "\0"}, 422, "invalid"),
        ({"segments": {"title": "\u202ereversed"}}, 422, "invalid"),
        ({"segments": {"title": "\0"}}, 422, "invalid"),
        ({"segments": {"title": "\ud800"}}, 422, "invalid"),
        ({"segments": {"title": "a" * 1_200}}, 422, "invalid"),
        ({"segments": {"title": "a" + "\u0301\u0316" * 16}}, 422, "invalid"),
        ({"credit": "a" + "\u0301\u0316" * 16}, 422, "invalid"),
        ({"segments": {f"title-{number}": "x" for number in range(501)}}, 422, "invalid"),
        ({"more": 1}, 422, "invalid"),
    ],
)
def test_invalid_proposals_are_refused_whole(
    client: TestClient, desk: Desk, facts: dict[str, Any], status: int, word: str
) -> None:
    body = json.dumps(FRENCH | {"altcha": make_proof(client)} | facts)
    headers = {"Content-Type": "application/json"}
    answer = client.post("/desk/proposals", content=body, headers=headers)
    assert (answer.status_code, answer.json()) == (status, {"error": word})
    assert read_proposals(desk) == []


@pytest.mark.parametrize(
    "place",
    [{"entry": 1031}, {"entry": 7}, {"locale": "de"}, {"locale": "en-GB"}],
)
def test_entries_without_a_page_take_no_proposal(
    client: TestClient, desk: Desk, place: dict[str, Any]
) -> None:
    answer = client.post("/desk/proposals", json=FRENCH | place | {"altcha": make_proof(client)})
    assert (answer.status_code, answer.json()) == (404, {"error": "not-found"})
    query = PLACE | place | {"for": "proposal"}
    assert client.get("/desk/challenge", params=query).status_code == 404
    assert read_proposals(desk) == []


def test_one_made_from_an_older_revision_is_kept_as_that(client: TestClient, desk: Desk) -> None:
    assert send(client, revision=2).status_code == 200
    assert read_proposals(desk)[0].revision == 2


def test_a_link_or_a_number_that_is_missing_is_for_staff_to_see(
    client: TestClient, desk: Desk
) -> None:
    assert send(client, segments={PARAGRAPH: "Un harceleur vous écrit, 17."}).status_code == 200
    assert read_proposals(desk)[0].texts[0].text == "Un harceleur vous écrit, 17."


def test_without_work_for_this_very_proposal_nothing_is_kept(
    client: TestClient, desk: Desk
) -> None:
    for work in (
        "",
        "x",
        make_proof(client, ""),
        make_proof(client, locale="en"),
        make_proof(client, entry=1032),
    ):
        answer = client.post("/desk/proposals", json=FRENCH | {"altcha": work})
        assert (answer.status_code, answer.json()) == (422, {"error": "proof"}), work
    used = FRENCH | {"altcha": make_proof(client)}
    assert [client.post("/desk/proposals", json=used).status_code for _ in range(3)] == [
        200,
        422,
        422,
    ]
    assert len(read_proposals(desk)) == 1


def test_a_form_is_for_the_other_address(client: TestClient) -> None:
    answer = client.post("/desk/proposals", data=PLACE)
    assert (answer.status_code, answer.json()) == (415, {"error": "content-type"})


def test_over_a_limit_the_sender_is_reported_when_to_come_back(
    client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    clock.now = clock.now.replace(second=0)
    most = PROPOSAL_LIMITS["voter"][0].most_attempts
    statuses = [send(client).status_code for _ in range(most)]
    assert statuses == [200] * most
    late = send(client)
    assert (late.status_code, late.json()) == (429, {"error": "too-many"})
    assert 0 < int(late.headers["Retry-After"]) <= 60
    assert count(desk.store, table) == most
    clock.now += timedelta(minutes=1)
    assert send(client).status_code == 200


def test_a_body_may_be_as_large_as_a_long_entry_and_no_larger(
    client: TestClient, desk: Desk
) -> None:
    headers = {"Content-Type": "application/json"}
    said = json.dumps(FRENCH | {"altcha": make_proof(client)})
    big = client.post("/desk/proposals", content=said + " " * 262_144, headers=headers)
    assert (big.status_code, big.json()) == (413, {"error": "too-large"})
    assert count(desk.store, limits) == 0  # nothing was looked at
    room = " " * (262_144 - len(said))
    assert client.post("/desk/proposals", content=said + room, headers=headers).status_code == 200


def send_for_receipt(client: TestClient, **facts: Any) -> str:
    path: str = send(client, **facts).json()["receipt"]
    return f"/{path}"


def test_the_receipt_tells_the_state_and_nothing_of_the_words(
    client: TestClient, desk: Desk
) -> None:
    address = send_for_receipt(client, note="Secret note", credit="Camille R.")
    (one,) = read_proposals(desk)
    page = client.get(f"{address}?in=en")
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert 'content="noindex"' in page.text
    assert "Not decided yet" in page.text
    assert 'href="/fr/e/1029/" lang="fr" dir="ltr">fr 1029</a>' in page.text
    for words in ("Secret note", "Camille", TITLE["title"], one.id):
        assert words not in page.text

    def decide(state: ProposalState, reason: str = "") -> str:
        decision = Decision(state=state, day=date(2026, 11, 22), reason=reason)
        desk.store.write(lambda connection: proposals.decide(connection, one.id, decision))
        return client.get(f"{address}?in=en").text

    declined = decide(ProposalState.DECLINED, "<b>Already</b> there")
    assert "Declined" in declined
    assert "&lt;b&gt;Already&lt;/b&gt; there" in declined
    assert "Not decided yet" in decide(ProposalState.OPEN)
    assert "Accepted" in decide(ProposalState.ACCEPTED)


def test_the_receipt_is_in_the_requested_language_or_that_of_the_proposal(
    client: TestClient,
) -> None:
    address = send_for_receipt(client)
    assert '<html lang="fr"' in client.get(address).text
    assert '<html lang="en"' in client.get(f"{address}?in=en").text


def test_every_other_address_has_the_same_page(client: TestClient, desk: Desk) -> None:
    address = send_for_receipt(client)
    digest = desk.store.read(lambda connection: connection.execute(select(table)).one().receipt)
    assert address.removeprefix("/desk/receipts/").rstrip("/") not in digest
    pages = [
        client.get(f"/desk/receipts/{token}/?in=en")
        for token in (
            "x",
            "A" * 32,
            "A" * 33,
            digest,
            read_proposals(desk)[0].id,
            "%00",
            "%3Cscript%3E",
        )
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1


def test_a_receipt_is_shown_after_its_entry_was_removed(client: TestClient, desk: Desk) -> None:
    send_for_receipt(client)
    withdrawn, token = replace(read_proposals(desk)[0], id="other", entry=1031), "t" * 32
    keep = partial(proposals.store_proposal, proposal=withdrawn, receipt_digest=make_digest(token))
    desk.store.write(keep)
    page = client.get(f"/desk/receipts/{token}/?in=en")
    assert page.status_code == 200
    assert "<dd>1031</dd>" in page.text
    day = format_date(desk.clock().date() + timedelta(days=365), "long", "en_GB")
    assert f"If nobody decides by {day}, we delete it." in page.text
