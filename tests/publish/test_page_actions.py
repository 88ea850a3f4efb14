"""Addresses that open a letter."""

from urllib.parse import parse_qs, urlsplit

import pytest

from entraide.publish.page_actions import make_mail_link


@pytest.mark.parametrize("text", ["Entry 7 · Help", "a & b = c? #1 {x}", "é “à”\nب"])
def test_what_it_says_arrives_as_it_was_written(text: str) -> None:
    link = urlsplit(make_mail_link("help@square.example", text, text))
    assert (link.scheme, link.path) == ("mailto", "help@square.example")
    assert parse_qs(link.query) == {"subject": [text], "body": [text]}


def test_a_script_finds_what_it_fills_in() -> None:
    link = make_mail_link("", "Entry {entry}", slots="{}")
    assert link == "mailto:?subject=Entry%20{entry}"
