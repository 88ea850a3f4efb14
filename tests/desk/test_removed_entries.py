"""An entry that was removed: the desk takes no vote for its number, and keeps those that it has."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from entraide.desk import published_site, votes
from entraide.desk.desk import Desk
from support.published_site import make_row, publish
from support.staff import sign_in_as

pytestmark = pytest.mark.both_stores
VOTE = {"entry": 1029, "locale": "en", "revision": 4, "rating": 1}
FORM = {name: str(value) for name, value in VOTE.items()}


@pytest.fixture
def site_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two entries, at which the desk looks before each answer."""
    monkeypatch.setattr(published_site, "CHECK_INTERVAL", 0.0)
    return publish(tmp_path / "site", make_row(1029, "en"), make_row(1030, "en"))


def list_votes(desk: Desk) -> list[tuple[int, int]]:
    """The entry and the rating of each count."""
    counted = desk.store.read(lambda connection: list(votes.count_votes(connection)))
    return [(one.entry, one.rating) for one in counted]


def test_votes_stay_with_a_number_that_takes_no_more(
    client: TestClient, desk: Desk, site_folder: Path
) -> None:
    token = client.post("/desk/ratings", json=VOTE).json()["token"]
    publish(site_folder, make_row(1030, "en"))  # the build after “entraide remove 1029”
    assert client.post("/desk/ratings", json=VOTE | {"rating": 5}).status_code == 404
    refused = client.post("/desk/ratings", data=FORM)
    assert refused.status_code == 404
    assert refused.headers["content-type"].startswith("text/html")
    feedback = {"token": token, "reasons": ["hard"], "comment": "Too late."}
    about = {name: VOTE[name] for name in ("entry", "locale", "revision")}
    assert client.post("/desk/feedback", json=about | feedback).status_code == 404
    assert list_votes(desk) == [(1029, 1)]


def test_staff_see_them_as_those_of_a_number_without_an_entry(
    client: TestClient, desk: Desk, site_folder: Path
) -> None:
    client.post("/desk/ratings", json=VOTE)
    publish(site_folder, make_row(1030, "en"))
    page = sign_in_as(client, desk, "viewer").get("/desk/staff/").text
    assert "No longer published" in page
    assert "1029" in page


def test_another_entry_has_none_of_them(client: TestClient, desk: Desk, site_folder: Path) -> None:
    client.post("/desk/ratings", json=VOTE)
    publish(site_folder, make_row(1030, "en"), make_row(1033, "en"))  # at the address of 1029
    assert client.post("/desk/ratings", json=VOTE | {"entry": 1033}).status_code == 200
    assert list_votes(desk) == [(1029, 1), (1033, 1)]
