"""Contacts in texts: found however they are spaced and written, and nothing else taken for one."""

import pytest

from entraide.content.contacts import ContactKind, extract_host, find_contacts
from entraide.content.contacts.text_masks import remove_masks
from support.cpu_time import measure_cpu_time
from support.square_site import SQUARE

KNOWN = {"3018", "3919", "33700", "7726", "116006", "17", "112", "999", "114", "101"}
KNOWN |= {"0805805817", "33805805817", "18884958501"}


def list_contacts(text: str, kind: ContactKind) -> list[str]:
    return [each.plain for each in find_contacts(text, KNOWN) if each.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        "Call 01 23 45 67 89 now",
        "ring 0300 123 2040",
        "+33 1 23 45 67 89",
        "(+44) 20 7946 0958",
        "0033 1 99 00 11 22",
        "1-888-495-8501",
        "1\\-888\\-495\\-8501",
        "078 170 170",
        "1300 432 273",
        "(020) 3866-4107",
        "8002 1234",
        "le 116 006",
        "Le 3018 écoute",
        "+212 522 000 000, from anywhere",
    ],
)
def test_a_number_that_would_ring_needs_no_context(text: str) -> None:
    assert len(list_contacts(text, ContactKind.NUMBER)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "0805\u202f805\u202f817",
        "0805\u00a0805 817",
        "0805.805.817",
        "0805/805/817",
        "0805–805—817",
        "0805\u2011805\u2212817",
        "0805 (805) 817",
        "0 8 0 5 8 0 5 8 1 7",
        "0805_805_817",
        "08•05•80•58•17",
        "0**8**05 805 817",
        "`0805` *805* 817",
        "0805\n805 817",
        "> a\n> 0805\n> 805 817",
        "0805\u200b805\u2060817",
        "0\u00ad805\u00ad805817",
        "\u202d0805805817\u202c",
        "０８０５８０５８１７",
        "٠٨٠٥٨٠٥٨١٧",
        "०८०५ ८०५ ८१७",
        "𝟎𝟖𝟎𝟓𝟖𝟎𝟓𝟖𝟏𝟕",
        "⓪⑧⓪⑤⑧⓪⑤⑧①⑦",
        "0\ufe0f\u20e3805805817",
        "&#48;8&#x30;5&nbsp;805&#8239;817",
        "[0805](a.md)[805](b.md)817",
        "0805[^1] 805[^2] 817",
        "0805<b>805</b>817",
        "```\n0805 805 817\n```",
        "![0805 805 817](drawing.svg)",
        "| call | 0805 805 817 |",
    ],
)
def test_no_spacing_and_no_digit_hides_a_number(text: str) -> None:
    assert list_contacts(text, ContactKind.NUMBER) == ["0805805817"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call 999", ["999"]),
        ("call **9**99", ["999"]),
        ("Call the police on 101", ["101"]),
        ("dial 112 or 999", ["112", "999"]),
        ("the number is 999", ["999"]),
        ("Call 15 now", ["15"]),
        ("Text 7726 for free", ["7726"]),
        ("appelez le 17 ou le 112", ["17", "112"]),
        ("Composez le\u00a0112", ["112"]),
        ("faites le 17", ["17"]),
        ("par SMS au 114", ["114"]),
        ("La police répond au 17.", ["17"]),
        ("numéro : 17", ["17"]),
        ("Appelez gratuitement le 3 919", ["3919"]),
    ],
)
def test_a_short_number_is_one_where_it_is_called(text: str, numbers: list[str]) -> None:
    assert list_contacts(text, ContactKind.NUMBER) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "On 2026-11-21, le 21 novembre 2026, on 17 May 2026, le 17 mai",
        "21/11/2026 10:30, 9:00 to 17:00, de 9 h à 17 h 30, 9–23, 24/7",
        "€15 000, 15\u202f000\u00a0€, 15,000 dollars, $1,500,000, 1 500 000 euros",
        "articles 222-33-2-2 et 433-5-1, art. 226-2-1, 18 U.S.C. 2261A, s.264.1",
        "Regulation (EU) 2022/2065, règlement 2016/679",
        "entry 3018, fiche 3018, entries 1029 and 1054, page 112",
        "between 2024 and 2026, 2024-2025, in 2019 2020 2021",
        "Call us within 24 hours, call 2 friends, call 10 times, call 16 people",
        "appelez 2 personnes, appelez dans les 17 jours",
        "du 12 au 17, from 12 to 17",
        "1. Call them.\n2. Wait.\n17. Report.",
        "| 12 | 30 | 45 | 2026 |",
        "- 12\n- 30\n- 45\n- 2026",
        "version 1.2.3, WCAG 2.2, 3.5 %, under 18, 200 × 300 px",
        "{{channel.fr-3018}} and 3{{platform.name}}018",
        "[words](../a/b-3018.md#0805805817)",
        "116 000 personnes",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert list_contacts(text, ContactKind.NUMBER) == []


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("see evil.example", "evil.example"),
        ("www.evil.zone now", "evil.zone"),
        ("[x](https://evil.example/a)", "evil.example"),
        ("[x](HTTP://EVIL.example)", "evil.example"),
        ("<https://evil.example>", "evil.example"),
        ("[x]\n\n[x]: https://evil.example", "evil.example"),
        ("[x](https://ev%69l.example/)", "evil.example"),
        ("[x](https&#58;//evil.example)", "evil.example"),
        ("[x](https://evil.example\\path)", "evil.example"),
        ("hxxps://evil.com", "evil.com"),
        ("evil[.]com", "evil.com"),
        ("evil (point) fr", "evil.fr"),
        ("t.me/somebody", "t.me"),
        ("ｅｖｉｌ．ｃｏｍ", "evil.com"),
        ("evil\u200b.com", "evil.com"),
        ("evil。com", "evil.com"),
        ("**evil**.com", "evil.com"),
        ("`evil.com`", "evil.com"),
        ("école.fr", "xn--cole-9oa.fr"),
        ("[x](https://evil.example:8443/)", "evil.example:8443"),
        ("[x](https:///evil.example)", ""),
    ],
)
def test_a_site_is_found_in_links_and_in_words(text: str, host: str) -> None:
    assert list_contacts(text, ContactKind.HOST) == [host]


@pytest.mark.parametrize(
    "text",
    [
        "e.g. this, i.e. that, p.m., U.S. law, M. le procureur, etc.",
        "drawing.svg, notes.md, page.html, 10.30, v1.2.3",
        "[words](../scams/fr.md) and ![a drawing](https.svg)",
        "{{platform.address}}",
    ],
)
def test_other_points_are_left_alone(text: str) -> None:
    assert list(find_contacts(text, KNOWN)) == []


@pytest.mark.parametrize(
    "text",
    [
        "a@evil.example",
        "<a@evil.example>",
        "[x](mailto:a@evil.example)",
        "a (at) evil (dot) example",
        "a&#64;evil.example",
        "a @ evil.example",
        "**a**@evil.example",
    ],
)
def test_an_email_address_is_found_and_its_host_is_not_told_twice(text: str) -> None:
    assert [each.plain for each in find_contacts(text, KNOWN)] == ["a@evil.example"]


def test_a_host_keeps_what_would_hide_another() -> None:
    assert extract_host("https://www.cnil.fr/plaintes") == "cnil.fr"
    assert extract_host("https://cnil.fr@evil.example/") == "cnil.fr@evil.example"
    assert extract_host("https://evil.example\\@cnil.fr/") == "evil.example"
    assert extract_host("https://cnil.fr.evil.example/") == "cnil.fr.evil.example"
    assert extract_host("https://[cnil.fr/plaintes") == "[cnil.fr"


def test_each_contact_has_its_line() -> None:
    text = "One.\n\n> Two\n> call 999\n\n[a](https://evil.example)\n\nb@evil.example\n"
    assert [(each.plain, each.line) for each in find_contacts(text, KNOWN)] == [
        ("b@evil.example", 7),
        ("evil.example", 5),
        ("999", 3),
    ]


def test_taking_off_masks_keeps_every_line() -> None:
    text = "a&#10;b\n\n\u20280\u00ad5\r\n> *c*\n{{x.y}}\n"
    assert remove_masks(text).count("\n") == text.count("\n")


def test_a_text_is_read_in_a_moment() -> None:
    """2,000 entries in two languages must not be felt in a build."""
    file = SQUARE / "docs/fr/harassment/someone-is-harassing-me.md"
    text = file.read_text(encoding="utf-8").partition("\n---\n")[2]
    assert measure_cpu_time(lambda: list(find_contacts(text, KNOWN)), 0.001, runs=50) < 0.001
