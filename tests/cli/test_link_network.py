"""Which machines the check of links may ask, and what goes over the wire."""

import pytest

from entraide.cli.link_client import to_request_url
from entraide.cli.link_network import is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1"),  # noqa: S104
        *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "198.18.0.1"),
    ],
)
def test_addresses_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://École.fr/é à?x=é y#z", "https://xn--cole-9oa.fr/%C3%A9%20%C3%A0?x=%C3%A9%20y"),
        ("HTTPS://A.org", "https://a.org/"),
        ("https://b.org@a.org:8443/%20", "https://a.org:8443/%20"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
    ],
)
def test_an_address_is_sent_as_a_browser_would(url: str, sent: str) -> None:
    assert to_request_url(url) == sent
