"""Headers as a way in: to statements, the store, the log (CVE-2026-46364, CVE-2023-1878).

What a browser tells about itself, and the address it has, is found nowhere afterwards.
"""

import pytest
from starlette.testclient import TestClient

from entraide.desk.app import build_app
from entraide.desk.desk import Desk
from entraide.desk.tables import feedback
from support.hostile_desk import TEXT, VOTE, ReadText
from support.hostile_texts import ADDRESS, HOSTILE, MARK

HEADERS = (
    "user-agent",
    "x-forwarded-for",
    "accept-language",
    "referer",
    "cookie",
    "forwarded",
    "x-real-ip",
    "x-http-method-override",
    "traceparent",
)
WITH_CARE = ("host", "origin", "sec-fetch-site", "content-type")  # these may be refused


def to_header_bytes(text: str) -> bytes:
    """As it goes over the wire; a real server would refuse some of it before us."""
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", HEADERS)
def test_no_header_is_kept_or_logged(
    client: TestClient, dump_store: ReadText, read_output: ReadText, name: str
) -> None:
    texts = (*HOSTILE, MARK * 130_000, f"'\"\0{MARK}")  # the longest has a megabyte
    for text in texts:
        answer = client.post(
            "/desk/ratings", json=VOTE, headers={name.encode(): to_header_bytes(text)}
        )
        assert answer.status_code == 200, text[:80]
    seen = dump_store() + read_output()
    assert MARK not in seen
    assert seen.count("'votes'") >= 1


@pytest.mark.parametrize("name", WITH_CARE)
def test_a_hostile_header_that_decides_is_refused_by_a_constant_word(
    client: TestClient, dump_store: ReadText, read_output: ReadText, name: str
) -> None:
    for text in HOSTILE:
        headers = {"sec-fetch-site": "", name: text} if name == "origin" else {name: text}
        sent = {key.encode(): to_header_bytes(value) for key, value in headers.items()}
        answer = client.post("/desk/ratings", json=VOTE, headers=sent)
        assert answer.status_code == (200 if name == "host" else answer.status_code)
        assert MARK not in answer.text
    assert MARK not in dump_store() + read_output()


def test_the_address_of_a_visitor_is_found_nowhere(
    desk: Desk, dump_store: ReadText, read_output: ReadText
) -> None:
    with make_visitor(desk) as near:
        token = near.post("/desk/ratings", json=VOTE).json()["token"]
        form = TEXT | {"token": token, "comment": "It is wrong."}
        assert near.post("/desk/feedback", data=form).status_code == 200
        assert near.post("/desk/ratings", json={}).status_code == 422
        seen = dump_store() + read_output()
    assert "It is wrong." in seen
    assert ADDRESS not in seen
    assert "203.0.113" not in seen


def test_an_error_of_the_store_tells_nothing_of_what_was_sent(
    desk: Desk, read_output: ReadText
) -> None:
    with make_visitor(desk) as near:
        token = near.post("/desk/ratings", json=VOTE).json()["token"]
        desk.store.write(feedback.drop)
        form = TEXT | {"token": token, "comment": f"{MARK} {ADDRESS}"}
        answer = near.post("/desk/feedback", data=form)
        assert answer.status_code == 500
        seen = read_output() + answer.text
    assert '"event": "broken"' in seen
    for secret in (MARK, ADDRESS, token, "INSERT"):
        assert secret not in seen


def make_visitor(desk: Desk) -> TestClient:
    """Somebody whose address we know, and whose proxies tell it as well."""
    headers = {
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": ADDRESS,
        "Forwarded": f"for={ADDRESS}",
        "Referer": f"https://help.example/{MARK}",
        "User-Agent": MARK,
    }
    return TestClient(
        build_app(desk), raise_server_exceptions=False, headers=headers, client=(ADDRESS, 4711)
    )
