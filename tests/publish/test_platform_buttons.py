"""Buttons of the platform within a sentence: their words as they are, and a sign to look for."""

import re

import pytest

from entraide.publish.platform_buttons import draw_buttons

SIGN = re.compile(r'<svg aria-hidden="true".*?</svg>')


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        ("the “Report” button", 'the <b class="press">+Report</b> button'),
        (
            "le bouton «\u202fSignaler\u202f» du menu",
            'le bouton <b class="press">+Signaler</b> du menu',
        ),
        ('the "Report" link', 'the <b class="press">+Report</b> link'),
        (
            "the “Safety” menu, then “Report & block”",
            'the <b class="press">Safety</b> menu, then <b class="press">+Report &amp; block</b>',
        ),
    ],
)
def test_words_in_quotation_marks_are_drawn(value: str, drawn: str) -> None:
    assert SIGN.sub("+", draw_buttons("platform.report.profile", value) or "") == drawn


def test_reporting_and_blocking_have_signs_of_their_own() -> None:
    drawn = {draw_buttons(f"platform.{name}", "the “Press” button") for name in ("report", "block")}
    assert len(drawn) == 2
    assert all(SIGN.search(html or "") for html in drawn)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("platform.report.chat", "the flag beside the name"),
        ("platform.contact.help", "the menu, then “Contact us”"),
        ("fact.report", "the “Report” button"),
    ],
)
def test_other_words_stay_as_they_are(name: str, value: str) -> None:
    assert draw_buttons(name, value) is None
