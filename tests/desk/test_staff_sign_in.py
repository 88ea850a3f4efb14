"""Signing in and out, the session between, and whatever must not get in."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import select, update
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.page_templates import PageTemplates
from entraide.desk.staff import audit, passwords
from entraide.desk.tables import sessions, staff
from entraide.published_files.site import PublishedLocale
from support.desk import HeldClock
from support.staff import add_account, find_csrf_token, sign_in, sign_in_as

pytestmark = pytest.mark.usefixtures("patient_meter")

COOKIE = "__Host-entraide"


def list_actions(desk: Desk) -> list[tuple[str, str]]:
    """(name, action) of the log, the oldest first, without what commands did."""
    lines = desk.store.read(lambda connection: audit.list_lines(connection, 0, 99))
    told = [(line.name, line.action.value) for line in reversed(lines)]
    return [line for line in told if not line[1].startswith("account-")]


@pytest.mark.usefixtures("full_work")
def test_a_password_is_kept_as_rfc_9106_recommends_at_least() -> None:
    kept = extract_parameters(passwords.hash_password("a password"))
    wanted = RFC_9106_LOW_MEMORY
    assert kept.type is Type.ID
    assert (kept.memory_cost, kept.time_cost) >= (wanted.memory_cost, wanted.time_cost)


@pytest.mark.usefixtures("full_work")
def test_the_right_password_opens_the_desk(client: TestClient, desk: Desk) -> None:
    answer = sign_in(client, " Ada ", add_account(desk, "ada"))
    assert answer.status_code == 303
    assert answer.headers["location"] == "/desk/staff/"
    assert "<h1>Ratings</h1>" in client.get("/desk/staff/").text
    assert list_actions(desk) == [("ada", "sign-in")]


def test_the_cookie_is_for_this_host_over_https_and_for_no_script(
    client: TestClient, desk: Desk
) -> None:
    answer = sign_in(client, "ada", add_account(desk))
    cookie, device = answer.headers.get_list("set-cookie")
    assert "; HttpOnly; Max-Age=15552000; Path=/; SameSite=strict; Secure" in device
    name, _, rest = cookie.partition("=")
    parts = {part.strip().lower() for part in rest.split(";")[1:]}
    assert name == COOKIE
    assert parts == {"httponly", "max-age=28800", "path=/", "samesite=strict", "secure"}


def test_only_a_digest_of_the_cookie_is_kept(client: TestClient, desk: Desk) -> None:
    sign_in(client, "ada", add_account(desk))
    kept = desk.store.read(lambda connection: connection.execute(select(sessions)).one())
    assert len(client.cookies[COOKIE]) == 43
    assert client.cookies[COOKIE] not in repr(tuple(kept))


@pytest.mark.parametrize("name", ["ada", "nobody", "Ada\0", "é" * 100, "' OR 1=1 --", "closed"])
def test_what_is_wrong_with_a_sign_in_is_not_told(
    client: TestClient, desk: Desk, name: str
) -> None:
    add_account(desk, "ada")
    add_account(desk, "closed")
    closed = update(staff).where(staff.c.name == "closed").values(active=False)
    desk.store.write(lambda connection: connection.execute(closed).rowcount)
    usual = sign_in(client, "ada", "wrong")
    answer = sign_in(client, name, "also wrong")
    assert answer.status_code == usual.status_code == 401
    assert answer.text == usual.text
    assert "set-cookie" not in answer.headers


def test_an_unknown_name_costs_a_verification_too(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    verify = PasswordHasher.verify

    def record_and_verify(hasher: PasswordHasher, kept: str, password: str) -> bool:
        verified.append(kept.rsplit("$", 2)[0])
        return bool(verify(hasher, kept, password))

    monkeypatch.setattr(PasswordHasher, "verify", record_and_verify)
    add_account(desk)
    sign_in(client, "ada", "wrong")
    sign_in(client, "nobody", "wrong")
    assert len(verified) == 2
    assert verified[0] == verified[1]  # the same parameters, so the same work


def test_the_name_of_a_refused_sign_in_is_logged_only_if_it_exists(
    client: TestClient, desk: Desk
) -> None:
    add_account(desk)
    sign_in(client, "ada", "wrong")
    sign_in(client, "my-password-by-mistake", "ada")
    assert list_actions(desk) == [("ada", "sign-in-refused"), ("", "sign-in-refused")]


def test_a_flood_of_unknown_names_does_not_fill_the_log(
    client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    for attempt in range(30):
        clock.now += timedelta(seconds=60)  # so that no limit of sign-ins stands in the way
        sign_in(client, f"nobody{attempt}", "wrong")
    assert list_actions(desk) == [("", "sign-in-refused")]


def test_the_tenth_attempt_is_the_last_for_a_quarter_of_an_hour(
    client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    password = add_account(desk)
    for _ in range(10):
        refused = sign_in(client, "ada", "wrong")
    limited = sign_in(client, "ada", password)
    assert limited.status_code == 401
    assert limited.text == refused.text
    clock.now += timedelta(minutes=15)
    assert sign_in(client, "ada", password).status_code == 303


def test_one_network_cannot_try_many_names(client: TestClient, desk: Desk) -> None:
    password = add_account(desk)
    for attempt in range(30):
        sign_in(client, f"nobody{attempt}", "wrong")
    assert sign_in(client, "ada", password).status_code == 401


def test_the_limit_of_sign_in_is_not_multiplied(client: TestClient, desk: Desk) -> None:
    object.__setattr__(desk.settings, "limits_times", 1000)
    password = add_account(desk)
    for _ in range(10):
        sign_in(client, "ada", "wrong")
    assert sign_in(client, "ada", password).status_code == 401


def test_a_session_ends_after_eight_hours_however_much_it_is_used(
    client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    sign_in_as(client, desk)
    for _ in range(16):
        clock.now += timedelta(minutes=29)
        assert client.get("/desk/staff/", follow_redirects=False).status_code == 200
    clock.now += timedelta(minutes=16)
    assert client.get("/desk/staff/", follow_redirects=False).status_code == 303


def test_a_session_ends_after_an_hour_without_use(
    client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    sign_in_as(client, desk)
    for minutes, status in ((59, 200), (59, 200), (60, 303)):
        clock.now += timedelta(minutes=minutes)
        answer = client.get("/desk/staff/", follow_redirects=False)
        assert answer.status_code == status


def test_how_long_a_session_lasts_is_a_setting(
    client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    object.__setattr__(desk.settings, "session_hours", 1)
    object.__setattr__(desk.settings, "idle_minutes", 45)
    cookie = sign_in(client, "ada", add_account(desk)).headers["set-cookie"]
    assert "Max-Age=3600;" in cookie
    for minutes, status in ((44, 200), (15, 200), (1, 303)):
        clock.now += timedelta(minutes=minutes)
        answer = client.get("/desk/staff/", follow_redirects=False)
        assert answer.status_code == status


def test_a_cookie_that_was_there_before_sign_in_opens_nothing_afterwards(
    client: TestClient, desk: Desk
) -> None:
    planted = "planted-by-somebody-else"
    password = add_account(desk)
    answer = sign_in(client, "ada", password, headers={"Cookie": f"{COOKIE}={planted}"})
    assert planted not in answer.headers["set-cookie"]
    client.cookies.clear()
    old = client.get(
        "/desk/staff/", headers={"Cookie": f"{COOKIE}={planted}"}, follow_redirects=False
    )
    assert old.status_code == 303


def test_signing_in_again_replaces_the_session(client: TestClient, desk: Desk) -> None:
    password = add_account(desk)
    sign_in(client, "ada", password)
    first = client.cookies[COOKIE]
    sign_in(client, "ada", password)
    assert client.cookies[COOKIE] != first
    kept = desk.store.read(lambda connection: connection.execute(select(sessions)).all())
    assert len(kept) == 1


def test_sign_out_ends_the_session_and_takes_the_cookie_back(
    client: TestClient, desk: Desk
) -> None:
    page = sign_in_as(client, desk).get("/desk/staff/").text
    cookie = client.cookies[COOKIE]
    answer = client.post(
        "/desk/staff/sign-out/", data={"csrf": find_csrf_token(page)}, follow_redirects=False
    )
    assert answer.headers["location"] == "/desk/staff/sign-in/"
    assert re.search(rf'{COOKIE}="?"?; .*Max-Age=0', answer.headers["set-cookie"])
    client.cookies.clear()
    again = client.get(
        "/desk/staff/", headers={"Cookie": f"{COOKIE}={cookie}"}, follow_redirects=False
    )
    assert again.status_code == 303
    assert list_actions(desk)[-1] == ("moderator", "sign-out")


def test_a_hash_of_older_parameters_is_made_anew_at_sign_in(client: TestClient, desk: Desk) -> None:
    password = add_account(desk)
    old = PasswordHasher(time_cost=1, memory_cost=1024).hash(password)
    desk.store.write(
        lambda connection: connection.execute(update(staff).values(password=old)).rowcount
    )
    assert sign_in(client, "ada", password).status_code == 303
    kept = desk.store.read(
        lambda connection: connection.execute(select(staff.c.password)).scalar_one()
    )
    assert kept != old
    assert not passwords.needs_rehash(kept)
    assert sign_in(client, "ada", password).status_code == 303


@pytest.mark.parametrize(
    ("address", "asked", "lang"),
    [
        ("/desk/staff/sign-in/", "", "en"),
        ("/desk/staff/sign-in/", "fr-CA,fr;q=0.9,en;q=0.1", "fr"),
        ("/desk/staff/sign-in/", "de, fr;q=0.5", "fr"),
        ("/desk/staff/sign-in/", "tlh;;,\u00e9, ,", "en"),
        ("/desk/staff/sign-in/?in=fr", "en", "fr"),
        ("/desk/staff/sign-in/?in=xx", "fr", "fr"),
    ],
)
def test_the_page_is_in_the_requested_language(
    client: TestClient, address: str, asked: str, lang: str
) -> None:
    page = client.get(address, headers={b"Accept-Language": asked.encode("latin-1")})
    assert f'<html lang="{lang}"' in page.text


def test_a_language_without_words_for_staff_is_none_of_theirs(tmp_path: Path) -> None:
    """They would read English that runs from right to left."""
    facts = {"home": "", "exit": "", "help": "", "propose": "", "feedback_privacy": ""}
    told = [{"code": code, "lang": code, "name": code, "site_name": ""} for code in ("ar", "fr")]
    arabic, french = (
        PublishedLocale.model_validate(facts | each | {"dir": direction})
        for each, direction in zip(told, ("rtl", "ltr"), strict=True)
    )
    shipped = PageTemplates(tmp_path / "none")
    assert shipped.list_staff_locales([arabic, french]) == [french]
    assert shipped.list_staff_locales([arabic]) == [arabic]
    words = tmp_path / "ar" / "LC_MESSAGES" / "staff.po"
    words.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    words.write_text(head + 'msgid "Sign out"\nmsgstr "خروج"\n', encoding="utf-8")
    assert PageTemplates(tmp_path).list_staff_locales([arabic, french]) == [arabic, french]


def test_a_language_that_was_chosen_stays_with_the_account(client: TestClient, desk: Desk) -> None:
    page = sign_in_as(client, desk).get("/desk/staff/queue/?state=done").text
    assert 'name="back" value="/desk/staff/queue/?state=done"' in page
    form = {"csrf": find_csrf_token(page), "locale": "fr", "back": "/desk/staff/queue/?state=done"}
    back = client.post("/desk/staff/language/", data=form)
    assert str(back.url).endswith("/desk/staff/queue/?state=done")
    assert '<html lang="fr"' in back.text
    english = client.get("/desk/staff/?in=en").text
    assert '<html lang="en"' in english


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/desk/staff/\r\nX: y", ""]
)
def test_a_change_of_language_leads_nowhere_else(client: TestClient, desk: Desk, back: str) -> None:
    page = sign_in_as(client, desk).get("/desk/staff/").text
    form = {"csrf": find_csrf_token(page), "locale": "fr", "back": back}
    answer = client.post("/desk/staff/language/", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/desk/staff/"
