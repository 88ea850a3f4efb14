"""Copies of sites that the data knows are named; other sites are left alone."""

import pytest

from entraide.content.contacts.look_alikes import find_imitated_host, has_mixed_alphabets

KNOWN = frozenset(
    {"cybermalveillance.gouv.fr", "cnil.fr", "actionfraud.police.uk", "paypal.com", "3018.fr"}
)


@pytest.mark.parametrize(
    ("host", "original"),
    [
        ("paypa1.com", "paypal.com"),
        ("paypall.com", "paypal.com"),
        ("payapl.com", "paypal.com"),
        ("pay-pal.com", "paypal.com"),
        ("pàypal.com", "paypal.com"),
        ("xn--pypal-4ve.com", "paypal.com"),
        ("login.paypai.com", "paypal.com"),
        ("paypal.co", "paypal.com"),
        ("paypal.com.evil.example", "paypal.com"),
        ("cnil.fr.evil.example", "cnil.fr"),
        ("cybermalveilance.gouv.fr", "cybermalveillance.gouv.fr"),
        ("actionfraud.po1ice.uk", "actionfraud.police.uk"),
    ],
)
def test_a_copy_is_reported_with_the_site_it_looks_like(host: str, original: str) -> None:
    assert find_imitated_host(host, KNOWN) == original


@pytest.mark.parametrize(
    "host",
    [
        *sorted(KNOWN),
        "help.paypal.com",
        "gouv.fr",
        "impots.gouv.fr",
        "police.uk",
        "caf.fr",
        "cnam.fr",
        "google.com",
        "example.org",
        "paypal.com:8443",
    ],
)
def test_another_site_is_no_copy(host: str) -> None:
    assert find_imitated_host(host, KNOWN) == ""


def test_letters_of_two_alphabets_in_one_name_are_noticed() -> None:
    assert has_mixed_alphabets("xn--pypal-4ve.com")
    assert not has_mixed_alphabets("xn--e1afmkfd.com")  # all Cyrillic
    assert not has_mixed_alphabets("école.fr")
