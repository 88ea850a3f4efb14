"""Tokens of staff, and what programs read with them."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff import accounts, audit, tokens
from entraide.desk.staff.accounts import AccountError
from entraide.desk.tables import audit as audit_table
from entraide.desk.tables import staff_tokens
from support.desk import HeldClock
from support.desk_rows import count, make_text
from support.staff import add_account, add_proposal, sign_in_as

pytestmark = pytest.mark.both_stores

API = "/desk/staff/api/proposals"


def make_header(desk: Desk, role: str = "viewer", name: str = "ada") -> dict[str, str]:
    """The header of a program that has a new token of a new account."""
    add_account(desk, name, role)
    token = desk.store.write(
        lambda connection: tokens.make_token(connection, name, "laptop", clock=desk.clock)
    )
    return {"Authorization": f"Bearer {token}"}


def test_only_a_digest_of_a_token_is_kept(desk: Desk) -> None:
    token = make_header(desk)["Authorization"].removeprefix("Bearer ")
    kept = desk.store.read(lambda connection: connection.execute(select(staff_tokens)).one())
    assert token.startswith("entraide_")
    assert len(token) == 52
    assert token not in repr(tuple(kept))
    assert kept.digest != token


def test_a_program_reads_a_proposal_and_the_log_says_who(client: TestClient, desk: Desk) -> None:
    id_ = add_proposal(desk, state="accepted", staff_note="Among us.", note="Merci !")
    answer = client.get(f"{API}/{id_}", headers=make_header(desk))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {
        "id": id_,
        "entry": 1029,
        "locale": "fr",
        "revision": 4,
        "texts": [make_text()],
        "credit": "Camille R.",
        "licence": "CC BY 4.0",
        "note": "Merci !",
        "proven": True,
        "state": "accepted",
        "reason": "",
        "day": "2026-11-21",
    }
    (line,) = desk.store.read(lambda connection: audit.list_lines(connection, 0, 1))
    assert (line.name, line.action.value, line.subject) == (
        "ada",
        "proposal-read",
        f"1029 fr {id_}",
    )


def test_proposals_are_listed_by_state_a_page_at_a_time(client: TestClient, desk: Desk) -> None:
    headers = make_header(desk)
    for number in range(27):
        add_proposal(desk, id=f"open-{number:02}")
    add_proposal(desk, id="taken", state="accepted")

    def list_ids(query: str) -> list[str]:
        answer = client.get(API + query, headers=headers)
        assert answer.status_code == 200
        return [one["id"] for one in answer.json()["proposals"]]

    assert list_ids("?state=accepted") == ["taken"]
    (line,) = desk.store.read(lambda connection: audit.list_lines(connection, 0, 1))
    assert (line.name, line.action.value, line.subject) == ("ada", "proposal-read", "1029 fr taken")
    lines = count(desk.store, audit_table)
    assert len(list_ids("?state=open")) == 25
    assert count(desk.store, audit_table) == lines + 1  # whoever lists much does not drown the log
    assert list_ids("?state=open&page=2") == ["open-25", "open-26"]
    assert list_ids("?state=open&page=3") == []
    assert len(list_ids("")) + len(list_ids("?page=2")) == 28


@pytest.mark.parametrize(
    "query", ["state=gone", "state=", "page=0", "page=-1", "page=x", "page=1e3", "page=%00"]
)
def test_an_invalid_query_is_refused_without_its_values(
    client: TestClient, desk: Desk, query: str
) -> None:
    answer = client.get(f"{API}?{query}", headers=make_header(desk))
    assert (answer.status_code, answer.json()) == (422, {"error": "invalid"})


@pytest.mark.parametrize("id_", ["unknown", "a%00b", "x" * 65, "%F0%9F%90%99"])
def test_a_proposal_that_is_not_there_is_not_found(
    client: TestClient, desk: Desk, id_: str
) -> None:
    answer = client.get(f"{API}/{id_}", headers=make_header(desk))
    assert (answer.status_code, answer.json()) == (404, {"error": "not-found"})


def test_a_request_without_a_token_is_refused(client: TestClient, desk: Desk) -> None:
    id_ = add_proposal(desk)
    good = make_header(desk)["Authorization"]
    shown: tuple[dict[str, str], ...] = (
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": good.removeprefix("Bearer ")},
        {"Authorization": good.replace("Bearer", "Basic")},
        {"Authorization": good[:-1]},
        {"Authorization": good + "A"},
        {"Authorization": good.upper()},
        {"Authorization": "Bearer ' OR 1=1 --"},
        {"Authorization": "Bearer " + "x" * 5_000},
        {"Authorization": f"{good}, {good}"},
    )
    for headers in shown:
        for path in (API, f"{API}/{id_}", f"{API}/unknown"):
            answer = client.get(path, headers=headers)
            if answer.status_code == 429:
                continue  # too many that are none
            assert (answer.status_code, answer.json()) == (401, {"error": "staff-token"}), headers
            assert answer.headers["www-authenticate"] == "Bearer"
    assert client.get(API, headers={"Authorization": good}).status_code == 200


def test_a_token_shown_twice_is_none(client: TestClient, desk: Desk) -> None:
    good = make_header(desk)["Authorization"]
    answer = client.get(API, headers=[("Authorization", good), ("Authorization", good)])
    assert answer.status_code == 401


def test_no_cookie_opens_it_and_no_token_opens_a_page(client: TestClient, desk: Desk) -> None:
    headers = make_header(desk)
    page = client.get("/desk/staff/proposals/", headers=headers, follow_redirects=False)
    assert page.headers["location"] == "/desk/staff/sign-in/"
    assert sign_in_as(client, desk).get("/desk/staff/proposals/").status_code == 200
    assert client.get(API).status_code == 401


def test_a_revoked_token_is_of_no_use(client: TestClient, desk: Desk) -> None:
    headers = make_header(desk)
    (known,) = desk.store.read(tokens.list_tokens)
    assert (known.account, known.name) == ("ada", "laptop")
    desk.store.write(lambda connection: tokens.revoke_token(connection, known.id))
    assert client.get(API, headers=headers).status_code == 401
    with pytest.raises(AccountError, match=f"ID: there is no token “{known.id}”"):
        desk.store.write(lambda connection: tokens.revoke_token(connection, known.id))


def test_a_token_goes_with_its_account_and_does_not_come_back(
    client: TestClient, desk: Desk
) -> None:
    headers = make_header(desk)
    desk.store.write(lambda connection: accounts.set_active(connection, "ada", active=False))
    assert client.get(API, headers=headers).status_code == 401
    assert count(desk.store, staff_tokens) == 0
    with pytest.raises(AccountError, match="“ada” is disabled"):
        desk.store.write(lambda connection: tokens.make_token(connection, "ada"))
    desk.store.write(lambda connection: accounts.set_active(connection, "ada", active=True))
    assert client.get(API, headers=headers).status_code == 401


def test_wrong_tokens_are_limited_and_valid_tokens_are_not(
    client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    headers = make_header(desk)
    guesses = [client.get(API, headers={"Authorization": f"Bearer {n}"}) for n in range(31)]
    assert [one.status_code for one in guesses] == [401] * 30 + [429]
    assert guesses[-1].json() == {"error": "too-many"}
    assert 0 < int(guesses[-1].headers["retry-after"]) <= 900
    assert client.get(API, headers=headers).status_code == 200
    clock.now += timedelta(minutes=15)
    assert client.get(API, headers={"Authorization": "Bearer x"}).status_code == 401


def test_it_can_only_be_read(client: TestClient, desk: Desk) -> None:
    headers = make_header(desk)
    id_ = add_proposal(desk)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, f"{API}/{id_}", headers=headers).status_code == 405
