"""The second factor: set up with a code, asked for at sign-in, good once; and its loss."""

from datetime import timedelta
from typing import Any

import pytest
from pyotp import TOTP, parse_uri
from sqlalchemy import select, update
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff import accounts, audit, authentication, factor_pages, second_factor
from entraide.desk.tables import recovery_codes, staff
from support.desk import HeldClock
from support.staff import add_account, find_csrf_token, find_only, get_page, sign_in

pytestmark = pytest.mark.usefixtures("patient_meter")

FACTOR = "/desk/staff/account/factor/"


def set_up(client: TestClient, clock: HeldClock, password: str) -> tuple[TOTP, list[str]]:
    """Set up a second factor for whoever is signed in; what an app knows, the recovery codes."""
    page = get_page(client, FACTOR)
    app = TOTP(find_only(page, ".staff-key").text)
    answer = post(client, "", password, app.at(clock.now), seed=find_seed(page))
    assert answer.status_code == 200, answer.text
    return app, [code.text for code in parse_page(answer.text).select(".staff-codes code")]


def parse_page(text: str) -> Any:
    from bs4 import BeautifulSoup  # noqa: PLC0415

    return BeautifulSoup(text, "html.parser")


def find_seed(page: Any) -> str:
    return str(find_only(page, "input[name=seed]")["value"])


def post(client: TestClient, path: str, password: str, code: str, **fields: str) -> Any:
    csrf = find_csrf_token(client.get(FACTOR).text)
    form = {"csrf": csrf, "password": password, "code": code} | fields
    return client.post(FACTOR + path, data=form, follow_redirects=False)


def enter(client: TestClient, password: str, code: str = "") -> int:
    form = {"name": "ada", "password": password, "code": code}
    answer = client.post("/desk/staff/sign-in/", data=form, follow_redirects=False)
    return int(answer.status_code)


def list_actions(desk: Desk) -> list[str]:
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, 99))
    return [line.action.value for line in reversed(lines)]


@pytest.fixture
def password(desk: Desk, client: TestClient) -> str:
    """That of “ada”, who is signed in."""
    made = add_account(desk)
    sign_in(client, "ada", made)
    return made


def test_signing_in_takes_a_code_once_a_factor_is_set_up(
    client: TestClient, desk: Desk, clock: HeldClock, password: str
) -> None:
    app, codes = set_up(client, clock, password)
    assert len(set(codes)) == 8
    clock.now += timedelta(minutes=1)
    assert enter(client, password) == 401
    assert enter(client, password, "000000") == 401
    assert enter(client, "wrong", app.at(clock.now)) == 401
    assert enter(client, password, app.at(clock.now)) == 303
    assert "factor-added" in list_actions(desk)


def test_a_code_is_good_once(client: TestClient, clock: HeldClock, password: str) -> None:
    app, _ = set_up(client, clock, password)
    assert enter(client, password, app.at(clock.now)) == 401  # it was used to set up the factor
    clock.now += timedelta(seconds=30)
    code = app.at(clock.now)
    assert enter(client, password, code) == 303
    assert enter(client, password, code) == 401
    clock.now += timedelta(seconds=30)
    assert enter(client, password, code) == 401


@pytest.mark.parametrize(("late", "status"), [(0, 303), (30, 303), (60, 401), (-30, 401)])
def test_a_code_lasts_its_half_minute_and_the_next(
    client: TestClient, clock: HeldClock, password: str, late: int, status: int
) -> None:
    app, _ = set_up(client, clock, password)
    clock.now += timedelta(minutes=5)
    code = app.at(clock.now - timedelta(seconds=late))
    assert enter(client, password, code) == status


def test_a_wrong_code_takes_as_many_writes_as_a_wrong_password(
    client: TestClient, desk: Desk, clock: HeldClock, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One write more would tell by the time of the answer that the password was right."""
    set_up(client, clock, password)
    write_soon, writes = desk.store.write_soon, list[object]()

    def count(job: Any) -> Any:
        writes.append(job)
        return write_soon(job)

    monkeypatch.setattr(desk.store, "write_soon", count)
    counted = []
    for attempt in ("wrong", password):
        assert enter(client, attempt, "000000") == 401
        counted.append(len(writes))
        writes.clear()
    assert counted[0] == counted[1] > 0


def test_a_code_may_be_typed_with_a_blank(
    client: TestClient, clock: HeldClock, password: str
) -> None:
    app, _ = set_up(client, clock, password)
    clock.now += timedelta(minutes=5)
    code = app.at(clock.now)
    assert enter(client, password, f" {code[:3]} {code[3:]}") == 303


def test_a_recovery_code_signs_in_once(
    client: TestClient, desk: Desk, clock: HeldClock, password: str
) -> None:
    _, codes = set_up(client, clock, password)
    assert enter(client, "wrong", codes[0]) == 401
    assert enter(client, password, codes[0]) == 303
    assert enter(client, password, codes[0]) == 401
    assert enter(client, password, codes[1].lower().replace("-", " ")) == 303
    assert list_actions(desk).count("recovery-code") == 2


def test_guessed_codes_count_against_the_limit_of_sign_in(
    client: TestClient, clock: HeldClock, password: str
) -> None:
    """CVE-2026-45010: a second factor without a limit is guessed."""
    app, _ = set_up(client, clock, password)
    clock.now += timedelta(minutes=5)
    for guess in range(10):
        assert enter(client, password, f"{guess:06}") == 401
    assert enter(client, password, app.at(clock.now)) == 401


def test_the_store_has_neither_the_key_nor_a_recovery_code(
    client: TestClient, desk: Desk, clock: HeldClock, password: str
) -> None:
    app, codes = set_up(client, clock, password)
    kept = desk.store.read(
        lambda connection: [
            *connection.execute(select(staff)),
            *connection.execute(select(recovery_codes)),
        ]
    )
    assert len(kept) == 9
    assert app.secret not in repr(kept)
    assert not any(code in repr(kept) or code.replace("-", "") in repr(kept) for code in codes)
    seed = kept[0].factor
    assert second_factor.make_key("another secret", seed) != app.secret


@pytest.mark.parametrize("wrong", ["password", "code", "seed", "of another"])
def test_a_factor_is_not_set_up_by_half(
    client: TestClient, desk: Desk, clock: HeldClock, password: str, wrong: str
) -> None:
    page = get_page(client, FACTOR)
    app, seed = TOTP(find_only(page, ".staff-key").text), find_seed(page)
    code = app.at(clock.now)
    if wrong == "of another":
        seed = second_factor.sign_seed(desk.settings.secret, "somebody", second_factor.make_seed())
    answer = post(
        client,
        "",
        "wrong" if wrong == "password" else password,
        "000000" if wrong == "code" else code,
        seed="x" * 40 if wrong == "seed" else seed,
    )
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert enter(client, password) == 303


def test_a_factor_goes_with_password_and_code_alone(
    client: TestClient, desk: Desk, clock: HeldClock, password: str
) -> None:
    app, codes = set_up(client, clock, password)
    clock.now += timedelta(minutes=1)
    assert post(client, "removal/", "wrong", app.at(clock.now)).status_code == 422
    assert post(client, "removal/", password, "000000").status_code == 422
    assert post(client, "removal/", password, codes[0]).status_code == 303
    assert enter(client, password) == 303
    left = desk.store.read(lambda connection: connection.execute(select(recovery_codes)).all())
    assert left == []
    assert "factor-removed" in list_actions(desk)


def test_a_factor_that_is_there_is_not_replaced_by_a_password(
    client: TestClient, desk: Desk, clock: HeldClock, password: str
) -> None:
    old, _ = set_up(client, clock, password)
    member = desk.store.read(lambda connection: connection.execute(select(staff.c.id)).scalar_one())
    seed = second_factor.make_seed()
    signed = second_factor.sign_seed(desk.settings.secret, member, seed)
    new = TOTP(second_factor.make_key(desk.settings.secret, seed))
    assert post(client, "", password, new.at(clock.now), seed=signed).status_code == 422
    clock.now += timedelta(minutes=1)
    assert enter(client, password, old.at(clock.now)) == 303


def test_a_factor_that_was_set_up_meanwhile_is_not_replaced(
    client: TestClient, desk: Desk, clock: HeldClock, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two requests that begin without a factor, the second one finds that of the first."""
    page = get_page(client, FACTOR)
    app, seed = TOTP(find_only(page, ".staff-key").text), find_seed(page)
    first_seed = second_factor.make_seed()

    async def set_up_before(*arguments: Any) -> Any:
        statement = update(staff).values(factor=first_seed)
        desk.store.write(lambda connection: connection.execute(statement).rowcount)
        return await authentication.authenticate(*arguments)

    monkeypatch.setattr(factor_pages, "authenticate", set_up_before)
    assert post(client, "", password, app.at(clock.now), seed=seed).status_code == 422
    kept = desk.store.read(lambda connection: connection.execute(select(staff.c.factor)).scalar())
    assert kept == first_seed


def test_a_command_takes_a_lost_factor_away_and_ends_the_sessions(
    client: TestClient, desk: Desk, clock: HeldClock, password: str
) -> None:
    set_up(client, clock, password)
    desk.store.write(lambda connection: accounts.reset_factor(connection, "ada"))
    assert client.get("/desk/staff/", follow_redirects=False).status_code == 303
    assert enter(client, password) == 303
    assert "factor-reset" in list_actions(desk)


def test_a_desk_may_ask_everybody_for_a_factor(
    client: TestClient, desk: Desk, clock: HeldClock, password: str
) -> None:
    object.__setattr__(desk.settings, "second_factor", True)
    answer = client.get("/desk/staff/queue/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, FACTOR)
    form = {"csrf": find_csrf_token(client.get(FACTOR).text), "state": "done"}
    refused = client.post("/desk/staff/queue/", data=form)
    assert refused.status_code == 403
    assert "Set up a second factor first." in refused.text
    set_up(client, clock, password)
    assert client.get("/desk/staff/queue/", follow_redirects=False).status_code == 200


def test_an_app_on_the_same_telephone_takes_the_key_by_a_link(
    client: TestClient, clock: HeldClock, password: str
) -> None:
    page = get_page(client, FACTOR)
    app = parse_uri(str(find_only(page, "a[href^='otpauth:']")["href"]))
    assert isinstance(app, TOTP)
    answer = post(client, "", password, app.at(clock.now), seed=find_seed(page))
    assert (answer.status_code, app.name) == (200, "ada")


def test_the_drawing_has_no_style_and_no_script(client: TestClient, password: str) -> None:
    assert password
    drawing = find_only(get_page(client, FACTOR), "svg")
    assert {one.name for one in drawing.find_all()} <= {"path", "g"}
    assert "style" not in str(drawing)


def test_the_page_of_recovery_codes_has_a_link_and_is_not_cached(
    client: TestClient, clock: HeldClock, password: str
) -> None:
    page = get_page(client, FACTOR)
    code = TOTP(find_only(page, ".staff-key").text).at(clock.now)
    answer = post(client, "", password, code, seed=find_seed(page))
    assert answer.headers["cache-control"] == "no-store"
    form = {"csrf": find_csrf_token(answer.text)}
    out = client.post("/desk/staff/sign-out/", data=form, follow_redirects=False)
    assert out.headers["location"] == "/desk/staff/sign-in/"
