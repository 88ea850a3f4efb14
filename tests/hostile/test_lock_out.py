"""Lock-out: whatever strangers try, those who work here get in, and hear of it (ASVS 6.1.1)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from entraide.desk.app import build_app
from entraide.desk.desk import Desk
from entraide.desk.staff import accounts, audit
from entraide.desk.staff.devices import COOKIE, find_device, make_device_cookie
from support.desk import BROWSER, SECRET, HeldClock
from support.staff import add_account, sign_in

pytestmark = pytest.mark.both_stores

MakeVisitor = Callable[[str], TestClient]


@pytest.fixture
def visitor(desk: Desk) -> Iterator[MakeVisitor]:
    """Makes a client at an address, of one running application."""
    app = build_app(desk)
    with TestClient(app) as running:

        def make_client(address: str) -> TestClient:
            near = TestClient(app, "https://help.example", headers=BROWSER, client=(address, 4711))
            near.portal = running.portal
            return near

        yield make_client


def send_wrong_passwords(client: TestClient, times: int) -> None:
    for _ in range(times):
        assert sign_in(client, "ada", "a wrong guess").status_code == 401


def list_lines(desk: Desk) -> list[tuple[str, str, str]]:
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, 100))
    return [(line.name, line.action.value, line.subject) for line in lines]


def test_a_known_device_gets_in_whatever_strangers_try(visitor: MakeVisitor, desk: Desk) -> None:
    password = add_account(desk)
    known = visitor("198.51.100.1")
    assert sign_in(known, "ada", password).status_code == 303
    send_wrong_passwords(visitor("192.0.2.7"), 30)
    assert sign_in(visitor("203.0.113.5"), "ada", password).status_code == 401
    assert sign_in(known, "ada", password).status_code == 303


def test_a_command_and_a_new_password_let_everybody_try_again(
    visitor: MakeVisitor, desk: Desk
) -> None:
    password = add_account(desk)
    send_wrong_passwords(visitor("192.0.2.7"), 12)
    assert sign_in(visitor("203.0.113.5"), "ada", password).status_code == 401
    desk.store.write(lambda connection: accounts.unlock(connection, "ada"))
    assert sign_in(visitor("203.0.113.5"), "ada", password).status_code == 303
    send_wrong_passwords(visitor("192.0.3.7"), 12)
    fresh = desk.store.write(lambda connection: accounts.set_password(connection, "ada"))
    assert sign_in(visitor("203.0.113.6"), "ada", fresh).status_code == 303


def test_the_page_says_who_helps_where_waiting_does_not(
    visitor: MakeVisitor, desk: Desk, clock: HeldClock
) -> None:
    clock.now = clock.now.replace(hour=12)  # so that the day does not end meanwhile
    password = add_account(desk)
    for network in range(5):
        send_wrong_passwords(visitor(f"10.0.{network}.1"), 10)
    clock.now += timedelta(minutes=15)
    refused = sign_in(visitor("203.0.113.5"), "ada", password)  # the day has taken its fifty
    assert refused.status_code == 401
    assert "ask whoever runs the desk to unlock your account" in refused.text
    desk.store.write(lambda connection: accounts.unlock(connection, "ada"))
    assert sign_in(visitor("203.0.113.5"), "ada", password).status_code == 303


def test_no_number_of_networks_shuts_sign_in_for_everybody(
    visitor: MakeVisitor, desk: Desk
) -> None:
    password = add_account(desk)
    for network in range(4):
        client = visitor(f"10.0.{network}.1")
        for attempt in range(20):
            sign_in(client, f"nobody{attempt}", "x")
    assert sign_in(visitor("203.0.113.5"), "ada", password).status_code == 303


def test_every_attempt_is_counted_and_its_owner_told(visitor: MakeVisitor, desk: Desk) -> None:
    password = add_account(desk)
    known = visitor("198.51.100.1")
    sign_in(known, "ada", password)
    assert "attempts in your name failed" not in known.get("/desk/staff/").text
    send_wrong_passwords(visitor("192.0.2.7"), 25)  # ten before the limit, fifteen over it
    sign_in(visitor("192.0.2.7"), "nobody", "x")
    assert list_lines(desk) == [
        ("", "sign-in-refused", ""),
        ("ada", "sign-in-refused", "× 25"),
        ("ada", "sign-in", ""),
        ("", "account-added", "ada moderator"),
    ]
    sign_in(known, "ada", password)
    assert "attempts in your name failed: 25 since" in known.get("/desk/staff/").text


def test_the_cookie_of_a_device_is_of_one_account_and_opens_nothing(
    visitor: MakeVisitor, desk: Desk
) -> None:
    cookie = make_device_cookie(SECRET, "ada", 1_000)
    assert find_device(SECRET, cookie, "ada", 1_001)
    for secret, text, account, second in (
        ("another", cookie, "ada", 1_001),
        (SECRET, cookie, "mo", 1_001),
        (SECRET, cookie, "ada", 10**10),
        (SECRET, cookie.replace(".", ".9", 1), "ada", 1_001),
        (SECRET, cookie + "0", "ada", 1_001),
        (SECRET, "", "ada", 1_001),
    ):
        assert find_device(secret, text, account, second) is None
    client = visitor("192.0.2.7")
    assert sign_in(client, "ada", add_account(desk)).status_code == 303
    alone = {"Cookie": f"{COOKIE}={client.cookies[COOKIE]}"}
    answer = visitor("192.0.2.7").get("/desk/staff/", headers=alone, follow_redirects=False)
    assert answer.headers["location"] == "/desk/staff/sign-in/"


def test_a_device_that_was_stolen_guesses_no_more_than_anybody(
    visitor: MakeVisitor, desk: Desk
) -> None:
    password = add_account(desk)
    known = visitor("198.51.100.1")
    sign_in(known, "ada", password)
    send_wrong_passwords(known, 10)
    assert sign_in(known, "ada", password).status_code == 401


def test_a_command_and_a_new_password_let_a_known_device_try_again(
    visitor: MakeVisitor, desk: Desk
) -> None:
    password = add_account(desk)
    known = visitor("198.51.100.1")
    sign_in(known, "ada", password)
    send_wrong_passwords(known, 12)
    desk.store.write(lambda connection: accounts.unlock(connection, "ada"))
    assert sign_in(known, "ada", password).status_code == 303
    send_wrong_passwords(known, 12)
    fresh = desk.store.write(lambda connection: accounts.set_password(connection, "ada"))
    assert sign_in(known, "ada", fresh).status_code == 303


def test_a_device_is_the_same_one_after_each_sign_in(visitor: MakeVisitor, desk: Desk) -> None:
    """With a new device each time, whoever knew the password collects limits for later guesses."""
    password = add_account(desk)
    known = visitor("198.51.100.1")
    names = set()
    for _ in range(3):
        assert sign_in(known, "ada", password).status_code == 303
        names.add(known.cookies[COOKIE].partition(".")[0])
    assert len(names) == 1
