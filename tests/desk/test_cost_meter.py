"""The meter: what a network may ask, and what is remembered of it."""

import asyncio
from collections import Counter
from dataclasses import dataclass

import pytest

from entraide.desk import cost_meter
from entraide.desk.app import ROUTES
from entraide.desk.cost_meter import (
    COSTS,
    DEFAULT_COST,
    LARGEST_BODY,
    NETWORK,
    SITE_NETWORK,
    TYPED_WORDS,
    Budget,
    CostMeter,
    NetworkTurns,
    SpentBudgets,
    estimate_cost,
)
from entraide.desk.networks import Visitor
from support.coroutines import run

CHEAP = {"healthz", "readyz"}
HERE = Visitor("192.0.2.7/32", "192.0.2.0/24")


@dataclass
class HeldSeconds:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> HeldSeconds:
    return HeldSeconds()


def test_every_route_has_a_cost() -> None:
    for route in ROUTES:
        path = route.path.removeprefix("/desk/")
        cost = estimate_cost(route.method, path, 0)
        assert cost > DEFAULT_COST or path in CHEAP | {"challenge"}, (route.method, path)
    assert max(COSTS.values()) + LARGEST_BODY / cost_meter.BYTES_PER_MILLISECOND < TYPED_WORDS.most


def test_a_body_costs_by_its_size_and_most_when_it_does_not_say() -> None:
    small, large = (estimate_cost("POST", "proposals", size) for size in (0, 262_144))
    assert (small, round(large)) == (4, 47)
    assert round(estimate_cost("POST", "proposals", None)) == 57
    assert round(estimate_cost("POST", "proposals", 10**9)) == 57
    assert estimate_cost("GET", "propose/1/fr/", 262_144) == COSTS["GET", "propose"]


def test_a_budget_is_spent_and_comes_back(seconds: HeldSeconds) -> None:
    meter = CostMeter(1, seconds)
    assert [meter.spend(HERE, 100) for _ in range(16)] == [0] * 15 + [1]
    assert meter.spend(HERE, 300) == 2
    seconds.now += 1
    assert meter.spend(HERE, 150) == 0
    assert meter.spend(HERE, 1) == 1


def test_the_addresses_of_an_ipv4_24_share_one_budget(seconds: HeldSeconds) -> None:
    meter = CostMeter(1, seconds)
    assert not meter.spend(HERE, NETWORK.most)
    assert meter.spend(Visitor("192.0.2.8/32", "192.0.2.0/24"), 1)
    assert not meter.spend(Visitor("192.0.3.8/32", "192.0.3.0/24"), 1)


def test_the_networks_of_an_ipv6_48_have_one_each_and_one_in_all(seconds: HeldSeconds) -> None:
    meter = CostMeter(1, seconds)
    around = "2001:db8:7::/48"
    networks = [Visitor(f"2001:db8:7:{number}::/64", around) for number in range(1, 5)]
    assert not meter.spend(networks[0], NETWORK.most)
    assert meter.spend(networks[0], 1)
    assert not meter.spend(networks[1], SITE_NETWORK.most - NETWORK.most)
    assert meter.spend(networks[2], 1)
    assert not meter.spend(Visitor("2001:db8:8:1::/64", "2001:db8:8::/48"), 1)


def test_every_budget_is_multiplied(seconds: HeldSeconds) -> None:
    meter = CostMeter(10, seconds)
    assert not meter.spend(HERE, NETWORK.most * 10)
    assert meter.spend(HERE, 1)


def test_a_full_budget_is_deleted(seconds: HeldSeconds) -> None:
    spent = SpentBudgets(Budget(100, 10), seconds)
    for number in range(1_000):
        spent.spend(b"%d" % number, 50)
    assert len(spent) == 1_000
    for _ in range(2):
        seconds.now += 11
        spent.spend(b"last", 1)
    assert len(spent) < 3


def test_the_memory_is_bounded_however_many_networks_come(
    seconds: HeldSeconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cost_meter, "MOST_NETWORKS", 100)
    spent = SpentBudgets(Budget(100, 10), seconds)
    for number in range(10_000):
        spent.spend(b"%d" % number, 50)
        assert len(spent) <= 202


def test_no_address_is_remembered(seconds: HeldSeconds) -> None:
    meter = CostMeter(1, seconds)
    meter.spend(HERE, 1)
    kept = repr([vars(spent) for spent in vars(meter).values() if isinstance(spent, SpentBudgets)])
    assert "(1.0, 1000.0)" in kept
    assert "192.0.2" not in kept


def test_few_requests_of_a_network_are_in_progress_and_others_do_not_wait_for_them() -> None:
    turns, present = NetworkTurns(), Counter[str]()

    async def stay(network: str, until: asyncio.Event) -> None:
        async with turns.take(network):
            present[network] += 1
            await until.wait()

    async def come() -> None:
        until = asyncio.Event()
        tasks = [asyncio.create_task(stay("one", until)) for _ in range(50)]
        tasks.append(asyncio.create_task(stay("other", until)))
        await asyncio.sleep(0.05)
        assert present == {"one": cost_meter.MOST_IN_PROGRESS, "other": 1}
        until.set()
        await asyncio.gather(*tasks)

    run(come())
    assert present == {"one": 50, "other": 1}
    assert "one" not in repr(vars(turns))  # a network without requests is forgotten
