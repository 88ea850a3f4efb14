"""Accounts of staff, as the commands make and change them."""

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff import accounts, audit
from entraide.desk.staff.accounts import Account, AccountError
from entraide.desk.tables import sessions, staff
from entraide.model.staff_roles import Role
from support.staff import add_account, sign_in, sign_in_as

pytestmark = pytest.mark.both_stores


def test_an_account_has_a_long_password_of_which_only_a_hash_is_kept(desk: Desk) -> None:
    password = add_account(desk, "ada", "viewer")
    kept = desk.store.read(lambda connection: connection.execute(select(staff)).one())
    assert len(password) == 20
    assert kept.password.startswith("$argon2id$")
    assert password not in repr(tuple(kept))


def test_accounts_are_listed_by_name(desk: Desk) -> None:
    add_account(desk, "grace", "viewer")
    add_account(desk, "ada")
    desk.store.write(lambda connection: accounts.set_active(connection, "grace", active=False))
    assert desk.store.read(accounts.list_accounts) == [
        Account("ada", Role.MODERATOR, active=True, has_factor=False),
        Account("grace", Role.VIEWER, active=False, has_factor=False),
    ]


@pytest.mark.parametrize(
    ("name", "role", "told"),
    [
        ("Ada Lovelace", "viewer", "NAME: “Ada Lovelace” is no name of an account. Write 2 to 40"),
        (
            "ada",
            "owner",
            "--role: “owner” is no role. Write one of these: viewer, moderator, ",
        ),
        ("taken", "viewer", "NAME: “taken” is taken. Write another one."),
    ],
)
def test_an_invalid_account_is_refused_with_a_reason(
    desk: Desk, name: str, role: str, told: str
) -> None:
    add_account(desk, "taken")
    with pytest.raises(AccountError) as refused:
        desk.store.write(lambda connection: accounts.add_account(connection, name, role))
    assert str(refused.value).startswith(told)
    assert len(desk.store.read(accounts.list_accounts)) == 1


def test_an_account_that_is_not_there_cannot_be_changed(desk: Desk) -> None:
    with pytest.raises(AccountError, match="there is no account “ada”"):
        desk.store.write(lambda connection: accounts.set_password(connection, "ada"))


def test_a_new_password_replaces_the_old_one_and_ends_every_session(
    client: TestClient, desk: Desk
) -> None:
    old = add_account(desk)
    sign_in(client, "ada", old)
    new = desk.store.write(lambda connection: accounts.set_password(connection, "ada"))
    assert client.get("/desk/staff/", follow_redirects=False).status_code == 303
    assert sign_in(client, "ada", old).status_code == 401
    assert sign_in(client, "ada", new).status_code == 303


def test_a_deactivated_account_is_out_at_once_and_stays_out(client: TestClient, desk: Desk) -> None:
    password = add_account(desk)
    sign_in(client, "ada", password)
    desk.store.write(lambda connection: accounts.set_active(connection, "ada", active=False))
    assert client.get("/desk/staff/", follow_redirects=False).status_code == 303
    assert sign_in(client, "ada", password).status_code == 401
    desk.store.write(lambda connection: accounts.set_active(connection, "ada", active=True))
    assert sign_in(client, "ada", password).status_code == 303


def test_the_sessions_of_others_go_on(client: TestClient, desk: Desk) -> None:
    add_account(desk)
    sign_in_as(client, desk, "viewer")
    desk.store.write(lambda connection: accounts.set_password(connection, "ada"))
    left = desk.store.read(lambda connection: connection.execute(select(sessions)).all())
    assert len(left) == 1
    assert client.get("/desk/staff/").status_code == 200


def test_what_commands_do_is_in_the_log_by_no_name(desk: Desk) -> None:
    add_account(desk, "ada")
    desk.store.write(lambda connection: accounts.set_password(connection, "ada"))
    desk.store.write(lambda connection: accounts.set_active(connection, "ada", active=False))
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, 9))
    assert [(line.name, line.action.value, line.subject) for line in lines] == [
        ("", "account-disabled", "ada"),
        ("", "account-password", "ada"),
        ("", "account-added", "ada moderator"),
    ]
