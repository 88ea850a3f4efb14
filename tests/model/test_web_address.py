"""Where a link leads, as a reader is shown it: no address hides its host."""

import pytest

from entraide.model.web_address import format_visible_host, parse_web_host


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://support.google.com/", "support.google.com"),
        ("https://www.google.com/search?q=bank.com", "google.com"),
        ("HTTPS://Support.Google.COM./x", "support.google.com"),
        ("https://bank.com@evil.com/", "evil.com"),
        ("https://bank.com:443@evil.com", "evil.com"),
        ("https://bank.com%2F@evil.com/", "evil.com"),
        ("https://a@b@evil.com/", "evil.com"),
        ("https:\\\\evil.com\\@bank.com", "evil.com"),
        ("https:evil.com/x", "evil.com"),
        ("https:///evil.com/x", "evil.com"),
        ("https://ev\til.com/", "evil.com"),
        ("https://ev%69l.com/", "evil.com"),
        ("https://evil。com/", "evil.com"),
        ("https://ｅｖｉｌ.com/", "evil.com"),
        ("https://ev\u00adil.com/", "evil.com"),
        ("https://evil.com#@bank.com", "evil.com"),
        ("https://evil.com?bank.com/", "evil.com"),
        ("https://help.example:8443/", "help.example:8443"),
        ("https://help.example:443/", "help.example"),
        ("http://help.example:80/", "help.example"),
        ("http://help.example:443/", "help.example:443"),
        ("https://192.0.2.7/x", "192.0.2.7"),
        ("https://[2001:db8::1]:8443/x", "[2001:db8::1]:8443"),
        ("https://école.fr/", "école.fr"),
        ("https://xn--cole-9oa.fr/", "école.fr"),
        ("https://straße.de/", "straße.de"),
        ("https://пример.рф/", "пример.рф"),
        ("https://xn--e1afmkfd.xn--p1ai/", "пример.рф"),
        ("https://pаypal.com/", "xn--pypal-4ve.com"),  # its first “а” is Cyrillic
        ("https://xn--pypal-4ve.com/", "xn--pypal-4ve.com"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),  # all Cyrillic, below an ASCII end
        ("https://ɡoogle.com/", "xn--oogle-qmc.com"),  # LATIN SMALL LETTER SCRIPT G
        ("https://xn--/", "xn--"),
        ("https://xn--a-ecp.ru/", "xn--a-ecp.ru"),
        ("https://[half/", "[half"),
    ],
)
def test_the_host_that_a_browser_opens_is_shown(address: str, shown: str) -> None:
    assert format_visible_host(address, "these words") == shown


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("https://support.google.com/x", "support.google.com"),
        ("https://www.google.com/", "See google.com."),
        ("https://google.com/", "https://www.google.com/"),
        ("https://Google.com/", "GOOGLE.COM"),
        ("https://google.com:8443/", "google.com:8443"),
        ("https://école.fr/", "école.fr"),
        ("mailto:a@evil.com", "write"),
        ("tel:+33199001122", "call"),
        ("../scams/sale.md", "sale"),
        ("https://", "nothing"),
    ],
)
def test_nothing_is_added_where_the_words_show_it_or_where_there_is_no_host(
    address: str, text: str
) -> None:
    assert format_visible_host(address, text) == ""


@pytest.mark.parametrize(
    ("address", "text", "shown"),
    [
        ("https://evil.com/", "bank.com", "evil.com"),
        ("https://bank.com.evil.com/", "bank.com", "bank.com.evil.com"),
        ("https://bank.com:8443/", "bank.com", "bank.com:8443"),
        ("https://evil.com/", "bank.com, not evil.com", "evil.com"),
        ("https://evil.com/", "notevil.com", "evil.com"),
        ("https://pаypal.com/", "paypal.com", "xn--pypal-4ve.com"),
    ],
)
def test_words_that_name_another_site_hide_nothing(address: str, text: str, shown: str) -> None:
    assert format_visible_host(address, text) == shown


def test_a_user_name_is_told_apart_from_the_host() -> None:
    host = parse_web_host("https://bank.com@evil.com:8443/x")
    assert host == ("evil.com", 8443, "bank.com")
    assert parse_web_host("ftp://evil.com/") is None
