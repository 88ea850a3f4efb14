"""What staff decide on proposals: who may, what is asked of them, and what two at once are told."""

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from entraide.desk import proposals
from entraide.desk.desk import Desk
from entraide.desk.staff import audit
from entraide.desk.staff.proposal_pages import make_mark
from support.staff import add_proposal, find_csrf_token, find_only, get_page, read_words, sign_in_as

pytestmark = pytest.mark.both_stores

LIST = "/desk/staff/proposals/"
FIELDS = {"reason": "", "note": "", "noted": make_mark("")}


def submit(
    client: TestClient, id_: str, what: str, status: int = 200, **fields: str
) -> BeautifulSoup:
    csrf = find_csrf_token(client.get(f"{LIST}{id_}/").text)
    answer = client.post(f"{LIST}{id_}/", data=FIELDS | fields | {"csrf": csrf, "do": what})
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def read_state(desk: Desk, id_: str) -> tuple[str, str]:
    found = desk.store.read(lambda connection: proposals.find_proposal(connection, id_))
    assert found
    return found.state.value, found.reason


def read_note(desk: Desk, id_: str) -> str:
    return desk.store.read(lambda connection: proposals.read_staff_note(connection, id_))


def read_log(desk: Desk) -> list[tuple[str, str, str]]:
    """(who, what, about what) of proposals, the oldest first."""
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, 99))
    every = [(line.name, line.action.value, line.subject) for line in reversed(lines)]
    return [line for line in every if line[1].startswith("proposal-")]


def test_to_accept_says_what_to_do_next_and_can_be_taken_back(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_proposal(desk)
    found = submit(sign_in_as(client, desk), id_, "accepted", reason="ignored", note="Well done.")
    assert read_words(found, "[role=status]") == "You have accepted it."
    assert find_only(found, ".staff-said code").text == f"entraide proposals pull {id_}"
    assert read_state(desk, id_) == ("accepted", "")
    assert read_note(desk, id_) == "Well done."
    assert [button["value"] for button in found.select("main button")] == ["open", "note"]
    found = submit(client, id_, "open", note="Well done.", noted=make_mark("Well done."))
    assert read_state(desk, id_) == ("open", "")
    assert read_log(desk) == [
        ("moderator", "proposal-accepted", f"1029 fr {id_}"),
        ("moderator", "proposal-opened", f"1029 fr {id_}"),
    ]
    assert f"accepted proposal1029 fr {id_}" in "".join(
        get_page(client, "/desk/staff/log/").text.split("\n")
    )


def test_to_decline_takes_a_reason_which_the_sender_may_read(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_proposal(desk)
    found = submit(sign_in_as(client, desk), id_, "declined", 422, note="Spam?", reason=" \n ")
    assert "Nothing was changed: to decline, write a reason." in read_words(found, "[role=alert]")
    assert find_only(found, "#note").text.strip() == "Spam?"
    assert find_only(found, "#reason")["aria-invalid"] == "true"
    assert read_state(desk, id_) == ("open", "")
    found = submit(client, id_, "declined", reason="Nous disons « bloquer ».", note="")
    assert read_state(desk, id_) == ("declined", "Nous disons « bloquer ».")
    assert "Nous disons « bloquer »." in found.text


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": "x" * 501},
        {"note": "x" * 1001},
        {"do": "published"},
        {"noted": "x"},
        {"reason": "a\0b"},
        {"more": "1"},
    ],
)
def test_an_invalid_form_changes_nothing(
    client: TestClient, desk: Desk, fields: dict[str, str]
) -> None:
    id_ = add_proposal(desk)
    csrf = find_csrf_token(sign_in_as(client, desk).get(f"{LIST}{id_}/").text)
    form = FIELDS | {"csrf": csrf, "do": "accepted"} | fields
    assert client.post(f"{LIST}{id_}/", data=form).status_code == 422
    assert read_state(desk, id_) == ("open", "")


def test_of_two_who_decide_the_second_is_reported(client: TestClient, desk: Desk) -> None:
    id_ = add_proposal(desk)
    submit(sign_in_as(client, desk), id_, "accepted")
    submit(client, id_, "accepted", 409)
    found = submit(client, id_, "declined", 409, reason="Not so.", note="I meant to decline.")
    assert "somebody else was first" in read_words(found, "[role=alert]")
    assert read_state(desk, id_) == ("accepted", "")
    assert read_note(desk, id_) == ""
    assert find_only(found, "#note").text.strip() == "I meant to decline."
    assert [line[1] for line in read_log(desk)] == ["proposal-accepted"]


def test_a_note_that_changed_meanwhile_is_not_overwritten(client: TestClient, desk: Desk) -> None:
    id_ = add_proposal(desk)
    submit(sign_in_as(client, desk), id_, "note", note="Ask Ada.")
    found = submit(client, id_, "accepted", 409, note="Fine.")
    assert "somebody else has written a note" in read_words(found, "[role=alert]")
    assert read_words(found, ".staff-verdict .staff-comment") == "Ask Ada."
    assert find_only(found, "#note").text.strip() == "Fine."
    assert (read_note(desk, id_), read_state(desk, id_)) == ("Ask Ada.", ("open", ""))
    submit(client, id_, "accepted", note="Ask Ada. Fine.", noted=make_mark("Ask Ada."))
    assert read_note(desk, id_) == "Ask Ada. Fine."


def test_a_form_whose_note_was_left_alone_leaves_the_note_alone(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_proposal(desk)
    submit(sign_in_as(client, desk), id_, "note", note="Ask Ada.")
    submit(client, id_, "accepted")  # from a page that was loaded before, with no note
    assert read_note(desk, id_) == "Ask Ada."


def test_a_viewer_reads_and_decides_nothing(client: TestClient, desk: Desk) -> None:
    id_ = add_proposal(desk, staff_note="Ask Ada.")
    csrf = find_csrf_token(sign_in_as(client, desk, "viewer").get(f"{LIST}{id_}/").text)
    found = get_page(client, f"{LIST}{id_}/")
    assert found.select("main form") == []
    assert read_words(found, ".staff-verdict .staff-comment") == "Ask Ada."
    answer = client.post(f"{LIST}{id_}/", data=FIELDS | {"csrf": csrf, "do": "accepted"})
    assert answer.status_code == 403
    assert read_state(desk, id_) == ("open", "")
