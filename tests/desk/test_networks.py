"""Whose address it is: our own proxies are believed, from the right, and nobody else."""

from ipaddress import ip_network

import pytest

from entraide.desk.networks import (
    SOCKET_PEER,
    UNKNOWN_NETWORK,
    find_client_address,
    format_network,
)

OURS = (ip_network("10.0.0.0/8"), ip_network("::1/128"), ip_network("fd00::/8"))


def find_address(peer: str | None, *headers: str) -> str:
    return str(find_client_address(peer, headers, OURS))


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ((), "10.0.0.1"),
        (("192.0.2.1",), "192.0.2.1"),
        (("198.51.100.1, 192.0.2.1",), "192.0.2.1"),  # what the visitor wrote is not read
        (("192.0.2.1, 10.0.0.2, 10.0.0.3",), "192.0.2.1"),
        (("192.0.2.1, 10.0.0.2", "10.0.0.3"), "192.0.2.1"),
        (("198.51.100.1", "192.0.2.1"), "192.0.2.1"),
        (("198.51.100.1, 192.0.2.1, 10.9.9.9",), "192.0.2.1"),
        (("10.0.0.7",), "10.0.0.7"),
        (("  192.0.2.1\t",), "192.0.2.1"),
        (("192.0.2.1:443",), "192.0.2.1"),
        (("[2001:db8::1]:443",), "2001:db8::1"),
        (("[2001:db8::1]",), "2001:db8::1"),
        (("2001:db8::1",), "2001:db8::1"),
        (("2001:0db8:0:0::0001",), "2001:db8::1"),
        (("fe80::1%eth0",), "fe80::1"),
        (("[fe80::1%25eth0]:443",), "fe80::1"),
        (("::ffff:192.0.2.1",), "192.0.2.1"),
        (("::ffff:c000:201",), "192.0.2.1"),
        (("[::ffff:192.0.2.1]:80",), "192.0.2.1"),
        (("192.0.2.1, ::ffff:10.0.0.2",), "192.0.2.1"),
    ],
)
def test_what_trusted_proxies_say_is_read_from_the_right(
    headers: tuple[str, ...], address: str
) -> None:
    assert find_address("10.0.0.1", *headers) == address


@pytest.mark.parametrize(
    "header",
    [
        "",
        " ",
        ",",
        "unknown",
        "_hidden",
        "192.0.2",
        "192.0.2.1.1",
        "192.0.2.01",
        "256.1.1.1",
        "３.0.2.1",
        "3232235777",
        "0x7f000001",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",  # 40 hex digits: no digest is an address
        "192.0.2.1; DROP TABLE votes",
        "192.0.2.1\0",
        "[2001:db8::1",
        "1" * 10_000,
        "198.51.100.1," * 5_000 + "x" * 10_000,
    ],
)
def test_invalid_addresses_count_as_one_unknown_voter(header: str) -> None:
    address = find_client_address("10.0.0.1", [header], OURS)
    assert address is None
    assert format_network(address, 32, 64) == UNKNOWN_NETWORK


@pytest.mark.parametrize("peer", ["192.0.2.9", "11.0.0.1", "2001:db8::9", "::2"])
def test_a_header_of_an_untrusted_proxy_is_ignored(peer: str) -> None:
    assert find_address(peer, "198.51.100.1", "10.0.0.1") == peer


def test_whoever_reaches_the_socket_is_a_proxy_of_ours_and_no_header_makes_one() -> None:
    assert find_address(SOCKET_PEER, "198.51.100.1, 192.0.2.1") == "192.0.2.1"
    assert find_address(SOCKET_PEER, "192.0.2.1, 10.0.0.2") == "192.0.2.1"
    assert find_address(SOCKET_PEER) == "None"
    assert find_address("10.0.0.1", f"192.0.2.1, {SOCKET_PEER}") == "None"


def test_without_trusted_proxies_the_header_is_not_read() -> None:
    assert str(find_client_address("10.0.0.1", ["192.0.2.1"], ())) == "10.0.0.1"


@pytest.mark.parametrize("peer", [None, "", "testclient", "/run/desk.sock"])
def test_a_peer_without_an_address_is_unknown(peer: str | None) -> None:
    assert find_client_address(peer, ["192.0.2.1"], OURS) is None


def test_a_long_chain_is_read_as_far_as_it_is_ours() -> None:
    assert find_address("10.0.0.1", "192.0.2.1," + "10.0.0.2," * 14 + "10.0.0.3") == "192.0.2.1"
    assert find_address("10.0.0.1", "192.0.2.1," + "10.0.0.2," * 4_000 + "10.0.0.3") == "10.0.0.2"


def test_a_network_has_the_bits_of_its_kind() -> None:
    assert format_network(find_client_address("192.0.2.77", [], ()), 24, 48) == "192.0.2.0/24"
    assert format_network(find_client_address("192.0.2.77", [], ()), 32, 64) == "192.0.2.77/32"
    assert (
        format_network(find_client_address("2001:db8:1:2:3::4", [], ()), 32, 64)
        == "2001:db8:1:2::/64"
    )
    assert (
        format_network(find_client_address("2001:db8:1:2:3::4", [], ()), 32, 56)
        == "2001:db8:1::/56"
    )
    assert (
        format_network(find_client_address("2001:db8:1:2:3::4", [], ()), 24, 48)
        == "2001:db8:1::/48"
    )
