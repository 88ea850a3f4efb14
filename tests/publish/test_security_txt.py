"""security.txt: its fields as RFC 9116 wants them, and no file without what it needs."""

import pytest

from entraide.model.site import TypesetSite
from entraide.publish.security_txt import build_security_txt
from support.entries import make_typeset_site

URL = "https://square.example/help/"


def build_lines(site: TypesetSite, **facts: str) -> list[str]:
    values = {f"platform.security.{name}": text for name, text in facts.items()}
    return build_security_txt(values, site, URL).splitlines()


def test_contact_and_last_day_make_a_file() -> None:
    assert build_lines(
        make_typeset_site(), contact="holes@square.example", expires="2027-11-01"
    ) == [
        "Contact: mailto:holes@square.example",
        "Expires: 2027-11-01T23:59:59Z",
        "Preferred-Languages: en, fr",
        f"Canonical: {URL}.well-known/security.txt",
    ]


def test_a_form_a_policy_and_languages_are_taken_as_given() -> None:
    form, policy = "https://square.example/holes", "https://square.example/policy"
    lines = build_lines(
        make_typeset_site(), contact=form, expires="2027-11-01", policy=policy, languages="fr"
    )
    assert lines[0] == f"Contact: {form}"
    assert lines[2] == "Preferred-Languages: fr"
    assert lines[4] == f"Policy: {policy}"


@pytest.mark.parametrize("facts", [{}, {"contact": "a@b.example"}, {"expires": "2027-11-01"}])
def test_without_contact_or_last_day_there_is_no_file(facts: dict[str, str]) -> None:
    assert build_lines(make_typeset_site(), **facts) == []


def test_where_there_is_no_contact_there_is_no_file() -> None:
    assert build_lines(make_typeset_site(), contact="", expires="2027-11-01") == []
