"""A proxy that the desk was not told of is noticed, by its setting's name, and not by mistake."""

from collections.abc import Callable
from ipaddress import ip_network

import pytest
from starlette.testclient import TestClient

from entraide.desk import health
from entraide.desk.desk import Desk
from entraide.desk.proxy_watch import LONG_ENOUGH, MANY
from entraide.desk.settings import DeskSettings
from support.desk import HeldClock
from support.hostile_desk import VOTE, ReadText, Send
from support.staff import get_page, read_words, sign_in_as

SETTING = "ENTRAIDE_TRUSTED_PROXIES"


@pytest.fixture
def proxy() -> str:
    return ""


@pytest.fixture
def settings(settings: DeskSettings, proxy: str) -> DeskSettings:
    networks = (ip_network(proxy),) if proxy else ()
    return settings.model_copy(update={"trusted_proxies": networks})


@pytest.fixture(autouse=True)
def fresh_health(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LOOK_AGAIN", 0)


@pytest.fixture
def visit(send: Send) -> Callable[..., None]:
    def vote_as(count: int, form: str = "198.51.100.{}") -> None:
        for number in range(count):
            answer = send("/desk/ratings", VOTE, X_Forwarded_For=form.format(number))
            assert answer.status_code == 200

    return vote_as


def test_a_proxy_that_is_not_named_is_told(
    desk: Desk,
    client: TestClient,
    visit: Callable[..., None],
    read_output: ReadText,
    clock: HeldClock,
) -> None:
    visit(MANY)
    assert client.get("/desk/readyz").json() == {"ok": True}
    clock.now += LONG_ENOUGH
    visit(MANY)
    assert SETTING in client.get("/desk/readyz").json()["problems"]["proxy"]
    page = get_page(sign_in_as(client, desk), "/desk/staff/?in=en")
    assert SETTING in read_words(page, ".notice")
    told = read_output()
    assert SETTING in told
    assert "198.51.100" not in told


@pytest.mark.parametrize("proxy", ["192.0.2.7"])
def test_a_network_before_the_proxy_that_is_not_named_is_told(
    client: TestClient, visit: Callable[..., None], clock: HeldClock
) -> None:
    visit(MANY, "198.51.100.{}, 203.0.113.9")
    clock.now += LONG_ENOUGH
    visit(MANY, "198.51.100.{}, 203.0.113.9")
    assert SETTING in client.get("/desk/readyz").json()["problems"]["proxy"]


@pytest.mark.parametrize("proxy", ["192.0.2.7"])
def test_visitors_behind_a_proxy_that_is_named_are_no_problem(
    client: TestClient, visit: Callable[..., None], clock: HeldClock
) -> None:
    visit(MANY)
    clock.now += LONG_ENOUGH
    visit(MANY)
    assert client.get("/desk/readyz").json() == {"ok": True}


def test_one_visitor_who_names_another_is_no_proxy(
    client: TestClient, visit: Callable[..., None], clock: HeldClock
) -> None:
    for _ in "ab":
        visit(MANY, "198.51.100.1")
        visit(MANY, "nonsense {}")
        clock.now += LONG_ENOUGH
    assert client.get("/desk/readyz").json() == {"ok": True}


@pytest.mark.parametrize("proxy", ["192.0.2.7"])
def test_a_visitor_who_makes_the_header_up_is_no_proxy_while_others_come(
    client: TestClient, visit: Callable[..., None], clock: HeldClock
) -> None:
    """The proxy that is named appends to what a visitor sends, as many do."""
    played = "198.51.100.{}, 203.0.113.9"
    for _ in "abc":
        visit(MANY, played)
        visit(MANY, "203.0.113.1{}")  # others, each by their own address
        clock.now += LONG_ENOUGH
        visit(1, played)
        assert client.get("/desk/readyz").json() == {"ok": True}
    clock.now += LONG_ENOUGH
    visit(MANY, played)  # at night, alone
    assert SETTING in client.get("/desk/readyz").json()["problems"]["proxy"]
    visit(MANY, "203.0.113.1{}")
    assert client.get("/desk/readyz").json() == {"ok": True}
