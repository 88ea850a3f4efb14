"""Who may change what, and with which token. tests/hostile asks every route as every role."""

import pytest
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.tables import feedback
from support.desk_rows import count
from support.staff import add_comment, add_proposal, find_csrf_token, sign_in_as


def test_a_viewer_cannot_mark_feedback(client: TestClient, desk: Desk) -> None:
    id_ = add_comment(desk, "words")
    page = sign_in_as(client, desk, "viewer").get("/desk/staff/queue/").text
    assert "checkbox" not in page
    form = {"csrf": find_csrf_token(page), "ids": id_, "state": "spam"}
    answer = client.post("/desk/staff/queue/", data=form)
    assert answer.status_code == 403
    assert "Your account may read this, not change it." in answer.text
    assert id_ not in client.get("/desk/staff/queue/?state=spam").text
    assert "words" in client.get("/desk/staff/queue/").text


@pytest.mark.parametrize("csrf", [None, "", "x" * 43, "é"])
def test_a_form_without_the_token_of_its_session_changes_nothing(
    client: TestClient, desk: Desk, csrf: str | None
) -> None:
    id_ = add_comment(desk, "words")
    sign_in_as(client, desk)
    form = {"ids": id_, "state": "done"} | ({} if csrf is None else {"csrf": csrf})
    answer = client.post("/desk/staff/queue/", data=form)
    assert answer.status_code == 403
    assert "The page was from an earlier session." in answer.text
    assert "words" in client.get("/desk/staff/queue/?state=open").text


def test_the_token_of_another_session_does_not_do(client: TestClient, desk: Desk) -> None:
    id_ = add_comment(desk, "words")
    others = find_csrf_token(sign_in_as(client, desk, "viewer").get("/desk/staff/").text)
    client.cookies.clear()
    sign_in_as(client, desk, "moderator")
    answer = client.post("/desk/staff/queue/", data={"csrf": others, "ids": id_, "state": "done"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}],
)
def test_a_page_elsewhere_cannot_post_for_staff(
    client: TestClient, desk: Desk, headers: dict[str, str]
) -> None:
    id_ = add_comment(desk, "words")
    csrf = find_csrf_token(sign_in_as(client, desk).get("/desk/staff/").text)
    del client.headers["Sec-Fetch-Site"]
    form = {"csrf": csrf, "ids": id_, "state": "done"}
    answer = client.post("/desk/staff/queue/", data=form, headers=headers)
    assert answer.status_code == 403
    assert "words" in client.get("/desk/staff/queue/").text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"state": "gone"}, 422),
        ({"more": "1"}, 422),
        ({"ids": ["x"] * 26}, 422),
        ({"ids": "' OR 1=1 --"}, 422),
        ({"ids": "a\0b"}, 422),
    ],
)
def test_an_invalid_form_is_answered_by_a_page_without_its_values(
    client: TestClient, desk: Desk, change: dict[str, object], status: int
) -> None:
    add_comment(desk, "words")
    csrf = find_csrf_token(sign_in_as(client, desk).get("/desk/staff/").text)
    form = {"csrf": csrf, "state": "done"} | change
    answer = client.post("/desk/staff/queue/", data=form)
    assert answer.status_code == status
    assert "OR 1=1" not in answer.text
    assert "This was not done" in answer.text
    assert count(desk.store, feedback) == 1


def test_json_is_no_form(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    assert client.post("/desk/staff/queue/", json={"state": "done"}).status_code == 415


def test_pages_of_staff_are_not_cached(client: TestClient, desk: Desk) -> None:
    page = sign_in_as(client, desk).get("/desk/staff/")
    assert page.headers["cache-control"] == "no-store"
    assert "style=" not in page.text
    assert "<script" not in page.text


def test_the_address_without_its_last_slash_leads_in(client: TestClient) -> None:
    assert client.get("/desk/staff", follow_redirects=False).headers["location"] == "/desk/staff/"


def test_text_typed_by_staff_is_shown_again_after_the_session_has_expired(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_proposal(desk)
    form = {"do": "declined", "reason": "Pas <encore>.", "note": "", "csrf": "x", "noted": "0" * 16}
    answer = client.post(f"/desk/staff/proposals/{id_}/", data=form)
    assert answer.status_code == 401
    assert "Pas &lt;encore&gt;.</textarea>" in answer.text
    assert answer.text.count("<textarea") == 1
