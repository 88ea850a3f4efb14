"""Floods at the nginx of deploy/: it limits networks, not addresses."""

from collections import Counter
from collections.abc import Iterable, Iterator

import httpx2
import pytest

from support.limited_nginx import VISITOR, run_nginx


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    with run_nginx(tmp_path_factory) as client:
        yield client


def count_answers(client: httpx2.Client, addresses: Iterable[str]) -> Counter[int]:
    headers = ({VISITOR: address} for address in addresses)
    return Counter(client.get("/desk/healthz", headers=each).status_code for each in headers)


@pytest.mark.parametrize("form", ["10.1.1.{}", "2001:db8:1:1::{:x}", "10.10.10.{}"])
def test_the_addresses_of_one_network_share_a_limit(client: httpx2.Client, form: str) -> None:
    assert count_answers(client, (form.format(last) for last in range(1, 201)))[429] > 50


def test_the_networks_of_one_48_share_a_limit(client: httpx2.Client) -> None:
    networks = (f"2001:db8:2:{number:x}::1" for number in range(1, 401))
    assert count_answers(client, networks)[429] > 50


@pytest.mark.parametrize("form", ["10.2.{}.1", "2001:db8:1{:02x}:1::1"])
def test_networks_do_not_wait_for_each_other(client: httpx2.Client, form: str) -> None:
    assert count_answers(client, (form.format(each) for each in range(1, 151))) == {200: 150}
