# ruff: noqa: E501 - texts stand as they are written
"""Titles and summaries of imported texts: plain words, whole sentences, with their addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.content.plain_text import find_page_signs
from entraide.importers.conversion.plain_fields import make_summary, strip_markup

LONG = "one two three four five, " * 30

SUMMARIES = {
    "Write to help@example.org today. Or call us.\n": "Write to help@example.org today.",
    "See <https://old.example/x?a=1> first! Then come back.\n": "See https://old.example/x?a=1 first!",
    "Hello! This is an answer, e.g. by Dr. Who. More.\n": "Hello! This is an answer, e.g. by Dr. Who.",
    "Version 2.5 of the app is out. Get it.\n": "Version 2.5 of the app is out.",
    "## Not the heading of a part\n\nThe text of that part.\n": "The text of that part.",
    "> [!NOTE] A title\n> These are the words of a note.\n\nThe real text is here.\n": "The real text is here.",
    "| a b c d | e |\n|--|--|\n| x y z w | v |\n\nThis explains the table.\n": "This explains the table.",
    "First do all of these:\n\n1. Open the app now.\n2. Close it.\n": "Open the app now.",
    "![A picture of it](b.png)\n\nPress <kbd>Ctrl</kbd> and `x` now.\n": "Press Ctrl and x now.",
    f"{LONG}\n": f"{LONG[:300].rpartition(' ')[0]}…",
    "Open the app. Then:\n\n- tap here.\n": "Open the app.",
    "Open it.\n": "Open it.",
    "## Nothing else\n": "",
}  # fmt: skip


@pytest.mark.parametrize("body", SUMMARIES)
def test_a_summary_is_the_first_sentence_that_says_something(body: str) -> None:
    assert make_summary(body) == SUMMARIES[body]


FIELDS = {
    "If x < 5 and y > 3": "If x < 5 and y > 3",
    "Write to <help@example.org>": "Write to help@example.org",
    "How to *block* **somebody**": "How to block somebody",
    'See [the page](https://a.example "Title")': "See the page",
    "A [[Page|wiki link]] :bulb:": "A wiki link 💡",
    "What s**t means": "What s**t means",
    "5 * 3 * 2 & snake_case": "5 * 3 * 2 & snake_case",
    "<b>Bold</b><br>title": "Boldtitle",
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_keeps_its_words(field: str) -> None:
    assert strip_markup(field) == FIELDS[field]


@settings(max_examples=60, deadline=None)
@given(st.text("ab <>/[](){}*_#`~+-=!:|\\&;\"'^$%@.1é", max_size=60))
def test_no_check_calls_a_field_markup(field: str) -> None:
    assert not list(find_page_signs(strip_markup(field), "a title"))
