"""The measurement of prices asks for every route that has one, and tells what is too cheap."""

from pathlib import Path

import pytest

from bench import prices
from bench.desk import make_environment, write_site_files
from bench.desk_process import run_desk
from bench.prices import PricedRequest, find_longest_entry, make_requests, measure_requests
from entraide.desk.cost_meter import COSTS
from entraide.desk.migrate import migrate
from entraide.desk.settings import StoreSettings

OF_MEMBERS = {("POST", "staff/account")}  # whose cost is that of two passwords


def test_every_price_is_measured() -> None:
    first_lines = [request.split(b" ", 2) for request in make_requests(1).values()]
    paths = [(line[0].decode(), line[1].decode().removeprefix("/desk/")) for line in first_lines]
    for method, head in COSTS.keys() - OF_MEMBERS:
        assert any(path.startswith(head) for each, path in paths if each == method), head


def test_a_request_that_costs_more_than_its_price_is_told() -> None:
    cheap, fair = (PricedRequest("votes", cost, 3.0, "200") for cost in (3.1, 2.9))
    assert (cheap.is_too_cheap, fair.is_too_cheap) == (True, False)
    assert fair.to_row() == ("votes", "2.90", "3.0", "97 %", "200")


def test_the_longest_text_in_two_languages_is_asked_for(tmp_path: Path) -> None:
    write_site_files(tmp_path)
    for entry in range(1, 1001):
        text = "x" * (9 if entry == 7 else 1)
        (tmp_path / "entries" / f"{entry}.fr.json").write_text(text, encoding="utf-8")
    assert find_longest_entry(tmp_path) == 7


def test_the_desk_computes_something_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prices, "PROCESSOR", 0.05)
    write_site_files(tmp_path / "site")
    environment = make_environment(tmp_path, f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    migrate(StoreSettings(database_url=environment["ENTRAIDE_DATABASE_URL"]), create=True)
    requests = {name: make_requests(1)[name] for name in ("votes", "health")}
    with run_desk(environment, tmp_path / "log") as desk:
        votes, health = measure_requests(desk, requests)
    assert (votes.statuses, round(votes.price)) == ("200", 3)
    assert (health.statuses, health.price) == ("200", 1)
    assert 0 < health.cost < votes.cost
