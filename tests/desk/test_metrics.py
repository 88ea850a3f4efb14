"""The numbers of a desk for a program that watches it: for whoever has the token, about nobody."""

import re
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.settings import read_desk_settings
from entraide.errors import SettingsError
from support.desk import HeldClock
from support.hostile_desk import VOTE

TOKEN = "vX3q-0Zr9_LmT7uPfK2hQwYb8sNdJcGe-metrics"  # noqa: S105 - of the tests
pytestmark = pytest.mark.parametrize("store_kind", ["sqlite"])


@pytest.fixture
def metrics_client(client: TestClient, desk: Desk) -> TestClient:
    """A client of a desk that shows its numbers."""
    object.__setattr__(desk.settings, "metrics_token", TOKEN)
    return client


def read_numbers(client: TestClient) -> dict[str, float]:
    """The samples, by name and labels."""
    answer = client.get("/desk/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_without_a_token_in_the_settings_there_are_no_numbers(client: TestClient) -> None:
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer x"}):
        assert client.get("/desk/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize("shown", ["", "Bearer ", f"Bearer {TOKEN}x", TOKEN, f"Basic {TOKEN}", "é"])
def test_a_wrong_token_is_refused(metrics_client: TestClient, shown: str) -> None:
    answer = metrics_client.get("/desk/metrics", headers={b"Authorization": shown.encode()})
    assert (answer.status_code, answer.json()) == (401, {"error": "staff-token"})


def test_a_token_that_can_be_guessed_is_no_setting(desk: Desk) -> None:
    environment = {
        "ENTRAIDE_SECRET_KEY": desk.settings.secret,
        "ENTRAIDE_SITE_DIR": str(desk.settings.site_dir),
        "ENTRAIDE_LOCALES_DIR": str(desk.settings.locales_dir),
        "ENTRAIDE_METRICS_TOKEN": "short",
    }
    with pytest.raises(SettingsError, match="ENTRAIDE_METRICS_TOKEN: it has 5 characters"):
        read_desk_settings(environment)


def test_a_vote_is_in_the_numbers_once_its_day_is_over(
    metrics_client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    before = read_numbers(metrics_client)
    assert metrics_client.post("/desk/ratings", json=VOTE).status_code == 200
    after = read_numbers(metrics_client)
    assert {name for name in after if before.get(name) != after[name]} <= {
        name for name in after if name.startswith("process_")
    }
    clock.now += timedelta(days=1)
    desk.request_counts.write_past()
    assert read_numbers(metrics_client)["entraide_requests_total POST /desk/ratings 200"] == 1


def test_what_fails_or_is_too_much_is_counted_at_once(
    metrics_client: TestClient, desk: Desk
) -> None:
    for status in (200, 429, 429, 503, 404):
        desk.request_counts.count("POST", "/desk/ratings", status, 1.0)
    numbers = read_numbers(metrics_client)
    assert [numbers[f"entraide_alarms_total {status}"] for status in (429, 500, 503)] == [2, 0, 1]


def test_no_label_is_chosen_by_a_visitor(
    metrics_client: TestClient, desk: Desk, clock: HeldClock
) -> None:
    marks = {"User-Agent": "zebra", "Referer": "https://zebra.example/", "Cookie": "zebra=1"}
    metrics_client.request("ZEBRA", "/desk/zebra?zebra", headers=marks)
    metrics_client.get("/desk/receipts/zebrazebrazebrazebrazebrazebraze/", headers=marks)
    metrics_client.get("/desk/propose/1029/zebra/", headers=marks)
    clock.now += timedelta(days=1)
    desk.request_counts.write_past()
    numbers = read_numbers(metrics_client)
    assert any(name.startswith("entraide_requests_total other none") for name in numbers)
    assert not re.search("zebra|192", " ".join(numbers), re.IGNORECASE)


def test_the_store_and_the_process_are_in_the_numbers(metrics_client: TestClient) -> None:
    numbers = read_numbers(metrics_client)
    assert numbers["entraide_store_ready"] == 1
    assert numbers["process_open_fds"] > 0
    assert numbers["process_resident_memory_bytes"] > 0
