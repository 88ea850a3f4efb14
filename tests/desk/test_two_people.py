"""A site that asks for two people: a proposal is accepted once a second one has accepted it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from entraide.desk import proposals
from entraide.desk.desk import Desk
from entraide.desk.staff import audit
from entraide.desk.staff.proposal_pages import make_mark
from support.published_site import make_row, publish
from support.staff import add_account, add_proposal, find_csrf_token, read_words, sign_in

pytestmark = pytest.mark.both_stores

LIST = "/desk/staff/proposals/"
WAITS = "Accepted by one person, and a second one has to:"


@pytest.fixture
def site_folder(tmp_path: Path) -> Path:
    return publish(tmp_path / "site", make_row(1029, "en"), two_people=True)


@pytest.fixture
def colleagues(client: TestClient, desk: Desk) -> dict[str, str]:
    """Two moderators, by name their passwords."""
    assert client
    return {name: add_account(desk, name, "moderator") for name in ("ada", "bea")}


def submit(client: TestClient, id_: str, what: str, status: int = 200) -> BeautifulSoup:
    csrf = find_csrf_token(client.get(f"{LIST}{id_}/").text)
    fields = {"reason": "", "note": "", "noted": make_mark(""), "csrf": csrf, "do": what}
    answer = client.post(f"{LIST}{id_}/", data=fields)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def read_state(desk: Desk, id_: str) -> str:
    found = desk.store.read(lambda connection: proposals.find_proposal(connection, id_))
    assert found
    return found.state.value


def read_log(desk: Desk) -> list[tuple[str, str]]:
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, 99))
    every = [(line.name, line.action.value) for line in reversed(lines)]
    return [line for line in every if line[1].startswith("proposal-")]


def test_a_proposal_is_accepted_once_a_second_person_has_accepted_it(
    client: TestClient, desk: Desk, colleagues: dict[str, str]
) -> None:
    id_ = add_proposal(desk)
    sign_in(client, "ada", colleagues["ada"])
    found = submit(client, id_, "accepted")
    assert read_words(found, "[role=status]") == (
        "You have accepted it. It counts once a second person has accepted it, too."
    )
    assert WAITS in found.text
    assert read_state(desk, id_) == "open"
    again = submit(client, id_, "accepted", 409)
    assert "A second person has to." in read_words(again, "[role=alert]")
    assert read_state(desk, id_) == "open"
    sign_in(client, "bea", colleagues["bea"])
    assert WAITS in client.get(f"{LIST}{id_}/").text
    found = submit(client, id_, "accepted")
    assert read_words(found, "[role=status]") == "You have accepted it."
    assert read_state(desk, id_) == "accepted"
    assert WAITS not in found.text
    assert read_log(desk) == [("ada", "proposal-approved"), ("bea", "proposal-accepted")]


def test_an_acceptance_does_not_outlive_a_decision_that_is_taken_back(
    client: TestClient, desk: Desk, colleagues: dict[str, str]
) -> None:
    id_ = add_proposal(desk)
    for name in ("ada", "bea"):
        sign_in(client, name, colleagues[name])
        submit(client, id_, "accepted")
    submit(client, id_, "open")
    submit(client, id_, "accepted")
    assert read_state(desk, id_) == "open"


def test_one_person_may_decline_and_no_approval_is_of_what_is_decided(
    client: TestClient, desk: Desk, colleagues: dict[str, str]
) -> None:
    id_ = add_proposal(desk)
    sign_in(client, "ada", colleagues["ada"])
    csrf = find_csrf_token(client.get(f"{LIST}{id_}/").text)
    fields = {"note": "", "noted": make_mark(""), "csrf": csrf}
    assert client.post(
        f"{LIST}{id_}/", data=fields | {"do": "declined", "reason": "No."}
    ).is_success
    assert read_state(desk, id_) == "declined"
    answer = client.post(f"{LIST}{id_}/", data=fields | {"do": "accepted", "reason": ""})
    assert answer.status_code == 409
    assert read_log(desk) == [("ada", "proposal-declined")]
