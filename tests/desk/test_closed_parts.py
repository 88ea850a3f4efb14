"""A site that takes no votes, or no proposals, or has no way out: its desk is as it is."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from support.published_site import LOCALES, make_row, publish
from support.staff import sign_in_as

VOTE = {"entry": 1029, "locale": "en", "revision": 4, "rating": 5}
FORM = "/desk/propose/1029/en/"
FEEDBACK = {"entry": 1029, "locale": "en", "revision": 4, "token": "x", "reasons": ["other"]}
PROPOSAL: dict[str, Any] = {
    "entry": 1029,
    "locale": "en",
    "revision": 4,
    "segments": {"title": "Block somebody"},
    "licence": True,
    "altcha": "x",
}


@pytest.fixture
def site_folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """One entry, of a site that says what a test wants."""
    return publish(tmp_path / "site", make_row(1029, "en"), **request.param)


def set_site(**facts: Any) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("site_folder", [facts], indirect=True)


@set_site(takes_votes=False)
def test_votes_are_refused_where_nobody_is_asked(client: TestClient) -> None:
    assert client.post("/desk/ratings", json=VOTE).status_code == 404
    assert client.post("/desk/feedback", json=FEEDBACK).status_code == 404
    assert client.get(FORM).status_code == 200


@set_site(takes_proposals=False)
def test_proposals_are_refused_where_nobody_may_propose(client: TestClient) -> None:
    assert client.get(FORM).status_code == 404
    assert client.get("/desk/propose/?entry=1029&locale=en").status_code == 404
    assert client.post("/desk/proposals", json=PROPOSAL).status_code == 404
    assert client.post("/desk/ratings", json=VOTE).status_code == 200


@pytest.mark.parametrize(
    ("site_folder", "ways"),
    [
        ({}, ["Ratings", "Feedback", "Proposals"]),
        ({"takes_votes": False}, ["Proposals"]),
        ({"takes_proposals": False}, ["Ratings", "Feedback"]),
    ],
    indirect=["site_folder"],
)
def test_staff_have_no_way_to_what_is_off(client: TestClient, desk: Desk, ways: list[str]) -> None:
    html = sign_in_as(client, desk).get("/desk/staff/").text
    menu = html.partition('class="staff-nav"')[2].partition("</nav>")[0]
    assert [way for way in ("Ratings", "Feedback", "Proposals") if f">{way}" in menu] == ways


@set_site(takes_votes=True)
def test_a_site_that_says_nothing_takes_both(client: TestClient) -> None:
    assert client.get(FORM).status_code == 200
    assert client.post("/desk/ratings", json=VOTE).status_code == 200
    assert "exit-link" in client.get(FORM).text


@set_site(locales=[locale | {"exit": ""} for locale in LOCALES])
def test_a_page_has_no_way_out_where_the_site_has_none(client: TestClient) -> None:
    assert "exit" not in client.get(FORM).text
