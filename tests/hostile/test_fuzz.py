"""Whatever is sent to whatever address: a 4xx of constant words, never a 5xx, never an echo.

CVE-2023-0790 (an uncaught exception). Found by chance, the same chance every time.
"""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from entraide.desk.app import ROUTES
from entraide.desk.desk import Desk
from entraide.desk.staff.api import ApiRoute
from support.fuzzing import try_examples
from support.hostile_desk import TEXT, VOTE
from support.hostile_texts import HOSTILE, MARK
from support.staff import find_csrf_token, sign_in_as

pytestmark = pytest.mark.parametrize("store_kind", ["sqlite"])
quick = try_examples(
    150,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WRITES = [route.path for route in ROUTES if route.method == "POST"]
PAGES = ("/desk/staff/", "/desk/withdraw/")  # they answer people only
FORMS = [path for path in WRITES if path.startswith("/desk/staff/") and "sign-" not in path]
READS = [
    route.path for route in ROUTES if route.method == "GET" and not isinstance(route, ApiRoute)
]
TYPES = ["application/json", "application/x-www-form-urlencoded", "Application/JSON; charset=UTF-8"]
# Cookies, sizes and origins decide for themselves; the rest must make no difference.
NAMES = ["user-agent", "accept", "accept-language", "referer", "x-forwarded-for", "range", "te"]

words = st.one_of(st.text(max_size=40), st.sampled_from(HOSTILE))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), words),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
OF_A_PROPOSAL = ["segments", "credit", "licence", "note", "text-title", "text-x"]
OF_STAFF = ["ids", "csrf"]
OF_FEEDBACK = ["helpful", "reasons", "comment", "token", "altcha"]
names = st.sampled_from([*VOTE, *OF_FEEDBACK, *OF_A_PROPOSAL, *OF_STAFF])
fields = st.dictionaries(names | words, values, max_size=8)


def is_harmless(answer: Any) -> bool:
    return answer.status_code < 500 and MARK not in answer.headers.get("location", "")


@given(path=st.sampled_from(WRITES), body=st.binary(max_size=300), kind=st.sampled_from(TYPES))
@quick
def test_any_bytes(client: TestClient, path: str, body: bytes, kind: str) -> None:
    answer = client.post(path, content=body, headers={"Content-Type": kind})
    assert 400 <= answer.status_code < 500


@given(path=st.sampled_from(WRITES), sent=fields, whole=st.booleans())
@quick
def test_any_json(client: TestClient, path: str, sent: dict[str, Any], whole: bool) -> None:  # noqa: FBT001
    body = json.dumps((VOTE if whole else {}) | sent)
    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert is_harmless(answer)
    if answer.status_code != 200 and not path.startswith(PAGES):
        assert set(answer.json()) == {"error"}
        assert len(answer.text) < 40


@given(path=st.sampled_from(WRITES), sent=st.lists(st.tuples(names | words, words), max_size=8))
@quick
def test_any_form(client: TestClient, path: str, sent: list[tuple[str, str]]) -> None:
    body = urlencode([*TEXT.items(), *sent], errors="surrogatepass")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post(path, content=body, headers=kind, follow_redirects=False)
    assert is_harmless(answer)
    assert "<script>" not in answer.text


@given(
    name=st.sampled_from(NAMES),
    value=st.binary(max_size=200),
    path=st.sampled_from(["/desk/ratings", "/desk/feedback"]),
)
@quick
def test_any_header(client: TestClient, name: str, value: bytes, path: str) -> None:
    answer = client.post(path, json=VOTE, headers={name.encode(): value})
    assert answer.status_code == (200 if path == "/desk/ratings" else 422)


@given(
    path=st.one_of(st.sampled_from(READS), words.map(lambda text: f"/desk/{quote(text)}")),
    query=st.lists(st.tuples(names | st.sampled_from(["in", "page", "state"]), words), max_size=4),
    place=words.map(lambda text: quote(text, safe="", errors="surrogatepass")),
)
@quick
def test_any_address(
    member: TestClient, path: str, query: list[tuple[str, str]], place: str
) -> None:
    asked = re.sub(r"\{\w+\}", lambda _: place, path)
    address = f"{asked}?{urlencode(query, errors='surrogatepass')}"
    answer = member.get(address, follow_redirects=False)
    assert is_harmless(answer)
    assert "<script>" not in answer.text


@given(sent=st.lists(st.tuples(names, words), max_size=6), path=st.sampled_from(FORMS))
@quick
def test_any_form_of_staff(
    member: TestClient, csrf: str, sent: list[tuple[str, str]], path: str
) -> None:
    body = urlencode([("csrf", csrf), ("state", "done"), *sent], errors="surrogatepass")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = member.post(path, content=body, headers=kind, follow_redirects=False)
    assert is_harmless(answer)


@pytest.fixture
def member(client: TestClient, desk: Desk) -> TestClient:
    return sign_in_as(client, desk)


@pytest.fixture
def csrf(member: TestClient) -> str:
    return find_csrf_token(member.get("/desk/staff/").text)


@given(
    title=st.one_of(st.text(max_size=200), words),
    fields=st.dictionaries(st.sampled_from(["credit", "note", "revision", "licence"]), words),
)
@quick
def test_any_proposal_is_kept_as_text_or_refused(
    client: TestClient, title: str, fields: dict[str, str]
) -> None:
    sent = {"revision": "4", "licence": "yes", "text-title": title} | fields
    body = urlencode(sent, errors="surrogatepass")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/desk/propose/1029/fr/", content=body, headers=kind)
    assert answer.status_code in (200, 400, 422)
    assert "<script>" not in answer.text


FollowUp = Callable[..., dict[str, Any]]


@given(comment=st.text(max_size=2_100))
@quick
def test_any_comment_is_kept_as_text_or_refused(
    client: TestClient, follow_up: FollowUp, comment: str
) -> None:
    body = urlencode(follow_up() | {"comment": comment}, errors="surrogatepass")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/desk/feedback", content=body, headers=kind).status_code in (200, 400, 422)
