"""Missing authorisation: every route, asked by everybody (CVE-2026-46365, -46362, -49205, -24421).

The expectation is made of the roles that routes demand. A route for everybody that is not in OPEN,
or an answer that a route's role does not say, fails here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import pytest
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from entraide.desk.app import ROUTES, build_app
from entraide.desk.desk import Desk
from entraide.desk.staff import tokens
from entraide.desk.staff.access import StaffRoute
from entraide.desk.staff.api import ApiRoute
from entraide.desk.staff.feedback_queue import find_item
from entraide.desk.staff.proposal_pages import make_mark
from entraide.desk.staff.question_queue import find_question
from entraide.desk.staff.work_forms import make_work_mark
from entraide.model.staff_roles import Role
from support.desk import BROWSER
from support.hostile_desk import ReadText
from support.staff import (
    add_account,
    add_comment,
    add_proposal,
    add_question,
    add_votes,
    find_csrf_token,
    sign_in,
    sign_in_as,
)

# For the addresses that have places in them.
PLACES = {"entry": "1029", "locale": "en", "token": "A" * 32, "id": "proposed"}
OURS = {"desk/openapi.json", "desk/assets"}  # the description, when asked for; style sheets


class Who(StrEnum):
    NOBODY = "nobody"
    VIEWER = "viewer"
    MODERATOR = "moderator"
    WRITER = "writer"
    PUBLISHER = "publisher"


@dataclass(frozen=True)
class Rule:
    """Who may use a route: everybody, before sign-in too, or who has one role of each choice."""

    method: str
    path: str
    choices: tuple[tuple[Role, ...], ...]
    staff: bool
    token: bool = False  # for a program that shows one, and for no browser

    def is_open_to(self, who: Who) -> bool:
        if not self.choices:
            return True
        return who is not Who.NOBODY and all(
            any(Role(who).can_act_as(role) for role in choice) for choice in self.choices
        )


OPEN = {
    ("POST", "desk/ratings"),
    ("POST", "desk/feedback"),
    ("GET", "desk/challenge"),
    ("POST", "desk/proposals"),
    ("GET", "desk/propose/"),
    ("GET", "desk/propose/{entry}/{locale}/"),
    ("POST", "desk/propose/{entry}/{locale}/"),
    ("GET", "desk/receipts/{token}/"),
    ("POST", "desk/questions/"),
    ("GET", "desk/questions/challenge"),
    ("GET", "desk/news/{token}/"),  # to whoever has its secret
    ("GET", "desk/withdraw/"),
    ("POST", "desk/withdraw/"),
    ("GET", "desk/healthz"),
    ("GET", "desk/readyz"),
    ("GET", "desk/metrics"),  # to whoever has its token: tests/desk/test_metrics.py
    ("GET", "desk/staff"),
    ("GET", "desk/staff/sign-in/"),
    ("POST", "desk/staff/sign-in/"),
}
RULES = tuple(
    Rule(
        route.method,
        route.path.removeprefix("/"),
        tuple(route.roles),
        staff=isinstance(route, StaffRoute),
        token=isinstance(route, ApiRoute),
    )
    for route in ROUTES
)


def iter_routes(desk: Desk) -> Iterator[tuple[str, str]]:
    """(method, path) of everything that the application answers."""
    for route in iter_route_contexts(build_app(desk).routes):
        if isinstance(route.original_route, Mount):
            yield "GET", route.original_route.path.removeprefix("/")
        else:
            assert isinstance(route.original_route, Route), route
            for method in route.methods or ():
                yield method, str(route.path).removeprefix("/")


def make_client(desk: Desk, who: Who) -> TestClient:
    client = TestClient(build_app(desk), base_url="https://help.example", headers=BROWSER)
    if who is not Who.NOBODY:
        sign_in_as(client, desk, who.value)
    return client


def fill_path(path: str) -> str:
    for name, value in PLACES.items():
        path = path.replace(f"{{{name}}}", value)
    assert "{" not in path, path
    return f"/{path}"


def test_every_route_has_its_rule(desk: Desk) -> None:
    ruled = {(rule.method, rule.path) for rule in RULES}
    answered = {(method, path) for method, path in iter_routes(desk) if path not in OURS}
    assert answered == ruled
    assert len(ruled) == len(RULES)
    asked = replace(desk, settings=desk.settings.model_copy(update={"openapi": True}))
    extra = {path for _, path in iter_routes(asked)} - {path for _, path in ruled}
    assert extra == OURS


def test_only_what_is_for_everybody_is_open_to_everybody() -> None:
    assert {(rule.method, rule.path) for rule in RULES if not rule.choices} == OPEN


@pytest.mark.parametrize("who", Who)
def test_a_page_needs_the_role_of_its_route(desk: Desk, who: Who) -> None:
    add_votes(desk, 1029, "en", 4, 5)
    add_proposal(desk, id=PLACES["id"])
    add_comment(desk, "It is wrong.", id=PLACES["id"])
    add_question(desk, id=PLACES["id"])
    client = make_client(desk, who)
    for rule in RULES:
        if rule.method != "GET" or not rule.staff:
            continue
        answer = client.get(fill_path(rule.path), follow_redirects=False)
        if rule.is_open_to(who):
            assert answer.status_code in (200, 303), rule
            assert not answer.headers.get("location", "").endswith("sign-in/"), rule
        elif who is Who.NOBODY:
            assert (answer.status_code, answer.text) == (303, ""), rule
            assert answer.headers["location"] == "/desk/staff/sign-in/"
        else:
            assert answer.status_code == 403, rule


@pytest.mark.parametrize("who", Who)
def test_what_is_for_programs_is_open_to_those_with_a_token_alone(desk: Desk, who: Who) -> None:
    add_proposal(desk, id=PLACES["id"])
    client = make_client(desk, who)
    for rule in RULES:
        if not rule.token:
            continue
        assert client.get(fill_path(rule.path)).status_code == 401, rule
        if who is Who.NOBODY:
            continue
        made = desk.store.write(lambda connection: tokens.make_token(connection, who.value))
        answer = client.get(fill_path(rule.path), headers={"Authorization": f"Bearer {made}"})
        assert answer.status_code == (200 if rule.is_open_to(who) else 403), rule


@pytest.mark.parametrize("who", Who)
def test_a_form_needs_the_role_of_its_route(desk: Desk, dump_store: ReadText, who: Who) -> None:
    id_ = add_comment(desk, "It is wrong.")
    add_proposal(desk, id=PLACES["id"])
    add_comment(desk, "It is wrong.", id=PLACES["id"])
    add_question(desk, id=PLACES["id"])
    add_votes(desk, 1029, "fr", 3, 1, day="2026-11-21")
    client = make_client(desk, who)
    csrf = "" if who is Who.NOBODY else find_csrf_token(client.get("/desk/staff/").text)
    said = {"ids": id_, "state": "done", "locale": "fr", "csrf": csrf}
    said |= {"do": "accepted", "noted": make_mark("")}
    said |= dict.fromkeys(("password", "new", "again", "code", "seed"), "x" * 20)
    said |= {"session": "others", "entry": "1029", "day": "2026-11-21"}
    for rule in RULES:
        if rule.method != "POST" or not rule.staff or not rule.choices or "sign-out" in rule.path:
            continue
        fields = {name: said[name] for name in list_fields(rule.path)}
        if rule.path == "desk/staff/queue/{id}/":
            fields["noted"] = read_work_mark(desk, PLACES["id"])
        if rule.path == "desk/staff/questions/{id}/":
            fields |= {"noted": read_question_mark(desk, PLACES["id"]), "state": "aside"}
        before = dump_store()
        bare = remove_csrf(fields) or {"more": ""}  # an empty form has no type
        for refused in (fields | {"csrf": ""}, fields | {"csrf": "x" * 43}, bare):
            answer = client.post(fill_path(rule.path), data=refused, follow_redirects=False)
            assert answer.status_code == (401 if who is Who.NOBODY else 403), rule
        elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
        answer = client.post(fill_path(rule.path), data=fields, headers=elsewhere)
        assert (answer.status_code, answer.json()) == (403, {"error": "cross-origin"}), rule
        assert dump_store() == before, rule
        if "/account/" in rule.path:  # for everybody's own: tests/desk/test_staff_own_account.py
            continue
        answer = client.post(fill_path(rule.path), data=fields, follow_redirects=False)
        assert answer.status_code == (
            303 if rule.is_open_to(who) else 401 if who is Who.NOBODY else 403
        ), rule
        assert (dump_store() != before) is rule.is_open_to(who), rule


def read_work_mark(desk: Desk, id_: str) -> str:
    """What the form of a piece of feedback has of the one that was read."""
    item = desk.store.read(lambda connection: find_item(connection, id_))
    assert item
    return make_work_mark(item.work)


def read_question_mark(desk: Desk, id_: str) -> str:
    """The same of a question."""
    question = desk.store.read(lambda connection: find_question(connection, id_))
    assert question
    return make_work_mark(question.work)


def list_fields(path: str) -> tuple[str, ...]:
    """What a form of staff needs; a new one says it here."""
    return {
        "desk/staff/queue/": ("ids", "state", "csrf"),
        "desk/staff/queue/{id}/": ("state", "noted", "csrf"),
        "desk/staff/queue/{id}/take/": ("csrf",),
        "desk/staff/questions/{id}/": ("state", "noted", "csrf"),
        "desk/staff/questions/{id}/write/": ("csrf",),
        "desk/staff/questions/{id}/entry/": ("entry", "csrf"),
        "desk/staff/alarms/": ("entry", "locale", "day", "csrf"),
        "desk/staff/language/": ("locale", "csrf"),
        "desk/staff/account/password/": ("password", "new", "again", "csrf"),
        "desk/staff/account/sessions/": ("password", "session", "csrf"),
        "desk/staff/account/factor/": ("password", "seed", "code", "csrf"),
        "desk/staff/account/factor/removal/": ("password", "code", "csrf"),
        "desk/staff/proposals/{id}/": ("do", "noted", "csrf"),
    }[path]


def remove_csrf(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name != "csrf"}


def test_the_token_of_one_session_is_of_no_use_in_another(desk: Desk, dump_store: ReadText) -> None:
    id_ = add_comment(desk, "It is wrong.")
    theirs = make_client(desk, Who.VIEWER)
    stolen = find_csrf_token(theirs.get("/desk/staff/").text)
    mine = make_client(desk, Who.MODERATOR)
    before, fields = dump_store(), {"ids": id_, "state": "spam", "csrf": stolen}
    assert mine.post("/desk/staff/queue/", data=fields).status_code == 403
    assert dump_store() == before


def test_an_unknown_cookie_is_refused(desk: Desk) -> None:
    password = add_account(desk)
    client = make_client(desk, Who.NOBODY)
    for cookie in ("", "x", "'; --", "\0", "a" * 5_000, "null", "é"):
        headers = {b"cookie": b"__Host-entraide=" + cookie.encode()}
        answer = client.get("/desk/staff/", headers=headers, follow_redirects=False)
        assert answer.status_code == 303, cookie
        assert answer.headers["location"] == "/desk/staff/sign-in/"
    assert sign_in(client, "ada", password).status_code == 303
    mine = client.cookies["__Host-entraide"]
    client.cookies.clear()
    for cookie in (mine[:-1], mine.upper(), mine + "x"):
        answer = client.get(
            "/desk/staff/",
            headers={"Cookie": f"__Host-entraide={cookie}"},
            follow_redirects=False,
        )
        assert answer.status_code == 303


def test_a_way_out_of_sign_in_never_leads_to_another_host(desk: Desk) -> None:
    client = make_client(desk, Who.VIEWER)
    csrf = find_csrf_token(client.get("/desk/staff/").text)
    for back in (
        "https://evil.example/",
        "//evil.example/",
        "/desk/staff//evil.example",
        "/desk/staff/\\evil.example",
        "/desk/staff/@evil.example",
        "/desk/staff/\r\nX-Forged: 1",
        "javascript:alert(1)",
    ):
        fields = {"locale": "fr", "back": back, "csrf": csrf}
        answer = client.post("/desk/staff/language/", data=fields, follow_redirects=False)
        assert answer.headers.get("location", "/desk/staff/").startswith("/desk/staff/"), back
        assert "x-forged" not in answer.headers
