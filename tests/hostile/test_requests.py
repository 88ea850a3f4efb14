"""Cross-site request forgery and uploads: only a page of ours writes, and only what we read."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from entraide.desk.app import ROUTES, build_app
from entraide.desk.desk import Desk
from support.hostile_desk import VOTE, ReadText
from support.hostile_texts import MARK
from support.staff import sign_in_as

WRITES = sorted({route.path.removeprefix("/") for route in ROUTES if route.method == "POST"})
SIZES = {"desk/ratings": 16_384, "desk/feedback": 16_384, "desk/proposals": 262_144}  # bytes
HOST = {"Host": "help.example"}
ELSEWHERE: tuple[dict[str, str], ...] = (
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "same-origin, cross-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://help.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "https://evil.example"},
    {"Origin": "https://help.example.evil.example"},
    {"Origin": "https://evil.example/help.example"},
    {"Origin": "https://help.example@evil.example"},
    {"Origin": "https://help.example:8443"},
    {"Origin": "ftp://help.example"},
    {"Origin": "help.example"},
    {"Origin": "https://[help.example"},
    {"Referer": "https://help.example/e/1029/"},
    {"Cookie": "Sec-Fetch-Site=same-origin"},
    {"X-Sec-Fetch-Site": "same-origin", "X-Requested-With": "XMLHttpRequest"},
)
HERE: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Origin": "https://help.example"},
)
TYPES = (
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/octet-stream",
    "image/svg+xml",
    "application/json; charset=utf-16",
    "application/json, application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=iso-8859-1",
    "application/json+x",
    "",
)


@pytest.fixture
def stranger(desk: Desk) -> TestClient:
    """A client that sends no header of its own."""
    return TestClient(build_app(desk), base_url="https://help.example")


def post(client: TestClient, path: str, **headers: str) -> Any:
    body = json.dumps(VOTE)
    return client.post(f"/{path}", content=body, headers={"Content-Type": JSON} | headers)


JSON = "application/json"


def test_what_comes_from_elsewhere_writes_nothing(
    stranger: TestClient, dump_store: ReadText
) -> None:
    for path in WRITES:
        for headers in ELSEWHERE:
            answer = post(stranger, path, **headers)
            assert (answer.status_code, answer.json()) == (403, {"error": "cross-origin"}), headers
    assert "votes" not in dump_store()


def test_two_headers_that_disagree_are_from_elsewhere(
    stranger: TestClient, dump_store: ReadText
) -> None:
    for name, values in (
        ("Sec-Fetch-Site", ("same-origin", "cross-site")),
        ("Origin", ("https://help.example", "https://evil.example")),
    ):
        headers = [("Content-Type", JSON), *((name, value) for value in values)]
        answer = stranger.post("/desk/ratings", content=json.dumps(VOTE), headers=headers)
        assert answer.status_code == 403
    assert "votes" not in dump_store()


def test_a_page_of_ours_writes_with_either_header(stranger: TestClient) -> None:
    for headers in HERE:
        assert post(stranger, "desk/ratings", **headers).status_code == 200, headers


def test_a_form_from_elsewhere_is_refused_though_it_needs_no_question_first(
    stranger: TestClient, dump_store: ReadText
) -> None:
    for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data"):
        headers = {"Content-Type": kind, "Sec-Fetch-Site": "cross-site"}
        answer = stranger.post("/desk/ratings", content=urlencode(VOTE), headers=headers)
        assert answer.status_code == 403
    assert "votes" not in dump_store()


def test_no_other_origin_is_ever_allowed(stranger: TestClient) -> None:
    for method in ("OPTIONS", "GET", "POST"):
        headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
        answer = stranger.request(method, "/desk/ratings", headers=headers)
        assert answer.status_code in (403, 405)
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_file_or_an_unknown_type_is_refused(
    client: TestClient, desk: Desk, dump_store: ReadText
) -> None:
    sign_in_as(client, desk)
    before = dump_store()
    for path in WRITES:
        for kind in TYPES:
            answer = client.post(
                f"/{path}", content=f"--x\r\n{MARK}\r\n--x--", headers={"Content-Type": kind}
            )
            assert answer.status_code == 415, (path, kind)
        sent = {"file": ("x.svg", f"<svg>{MARK}</svg>", "image/svg+xml")}
        assert client.post(f"/{path}", files=sent).status_code == 415
    assert client.post("/desk/ratings", content=b"x").status_code == 415  # no type at all
    assert dump_store() == before


def test_no_header_or_field_makes_another_method_of_a_request(
    client: TestClient, dump_store: ReadText
) -> None:
    override = {
        "X-HTTP-Method-Override": "POST",
        "X-Method-Override": "POST",
        "X-HTTP-Method": "POST",
    }
    query = urlencode({"_method": "POST"} | VOTE)
    assert client.get(f"/desk/ratings?{query}", headers=override).status_code == 405
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "HEAD"):
        answer = client.request(method, "/desk/ratings", headers=override)
        assert answer.status_code == 405, method
    assert "votes" not in dump_store()


def test_a_body_of_more_than_its_room_is_refused_whatever_it_claims(
    client: TestClient, dump_store: ReadText
) -> None:
    small = json.dumps(VOTE).encode()
    json_type = {"Content-Type": JSON}
    for path, most in SIZES.items():
        big = small + b" " * most
        assert client.post(f"/{path}", content=big, headers=json_type).status_code == 413
        chunks = iter([small, b" " * most])
        assert client.post(f"/{path}", content=chunks, headers=json_type).status_code == 413
    for length in ("-1", "x", "99999999999999", "1e3", "٣"):
        headers = {b"content-type": JSON.encode(), b"content-length": length.encode()}
        assert client.post("/desk/ratings", content=small, headers=headers).status_code == 413
    assert "votes" not in dump_store()
