"""What members of staff do with their own accounts: choose a password, end sessions."""

import re
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from entraide.desk.app import build_app
from entraide.desk.desk import Desk
from entraide.desk.staff import accounts, audit, passwords
from support.desk import BROWSER, HeldClock
from support.staff import add_account, find_csrf_token, get_page, read_words, sign_in

pytestmark = pytest.mark.usefixtures("patient_meter")

ACCOUNT = "/desk/staff/account/"
AT, LATER = "21 Nov 2026, 12:00:00", "21 Nov 2026, 12:10:00"
GOOD = "quatre mots que personne ne dit"


def post(client: TestClient, path: str, **fields: str) -> Any:
    csrf = find_csrf_token(client.get(ACCOUNT).text)
    form = {"csrf": csrf} | fields
    return client.post(ACCOUNT + path, data=form, follow_redirects=False)


def choose(client: TestClient, old: str, new: str = GOOD, again: str | None = None) -> Any:
    return post(client, "password/", password=old, new=new, again=new if again is None else again)


def open_client(desk: Desk) -> TestClient:
    """Another browser."""
    return TestClient(build_app(desk), base_url="https://help.example", headers=BROWSER)


def list_actions(desk: Desk) -> list[str]:
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, 99))
    return [line.action.value for line in reversed(lines)]


def test_a_member_chooses_a_password(client: TestClient, desk: Desk) -> None:
    old = add_account(desk)
    sign_in(client, "ada", old)
    answer = choose(client, old)
    assert answer.headers["location"] == "/desk/staff/account/?done=password"
    assert read_words(get_page(client, f"{ACCOUNT}?done=password"), "[role=status]").startswith(
        "You have a new password."
    )
    assert sign_in(open_client(desk), "ada", old).status_code == 401
    assert sign_in(open_client(desk), "ada", GOOD).status_code == 303
    assert "own-password" in list_actions(desk)


@pytest.mark.parametrize(
    ("new", "again", "told"),
    [
        ("fourteen signs", None, "fewer than 15 characters"),
        (GOOD, GOOD + "!", "not the same"),
        ("password12345678", None, "guess the new password soon"),
        ("1qaz2wsx3edc4rfv", None, "guess the new password soon"),
        ("ada entraide desk help example", None, "guess the new password soon"),
        ("AdaModeratorHelpExample", None, "guess the new password soon"),
        ("z" * 200, None, "guess the new password soon"),
    ],
)
def test_a_password_that_would_be_guessed_is_refused_with_a_reason(
    client: TestClient, desk: Desk, new: str, again: str | None, told: str
) -> None:
    old = add_account(desk)
    sign_in(client, "ada", old)
    answer = choose(client, old, new, again)
    assert answer.status_code == 422
    assert told in answer.text
    assert new not in answer.text
    assert sign_in(open_client(desk), "ada", old).status_code == 303


@pytest.mark.parametrize(
    "new",
    [GOOD, "ééééé Ünter Tschüß 你好 ça va", "lower case letters only here", "x9" * 3 + GOOD * 6],
)
def test_a_password_may_be_long_and_of_any_signs(client: TestClient, desk: Desk, new: str) -> None:
    old = add_account(desk)
    sign_in(client, "ada", old)
    assert choose(client, old, new).status_code == 303
    assert sign_in(open_client(desk), "ada", new).status_code == 303
    assert sign_in(open_client(desk), "ada", new[:-1]).status_code == 401
    assert sign_in(open_client(desk), "ada", new.swapcase()).status_code == 401


def test_no_other_site_is_asked_about_a_password() -> None:
    assert passwords.find_fault("iloveyou123456789", ()) == "guessable"
    assert passwords.find_fault("fourteen signs", ()) == "short"
    assert passwords.find_fault(GOOD, ()) is None


def test_a_password_takes_the_one_before_and_every_guess_counts(
    client: TestClient, desk: Desk
) -> None:
    old = add_account(desk)
    sign_in(client, "ada", old)
    for _ in range(10):
        answer = choose(client, "a wrong password")
        assert answer.status_code == 422
        assert "Your password is wrong, or there were too many attempts" in answer.text
    assert choose(client, old).status_code == 422  # as at sign-in: ten in a quarter of an hour
    assert list_actions(desk).count("sign-in-refused") == 1  # a line an hour


def test_a_new_password_ends_the_other_sessions_and_renews_its_own(
    client: TestClient, desk: Desk
) -> None:
    old = add_account(desk)
    other = open_client(desk)
    sign_in(other, "ada", old)
    sign_in(client, "ada", old)
    before = client.cookies["__Host-entraide"]
    choose(client, old)
    assert client.get("/desk/staff/", follow_redirects=False).status_code == 200
    assert client.cookies["__Host-entraide"] != before
    assert other.get("/desk/staff/", follow_redirects=False).status_code == 303


def test_the_first_password_opens_nothing_but_the_change_of_it(
    client: TestClient, desk: Desk
) -> None:
    first = add_account(desk, initial=True)
    assert sign_in(client, "ada", first).status_code == 303
    for path in ("", "queue/", "proposals/", "log/", "entries/1029/en/"):
        answer = client.get(f"/desk/staff/{path}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, ACCOUNT), path
    csrf = find_csrf_token(client.get(ACCOUNT).text)
    form = {"csrf": csrf, "state": "done"}
    refused = client.post("/desk/staff/queue/", data=form)
    assert refused.status_code == 403
    assert "Choose a password of your own first." in refused.text
    assert choose(client, first, first).status_code == 422
    assert choose(client, first).status_code == 303
    assert client.get("/desk/staff/", follow_redirects=False).status_code == 200


def test_a_password_of_a_command_has_to_be_changed_again(client: TestClient, desk: Desk) -> None:
    sign_in(client, "ada", add_account(desk))
    new = desk.store.write(lambda connection: accounts.set_password(connection, "ada"))
    sign_in(client, "ada", new)
    answer = client.get("/desk/staff/", follow_redirects=False)
    assert answer.headers["location"] == ACCOUNT


def test_a_member_sees_the_own_sessions_and_no_others(
    client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    password = add_account(desk)
    sign_in(open_client(desk), "ada", password)
    sign_in(open_client(desk), "grace", add_account(desk, "grace"))
    clock.now += timedelta(minutes=10)
    sign_in(client, "ada", password)
    rows = get_page(client, ACCOUNT).select("tbody tr")
    assert [" ".join(filter(None, re.split(r"[ \n]+", row.text))) for row in rows] == [
        f"Signed in {LATER} Used last {LATER} this one",
        f"Signed in {AT} Used last {AT} End it · {AT}",
    ]


@pytest.mark.parametrize("which", ["one", "others"])
def test_a_member_ends_own_sessions_with_the_password(
    client: TestClient, desk: Desk, which: str
) -> None:
    password = add_account(desk)
    first, second = open_client(desk), open_client(desk)
    for browser in (client, first, second):
        sign_in(browser, "ada", password)
    choices = [one["value"] for one in get_page(client, ACCOUNT).select("input[type=radio]")]
    assert len(choices) == 3
    chosen = str(choices[0]) if which == "one" else "others"
    assert post(client, "sessions/", password=GOOD, session=chosen).status_code == 422
    assert post(client, "sessions/", password=password, session=chosen).status_code == 303
    answers = [
        browser.get("/desk/staff/", follow_redirects=False).status_code
        for browser in (client, first, second)
    ]
    assert answers[0] == 200
    assert sorted(answers[1:]) == ([200, 303] if which == "one" else [303, 303])
    assert list_actions(desk)[-1] == "sessions-ended"


def test_a_member_cannot_end_sessions_of_others(client: TestClient, desk: Desk) -> None:
    grace = open_client(desk)
    password = add_account(desk, "grace")
    sign_in(grace, "grace", password)
    sign_in(open_client(desk), "grace", password)
    theirs = str(get_page(grace, ACCOUNT).select("input[type=radio]")[0]["value"])
    mine = add_account(desk)
    sign_in(client, "ada", mine)
    assert post(client, "sessions/", password=mine, session=theirs).status_code == 303
    assert len(get_page(grace, ACCOUNT).select("tbody tr")) == 2
