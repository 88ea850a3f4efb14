"""The session as the editor asks for it: whose it is, and nothing for anybody else."""

import pytest
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff import accounts
from entraide.model.staff_roles import SESSION_COOKIE, Role
from support.staff import add_account, find_csrf_token, get_page, sign_in, sign_in_as

ADDRESS = "/desk/staff/session"


@pytest.mark.parametrize("role", Role)
def test_it_says_who_is_signed_in(client: TestClient, desk: Desk, role: Role) -> None:
    csrf = find_csrf_token(sign_in_as(client, desk, role.value).get("/desk/staff/").text)
    answer = client.get(ADDRESS)
    facts = {"name": role.value, "role": role.value, "locale": "", "csrf": csrf}
    assert (answer.status_code, answer.json()) == (200, facts)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("cookie", ["", "x" * 43, '" --'])
def test_without_a_session_it_says_nothing(client: TestClient, cookie: str) -> None:
    answer = client.get(ADDRESS, headers={"Cookie": f"{SESSION_COOKIE}={cookie}"})
    assert (answer.status_code, answer.json()) == (401, {"error": "sign-in"})


def test_it_ends_with_the_account(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk, "publisher")
    desk.store.write(lambda connection: accounts.set_active(connection, "publisher", active=False))
    assert client.get(ADDRESS).status_code == 401


def test_whoever_has_to_choose_a_password_is_not_let_in(client: TestClient, desk: Desk) -> None:
    sign_in(client, "ada", add_account(desk, "ada", "writer", initial=True))
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.json()) == (403, {"error": "new-password"})


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("editor", [True, False])
def test_the_way_to_write_is_shown_to_those_who_may(
    client: TestClient, desk: Desk, role: Role, *, editor: bool
) -> None:
    object.__setattr__(desk.settings, "editor", editor)
    page = get_page(sign_in_as(client, desk, role.value), "/desk/staff/")
    shown = bool(page.select('a[href="/desk/staff/write/"]'))
    assert shown is (editor and role.can_act_as(Role.WRITER))
